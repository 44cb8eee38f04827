"""What nothing speaks of: never 断, and never said to be unmentioned where somebody mentions it; one link, one row."""

from pathlib import Path

import pytest
from city import CHAIN, Triple, plan, rows
from register_files import HEADS, firm, table

from liantu.graph import Store
from liantu.intake import load
from liantu.queries.answers import State
from liantu.queries.gaps import gaps

AREA = "云溪市青岚区1号"
BATTERY = "动力电池产业链"
BESIDE: list[Triple] = [
    (BATTERY, "FOCUSES_ON", "正极材料"),
    ("锦和材料", "MAKES", "正极材料"),
    (BATTERY, "FOCUSES_ON", "电芯"),
    ("远航电池", "MAKES", "电芯"),
]


def row(store: Store, link: str) -> tuple[str, tuple[str, ...]]:
    """State and reasons of a link of the one chain."""
    (found,) = [one for one in gaps(store) if one.chain == BATTERY and one.link == link]
    return found.state, found.reasons


def test_a_reference_link_between_local_firms_is_not_broken_while_nobody_speaks_of_it(store: Store) -> None:
    plan(store, BESIDE)
    state, reasons = row(store, "极片制造")
    assert state == State.UNKNOWN and reasons[0] == "参考链有此环节，文件里没有读到它"
    assert "上游本地企业：锦和材料" in reasons and "下游本地企业：远航电池" in reasons


@pytest.mark.parametrize(
    "said",
    [(BATTERY, "FOCUSES_ON", "极片制造"), ("青岚区", "DEVELOPS", "极片制造"), (BATTERY, "SEEKS", "极片制造", "延伸")],
)
def test_it_is_broken_once_a_document_speaks_of_it(store: Store, said: Triple) -> None:
    plan(store, [*BESIDE, said])
    state, reasons = row(store, "极片制造")
    assert state == State.BROKEN and reasons[0] == "上下游都有本地企业，这一环没有"


@pytest.mark.parametrize("scope", ["正极材料、锂电池隔膜的生产", "锂电池隔膜销售"])
def test_what_a_register_was_not_asked_is_not_said_of_it(store: Store, tmp_path: Path, scope: str) -> None:
    plan(store, BESIDE)
    load(store, [table(tmp_path / "名录.csv", [HEADS, firm(1, "云溪卓岭材料有限公司", scope, AREA)])])
    state, reasons = row(store, "隔膜")
    assert state == State.UNKNOWN and reasons[0] == "参考链有此环节，文件里没有读到它"


def test_asked_for_its_chain_a_register_is_asked_and_told_of(store: Store, tmp_path: Path) -> None:
    plan(store, BESIDE)
    made = firm(1, "云溪卓岭材料有限公司", "锂电池隔膜的生产", AREA)
    load(store, [table(tmp_path / "名录.csv", [HEADS, made])])
    found = {one.link: one for one in gaps(store, chain=BATTERY)}
    assert found["隔膜"].state is State.PRESENT and found["隔膜"].firms == ("云溪卓岭材料有限公司",)
    assert found["铜箔"].reasons[0] == "参考链有此环节，文件里没有读到它，名录里没有企业写明生产"


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("电池管理系统（BMS）", "电池管理系统"),
        ("储能变流器(PCS)", "储能变流器"),
        ("制造执行系统（MES）", "制造执行系统"),
        ("聚乳酸（PLA）", "聚乳酸"),
    ],
)
def test_a_name_and_the_same_with_its_abbreviation_are_one_link(store: Store, long: str, short: str) -> None:
    plan(store, [(CHAIN, "SEEKS", long, "缺失"), (CHAIN, "FOCUSES_ON", short)], quotes={0: f"{long}没有本地企业。"})
    plan(store, [("明川精密", "MAKES", short)], name="二.txt")
    found = rows(store)
    assert long not in found and found[short].firms == ("明川精密",)
    assert found[short].state is State.WEAK and found[short].evidence[0].quote == f"{long}没有本地企业。"


def test_what_is_in_brackets_and_tells_a_kind_stays(store: Store) -> None:
    names = ("碳纤维（T700）", "碳纤维", "传感器（MEMS、光纤）", "轴承（高速）")
    plan(store, [(CHAIN, "FOCUSES_ON", name) for name in names])
    assert set(names) <= rows(store).keys()
