"""The lines of a web page: its title and main block, without menus; rows and columns of tables filled."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from ..lines import Line
from .encoding import decode
from .grids import Cell, table_lines

_SNIFF = re.compile(rb"<(?:!doctype html|html|head|body|meta|div|table|p)[\s>]", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w\-]+)", re.I)
_LARGEST = 20 * 1024 * 1024  # characters; beyond that lxml needs more memory than a page is worth
_GONE = (
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "head",
)
_INLINE = re.compile(
    "a|abbr|b|bd[io]|cite|code|del|dfn|em|font|i|ins|label|mark|q|s|small|span|strong|su[bp]|tt|u|var|wbr"
)
_TEXT = re.compile(rf"p|{_INLINE.pattern}")
_CALLED_MENU = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|sub|side)?nav(?:bar|igation)?|menu|bread-?crumbs?|crumbs?|copyright)(?=$|[\s_-])", re.I
)
_MENU = re.compile(r"(?:当前位置|您的位置|您现在的位置)[：:].*|首页(?:\s*[|｜>›»·]\s*[^|｜>›»·。，]{2,10})+")
_MAIN = re.compile(r"trs_editor|article|zoom|content|ucap|detail", re.I)
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_CELL = 200  # characters; where cells are longer on average the table only lays out the page


def is_html(data: bytes) -> bool:
    """Do the bytes begin like a web page?"""
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and bool(_SNIFF.search(head))


def html_lines(data: bytes) -> list[Line]:
    """Lines of a page. Raises encoding.Unreadable for what is no text."""
    declared = _CHARSET.search(data[:4096])
    text = decode(data, declared[1].decode("ascii") if declared else None)[:_LARGEST]
    root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    named = [_squeezed(_words(node)) for tag in ("h1", "title") for node in root.iter(tag)]
    for node in root.iterdescendants():
        if _is_menu(node):
            node.tag = "nav"
    etree.strip_elements(root, *_GONE, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    walker = _Walker()
    walker.walk(_main(root))
    walker.flush()
    walker.lines = [line for line in walker.lines if line.cell is not None or not _MENU.fullmatch(line.text)]
    title = next((_headline(name) for name in named if name), "")
    if title and not any(title in line.text for line in walker.lines[:8]):
        walker.lines.insert(0, Line(title))
    return walker.lines


def _is_menu(node: etree._Element) -> bool:
    """Is it a menu or a line of rights by what the page calls it? A block with sentences is none."""
    called = f"{node.get('class') or ''} {node.get('id') or ''}"
    return bool(_CALLED_MENU.search(called)) and "。" not in _words(node)


def _headline(title: str) -> str:
    """A page's title without the site's name beside it."""
    return max(re.split(r"\s*[_|]+\s*|\s+[—\-–]{1,2}\s+", title), key=len)


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The innermost element that holds most of the Chinese text outside links."""
    weights: dict[html.HtmlElement, int] = {}
    for node in root.iter():
        own = "" if node.tag == "a" else node.text or ""
        amount = len(re.findall("[一-龥]", own + "".join(child.tail or "" for child in node)))
        for holder in [node, *node.iterancestors()] if amount else []:
            weights[holder] = weights.get(holder, 0) + amount
    best = root
    while True:
        least = 0.6 * weights.get(root, 0)
        inner = [node for node in best if weights.get(node, 0) > least and not _whole(node)]
        named = [node for node in best.iterdescendants() if weights.get(node, 0) > least and _called_main(node)]
        if not inner and not named:
            return best
        best = (inner or named)[0]


def _whole(node: html.HtmlElement) -> bool:
    """Is it a paragraph, part of one, or a table of data, and no block to look into?"""
    return bool(_TEXT.fullmatch(str(node.tag))) or (node.tag == "table" and not _lays_out(node))


def _lays_out(table: html.HtmlElement) -> bool:
    """Does a table hold the page together rather than data?"""
    cells = [_squeezed(_words(cell)) for cell in table.iter("td", "th")]
    nested = next(table.iterdescendants("table"), None) is not None
    return nested or not cells or sum(map(len, cells)) > _CELL * len(cells)


def _called_main(node: html.HtmlElement) -> bool:
    called = node.tag in {"article", "main"} or _MAIN.search(f"{node.get('id') or ''} {node.get('class') or ''}")
    return node.tag in {"article", "main", "div", "td", "section"} and bool(called)


@dataclass(slots=True)
class _Walker:
    """Collects lines while it walks down; a line ends where a block begins or ends."""

    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    tables: int = 0

    def walk(self, node: html.HtmlElement) -> None:
        if node.tag == "table" and self._table(node):
            return
        block = not _INLINE.fullmatch(str(node.tag))
        if block:
            self.flush()
        self.open.append(node.text or "")
        for child in node:
            self.walk(child)
            self.open.append(child.tail or "")
        if block:
            self.flush(_HEADINGS.get(str(node.tag), 0))

    def flush(self, level: int = 0) -> None:
        text = _squeezed("".join(self.open))
        self.open.clear()
        if text:
            self.lines.append(Line(text, level=level if len(text) < 60 else 0))

    def _table(self, node: html.HtmlElement) -> bool:
        """Add a table of data; False for one that only lays out the page."""
        if _lays_out(node):
            return False
        rows = [list(map(_cell, row.iterchildren("td", "th"))) for row in node.iter("tr")]
        rows = [row for row in rows if row]
        self.flush()
        heads = sum(1 for head in node.iterchildren("thead") for _ in head.iter("tr"))
        self.lines += table_lines(rows, self.tables, heads)
        self.tables += 1
        return True


def _cell(node: html.HtmlElement) -> Cell:
    inner = _Walker()
    inner.walk(node)
    inner.flush()
    text = "\n".join(line.text for line in inner.lines)
    return Cell(text, _span(node.get("colspan")), _span(node.get("rowspan")))


def _span(value: str | None) -> int:
    return int(value) if value and value.strip().isdecimal() else 1


def _words(node: etree._Element) -> str:
    return "".join(str(text) for text in node.itertext())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u3000", " ")).strip()
