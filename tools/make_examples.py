"""Write the .docx and the workbook of examples/ from tools/examples/: the same bytes on every run.

usage: python tools/make_examples.py [FOLDER]

Marks in the texts: `! ` a title, `# ` and `## ` headings that Word numbers (一、 and （一）), `[` and `]` around a box,
`| a | b` a row of a table, where `^` goes on with the cell above and `<` with the one on the left.
"""

import csv
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

SOURCES = Path(__file__).parent / "examples"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering"}

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WORD}.{kind}+xml"/>' for n, kind in PARTS.items())
    + "</Types>"
)
LINK = '<Relationship Id="{0}" Type="' + OFFICE + '/{1}" Target="{2}"/>'
RELATIONS = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'

WIDTH = 9000  # twentieths of a point
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"{more}><w:name w:val="{called}"/><w:pPr>{settings}</w:pPr>'
    f'<w:rPr><w:rFonts w:eastAsia="{font}"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    for name, called, settings, font, size, more in (
        ("body", "Normal", '<w:spacing w:line="560"/><w:ind w:firstLine="640"/>', "仿宋", 32, ' w:default="1"'),
        ("title", "Title", '<w:spacing w:before="300" w:after="300"/><w:jc w:val="center"/>', "宋体", 44, ""),
        ("one", "heading 1", '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>', "黑体", 32, ""),
        (
            "two",
            "heading 2",
            '<w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
            "楷体",
            32,
            "",
        ),
        ("cell", "表格", '<w:jc w:val="center"/><w:ind w:firstLine="0"/>', "仿宋", 24, ""),
    )
)
LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for level, text in enumerate(("%1、", "（%2）"))
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
MARKS = {"! ": "title", "# ": "one", "## ": "two"}
HEADS = {"企业名称": 32, "统一社会信用代码": 22, "经营范围": 60, "注册地址": 40}  # columns wider than the rest


def paragraph(text: str, style: str = "body") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]], style: str = "cell") -> str:
    """A ruled table; `^` and `<` mark what a merged cell covers."""
    made = []
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            if text == "<":
                continue
            span = 1 + next((n for n, after in enumerate(row[column + 1 :]) if after != "<"), len(row) - column - 1)
            top = number + 1 < len(rows) and rows[number + 1][column] == "^"
            merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if top else ""
            inner = "".join(paragraph("" if text == "^" else line, style) for line in text.split("\n"))
            size = f'<w:tcW w:w="{span * WIDTH // len(row)}" w:type="dxa"/>'
            cells.append(f'<w:tc><w:tcPr>{size}<w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{inner}</w:tc>')
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = len(rows[0])
    grid = f'<w:gridCol w:w="{WIDTH // columns}"/>' * columns
    settings = f'<w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{settings}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


def body(lines: Sequence[str]) -> Iterator[str]:
    """The XML of each paragraph and table."""
    rows: list[list[str]] = []
    box: list[str] | None = None
    for line in [*lines, ""]:
        if line.startswith("| "):
            rows.append([cell.strip() for cell in line[2:].split(" | ")])
            continue
        if rows:
            yield table(rows)
            rows = []
        mark = next((mark for mark in MARKS if line.startswith(mark)), "")
        if line == "[":
            box = []
        elif line == "]" and box is not None:
            yield table([["\n".join(box)]], "body")
            box = None
        elif box is not None:
            box.append(line)
        elif line:
            yield paragraph(line.removeprefix(mark), MARKS.get(mark, "body"))


def docx(source: Path, target: Path) -> None:
    """A document that Word opens; fixed dates."""

    def part(root: str, content: str) -> str:
        return f'{HEAD}<w:{root} xmlns:w="{W}">{content}</w:{root}>'

    text = "".join(body(source.read_text("utf-8").splitlines()))
    inner = "".join(LINK.format(n, n, f"{n}.xml") for n in ("styles", "numbering"))
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(LINK.format("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": RELATIONS.format(inner),
        "word/document.xml": part("document", f"<w:body>{text}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content.encode(), zipfile.ZIP_DEFLATED)


def check_character(body: str) -> str:
    """The 18th character of a 统一社会信用代码 (GB 32100-2015): weights are powers of 3 modulo 31."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return signs[-sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(body)) % 31]


def organisation(number: int) -> str:
    """A 9-character organisation code with its check character (GB 11714): numbers of firms that do not exist."""
    digits = f"{number:08}"
    rest = 11 - sum(int(sign) * weight for sign, weight in zip(digits, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return digits + {10: "X", 11: "0"}.get(rest, str(rest))


def workbook(source: Path, target: Path) -> None:
    """The register: a row for each line of the .csv, with the code of the firm filled in from its division."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    heads = rows[0]
    at = heads.index("统一社会信用代码")
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 1, 1)})
    sheet = book.add_worksheet("企业名录")
    bold = book.add_format({"bold": True})
    for column, head in enumerate(heads):
        sheet.set_column(column, column, HEADS.get(head, 14))
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows[1:], 1):
        if row[at].isdecimal():  # the division: the code is made here
            code = f"91{row[at]}{organisation(70_000_000 + 137 * number)}"
            row = [*row[:at], code + check_character(code), *row[at + 1 :]]
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)
    sheet.freeze_panes(1, 1)
    book.close()


def main(folder: Path) -> None:
    for source in sorted(SOURCES.glob("*.txt")):
        docx(source, folder / f"{source.stem}.docx")
    for source in sorted(SOURCES.glob("*.csv")):
        workbook(source, folder / f"{source.stem}.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "examples")
