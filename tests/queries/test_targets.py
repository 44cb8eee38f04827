"""Target companies: who is listed, who is left out and why, who can introduce whom."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from city import Triple, plan
from market import LINKS, PLAN, market
from register_files import HEADS, firm, table

from liantu.commands.desk import left_text
from liantu.errors import InputError, UnknownName
from liantu.graph import Parameter, Row, Store, open_store
from liantu.intake import load
from liantu.queries.answers import State
from liantu.queries.facts import statement
from liantu.queries.gaps import gaps
from liantu.queries.listings import documents
from liantu.queries.registers import ENOUGH, MOST
from liantu.queries.targets import LISTED, targets
from liantu.reports.target_notes import for_gaps, on_screen
from liantu.schema import Decision, Document, Evidence, Fact, Part, Place, Status

SENTENCE = "招引恒岳传动，补齐谐波减速器"
OTHER = "引进远达集团"
LEADER = ("明川精密", "Enterprise")
CHAIN = ("智能装备产业链", "Chain")


def facts() -> tuple[Document, list[Fact]]:
    part = Part(0, "方案", None, "2026-03", Status.FINAL, "云溪市")
    document = Document("ab" * 8, "ab" * 32, "方案.txt", f"{SENTENCE}\n{OTHER}", (part,), ())
    proof = Evidence(document.id, SENTENCE, Place((), 0, 0, 0, len(SENTENCE)))
    later = Evidence(document.id, OTHER, Place((), 0, 1, len(SENTENCE) + 1, len(SENTENCE) + 1 + len(OTHER)))
    said = [
        Fact(*CHAIN, "SEEKS", "谐波减速器", "Link", proof, "缺失"),
        Fact(*CHAIN, "SEEKS", "高精度编码器", "Link", proof, "引进"),
        Fact(*LEADER, "LEADS", *CHAIN, proof, "链主"),
        Fact(*CHAIN, "TARGETS", "恒岳传动", "Enterprise", proof),
        Fact(*CHAIN, "TARGETS", "远达集团", "Enterprise", later),
        Fact("华盛精工", "Enterprise", "MAKES", "谐波减速器", "Link", proof),
        Fact("华盛精工", "Enterprise", "LOCATED_IN", "武汉市", "Region", proof),
        Fact("本地精工", "Enterprise", "MAKES", "高精度编码器", "Link", proof),
    ]
    return document, said


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    rows = [
        (*HEADS, "股东"),
        [*firm(1, "武汉恒岳传动有限公司", "谐波减速器制造"), ""],
        [*firm(2, "苏州卓诚精工有限公司", "谐波减速器制造", "江苏省苏州市昆山市1号"), ""],
        [*firm(3, "深圳瑞泰有限公司", "谐波减速器销售", "广东省深圳市南山区1号"), ""],
        [*firm(4, "云溪华丰有限公司", "谐波减速器制造", "云溪市青岚区1号"), ""],
        [*firm(5, "宁波远成有限公司", "谐波减速器制造", "浙江省宁波市北仑区1号", "吊销"), ""],
        [*firm(6, "合肥启明有限公司", "谐波减速器制造", "安徽省合肥市蜀山区1号"), "明川精密有限公司"],
    ]
    supply = [["供应商", "采购方", "产品"], ["苏州卓诚精工有限公司", "明川精密", "减速器"]]
    with open_store(tmp_path / "云溪.db") as opened:
        opened.add(*facts())
        load(opened, [table(tmp_path / "名录.csv", rows), table(tmp_path / "供应.csv", supply)])
        yield opened


def test_targets_come_with_reasons_sentences_and_introducers(store: Store) -> None:
    found = targets(store, "谐波减速器")
    assert [(one.company, one.tier) for one in found.targets] == [
        ("武汉恒岳传动有限公司", "确认"),
        ("苏州卓诚精工有限公司", "确认"),
        ("合肥启明有限公司", "确认"),
        ("华盛精工", "确认"),
    ]
    by_name = {one.company: one for one in found.targets}
    assert by_name["武汉恒岳传动有限公司"].evidence[0].quote == SENTENCE
    assert "已供应链主明川精密（+3）" in by_name["苏州卓诚精工有限公司"].reasons
    assert by_name["苏州卓诚精工有限公司"].introducers == ("可请链主明川精密引荐：苏州卓诚精工有限公司供应明川精密",)
    assert "股东" in by_name["合肥启明有限公司"].introducers[0]
    assert any("未提供营收" in reason for reason in by_name["合肥启明有限公司"].reasons)
    assert {(one.company, one.reason) for one in found.left} == {
        ("深圳瑞泰有限公司", "经营范围只写销售"),
        ("云溪华丰有限公司", "已在本地（云溪市青岚区）"),
        ("宁波远成有限公司", "登记状态：吊销"),
    }


def test_rows_of_registers_are_counted_only_where_none_makes_the_link(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = list[str](), store.ask

    def told(one: str, parameters: Mapping[str, Parameter] | None = None) -> list[Row]:
        asked.append(one)
        return ask(one, parameters)

    monkeypatch.setattr(store, "ask", told)
    counting = statement("documents", store.dialect)
    assert targets(store, "谐波减速器").targets and counting not in asked
    assert not any("还没有载入企业名录" in note for note in targets(store, "高精度编码器").notes) and counting in asked


def test_every_reason_is_said_on_the_line_of_those_left_out(store: Store, tmp_path: Path) -> None:
    other = firm(7, "芜湖远成油脂有限公司", "谐波减速器润滑脂制造", "安徽省芜湖市鸠江区1号")
    load(store, [table(tmp_path / "又一份.csv", [HEADS, other])])
    said = left_text(targets(store, "谐波减速器"))
    assert "该环节只作定语 1 家" in said and "： 1 家" not in said


def test_a_firm_that_has_only_signed_supplies_nobody_yet(store: Store) -> None:
    name, project = "合肥启明有限公司", "谐波减速器项目"
    triples: list[Triple] = [
        (name, "UNDERTAKES", project),
        (name, "SUPPLIES", "明川精密"),
        (name, "MAKES", "谐波减速器"),
        ("远卓传动", "MAKES", "谐波减速器"),
    ]
    plan(store, triples, quotes=dict.fromkeys(range(4), f"签约{project}，达产后将供应明川精密"))
    place = Evidence("cd" * 8, project, Place((), 0, 0, 0, len(project)))
    part = Part(0, "签约", None, "2026-03", Status.FINAL, "云溪市")
    located = Fact(project, "Project", "LOCATED_IN", "云溪市", "Region", place)
    store.add(Document("cd" * 8, "cd" * 32, "签约.txt", project, (part,), ()), [located])
    found = targets(store, "谐波减速器")
    (row,) = [one for one in found.targets if one.company == name]
    assert f"已在本地签约项目：{project}（+1.5）" in row.reasons
    assert not any("已供应" in reason or "文件写明它生产" in reason for reason in row.reasons)
    assert ("远卓传动", "已在本地签约项目，尚未建成") in {(one.company, one.reason) for one in found.left}


def test_a_sister_product_of_the_reference_chain_is_another_product(store: Store, tmp_path: Path) -> None:
    load(store, [table(tmp_path / "二.csv", [HEADS, firm(9, "合肥行星传动有限公司", "行星减速器制造")])])
    assert "合肥行星传动有限公司" not in {one.company for one in targets(store, "谐波减速器").targets}


def test_rows_have_exactly_the_promised_keys(store: Store) -> None:
    row = targets(store, "谐波减速器").targets[0].row()
    assert list(row) == ["company", "link", "tier", "score", "reasons", "introducers", "region", "evidence"]


def test_a_gap_by_its_rank_and_a_chain_with_its_wanted_firms(store: Store) -> None:
    by_rank = targets(store, gap=1)
    assert by_rank.gaps[0].link == "谐波减速器" and by_rank.targets == targets(store, "谐波减速器").targets
    chain = targets(store, chain="智能装备")
    assert {one.company for one in chain.targets} >= {"武汉恒岳传动有限公司", "远达集团"}
    assert "本地精工" in {one.company for one in chain.left}


def test_a_rank_in_a_chain_is_the_one_that_the_chain_s_own_list_shows(store: Store) -> None:
    own = gaps(store, chain="智能装备")
    for rank in [gap.rank for gap in own if gap.state in ("缺", "断", "弱", "借")]:
        (gap,) = targets(store, chain="智能装备", gap=rank).gaps
        assert gap == own[rank - 1] and gap.rank == rank
    assert len(own) > len([gap for gap in gaps(store) if gap.evidence])
    found = targets(store, chain="智能装备", gap=1)
    assert "远达集团" not in {one.company for one in found.targets}  # wanted for the chain, not for this link
    assert for_gaps(found) == (
        f"缺口第 1 名（liantu gaps --chain 智能装备）：智能装备产业链 · 谐波减速器（弱，缺口得分 {own[0].score:g}）"
    )
    with pytest.raises(InputError, match="见 liantu gaps --chain 智能装备"):
        targets(store, chain="智能装备", gap=999)


def test_a_rank_whose_row_is_no_gap_is_told_with_how_many_there_are(store: Store) -> None:
    rows = gaps(store)
    open_ = [row.rank for row in rows if row.state in ("缺", "断", "弱", "借")]
    silent = next(row for row in rows if row.state == "未提及")
    made = next(row for row in rows if row.state in ("有", "强"))
    for row in (silent, made):
        with pytest.raises(InputError) as told:
            targets(store, gap=row.rank)
        said = (
            f"第 {row.rank} 名“{row.link}”的状态是“{row.state}”，不是缺口；缺口（缺、断、弱、借）只有 {len(open_)} 个"
        )
        assert f"{said}，名次最后的是第 {max(open_)} 名" in str(told.value)


def test_a_list_says_what_it_is_for_and_what_it_lacks(store: Store) -> None:
    assert for_gaps(targets(store, "谐波减速器")) == ""
    chain = targets(store, chain="智能装备")
    assert for_gaps(chain).startswith("“智能装备”的缺口（liantu gaps --chain 智能装备）：谐波减速器（弱）")
    note = on_screen(chain).note
    assert "确认＝文件或经营范围写明生产" in note and "匹配＝" not in note and "引荐路径一栏空着的" in note
    nobody = on_screen(targets(store, "偏光片"))
    assert nobody.rows == () and "能做“偏光片”" in nobody.empty


def test_what_is_asked_wrongly_is_told(store: Store) -> None:
    with pytest.raises(UnknownName, match="谐波减速器"):
        targets(store, "谐波减数器")
    with pytest.raises(InputError, match="没有名次为 999 的缺口；缺口（缺、断、弱、借）只有"):
        targets(store, gap=999)
    with pytest.raises(InputError, match="三者选一"):
        targets(store, "谐波减速器", chain="智能装备")
    with pytest.raises(InputError, match="三者选一"):
        targets(store)


def test_a_link_of_a_reference_chain_needs_no_document_that_names_it(store: Store) -> None:
    assert targets(store, "偏光片").targets == ()


def test_a_link_that_a_registered_firm_here_makes_is_no_gap(store: Store) -> None:
    rows = {gap.link: gap for gap in gaps(store)}
    assert rows["谐波减速器"].state is State.WEAK and rows["高精度编码器"].firms == ("本地精工",)
    assert rows["谐波减速器"].firms == ("云溪华丰有限公司",)
    assert "谐波减速器制造" in {proof.quote for proof in rows["谐波减速器"].evidence}
    store.remove(next(one.id for one in documents(store) if one.document == "名录.csv"))
    assert {gap.link: gap for gap in gaps(store)}["谐波减速器"].state is State.MISSING


def test_what_officers_found_out_changes_the_list(store: Store) -> None:
    before = {one.company for one in targets(store, "谐波减速器").targets}
    ident = next(one.ident for one in targets(store, "谐波减速器").candidates if one.name == "合肥启明有限公司")
    store.decide([Decision("verdict", ident, "谐波减速器", "不生产", "表.xlsx", "2026-04-01")])
    after = targets(store, "谐波减速器")
    assert {one.company for one in after.targets} == before - {"合肥启明有限公司"}
    assert ("合肥启明有限公司", "人工核实：不生产") in {(one.company, one.reason) for one in after.left}
    store.decide([Decision("verdict", ident, "谐波减速器", "")])
    assert {one.company for one in targets(store, "谐波减速器").targets} == before


def test_a_word_that_thousands_of_firms_use_is_cut_and_said_so(store: Store, tmp_path: Path) -> None:
    many = [firm(100 + n, f"苏州{n}号精工有限公司", "谐波减速器制造", "江苏省苏州市1号") for n in range(MOST + 1)]
    large = firm(99, "苏州大型精工有限公司", "谐波减速器制造", "江苏省苏州市1号")
    large[3] = "9亿元"
    some = [HEADS, *many[: LISTED + 1], large]
    load(store, [table(tmp_path / "多.csv", some)])
    found = targets(store, "谐波减速器")
    assert any(f"列出条件最好的 {LISTED} 家" in note for note in found.notes)
    names = [one.company for one in found.targets]
    assert "苏州大型精工有限公司" in names[:5] and "苏州卓诚精工有限公司" in names and len(names) <= LISTED + 3
    load(store, [table(tmp_path / "更多.csv", [HEADS, *many])])
    found = targets(store, "谐波减速器")
    assert any(f"规模最大的 {MOST:,} 家" in note for note in found.notes)
    assert "苏州大型精工有限公司" in {one.company for one in found.targets}


def test_firms_with_like_words_are_not_looked_for_where_enough_use_the_very_word(store: Store, tmp_path: Path) -> None:
    near = firm(99, "苏州近似精工有限公司", "谐波传动减速器制造", "江苏省苏州市1号")
    load(store, [table(tmp_path / "近.csv", [HEADS, near])])
    assert "苏州近似精工有限公司" in {one.company for one in targets(store, "谐波减速器").targets}
    many = [firm(100 + n, f"苏州{n}号精工有限公司", "谐波减速器制造", "江苏省苏州市1号") for n in range(ENOUGH)]
    load(store, [table(tmp_path / "多.csv", [HEADS, *many])])
    found = targets(store, "谐波减速器")
    assert any("用词相近的没有再比较" in note for note in found.notes)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_precision_and_recall_on_a_register_with_near_misses(seed: int, tmp_path: Path) -> None:
    made = market(seed)
    (tmp_path / "规划.txt").write_text(PLAN, "utf-8")
    table(tmp_path / "名录.csv", made.rows)
    with open_store(tmp_path / "库.db") as store:
        loaded = {one.name: one for one in load(store, [tmp_path])}
        noted = loaded["名录.csv"].table
        assert noted is not None and {one.row for one in noted.problems} >= made.broken
        hits = shown = right = 0
        for link in LINKS:
            names = [one.company for one in targets(store, link).targets]
            assert not set(names) & made.wrong
            hits += len(set(names[:5]) & made.right[link])
            shown += len(names[:5])
            right += len(set(names) & made.right[link])
    assert hits / shown >= 0.9
    assert right / sum(len(firms) for firms in made.right.values()) >= 0.85
