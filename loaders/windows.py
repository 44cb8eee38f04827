"""Documents as windows of text for the encoder: a piece of a passage after what it stands under and what came before.

A passage is what stands under one title. A window's text is `region ␤ titles ␤ first words of the passage ␤ the words
before ␤ body`; names in all of it can take part in a fact, but only names of the body are new.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..schema import Block, Document
from .titles import titled

BODY = 280
_LEFT, _FIRST, _TITLES, _TITLE = 110, 32, 80, 30
_OUTSIDE = -1
_ENDED = re.compile(r"[。；：！]\s*\Z")
_BLANK = 40  # blanks between the end of a sentence and a line break, at most
_BEGUN = re.compile(
    r"[一二三四五六七八九十]+[、是]|第[一二三四五六七八九十]+|专栏|[一-龥]{2,4}\s*→"
    r"|[一-龥]{0,4}(?:企业|方向|短板|任务|布局|现状|环节|重点|招引|项目|单位|领域|优势)[：:]"
)
"""What a line begins with that carries on no other: a number, or a label (已有企业：)."""

# Half-width marks are read as full-width ones; one character for one, so offsets hold.
MARKS = str.maketrans({",": "，", ";": "；", "(": "（", ")": "）", ":": "：", "?": "？", "!": "！"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Text under one title, without breaks inside sentences. `offsets[i]` is the document offset of character i,
    `blocks` are the blocks with the characters they cover."""

    text: str
    offsets: Sequence[int]
    blocks: tuple[tuple[int, int, Block], ...]
    titles: tuple[str, ...]

    def block_at(self, at: int) -> Block:
        """The block that holds a character, or that a line break ends."""
        number = bisect_right(self.blocks, at, key=lambda spot: spot[1])
        return self.blocks[min(number, len(self.blocks) - 1)][2]


@dataclass(frozen=True, slots=True)
class Window:
    """`spots[i]` is the offset in the passage's text of character i, -1 for characters that are not of it;
    the body begins at character `body`."""

    text: str
    spots: tuple[int, ...]
    body: int


def plain(block: Block) -> tuple[str, Sequence[int]]:
    """The block's text without breaks inside sentences, with full-width marks; each character's document offset."""
    text = block.text
    if "\n" not in text or block.cell is not None:
        return text.translate(MARKS), range(block.start, block.start + len(text))
    keep = [at for at, char in enumerate(text) if char != "\n" or _ENDED.search(text, max(0, at - _BLANK), at)]
    return "".join(text[at] for at in keep).translate(MARKS), [block.start + at for at in keep]


def passages(document: Document) -> Iterator[Passage]:
    """The paragraphs of a document by what they stand under; each row of a table is a passage of its own."""
    titles = {part.number: part.title for part in document.parts}
    held: list[Block] = []
    last: object = None
    for block in document.blocks:
        under = (block.part, block.headings, block.table, block.row)
        if held and (under != last or titled(block) or (block.level and held[-1].level == 0)):
            yield _passage(held, titles[held[0].part])
            held = []
        held.append(block)
        last = under
    if held:
        yield _passage(held, titles[held[0].part])


def _passage(blocks: Sequence[Block], title: str) -> Passage:
    pieces: list[str] = []
    offsets = array("q")
    spans: list[tuple[int, int, Block]] = []
    for number, block in enumerate(blocks):
        own, spots = plain(block)
        spans.append((len(offsets), len(offsets) + len(own), block))
        pieces.append(own)
        offsets.extend(spots)
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        if block.cell is not None or not _runs_on(own, following):
            pieces.append("\n")
            offsets.append(block.start + len(block.text))
    headings = blocks[0].headings
    return Passage(
        "".join(pieces), offsets, tuple(spans), ((title,) if title and title not in headings else ()) + headings
    )


def _runs_on(line: str, following: str) -> bool:
    """Is the line broken in the middle of a sentence, as lines of a printed page are?"""
    return (
        len(line) >= 20
        and bool(re.search(r"[一-龥，、A-Za-z\d]$", line[-2:]))
        and bool(re.match(r"[一-龥，、。；]", following))
        and not _BEGUN.match(following)
    )


def windows(passage: Passage, region: str | None) -> Iterator[Window]:
    """The windows whose bodies together are the passage."""
    head = _head(passage.titles, region, passage.text)
    for start, end in cuts(passage.text):
        text, spots = head, [_OUTSIDE] * len(head)
        left = _left(passage.text, start)
        first = re.match(r"[^。\n]*", passage.text)
        stop = min(_FIRST, first.end() if first else 0, left)
        for a, b in ((0, stop), (left, start)):
            if b > a:
                text += passage.text[a:b] + "\n"
                spots += [*range(a, b), _OUTSIDE]
        body = len(text)
        yield Window(text + passage.text[start:end], (*spots, *range(start, end)), body)


def _head(titles: Sequence[str], region: str | None, text: str) -> str:
    kept: list[str] = []
    for title in reversed(titles):
        short = title.strip().translate(MARKS)[:_TITLE]
        if short and not text.startswith(short) and sum(map(len, kept)) + len(short) <= _TITLES:
            kept.insert(0, short)
    return "".join(line + "\n" for line in ([region] if region else []) + kept)


def _left(text: str, start: int) -> int:
    """Where the words before a body begin: after a mark, at most _LEFT characters before it."""
    if start <= _LEFT:
        return 0
    before = text[start - _LEFT : start - 1]
    mark = re.search(r"[。；\n]", before) or re.search(r"[，、]", before)
    return start - _LEFT + (mark.end() if mark else 0)


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of at most BODY characters, cut after a sentence where there is one, else after a comma."""
    a = 0
    while a < len(text):
        b = min(len(text), a + BODY)
        if b < len(text):
            for marks in ("[。！？；\n]", "[，、,]"):
                ends = [m.end() for m in re.finditer(marks, text[a:b]) if m.end() > BODY // 3]
                if ends:
                    b = a + ends[-1]
                    break
        if text[a:b].strip():
            yield a, b
        a = b
