"""Lines to blocks: headings, boxes, tables and the plans inside one file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..schema import Block, BlockKind, Part, Status
from .regions import is_division


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; a table cell carries its table, row, cell and the head of its column."""

    text: str
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    column: str | None = None


_NUMBERING = (
    (1, re.compile(r"第[一二三四五六七八九十百]+[章编部]")),
    (2, re.compile(r"[一二三四五六七八九十]+、")),
    (3, re.compile(r"[（(][一二三四五六七八九十]+[)）]")),
    (4, re.compile(r"\d+(?:\.\d+)+|\d+[.．、]|第[一二三四五六七八九十百]+条|[①-⑳]")),
)
_BOX = re.compile(r"专栏\s*\d*")
_BOX_LEVEL, _TITLE_LIMIT = 5, 40
_DRAFT = re.compile(r"[（(](?:征求意见|讨论|送审)稿[)）]")
_PLAN = re.compile(r"方案|规划|意见|通知|计划|办法|措施|纲要|清单")
_REPORT = re.compile(r"报告|总结")
_DATE = re.compile(r"(\d{4})[年-](?:(\d{1,2})[月-](?:(\d{1,2})日?)?)?")
_REGION = re.compile(r"[一-龥]{2,5}?(?:市|自治州|州|盟|县|区|旗)")
_ISSUER = re.compile(r"[一-龥]{2,24}(?:局|委员会|政府|办公室|指挥部)")


def sections(lines: Sequence[Line]) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """Parts and blocks; offsets are those of the lines joined by a newline."""
    parts: list[Part] = []
    blocks: list[Block] = []
    start = 0
    for number, group in enumerate(_plans(list(_tables(lines)))):
        parts.append(_part(number, [line.text.strip() for line, _ in group]))
        blocks += _blocks(group, number, len(blocks), start)
        start += sum(len(line.text) + 1 for line, _ in group)
    return tuple(parts) or (Part(0),), tuple(blocks)


def _tables(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line with its place; a table of a .txt is a head of two or more tab-led lines after a box title.

    The second value says whether the line carries on the cell before it.
    """
    heads: list[str] = []
    seen, table, boxed, inside = 0, -1, False, False
    for index, line in enumerate(lines):
        text = line.text.strip()
        if _BOX.match(text):
            boxed, inside, heads, seen = True, False, [], 0
        elif boxed and text and not inside:
            heads = _head(lines, index)
            inside, boxed = len(heads) > 1, False
            table += inside
        if inside and line.text.startswith("\t"):
            row, cell = divmod(seen, len(heads))
            yield replace(line, table=table, row=row, cell=cell, column=heads[cell]), False
            seen += 1
        else:
            carried = inside and seen % len(heads) != 0 and not any(r.match(text) for _, r in _NUMBERING)
            inside = inside and (carried or not text)
            yield line, carried and bool(text)


def _head(lines: Sequence[Line], index: int) -> list[str]:
    heads = []
    while index < len(lines) and lines[index].text.startswith("\t") and len(lines[index].text.strip()) <= 20:
        heads.append(lines[index].text.strip())
        index += 1
    return heads


def _plans(lines: list[tuple[Line, bool]]) -> Iterator[list[tuple[Line, bool]]]:
    """The lines of one plan at a time: a lone dash parts two, and so does a title above a draft's mark."""
    cuts = {0}
    for index, (line, _) in enumerate(lines):
        text = line.text.strip()
        if text in {"-", "—", "——"}:
            cuts.add(index)
        elif _DRAFT.fullmatch(text):
            above = index
            while above > 0 and index - above < 4 and len(lines[above - 1][0].text.strip()) <= 30:
                above -= 1
                title = "".join(x.text.strip() for x, _ in lines[above:index])
                if not lines[above][0].text.strip() and index - above > 2 and _PLAN.search(title):
                    break
            cuts.add(above)
    marks = [*sorted(cuts), len(lines)]
    for one, other in zip(marks, marks[1:], strict=False):
        if other > one:
            yield lines[one:other]


def _part(number: int, texts: list[str]) -> Part:
    head = [text for text in texts if text and text not in {"-", "—", "——"}][:12]
    title = ""
    for text in head[:3]:
        if len(title + text) > 60 or any(r.match(text) for _, r in _NUMBERING):
            break
        title += _DRAFT.sub("", text)
        if _PLAN.search(title) or _REPORT.search(title):
            break
    named = re.search(r"《([^》]+)》", title)
    title = named[1] if named else title
    top = "".join(head)
    plan = bool(_PLAN.search(title))
    status = Status.REPORT if _REPORT.search(title) else Status.FINAL if plan else Status.NEWS
    dates = [m for text in texts if len(text) < 24 and (m := _DATE.search(text))]
    region = _region(title, top[:400])
    issuers = [m[0] for text in texts if len(text) < 30 and (m := _ISSUER.fullmatch(text))]
    draft = _DRAFT.search("".join(head[:4]))
    return Part(
        number,
        title or (head[0][:40] if head else ""),
        issuers[0] if issuers else None,
        "-".join(x.zfill(2) for x in dates[0].groups() if x) if dates else None,
        Status.DRAFT if draft else status,
        region,
    )


def _region(title: str, top: str) -> str | None:
    """The first place of the title, else of the first lines; a known division before a name that looks like one."""
    for text in (title, top):
        for match in _REGION.finditer(re.sub(r"\d+年?", "，", text)):
            for start in range(len(match[0]) - 2):
                if is_division(match[0][start:]):
                    return match[0][start:]
    match_ = _REGION.search(re.sub(r"\d+年?|关于印发|关于|《", "，", title)) if _PLAN.search(title) else None
    return match_[0] if match_ else None


def _blocks(group: list[tuple[Line, bool]], part: int, number: int, start: int) -> Iterator[Block]:
    """Blocks of one plan; a heading of some depth closes those as deep or deeper."""
    stack: dict[int, str] = {}
    pending: Block | None = None
    for line, carried in group:
        text = line.text.strip()
        at = start + line.text.find(text)
        gap = start
        start += len(line.text) + 1
        if carried and pending is not None:
            joined = pending.text + "\n" * (gap - pending.start - len(pending.text)) + line.text.rstrip()
            pending = replace(pending, text=joined)
            continue
        if not text:
            continue
        level, title = (0, "") if line.cell is not None else _heading(text)
        if level:
            stack = {depth: name for depth, name in stack.items() if depth < level}
        above = tuple(stack[depth] for depth in sorted(stack))
        kind = BlockKind.CELL if line.cell is not None else BlockKind.PARAGRAPH
        if level and len(text) < _TITLE_LIMIT:
            kind = BlockKind.HEADING
        elif level:
            above, level = (*above, title), 0
        if title:
            stack[_depth(text)] = title
        if pending is not None:
            yield pending
        pending = Block(number, kind, text, at, part, above, level, line.table, line.row, line.cell, line.column)
        number += 1
    if pending is not None:
        yield pending


def _depth(text: str) -> int:
    if _BOX.match(text):
        return _BOX_LEVEL
    return next((level for level, pattern in _NUMBERING if pattern.match(text)), 0)


def _heading(text: str) -> tuple[int, str]:
    """Depth and title of a line that begins as a heading; (0, "") for another."""
    level = _depth(text)
    return (level, re.split("[。，]", text)[0][:_TITLE_LIMIT]) if level else (0, "")
