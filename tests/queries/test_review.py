"""Questions for people: what is asked, what an answer does, and that it outlives a reload and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from graph_facts import document, fact, put_story, story
from register_files import HEADS, firm, table

from liantu.errors import UnknownName
from liantu.graph import Store, open_store
from liantu.intake import load
from liantu.queries.answers import Question
from liantu.queries.chains import makers
from liantu.queries.facts import facts
from liantu.queries.leading import leader
from liantu.queries.needs import needs
from liantu.queries.review import aliases, review
from liantu.queries.scope import scope
from liantu.queries.targets import targets
from liantu.reports.need_book import need_book
from liantu.reports.review_book import review_book
from liantu.schema import Fact

DAY = "2026-03-01"


def plan() -> list[Fact]:
    source = document("方案")
    doubtful = fact(source, ("明川精密", "Enterprise"), "MAKES", ("谐波减速器", "Link"), 0)
    led = fact(source, ("明川精密", "Enterprise"), "LEADS", ("智能装备产业链", "Chain"), 1)
    wanted = fact(source, ("智能装备产业链", "Chain"), "SEEKS", ("冷轧板", "Link"), 2)
    twin = fact(source, ("明川精工", "Enterprise"), "MAKES", ("冷轧板材", "Link"), 3)
    values = [(doubtful, None, 0.3), (led, "链主", 0.9), (wanted, "缺失", 0.9), (twin, None, 0.9)]
    return [
        Fact(f.subject, f.subject_type, f.predicate, f.object, f.object_type, f.evidence, role, f.rule, sure)
        for f, role, sure in values
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    rows = [
        HEADS,
        firm(1, "武汉远达冷轧有限公司", "冷轧板制造"),
        firm(2, "云溪明川精工机械有限公司", "机械", "云溪市青岚区1号"),
    ]
    with open_store(tmp_path / "云溪.db") as opened:
        opened.add(document("方案"), plan())
        load(opened, [table(tmp_path / "名录.csv", rows)])
        yield opened


def asked(store: Store, kind: str) -> list[Question]:
    return [one for one in review(store) if one.decides == kind]


def answer(store: Store, path: Path, sheet: str, value: str, about: str | None = None) -> None:
    """Answer the first question of a sheet and take the workbook back."""
    path.write_bytes(review_book(review(store, about), DAY))
    opened = openpyxl.load_workbook(path)
    last = opened[sheet].max_column
    opened[sheet].cell(2, last).value = value
    opened.save(path)
    (loaded,) = load(store, [path], at=DAY)
    assert loaded.error is None and loaded.table is not None and len(loaded.table.returned) == 1


def test_doubtful_facts_names_alike_and_registered_firms_are_asked_about(store: Store) -> None:
    assert [one.question for one in asked(store, "fact")] == ["明川精密 生产 谐波减速器"]
    assert [one.why for one in asked(store, "fact")] == ["存疑（把握 30%）"]
    assert [one.question for one in asked(store, "firm")] == [
        "文件里的“明川精工”是不是名录里的“云溪明川精工机械有限公司”"
    ]
    put_story(store, story("另", firms=("云溪恒岳钢铁", "云溪恒越钢铁")))
    assert [one.question for one in asked(store, "same")] == ["云溪恒岳钢铁 与 云溪恒越钢铁 是不是同一家企业"]


def test_a_wrong_fact_is_gone_from_answers_also_after_a_reload_until_it_is_taken_back(
    store: Store, tmp_path: Path
) -> None:
    made = {"谐波减速器", "冷轧板材"}
    assert {one.object for one in facts(store, "MAKES")} == made
    answer(store, tmp_path / "一.xlsx", "事实", "错误")
    assert {one.object for one in facts(store, "MAKES")} == {"冷轧板材"}
    store.remove(document("方案").id)
    store.add(document("方案"), plan())
    assert {one.object for one in facts(store, "MAKES")} == {"冷轧板材"}
    assert [one.answer for one in asked(store, "fact")] == ["错误"]
    answer(store, tmp_path / "二.xlsx", "事实", "撤销")
    assert {one.object for one in facts(store, "MAKES")} == made


def test_a_sure_fact_is_struck_by_the_name_of_what_it_is_about(store: Store, tmp_path: Path) -> None:
    (sure,) = review(store, "明川精工")
    assert (sure.question, sure.why) == ("明川精工 生产 冷轧板材", "文件写明（把握 90%）")
    assert [one.question for one in review(store, "智能装备")] == [
        "明川精密 引领（链主） 智能装备产业链",
        "智能装备产业链 寻求（缺失） 冷轧板",
    ]
    assert review(store, "冷轧板材") == [sure]
    answer(store, tmp_path / "一.xlsx", "事实", "错误", "明川精工")
    assert "冷轧板材" not in {one.object for one in facts(store, "MAKES")} | set(makers(store, scope(store)))
    store.remove(document("方案").id)
    store.add(document("方案"), plan())
    assert "冷轧板材" not in {one.object for one in facts(store, "MAKES")} | set(makers(store, scope(store)))
    assert [(one.why, one.answer) for one in asked(store, "fact") if one.answer] == [
        ("已由人工判定（把握 90%）", "错误")
    ]
    answer(store, tmp_path / "二.xlsx", "事实", "撤销", "明川精工")
    assert "冷轧板材" in makers(store, scope(store))
    assert [one.answer for one in review(store, "明川精工")] == [""]


def test_a_name_that_no_document_has_gets_near_names(store: Store) -> None:
    with pytest.raises(UnknownName, match="没有找到企业、产业链、环节或负责人“明川精公”；?.*明川精工"):
        review(store, "明川精公")


def test_names_that_a_person_joins_are_one_and_are_told_so(store: Store, tmp_path: Path) -> None:
    put_story(store, story("另", firms=("云溪恒岳钢铁", "云溪恒越钢铁")))
    answer(store, tmp_path / "一.xlsx", "同名", "同一")
    assert ("人工", "一.xlsx") in {(one.rule, one.document) for one in aliases(store)}
    assert [one.answer for one in asked(store, "same")] == ["同一"]
    answer(store, tmp_path / "二.xlsx", "同名", "撤销")
    assert [one.rule for one in aliases(store)] == ["简称与名录全称"]


def test_needs_of_a_leader_come_back_as_purchases_but_give_no_exact_ratio(store: Store, tmp_path: Path) -> None:
    found = needs(store, "明川精密")
    assert [(one.link, one.candidates) for one in found] == [("冷轧板", ("武汉远达冷轧有限公司",))]
    path = tmp_path / "需求.xlsx"
    path.write_bytes(need_book("明川精密", found, {kind: {} for kind in ("amount", "year", "supplier", "wish")}, DAY))
    opened = openpyxl.load_workbook(path)
    sheet = opened["配套需求"]
    heads = [cell.value for cell in sheet[1]]
    for head, value in (("年采购额(万元)", "1,200"), ("年份", "2025"), ("现供应商", "武汉远达冷轧有限公司")):
        sheet.cell(2, heads.index(head) + 1).value = value
    opened.save(path)
    (loaded,) = load(store, [path], at=DAY)
    assert loaded.table is not None and [row.fate for row in loaded.table.returned] == ["新增"] * 3
    (rate,) = [one for one in leader(store, "明川精密") if one.aspect == "本地配套率"]
    assert "%（下限）" in rate.item or rate.item == "未知"
    assert "采购清单只含缺的环节，不能算配套率" in rate.reasons
    assert rate.evidence[-1].quote == "冷轧板：年采购额1200万元"


def test_the_local_share_counts_sellers_from_here(store: Store, tmp_path: Path) -> None:
    heads = ["供应商", "采购方", "产品", "金额（万元）", "年度"]
    rows = [["武汉远达冷轧有限公司", "明川精密", "板", "300", "2025"], ["无名商行", "明川精密", "油", "100", "2025"]]
    local = firm(7, "云溪本地轧钢有限公司", "轧钢", "云溪市青岚区1号")
    bought = ["云溪本地轧钢有限公司", "明川精密", "钢", "600", "2025"]
    load(store, [table(tmp_path / "供应.csv", [heads, *rows, bought]), table(tmp_path / "二.csv", [HEADS, local])])
    (rate,) = [one for one in leader(store, "明川精密") if one.aspect == "本地配套率"]
    assert rate.item == "600/1000万元 = 60.0%（下限），至多70.0%" and rate.firms == ("云溪本地轧钢有限公司",)


def test_a_stranger_is_told(store: Store) -> None:
    with pytest.raises(UnknownName, match="明川精密"):
        needs(store, "明川精蜜")
    assert targets(store, "冷轧板").targets[0].company == "武汉远达冷轧有限公司"
