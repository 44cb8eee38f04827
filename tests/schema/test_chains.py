"""The shipped reference chains hold together, and faults of a broken one are named."""

import pytest
from pack_chains import PACKED, packed

from liantu.errors import SchemaError
from liantu.queries.audit import reference_faults
from liantu.schema.chains import STAGES, classes, links, parse, references

CHAINS = [name for name, one in references().items() if one.file]


def test_what_is_read_is_what_the_files_say() -> None:
    assert PACKED.read_text("utf-8") == packed(), "run `make chains` and commit schema/chains.json"


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
    assert references()["钢铁"].source == ""


def test_no_chain_has_a_cycle_an_orphan_or_a_twin() -> None:
    assert reference_faults() == []


def test_faults_are_named_all_at_once() -> None:
    raw = {"上游": {"甲": {"gb": 3974, "also": ["乙"], "to": ["丙"]}, "乙": {"gb": 1, "via": []}}, "左边": {}}
    with pytest.raises(SchemaError) as error:
        parse("某链", raw)
    said = str(error.value)
    assert all(
        word in said for word in ("no stage 左边", "乙 names both", "no link 丙", "no class 1", "unknown key via")
    )
