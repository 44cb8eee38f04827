"""A sentence that was read in doubt takes nothing away: not what a register proves, not what its own list says."""

from pathlib import Path

import pytest
from city import CHAIN, plan, rows
from register_files import HEADS, firm, table

from liantu.graph import Store
from liantu.intake import load
from liantu.queries.answers import State
from liantu.queries.gaps import gaps

AREA = "云溪市青岚区1号"
PLACE = ("云溪市", "HOSTS", "泵业集群")
LINK = (CHAIN, "FOCUSES_ON", "水泵")
UNSURE = "另有1处企业读取把握不大，未计入，请人核对"


def register(store: Store, folder: Path, *rows_: tuple[str, str]) -> None:
    """A register of the city with firms and their scopes."""
    firms = [firm(number, *row, AREA) for number, row in enumerate(rows_, start=1)]
    load(store, [table(folder / "名录.csv", [HEADS, *firms])])


@pytest.mark.parametrize(
    "name",
    ["云溪恒岳流体有限公司", "恒岳流体", "云溪恒岳流体"],  # in full, in short, with its place
)
@pytest.mark.parametrize("quote", ["水泵方面有恒岳流体等。", "恒岳流体拟建水泵项目。"])
def test_what_a_register_proves_counts_whatever_a_doubtful_sentence_says(
    store: Store, tmp_path: Path, name: str, quote: str
) -> None:
    plan(store, [LINK, PLACE])
    plan(store, [(name, "MAKES", "水泵")], name="二.txt", quotes={0: quote}, confidence=0.3)
    register(store, tmp_path, ("云溪恒岳流体有限公司", "一般项目：水泵制造；机械零件销售"))
    found = rows(store)["水泵"]
    assert found.firms == (name,)
    assert found.state is State.PRESENT and UNSURE not in found.reasons
    assert "文件或名录点名1家本地企业" in found.reasons
    assert "水泵制造" in {one.quote for one in found.evidence}


@pytest.mark.parametrize("scope", ["水泵销售", "阀门制造", "水泵维修"])
def test_a_register_that_proves_nothing_leaves_the_doubt(store: Store, tmp_path: Path, scope: str) -> None:
    plan(store, [LINK, PLACE])
    plan(store, [("恒岳流体", "MAKES", "水泵")], name="二.txt", confidence=0.3)
    register(store, tmp_path, ("云溪恒岳流体有限公司", scope))
    found = rows(store)["水泵"]
    assert found.firms == () and UNSURE in found.reasons


def test_three_firms_of_a_register_are_many_though_one_is_named_in_doubt(store: Store, tmp_path: Path) -> None:
    plan(store, [LINK, PLACE])
    plan(store, [("恒岳流体", "MAKES", "水泵")], name="二.txt", confidence=0.3)
    register(store, tmp_path, *((f"云溪{name}有限公司", "水泵制造") for name in ("恒岳流体", "卓岭机械", "远帆装备")))
    found = rows(store)["水泵"]
    assert found.state is State.STRONG and len(found.firms) == 3


LISTS = [
    "水泵也做起来了，恒岳流体、卓岭机械两家企业去年产值过亿。",
    "恒岳流体和卓岭机械都在生产水泵。",
    "以卓岭机械、恒岳流体为代表的水泵企业群体。",
    "水泵：恒岳流体（青岚区）、卓岭机械（云溪市）",
    "依托卓岭机械、远帆装备以及恒岳流体，水泵年产20万台。",
]


@pytest.mark.parametrize("quote", LISTS)
def test_what_a_sentence_says_of_one_of_a_list_it_says_of_all(store: Store, quote: str) -> None:
    sure = [(name, "MAKES", "水泵") for name in ("卓岭机械", "远帆装备") if name in quote]
    plan(store, [LINK, *sure], quotes=dict.fromkeys((1, 2), quote))
    plan(store, [("恒岳流体", "MAKES", "水泵")], name="二.txt", quotes={0: quote}, confidence=0.3)
    found = rows(store)["水泵"]
    assert set(found.firms) == {"恒岳流体", *(name for name, *_ in sure)} and UNSURE not in found.reasons


@pytest.mark.parametrize(
    "quote", ["卓岭机械生产水泵，恒岳流体主攻阀门。", "卓岭机械为恒岳流体供应水泵。", "水泵有卓岭机械。恒岳流体在谈。"]
)
def test_a_firm_that_is_in_no_list_with_a_sure_one_stays_in_doubt(store: Store, quote: str) -> None:
    plan(store, [LINK, ("卓岭机械", "MAKES", "水泵")], quotes={1: quote})
    plan(store, [("恒岳流体", "MAKES", "水泵")], name="二.txt", quotes={0: quote}, confidence=0.3)
    found = rows(store)["水泵"]
    assert found.firms == ("卓岭机械",) and UNSURE in found.reasons


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("目前水泵有卓岭机械等11家企业。", 11),
        ("卓岭机械、远帆装备等4家企业生产水泵。", 4),
        ("水泵\n成熟\n卓岭机械等十二家", 12),
        ("水泵领域聚集卓岭机械等20余户骨干企业。", 20),
        ("水泵、阀门有卓岭机械等11家企业。", 0),  # of both together
        ("到2030年，培育卓岭机械等11家水泵企业。", 0),
        ("国内水泵仅卓岭机械等3家企业能做。", 0),
        ("卓岭机械生产水泵，园区共有11家企业。", 0),
    ],
)
def test_a_sentence_that_counts_the_firms_is_believed(store: Store, quote: str, told: int) -> None:
    lead = [(f"{name}公司", "LEADS", CHAIN, "链主") for name in ("甲", "乙")]
    plan(store, [LINK, ("卓岭机械", "MAKES", "水泵"), *lead], quotes={1: quote})
    found = rows(store)["水泵"]
    assert found.firms == ("卓岭机械",)
    if told:
        assert found.state is State.STRONG
        assert found.reasons[0] == f"文件或名录点名1家本地企业，共有{told}家"
    else:
        assert found.state is State.PRESENT
    assert any("单点依赖" in one for one in found.reasons) is not bool(told)


@pytest.mark.parametrize(
    ("step", "scope", "counts"),
    [
        ("封装", "光伏组件封装", False),  # of a thing of another chain
        ("封装", "集成电路封装；光伏组件封装", True),
        ("封装", "芯片的封装", True),
        ("封装", "传感器封装、测试", True),
        ("封装", "封装", True),
        ("铸造", "黑色金属铸造；有色金属铸造", True),  # of no thing in particular
        ("铸造", "铸造", True),
    ],
)
def test_a_step_that_is_done_to_things_of_other_chains_is_not_this_one(
    store: Store, tmp_path: Path, step: str, scope: str, counts: bool
) -> None:
    chain = "智能传感器产业链"
    plan(store, [(chain, "FOCUSES_ON", name) for name in (step, "芯片设计", "压力传感器")] + [PLACE])
    register(store, tmp_path, ("云溪卓岭机械有限公司", scope))
    (found,) = [one for one in gaps(store) if one.chain == chain and one.link == step]
    assert found.firms == (("云溪卓岭机械有限公司",) if counts else ())
