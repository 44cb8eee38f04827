"""Tables of chains: each cell by itself, read by the head of its column."""

from dataclasses import replace
from pathlib import Path

import pytest
from plain_text import document

from liantu.loaders import extract, read
from liantu.loaders.cells import gap_role, head
from liantu.loaders.quick import quick
from liantu.loaders.windows import passages
from liantu.schema import Block, BlockKind, Document, Part

HEADS = ("序号", "产业链名称", "链长", "链主企业", "重点环节", "薄弱（缺失）环节", "承接县区/园区")
ROWS = (
    (
        "1",
        "智能装备",
        "副市长 顾青岚",
        "明川精密股份有限公司\n恒岳智能科技有限公司",
        "工业机器人、数控机床、伺服电机、减速器、整机（车床、铣床）、铸锻件",
        "数控系统（缺失）；\n编码器（无）；\n减速器（弱）",
        "青岚区、智造产业园",
    ),
    ("2", "竹纤维", "顾云溪", "（培育中）", "脱胶、纺纱", "脱胶设备；能力不足", "竹山县"),
)


def table(*rows: tuple[str, ...]) -> Document:
    """A table with a head, as the reader of a file hands it over."""
    text = "\n".join("\n".join(row) for row in rows)
    blocks: list[Block] = []
    start = 0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            blocks.append(Block(len(blocks), BlockKind.CELL, cell, start, table=0, row=r, cell=c, column=rows[0][c]))
            start += len(cell) + 1
    return Document("d", "d" * 64, "表.docx", text, (Part(0, "云溪市产业链分工表", region="云溪市"),), tuple(blocks))


@pytest.fixture(scope="module")
def told() -> set[tuple[str, str, str, str | None]]:
    return {(f.subject, f.predicate, f.object, f.role) for f in extract(table(HEADS, *ROWS))}


def test_a_cell_never_runs_on_into_the_next() -> None:
    for passage in passages(table(HEADS, *ROWS)):
        assert "铸锻件数控系统" not in passage.text and "公司工业机器人" not in passage.text


def test_a_state_in_brackets_counts_for_its_own_item_only(told: set[tuple[str, str, str, str | None]]) -> None:
    assert {(o, r) for s, p, o, r in told if p == "SEEKS" and s == "智能装备"} == {
        ("数控系统", "缺失"),
        ("编码器", "缺失"),
        ("减速器", "补强"),
    }


def test_a_head_of_two_minds_says_the_weaker(told: set[tuple[str, str, str, str | None]]) -> None:
    assert {(o, r) for s, p, o, r in told if p == "SEEKS" and s == "竹纤维"} == {("脱胶设备", "补强")}


def test_firms_are_read_whole_and_in_the_role_of_the_head(told: set[tuple[str, str, str, str | None]]) -> None:
    assert {one for one in told if one[1] == "LEADS"} == {
        ("明川精密股份有限公司", "LEADS", "智能装备", "链主"),
        ("恒岳智能科技有限公司", "LEADS", "智能装备", "链主"),
    }


def test_places_that_take_a_chain_are_read(told: set[tuple[str, str, str, str | None]]) -> None:
    found = {(s, p, o) for s, p, o, _ in told if p in ("DEVELOPS", "SUPPORTED_BY")}
    assert found == {("智能装备", "SUPPORTED_BY", "智造产业园")} | {
        (place, "DEVELOPS", field) for place, field in (("青岚区", "智能装备"), ("竹山县", "竹纤维"))
    }


def test_a_chain_may_begin_with_a_word_that_is_none_alone() -> None:
    row = ("1", "工业机器人", "顾青岚", "明川精密股份有限公司", "整机集成", "伺服驱动器（弱）", "青岚区")
    facts = {(f.subject, f.predicate, f.object) for f in extract(table(HEADS, row))}
    assert {("工业机器人", "SEEKS", "伺服驱动器"), ("青岚区", "DEVELOPS", "工业机器人")} <= facts


def test_nobody_in_a_table_is_a_firm(told: set[tuple[str, str, str, str | None]]) -> None:
    assert not [one for one in told if "顾" in one[0] and one[1] != "RESPONSIBLE_FOR"]


def test_the_column_of_chiefs_tells_who_is_whose(told: set[tuple[str, str, str, str | None]]) -> None:
    assert {one for one in told if one[1] == "RESPONSIBLE_FOR"} == {
        ("副市长 顾青岚", "RESPONSIBLE_FOR", "智能装备", "链长"),
        ("顾云溪", "RESPONSIBLE_FOR", "竹纤维", "链长"),
    }


def test_the_quick_reader_reads_tables_alike() -> None:
    found = {(f.object, f.role) for f in extract(table(HEADS, *ROWS), quick()) if f.predicate == "SEEKS"}
    assert ("数控系统", "缺失") in found and ("脱胶设备", "补强") in found


def test_what_a_head_says_is_shown_beside_the_cell() -> None:
    fact = next(f for f in extract(table(HEADS, *ROWS)) if f.predicate == "LEADS")
    assert fact.evidence.place.headings == ("链主企业",)


def test_a_table_of_plain_text_is_read_alike(tmp_path: Path) -> None:
    rows = ["序号  产业链  链长  链主企业  主要短板  承接地"]
    rows += [
        f"{n}  {chain}  {who}  {firm}  {lacks}  青岚区"
        for n, chain, who, firm, lacks in (
            (1, "智能装备", "顾青岚", "明川精密科技有限公司", "数控系统、编码器"),
            (2, "竹纤维", "（暂缺）", "青篁竹业有限公司", "脱胶设备"),
        )
    ]
    path = tmp_path / "分工表.txt"
    path.write_text("云溪市2026年产业链分工表\n\n" + "\n".join(rows) + "\n\n注：名单以公布为准。\n", "utf-8")
    found = {(f.subject, f.predicate, f.object, f.role) for f in extract(read(path))}
    assert found >= {
        ("明川精密科技有限公司", "LEADS", "智能装备", "链主"),
        ("青篁竹业有限公司", "LEADS", "竹纤维", "链主"),
        ("智能装备", "SEEKS", "编码器", "补强"),
        ("青岚区", "DEVELOPS", "竹纤维", None),
    }


@pytest.mark.parametrize(
    ("column", "kind", "role"),
    [
        ("链主（龙头）企业", "firms", "链主"),
        ("重点龙头企业", "firms", "龙头"),
        ("本地现有企业", "firms", "配套"),
        ("拟引进企业", "targets", None),
        ("招商重点企业", "targets", None),
        ("缺失环节", "links", "缺失"),
        ("现状 / 短板弱项", "links", "补强"),
        ("补链方向", "links", "引进"),
        ("产业链环节", "links", None),
        ("市级链长", "people", "链长"),
        ("优势环节", "links", None),
        ("现有环节", "links", None),
        ("强项", "links", None),
        ("空白", "links", "缺失"),
        ("待引进环节", "links", "引进"),
        ("责任领导", "people", None),
        ("布局县（市、区）", "places", None),
        ("承接地", "places", None),
    ],
)
def test_what_heads_say(column: str, kind: str, role: str | None) -> None:
    about = head(column)
    assert about is not None and (about.kind, about.role) == (kind, role)


@pytest.mark.parametrize("column", ["链主企业产值（亿元）", "补链项目", "短板弱项解决措施", "牵头部门", "备注", "产值"])
def test_heads_that_name_no_firm_and_no_link(column: str) -> None:
    assert head(column) is None and gap_role(column) is None


def test_prose_beside_a_table_is_untouched() -> None:
    facts = extract(document("智能装备产业链。以明川精密科技有限公司为链主企业。"))
    assert [(f.object, f.role) for f in facts if f.predicate == "LEADS"] == [("智能装备产业链", "链主")]


UNDER_A_TITLE = """云溪市产业链方案

一、智能装备产业链

链主企业\t重点环节\t薄弱环节
明川精密科技有限公司\t工业机器人、数控机床\t编码器、伺服电机

二、竹纤维产业链

环节\t现状\t本地企业
脱胶\t空白\t无
纺纱\t较强\t青篁竹业有限公司、云溪竹纺有限公司
染整\t薄弱\t云溪染整有限公司
"""


def test_a_table_under_the_title_of_a_chain_is_read_by_its_heads(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(UNDER_A_TITLE, "utf-8")
    facts = extract(read(path))
    found = {(f.subject, f.predicate, f.object, f.role) for f in facts}
    assert {one for one in found if one[1] in ("LEADS", "SEEKS", "MAKES")} == {
        ("明川精密科技有限公司", "LEADS", "智能装备产业链", "链主"),
        ("智能装备产业链", "SEEKS", "编码器", "补强"),
        ("智能装备产业链", "SEEKS", "伺服电机", "补强"),
        ("竹纤维产业链", "SEEKS", "脱胶", "缺失"),
        ("竹纤维产业链", "SEEKS", "染整", "补强"),
        *(
            (firm, "LEADS", "竹纤维产业链", "配套")
            for firm in ("青篁竹业有限公司", "云溪竹纺有限公司", "云溪染整有限公司")
        ),
        ("青篁竹业有限公司", "MAKES", "纺纱", None),
        ("云溪竹纺有限公司", "MAKES", "纺纱", None),
        ("云溪染整有限公司", "MAKES", "染整", None),
    }
    state = next(f for f in facts if f.object == "脱胶" and f.predicate == "SEEKS")
    assert state.evidence.quote == "脱胶\t空白"


OF_LINKS = """云溪市产业链图谱

产业链\t环节\t现状\t代表企业
光伏\t光伏玻璃\t强\t青禾光电
光伏\t边框\t优势环节\t
光伏\t银浆\t缺失\t
光伏\t胶膜\t薄弱\t
"""


def test_rows_of_links_beside_their_chain_say_the_state_of_each_and_may_end_in_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "图谱.txt"
    path.write_text(OF_LINKS, "utf-8")
    text = read(path)
    assert text.parts[0].region == "云溪市" and {block.table for block in text.blocks if block.cell is not None} == {0}
    facts = extract(text)
    found = {(f.predicate, f.object, f.role) for f in facts if f.predicate in ("SEEKS", "MAKES")}
    assert found == {("SEEKS", "银浆", "缺失"), ("SEEKS", "胶膜", "补强"), ("MAKES", "光伏玻璃", None)}
    assert [f.evidence.quote for f in facts if f.object == "边框"] == ["光伏\t边框\t优势环节"]


def test_the_places_of_a_chain_are_all_its_own_and_no_firm_of_it_lies_there_for_that() -> None:
    heads = ("产业链", "链主企业", "重点县区", "需补强的环节")
    rows = (
        ("汽车", "日照明川汽车动力有限公司", "东港区、莒县", "汽车电子、座椅"),
        ("粮油", "恒岳粮油（日照）股份有限公司", "岚山区、莒县", "大豆蛋白"),
    )
    facts = extract(table(heads, *rows))
    layout = {(f.subject, f.object) for f in facts if f.predicate in ("DEVELOPS", "HOSTS")}
    assert layout == {("东港区", "汽车"), ("莒县", "汽车"), ("岚山区", "粮油"), ("莒县", "粮油")}
    assert not [f for f in facts if f.predicate == "LOCATED_IN"]


STANDS = (
    ("产业链", "环节", "现状", "代表企业"),
    ("绿色食品", "面粉加工", "成熟", "明川粮油"),
    ("", "屠宰分割", "有2家，开工不足", "恒岳肉食"),
    ("", "调味品", "外购", "—"),
    ("", "食品包装", "配套齐全", "—"),
    ("", "烘焙", "—", "—"),
)


def merged() -> Document:
    """The table with the cell of its chain merged over all rows."""
    plain = table(*STANDS)
    first = next(block for block in plain.blocks if block.text == "绿色食品")
    own = (replace(b, text=first.text, start=first.start) if b.cell == 0 and not b.text else b for b in plain.blocks)
    return replace(plain, blocks=tuple(own))


def test_a_row_is_proved_by_its_own_cells_and_a_filled_state_is_not_lost() -> None:
    facts = extract(merged())
    assert {("屠宰分割", "补强"), ("调味品", "缺失")} == {(f.object, f.role) for f in facts if f.predicate == "SEEKS"}
    rows = {f.object: f.evidence.quote for f in facts if f.rule != "column of links" and f.predicate != "MAKES"}
    assert rows["面粉加工"].startswith("绿色食品\n面粉加工\n成熟")
    assert rows["屠宰分割"].startswith("屠宰分割\n有2家，开工不足")  # not with the rows above


def test_a_firm_in_a_row_lies_in_the_county_that_its_name_begins_with() -> None:
    rows = ("产业链", "环节", "代表企业"), ("装备", "轴承", "安吉明川、湖州恒岳"), ("装备", "齿轮", "安吉县青岚精密")
    of_city = replace(table(*rows), parts=(Part(0, "湖州市产业链环节表", region="湖州市"),))
    facts = extract(of_city)
    assert ("安吉明川", "安吉县") in {(f.subject, f.object) for f in facts if f.predicate == "LOCATED_IN"}
    assert not [f for f in facts if f.predicate == "LOCATED_IN" and f.subject == "湖州恒岳" and f.object != "湖州市"]
