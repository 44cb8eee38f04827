"""Word documents as a reader of the page sees them; each test builds the file that it reads."""

from pathlib import Path

import pytest
from office_files import COMPATIBLE, HEAD, STRICT, WORD, archive, cell, listed, p, part, run, styled, table, word

from liantu.errors import InputError
from liantu.loaders import read
from liantu.loaders.formats.docx import docx_lines
from liantu.schema import BlockKind, Document

HERE = Path("计划.docx")


def texts(data: bytes) -> list[str]:
    return [line.text for line in docx_lines(data, HERE) if line.text]


def document(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "计划.docx"
    path.write_bytes(data)
    found = read(path)
    for block in found.blocks:
        assert found.text[block.start : block.start + len(block.text)] == block.text
    return found


def cells(found: Document) -> dict[tuple[int | None, int | None, int | None], tuple[str, str | None]]:
    return {(b.table, b.row, b.cell): (b.text, b.column) for b in found.blocks if b.kind is BlockKind.CELL}


def levels(*forms: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(forms)
    )


def lists(number: int, *forms: tuple[str, str]) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels(*forms)}</w:abstractNum>'


NUMBERS = part(
    "numbering",
    lists(7, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))
    + lists(8, ("decimal", "%1."), ("decimal", "%1.%2"), ("bullet", "●"))
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    + "</w:lvlOverride></w:num>",
)


def test_automatic_numbers_are_text_and_count_on() -> None:
    body = listed("总体目标", 1) + listed("重点方向", 1) + listed("智能装备", 1, 1) + listed("精品钢", 1, 1)
    body += listed("保障措施", 1) + listed("组织领导", 1, 1)
    found = texts(word(body, more={"word/numbering.xml": NUMBERS}))
    assert found == ["一、总体目标", "二、重点方向", "（一）智能装备", "（二）精品钢", "三、保障措施", "（一）组织领导"]


def test_decimal_bullet_and_restarted_numbers() -> None:
    body = listed("甲", 2) + listed("乙", 2, 1) + listed("丙", 2, 2) + listed("丁", 2, 1) + listed("戊", 3)
    assert texts(word(body, more={"word/numbering.xml": NUMBERS})) == ["1. 甲", "1.1 乙", "丙", "1.2 丁", "5. 戊"]


def style(name: str, called: str, settings: str = "", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    inner = f'<w:name w:val="{called}"/>{based}<w:pPr>{settings}</w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="{name}">{inner}</w:style>'


SECOND = '<w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="1"/><w:ilvl w:val="1"/></w:numPr>'
STYLES = part(
    "styles",
    style("a", "heading 1", '<w:outlineLvl w:val="0"/>')
    + style("b", "二级", SECOND, base="a")
    + style("c", "我的标题", base="a")
    + style("t", "toc 1"),
)


def test_styles_make_headings_with_or_without_numbers(tmp_path: Path) -> None:
    body = styled("总体目标……1", "t") + styled("总体目标", "a") + p("到2030年，产值突破600亿元。")
    body += styled("智能装备", "b") + p("引进伺服电机企业。") + styled("保障", "c") + p("加强领导。")
    found = document(tmp_path, word(body, more={"word/styles.xml": STYLES, "word/numbering.xml": NUMBERS}))
    assert [(b.text, b.level, b.headings) for b in found.blocks] == [
        ("总体目标", 1, ()),
        ("到2030年，产值突破600亿元。", 0, ("总体目标",)),
        ("（一）智能装备", 2, ("总体目标",)),
        ("引进伺服电机企业。", 0, ("总体目标", "（一）智能装备")),
        ("保障", 1, ()),
        ("加强领导。", 0, ("保障",)),
    ]


def test_insertions_and_moves_stay_deletions_and_hidden_text_go() -> None:
    body = p(
        run("引进")
        + f'<w:ins w:id="1">{run("伺服")}</w:ins><w:del w:id="2"><w:r><w:delText>步进</w:delText></w:r></w:del>'
        + f'<w:moveTo w:id="3">{run("电机")}</w:moveTo><w:moveFrom w:id="4">{run("电机")}</w:moveFrom>'
        + run("企业")
        + run("保密", "<w:vanish/>")
        + run("。", '<w:vanish w:val="0"/>')
    )
    body += f'<w:ins w:id="5">{p("新增一段。")}</w:ins>'
    assert texts(word(body)) == ["引进伺服电机企业。", "新增一段。"]


def test_field_codes_go_their_results_stay() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
    nested = sign("begin") + code + sign("begin") + run("内") + sign("end") + sign("separate") + run("12") + sign("end")
    body = p(run("见第") + nested + run("页")) + p(f'<w:hyperlink w:id="x">{run("链接文字")}</w:hyperlink>')
    assert texts(word(body)) == ["见第12页", "链接文字"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('专栏1 重点项目')}{p('推进冷轧板项目。')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(word(p(run("正文。") + both) + p("下文。"))) == [
        "正文。",
        "专栏1 重点项目",
        "推进冷轧板项目。",
        "下文。",
    ]


def test_footnotes_follow_their_paragraph() -> None:
    notes = part("footnotes", f'<w:footnote w:id="2">{p("指规上企业。")}</w:footnote>')
    body = p(run("产值") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("翻番。")) + p("下段。")
    assert texts(word(body, more={"word/footnotes.xml": notes})) == ["产值翻番。", "指规上企业。", "下段。"]


def test_merged_cells_are_filled_with_one_place(tmp_path: Path) -> None:
    body = table(
        [cell("产业链"), cell("链长单位"), cell("链主企业")],
        [cell("智能装备产业链", merge="restart"), "市经信局", "明川精密"],
        [cell(merge="continue"), cell("云机重工", span=2)],
    )
    found = document(tmp_path, word(body))
    got = cells(found)
    assert got[0, 2, 0] == ("智能装备产业链", "产业链")
    assert got[0, 2, 1] == ("云机重工", "链长单位") and got[0, 2, 2] == ("云机重工", "链主企业")
    assert found.text.count("智能装备产业链") == found.text.count("云机重工") == 1
    spots = {(b.row, b.cell): b.start for b in found.blocks}
    assert spots[2, 0] == spots[1, 0] and spots[2, 1] == spots[2, 2]


def test_heads_of_two_levels_are_joined(tmp_path: Path) -> None:
    body = table(
        [cell("县市区", merge="restart"), cell("2030年目标", span=2)],
        [cell(merge="continue"), "产值", "企业数"],
        ["青岚区", "200亿元", "80家"],
    )
    got = cells(document(tmp_path, word(body)))
    assert [got[0, 2, at][1] for at in range(3)] == ["县市区", "2030年目标 / 产值", "2030年目标 / 企业数"]


def test_a_one_column_table_is_a_box_that_ends(tmp_path: Path) -> None:
    box = table([cell("专栏 重点项目")], [cell("打造轴承产业集群。依托明川精密。", "1.青岚区：推进轴承项目。")])
    body = p("一、重点方向") + p("（一）智能装备。发展工业机器人。") + box + p("各地抓好落实。")
    found = document(tmp_path, word(body))
    headings = {block.text: block.headings for block in found.blocks}
    assert headings["打造轴承产业集群。依托明川精密。"] == ("一、重点方向", "（一）智能装备", "专栏 重点项目")
    assert headings["1.青岚区：推进轴承项目。"][:3] == ("一、重点方向", "（一）智能装备", "专栏 重点项目")
    assert headings["各地抓好落实。"] == ("一、重点方向", "（一）智能装备")


def test_nested_tables_and_captions(tmp_path: Path) -> None:
    inner = table(["项目", "企业"], ["冷轧板", "恒岳钢铁"])
    body = table([cell("专栏2 县域布局", span=2)], ["县市区", "产业"], ["石桥县", cell(p("精品钢") + inner)])
    found = document(tmp_path, word(body))
    got = cells(found)
    assert got[0, 1, 1] == ("精品钢", "产业") and got[1, 1, 1] == ("恒岳钢铁", "企业")
    assert found.blocks[0].text == "专栏2 县域布局" and found.blocks[0].kind is BlockKind.HEADING


def test_strict_namespace_and_a_main_part_of_another_name() -> None:
    assert texts(word(p("一、目标"), space=STRICT)) == ["一、目标"]
    link = '<Relationship Type="http://x/officeDocument" Target="word/document2.xml" Id="r"/>'
    body = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{p("甲")}</w:body></w:document>'
    parts = {"_rels/.rels": f"{HEAD}<Relationships>{link}</Relationships>", "word/document2.xml": body}
    assert texts(archive({**parts})) == ["甲"]


BOMB = f'{HEAD}<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{WORD}"><w:body/></w:document>'
DEEP = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{"<w:tbl>" * 3000}{"</w:tbl>" * 3000}</w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(word(p("好"))[:-40], "已损坏", id="cut short"),
        pytest.param(archive({"word/document.xml": "<w:document>"}), "已损坏", id="broken xml"),
        pytest.param(archive({"word/document.xml": BOMB}), "实体", id="entity bomb"),
        pytest.param(archive({"word/document.xml": DEEP}), "已损坏", id="nested 3000 deep"),
        pytest.param(archive({"word/document.xml": b" " * 50_000_000}), "异常庞大", id="zip bomb"),
        pytest.param(word(p("好"), more={"word/vbaProject.bin": b"x"}), "宏", id="macros"),
        pytest.param(archive({"xl/workbook.xml": "<a/>"}), "不是 Word", id="a workbook renamed"),
        pytest.param(archive({f"{n}": "" for n in range(10_001)}), "异常庞大", id="many members"),
    ],
)
def test_hostile_files_get_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        docx_lines(data, HERE)
    assert "计划.docx" in str(caught.value) and caught.value.todo
