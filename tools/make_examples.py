"""Write the .docx of examples/ from plain text: the same bytes on every run. usage: python tools/make_examples.py"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parents[1] / "examples"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)

FINAL = """云溪市重点产业集群培育实施方案
云溪市人民政府办公室
2026年6月20日
一、总体目标
到2030年，力争全市先进制造业集群规上企业产值突破600亿元。
二、重点方向
（一）智能装备产业集群。依托明川精密、云机重工等龙头企业，重点发展工业机器人、数控机床、精密轴承、智能传感器。支持明川精密发展谐波减速器，支持恒拓机械发展数控机床。引进伺服电机、机器人控制器企业，补齐产业链条。
（二）精品钢产业集群。依托恒岳钢铁等龙头企业，加快推进恒岳钢铁年产60万吨冷轧板项目建设，推动产品向汽车板、家电板等领域延伸。
（三）电子信息产业集群。依托晶曜电子、澄光显示等骨干企业，重点发展显示模组、车载摄像头。支持晶曜电子研发车载摄像头，支持澄光显示发展显示模组，吸引上游玻璃基板企业集聚。"""

LEADERS = """云溪市重点产业链链主企业培育方案
（征求意见稿）
一、重点方向
（一）智能装备产业。以明川精密为链主企业，发展谐波减速器，招引伺服电机企业，带动恒拓机械等配套企业。
（二）电子信息产业。以晶曜电子为链主企业，发展车载摄像头，积极融入晨星汽车供应链，引进玻璃基板企业。
二、责任分工"""
ROWS = [("产业链", "链长单位", "链主企业"), ("智能装备产业链", "市经信局", "明川精密"), ("", "", "云机重工")]


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(rows: list[tuple[str, ...]]) -> str:
    """An empty cell below another is the rest of a vertical merge."""
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            below = number + 1 < len(rows) and not rows[number + 1][column]
            merge = "<w:vMerge/>" if not text else '<w:vMerge w:val="restart"/>' if below else ""
            cells.append(f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>")
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def docx(path: Path, body: str) -> None:
    """A document of the fewest parts that Word opens; fixed dates."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    members = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)


def main(folder: Path = HERE) -> None:
    docx(folder / "2-产业集群实施方案（正式）.docx", "".join(map(paragraph, FINAL.splitlines())))
    docx(folder / "3-链主企业培育方案.docx", "".join(map(paragraph, LEADERS.splitlines())) + table(ROWS))


if __name__ == "__main__":
    main()
