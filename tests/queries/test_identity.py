"""A firm of the documents and the registered firm that it is: asked about, joined by a person, one in every answer."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from graph_facts import document, fact
from register_files import HEADS, firm, table

from liantu.errors import UnknownName
from liantu.graph import Store, open_store
from liantu.intake import load
from liantu.queries.gaps import gaps
from liantu.queries.identity import firm_called
from liantu.queries.leading import leader
from liantu.queries.likely import waiting
from liantu.queries.links import chain
from liantu.queries.listings import leaders, suppliers
from liantu.queries.review import aliases, review
from liantu.queries.targets import targets
from liantu.queries.whatif import whatif
from liantu.reports.review_book import review_book
from liantu.schema import Fact

DAY = "2026-03-01"
SHORT, FULL = "卓岭泵业", "卓岭泵业（云溪）有限公司"
AREA = "云溪市青岚区1号"
GROUP = ("水处理产业链", "Chain")


def plan() -> list[Fact]:
    source = document("方案")
    said = [
        fact(source, (SHORT, "Enterprise"), "MAKES", ("离心泵", "Link"), 0),
        fact(source, GROUP, "FOCUSES_ON", ("离心泵", "Link"), 1),
        fact(source, GROUP, "FOCUSES_ON", ("污泥脱水机", "Link"), 2),
        fact(source, ("远帆环境", "Enterprise"), "MAKES", ("膜组件", "Link"), 3),
        fact(source, GROUP, "TARGETS", ("海沃膜业", "Enterprise"), 4),
    ]
    return [
        Fact(f.subject, f.subject_type, f.predicate, f.object, f.object_type, f.evidence, None, f.rule, 0.9)
        for f in said
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    rows = [
        HEADS,
        firm(1, FULL, "离心泵、污泥脱水机制造", AREA),
        firm(2, "云溪远帆环境装备有限公司", "家具零售", AREA),
        firm(3, "苏州海沃膜业有限公司", "家具零售", "江苏省苏州市昆山市1号", "注销"),
        firm(4, "云溪远帆食品有限公司", "糕点制造", AREA),
        firm(5, "云溪卓岭泵业科技有限公司", "家具零售", AREA),
    ]
    bought = [["供应商", "采购方", "产品"], [FULL, "青石水务", "水泵"]]
    with open_store(tmp_path / "云溪.db") as opened:
        opened.add(document("方案"), plan())
        load(opened, [table(tmp_path / "名录.csv", rows), table(tmp_path / "供应.csv", bought)])
        yield opened


def answer(store: Store, path: Path, about: str, value: str) -> None:
    """Answer the questions of 名录 that speak of a firm, and take the workbook back."""
    path.write_bytes(review_book(review(store), DAY))
    opened = openpyxl.load_workbook(path)
    sheet = opened["名录"]
    rows = [row for row in sheet.iter_rows(min_row=2) if any(about in str(cell.value) for cell in row[2:])]
    assert len(rows) == 1
    rows[0][-1].value = value
    opened.save(path)
    (loaded,) = load(store, [path], at=DAY)
    assert loaded.error is None


def firms_at(store: Store) -> dict[str, tuple[str, ...]]:
    return {gap.link: gap.firms for gap in gaps(store)}


def questions(store: Store, kind: str) -> list[str]:
    return [one.question for one in review(store) if one.decides == kind]


def test_a_name_that_is_the_brand_and_trade_of_a_registered_firm_is_asked_about(store: Store) -> None:
    asked = questions(store, "firm")
    assert f"文件里的“{SHORT}”是不是名录里的“{FULL}”" in asked
    assert "文件里的“远帆环境”是不是名录里的“云溪远帆环境装备有限公司”" in asked
    assert not any("食品" in one for one in asked)  # one name proper, but nobody does both


def test_the_same_firm_is_one_in_every_answer_until_that_is_taken_back(store: Store, tmp_path: Path) -> None:
    assert firms_at(store)["离心泵"] == (SHORT,)  # not counted twice
    assert firms_at(store)["污泥脱水机"] == (FULL,)
    with pytest.raises(UnknownName):
        firm_called(store, "卓岭泵业（苏州）有限公司")
    answer(store, tmp_path / "一.xlsx", FULL, "同一")
    (shown,) = {name for firms in firms_at(store).values() for name in firms if "卓岭" in name}
    assert firms_at(store)["离心泵"] == firms_at(store)["污泥脱水机"] == (shown,)
    assert {name for step in chain(store, "水处理") for name in step.firms if "卓岭" in name} == {shown}
    for name in (SHORT, FULL):
        assert firm_called(store, name) == shown
        assert {(one.link, one.after) for one in whatif(store, remove=[name]) if one.kind == "环节"} == {
            ("离心泵", "未提及"),
            ("污泥脱水机", "未提及"),
        }
        assert [(one.supplier, one.customer) for one in suppliers(store, name)] == [(shown, "青石水务")]
    assert [one.company for one in targets(store, "离心泵").left] == [FULL]
    assert ("人工（名录）", "一.xlsx") in {(one.rule, one.document) for one in aliases(store)}
    assert [one.answer for one in review(store) if FULL in one.question and one.decides == "firm"] == ["同一"]
    assert not [one for one in review(store) if one.decides == "same" and "卓岭" in one.question]
    answer(store, tmp_path / "二.xlsx", FULL, "撤销")
    assert firms_at(store)["污泥脱水机"] == (FULL,)
    assert [one.customer for one in suppliers(store, FULL)] == ["青石水务"] and suppliers(store, SHORT) == []


def test_a_firm_with_two_names_in_the_documents_is_not_said_to_be_joined_until_it_is(
    store: Store, tmp_path: Path
) -> None:
    full, plans = "云溪远帆环境装备有限公司", document("另")
    said = [((full, "Enterprise"), "LEADS", GROUP), ((full, "Enterprise"), "MAKES", ("水表", "Link"))]
    store.add(plans, [fact(plans, *one, number) for number, one in enumerate(said)])

    def asked() -> list[tuple[str, str]]:
        return [(one.why, one.answer) for one in review(store) if full in one.question]

    assert asked() == [(f"文件里还写作“{full}”，判定前各算一家", "")]
    assert waiting(store) == 4 and not [one for one in aliases(store) if one.other == full]
    answer(store, tmp_path / "一.xlsx", full, "同一")
    assert asked() == [("已由人工判定", "同一")]
    named = {name for firms in firms_at(store).values() for name in firms if "远帆" in name}
    assert len(named) == 1 and {one.firm for one in leaders(store)} == named


def test_a_clipped_word_of_trade_is_no_other_firm(store: Store, tmp_path: Path) -> None:
    plans = document("另")
    store.add(plans, [fact(plans, ("恒远新材", "Enterprise"), "MAKES", ("离心泵", "Link"), 0)])
    load(store, [table(tmp_path / "又.csv", [HEADS, firm(7, "恒远新材料科技有限公司", "离心泵制造", AREA)])])
    assert [name for name in firms_at(store)["离心泵"] if "恒远" in name] == ["恒远新材"]


def test_firms_that_a_person_tells_apart_are_two(store: Store, tmp_path: Path) -> None:
    answer(store, tmp_path / "一.xlsx", FULL, "不同")
    assert set(firms_at(store)["离心泵"]) == {SHORT, FULL}


def test_a_wanted_firm_that_the_register_knows_to_be_gone_is_no_target(store: Store, tmp_path: Path) -> None:
    found = targets(store, chain="水处理")
    assert "海沃膜业" in {one.company for one in found.targets}  # nobody has said yet that the two are one
    answer(store, tmp_path / "一.xlsx", "苏州海沃膜业", "同一")
    found = targets(store, chain="水处理")
    assert found.targets == ()
    assert ("海沃膜业", "登记状态：注销") in {(one.company, one.reason) for one in found.left}


def test_namesakes_among_the_documents_names_are_asked_about(store: Store) -> None:
    source = document("另")
    names = ("卓岭", "远帆环境工程", "远帆食品", "华鑫远", "华兴远", "白羽水务")
    store.add(
        source, [fact(source, (name, "Enterprise"), "MAKES", ("水表", "Link"), n) for n, name in enumerate(names)]
    )
    assert set(questions(store, "same")) >= {
        "华兴远 与 华鑫远 是不是同一家企业",
        "卓岭 与 卓岭泵业 是不是同一家企业",
        "远帆环境 与 远帆环境工程 是不是同一家企业",
    }
    assert not any("食品" in one or "白羽" in one for one in questions(store, "same"))


def names_in(store: Store, *rows: list[object], path: Path) -> set[str]:
    """Registered names that are joined with a name of the documents without asking."""
    load(store, [table(path / "又.csv", [HEADS, *rows])])
    return {one.other for one in aliases(store)}


def test_a_short_name_that_only_one_firm_of_the_city_can_bear_is_joined_without_asking(
    store: Store, tmp_path: Path
) -> None:
    full = "云溪远帆环境装备有限公司"
    assert {(one.name, one.other) for one in aliases(store)} == {("远帆环境", full)}
    assert firm_called(store, full) == "远帆环境"
    plans = document("另")
    store.add(plans, [fact(plans, GROUP, "FOCUSES_ON", ("膜组件", "Link"), 0)])
    assert {one.link for one in whatif(store, remove=[full])} == {"膜组件"}
    assert waiting(store) == 3  # 卓岭泵业 with two firms, 海沃膜业 with one from elsewhere
    answer(store, tmp_path / "一.xlsx", full, "不同")
    assert aliases(store) == []
    with pytest.raises(UnknownName):
        leader(store, full)


@pytest.mark.parametrize(
    "rival",
    [
        firm(6, "云溪远帆环境检测有限公司", "检测", AREA),  # begins so too, whatever it does
        firm(6, "远帆环境有限公司", "检测"),  # bears the name in full, wherever it is
        firm(6, "远帆环境设备有限公司", "检测", ""),  # nobody knows where it is
    ],
)
def test_a_short_name_that_another_firm_may_bear_is_asked_about(
    store: Store, tmp_path: Path, rival: list[object]
) -> None:
    assert names_in(store, rival, path=tmp_path) == set()


def test_a_firm_from_elsewhere_with_the_same_beginning_is_no_rival(store: Store, tmp_path: Path) -> None:
    far = firm(6, "苏州远帆环境有限公司", "检测", "江苏省苏州市昆山市1号")
    assert names_in(store, far, path=tmp_path) == {"云溪远帆环境装备有限公司"}


def test_a_short_name_of_two_characters_or_of_another_city_or_of_a_wanted_firm_is_asked_about(
    store: Store, tmp_path: Path
) -> None:
    plans = document("另")
    said = [("松岩", "MAKES", "水表"), ("海汇泵阀", "MAKES", "阀门")]
    facts = [fact(plans, (who, "Enterprise"), verb, (what, "Link"), n) for n, (who, verb, what) in enumerate(said)]
    store.add(plans, [*facts, fact(plans, GROUP, "TARGETS", ("青湾仪表", "Enterprise"), 5)])
    rows = [
        firm(7, "云溪松岩有限公司", "水表", AREA),
        firm(8, "海汇泵阀科技有限公司", "阀门"),
        firm(9, "云溪青湾仪表科技有限公司", "仪表", AREA),
    ]
    assert names_in(store, *rows, path=tmp_path) == {"云溪远帆环境装备有限公司"}


def test_a_firm_that_a_document_only_plans_to_make_it_and_the_register_does_is_there(
    store: Store, tmp_path: Path
) -> None:
    plans = document("另")
    (made,) = [fact(plans, ("松岩水表", "Enterprise"), "MAKES", ("离心泵", "Link"), 0)]
    planned = replace(made.evidence, quote="规划建设松岩水表离心泵项目")
    store.add(plans, [replace(made, evidence=planned)])
    assert "松岩水表" not in firms_at(store)["离心泵"]
    load(store, [table(tmp_path / "又.csv", [HEADS, firm(7, "云溪松岩水表有限公司", "离心泵制造", AREA)])])
    assert "松岩水表" in firms_at(store)["离心泵"]


def test_where_a_firm_makes_the_wider_thing_a_link_is_not_called_broken(tmp_path: Path) -> None:
    source = document("方案")
    group = ("钢铁产业链", "Chain")
    names = ("废钢加工", "电炉炼钢", "冷轧板")
    said = [fact(source, group, "FOCUSES_ON", (name, "Link"), n) for n, name in enumerate(names)]
    said += [fact(source, (a, "Link"), "UPSTREAM_OF", (b, "Link"), 9) for a, b in pairwise(names)]
    said += [fact(source, (f"远岭{name}", "Enterprise"), "MAKES", (name, "Link"), 20) for name in names[::2]]
    with open_store(tmp_path / "a.db") as store:
        store.add(source, said)
        assert {gap.link: gap.state for gap in gaps(store)}["电炉炼钢"] == "断"
        load(store, [table(tmp_path / "名录.csv", [HEADS, firm(1, "远岭冶炼有限公司", "钢铁冶炼", AREA)])])
        (gap,) = [gap for gap in gaps(store) if gap.link == "电炉炼钢"]
    assert gap.state == "未提及" and gap.firms == ()
    assert "名录里远岭冶炼有限公司做“炼钢”，是否做这一环请核对" in gap.reasons
