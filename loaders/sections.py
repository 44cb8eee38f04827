"""Lines to blocks: each with the headings above it, in the part of the file that it belongs to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..schema import Block, BlockKind, Part
from .headings import heading, is_box, title_of
from .lines import Line, starts
from .outline import Outline
from .parts import attached, part, split

_TOP = 5  # lines that may stand above a title
_TITLE = 40  # characters; a longer line is a paragraph with a title run in
_PLAIN = range(4, 31)  # characters of a heading without a number
_BODY = 40  # characters from which on a line is taken for a paragraph of text
_LONG = 200  # characters from which on one line may hold several numbered passages

_NO_TITLE = re.compile(r"[。，；：！？,;:!?…|]|记者|通讯员|编辑|来源|作者|分享|打印|链接|日$|^附件|^\d+$")
_PASSAGE = re.compile(r"(?<=[。！？；])\s*(?=([一二三四五六七八九十]+)、)")


def sections(text: str, lines: Sequence[Line]) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """Parts and blocks; `text` is `text_of(lines)`, which offsets point into."""
    lines = [piece for line in _without_top(lines) for piece in _passages(line)]
    parts: list[Part] = []
    blocks: list[Block] = []
    cover: Part | None = None  # the plan that attachments belong to
    at = 0
    offsets = list(starts(lines))
    for number, group in enumerate(split(lines)):
        parts.append(part(number, group, cover))
        cover = cover if attached(group) else parts[-1]
        blocks += _blocks(text, group, offsets[at : at + len(group)], number, len(blocks))
        at += len(group)
    return tuple(parts) or (Part(0),), tuple(blocks)


def _without_top(lines: Sequence[Line]) -> Sequence[Line]:
    """A single heading of the outermost style at the top is the title of the whole, above no passage but all."""
    tops = [at for at, line in enumerate(lines) if line.level == 1]
    if len(tops) != 1 or sum(bool(line.bare) for line in lines[: tops[0]]) >= _TOP:
        return lines
    at = tops[0]
    return [*lines[:at], replace(lines[at], level=0, title=True), *lines[at + 1 :]]


def _passages(line: Line) -> Iterator[Line]:
    """A long line that holds numbered passages (一、…二、…), as news without line breaks does, in pieces."""
    cuts: list[int] = []
    if len(line.text) >= _LONG and line.cell is None:
        found = [(match.end(), heading(line.text[match.end() :])) for match in _PASSAGE.finditer(line.text)]
        if line.bare.startswith("一、"):
            found.insert(0, (0, heading(line.bare)))
        numbers = [head.number[0] for _, head in found if head]
        if numbers == list(range(1, len(found) + 1)) and len(found) > 1:
            cuts = [at for at, _ in found if at]
    marks = [0, *cuts, len(line.text)]
    for one, other in zip(marks, marks[1:], strict=False):
        yield replace(line, text=line.text[one:other], end=line.end if other == len(line.text) else "")


def _blocks(text: str, group: Sequence[Line], offsets: Sequence[int], part: int, number: int) -> Iterator[Block]:
    """Blocks of one part, numbered from `number`."""
    outline = Outline()
    box: int | None = None
    origins: dict[tuple[int | None, int | None, int | None], int] = {}
    pending: Block | None = None
    plain = _plain_headings(group)
    for index, line in enumerate(group):
        bare = line.bare
        if not bare:
            continue
        start = offsets[index] + line.text.find(bare)
        if line.joins and pending is not None:
            pending = replace(pending, text=text[pending.start : start + len(bare)])
            continue
        if line.cell is not None:
            row, cell = line.repeats or (line.row, line.cell)
            start = origins.setdefault((line.table, row, cell), start)
        if line.box != box and box is not None:
            outline.end_box()
        box = line.box
        if pending is not None:
            yield pending
        kind, level, above = _place(line, outline, index in plain)
        pending = Block(number, kind, bare, start, part, above, level, line.table, line.row, line.cell, line.column)
        number += 1
    if pending is not None:
        yield pending


def _place(line: Line, outline: Outline, plain: bool) -> tuple[BlockKind, int, tuple[str, ...]]:
    """What a line is, its depth if it is a heading, and the titles above it; one that runs in stands above its text."""
    bare, numbered = line.bare, heading(line.bare)
    if line.cell is not None:
        return BlockKind.CELL, 0, outline.titles
    if is_box(bare):
        outline.box(bare)
    elif line.level:
        outline.styled(title_of(bare), line.level, numbered)
    elif numbered:
        outline.numbered(numbered)
    elif plain:
        outline.plain(bare)
    else:
        return BlockKind.PARAGRAPH, 0, outline.titles
    if len(bare) < _TITLE or (line.level and "。" not in bare[:-1]):
        return BlockKind.HEADING, len(outline), outline.titles[:-1]
    return BlockKind.PARAGRAPH, 0, outline.titles


def _plain_headings(group: Sequence[Line]) -> set[int]:
    """Lines that are headings by their look: short, no stop, after the first text and before a longer one."""
    lines = [(index, line, heading(line.bare)) for index, line in enumerate(group) if line.bare]
    found: set[int] = set()
    begun = False
    for (index, line, numbered), (_, after, next_) in zip(lines, lines[1:], strict=False):
        body = after.cell is None and len(after.bare) >= _BODY and "。" in after.bare
        opens = body or (next_ is not None and next_.number[-1] == 1)
        if begun and opens and not numbered and _looks_titled(line):
            found.add(index)
        begun = begun or numbered is not None or is_box(line.bare) or len(line.bare) >= _BODY
    return found


def _looks_titled(line: Line) -> bool:
    bare = line.bare
    plain = line.cell is None and line.box is None and not (line.joins or line.level or line.title)
    words = len(re.findall("[一-龥]", bare)) >= 4
    return plain and words and len(bare) in _PLAIN and not (_NO_TITLE.search(bare) or is_box(bare))
