"""A document cut into windows: runs of blocks that a language model reads at a time, each with its heading path."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ...schema import Block, BlockKind, Document, Part

SIZE = 1500
"""Characters of text in a window: some thirty facts, an answer that even small models finish."""

_STOP = re.compile(rf"[^。！？；\n]{{0,{SIZE}}}[。！？；\n]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or what lies between two ends of sentences in a long one.

    `text` is without whitespace, as models give it back; `offsets` holds the place of each character in
    Document.text.
    """

    block: Block
    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    part: Part
    pieces: tuple[Piece, ...]

    def message(self) -> str:
        """The window as JSON: whatever the text says, it cannot leave its string."""
        about = {"title": self.part.title, "issuer": self.part.issuer, "region": self.part.region}
        sections = [
            {"headings": headings, "blocks": [_shown(piece) for piece in pieces]}
            for headings, pieces in groupby(self.pieces, key=lambda piece: piece.block.headings)
        ]
        return json.dumps({**about, "sections": sections}, ensure_ascii=False)

    def words(self) -> str:
        """All that a name may be taken from, without whitespace; \\0 between texts."""
        blocks = [piece.block for piece in self.pieces]
        above = [word for block in blocks for word in (*block.headings, block.column)]
        texts = [self.part.title, self.part.issuer, self.part.region, *above, *(piece.text for piece in self.pieces)]
        return re.sub(r"\s", "", "\0".join(text for text in texts if text))


def cut(document: Document) -> list[Window]:
    """Windows in the order of the text. A part, a row of a table and, where they fit, a heading begin a new one."""
    windows: list[list[Piece]] = []
    size = 0
    row: tuple[int, int | None, int | None] | None = None
    for piece in _pieces(document):
        block = piece.block
        now = (block.part, block.table, block.row)
        heading = block.kind is BlockKind.HEADING and size > SIZE // 2
        full = size + len(piece.text) > SIZE and not (block.row is not None and now == row and size < 2 * SIZE)
        if not windows or full or heading or (row and row[0] != block.part):
            windows.append([])
            size = 0
        windows[-1].append(piece)
        size += len(piece.text)
        row = now
    parts = {part.number: part for part in document.parts}
    return [Window(parts.get(found[0].block.part, Part(0)), tuple(found)) for found in windows]


def _pieces(document: Document) -> Iterator[Piece]:
    for block in document.blocks:
        held: list[re.Match[str]] = []
        for sentence in _STOP.finditer(block.text):
            if held and sentence.end() - held[0].start() > SIZE:
                yield _piece(block, held[0].start(), held[-1].end())
                held = []
            held.append(sentence)
        if block.text.strip():
            yield _piece(block, held[0].start(), held[-1].end())


def _piece(block: Block, start: int, end: int) -> Piece:
    kept = [at for at in range(start, end) if not block.text[at].isspace()]
    return Piece(block, "".join(block.text[at] for at in kept), tuple(block.start + at for at in kept))


def _shown(piece: Piece) -> dict[str, object]:
    block = piece.block
    cell = {} if block.table is None else {"table": block.table, "row": block.row, "column": block.column}
    return {"block": block.number, **cell, "text": piece.text}
