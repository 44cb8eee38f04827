"""Files of the formats that are read, written part by part: what Word, WPS and converters put into them."""

import io
import zipfile
from collections.abc import Iterable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def word(body: str, *, space: str = WORD, more: dict[str, str | bytes] | None = None) -> bytes:
    """A .docx with this body; `more` members by name, the XML of those in word/ without its root's namespace."""
    root = f'{HEAD}<w:document xmlns:w="{space}" xmlns:mc="{COMPATIBLE}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": root, **(more or {})})


def archive(members: dict[str, str | bytes]) -> bytes:
    """The same bytes at any time of day: they are part of the names of tests, which all workers must agree on."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def part(root: str, content: str) -> str:
    """A further part, such as w:numbering."""
    return f'{HEAD}<w:{root} xmlns:w="{WORD}">{content}</w:{root}>'


def run(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, settings: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    return f"<w:p><w:pPr>{settings}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """`merge` is "restart" for the top of cells merged downwards, "continue" for the others."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    content = "".join(each if each.startswith("<") else p(each) for each in paragraphs or ("",))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{content}</w:tc>'


def table(*rows: Iterable[str]) -> str:
    """Rows of cells; plain text makes a plain cell."""
    lines = ("".join(each if each.startswith("<w:tc") else cell(each) for each in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def pdf(pages: Iterable[Iterable[tuple[float, float, str]]], lines: str = "") -> bytes:
    """A PDF of A4 pages: each a list of (x, y from the top, text) in points, 12 a character; `lines` drawn on each.

    The font is a standard one of Chinese readers, not embedded; text is written as UTF-16.
    """
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 90>>",
    ]
    kids = []
    for texts in pages:
        shown = "".join(
            f"BT /F 12 Tf {x} {842 - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in texts
        )
        stream = (lines + shown).encode()
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def grid(xs: Iterable[float], ys: Iterable[float]) -> str:
    """Lines of a ruled table at these places, in points from the top left."""
    across, down = list(xs), list(ys)
    drawn = [f"{x} {842 - down[0]} m {x} {842 - down[-1]} l S" for x in across]
    drawn += [f"{across[0]} {842 - y} m {across[-1]} {842 - y} l S" for y in down]
    return "\n".join(drawn) + "\n"
