"""The shipped reference chains hold together, and faults of a broken one are named."""

import re

import pytest

from liantu.errors import SchemaError
from liantu.queries.audit import reference_faults
from liantu.schema.chains import STAGES, classes, links, parse, references

CHAINS = [name for name, one in references().items() if one.file]


def test_there_are_chains_for_the_fields_that_cities_build() -> None:
    fields = {
        "集成电路",
        "新型显示",
        "新能源汽车",
        "动力电池",
        "光伏",
        "氢能",
        "生物药",
        "医疗器械",
        "工业机器人",
        "商业航天",
    }
    assert fields <= set(CHAINS)
    assert len(CHAINS) > 40


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_has_stages_and_a_source_for_each_link(chain: str) -> None:
    found = links(chain).values()
    assert 24 <= len(found) <= 60
    assert {link.stage for link in found} == set(STAGES)
    assert all(link.code in classes() and link.source.endswith(classes()[link.code]) for link in found)


def test_a_chain_of_the_emerging_industries_names_its_class_too() -> None:
    assert references()["轨道交通装备"].source == "《战略性新兴产业分类（2018）》2.4 轨道交通装备产业"
    assert references()["人工智能与算力"].source == (
        "《战略性新兴产业分类（2018）》1.3 新兴软件和新型信息技术服务、1.4 互联网与云计算、大数据服务、1.5 人工智能"
    )
    assert references()["钢铁"].source == ""


def test_every_class_is_named_cleanly_and_stands_for_a_link() -> None:
    assert set(classes()) == {link.code for chain in CHAINS for link in links(chain).values()}
    assert all(re.fullmatch(r"\d{2,4}", code) and re.fullmatch(r"\S+", name) for code, name in classes().items())


@pytest.mark.parametrize(
    ("chain", "link", "code"),
    [
        ("纺织服装", "蚕茧", "0399"),  # not 0392, bees
        ("工程机械", "设备租赁", "7113"),  # not 7115, medical devices
        ("生物药", "基因检测", "8492"),  # not 8434, ambulances
        ("智能家电", "家电销售", "5138"),  # not 5137, televisions and sound
        ("竹木", "竹工艺品", "2435"),  # not 2432, of metal
        ("现代中药", "仓储物流", "5960"),  # not 5951, grain
        ("风电装备", "吊装运输", "5434"),  # not 5436, parcels
        ("电力装备", "变电站建设", "4879"),  # not 4875, solar
    ],
)
def test_a_link_falls_under_the_class_that_has_it(chain: str, link: str, code: str) -> None:
    assert links(chain)[link].code == code


@pytest.mark.parametrize(
    ("chain", "wider"),
    [
        ("工业机器人", "减速器"),
        ("工业机器人", "精密制造机器人"),
        ("工程机械", "起重机"),
        ("产业用纺织品", "非织造布"),
        ("磷化工", "农药"),
        ("生物药", "创新药"),
        ("电子化学品", "电子化学品"),
        ("新型储能", "新型储能"),
    ],
)
def test_a_word_for_more_than_one_link_is_no_name_of_one(chain: str, wider: str) -> None:
    assert all(wider not in (link.name, *link.also) for link in links(chain).values())


def test_no_chain_has_a_cycle_an_orphan_or_a_twin() -> None:
    assert reference_faults() == []


def test_faults_are_named_all_at_once() -> None:
    raw = {"上游": {"甲": {"gb": 3974, "also": ["乙"], "to": ["丙"]}, "乙": {"gb": 1, "via": []}}, "左边": {}}
    with pytest.raises(SchemaError) as error:
        parse("某链", raw, classes())
    said = str(error.value)
    assert all(
        word in said for word in ("no stage 左边", "乙 names both", "no link 丙", "no class 1", "unknown key via")
    )
