"""A statement as a fact: with the sentence that proves it, its place, and the head of its column."""

import re

from ..schema import Document, Evidence, Fact, Place
from .cells import BY_HEAD, OF_ROWS
from .said import Said
from .weighing import CHIEF, CHIEF_BY_HEAD
from .windows import Passage

QUICK = "quick:"
"""What the rule of a fact begins with whose names the quick tagger has marked."""

_SHOWN = 120  # characters of a quote that people can read in a table
_ENDS = "。；！？\n"


def proved(document: Document, passage: Passage, said: Said) -> Fact:
    """The statement as a fact of the document."""
    begin, stop = said.start, min(said.end, len(passage.text))
    if said.rule.removeprefix(QUICK) in OF_ROWS:
        begin = _own_row(document, passage, begin, stop)
    first, last = _sentence(passage.text, begin, stop)
    start, end = passage.offsets[first], passage.offsets[last - 1] + 1
    block = passage.block_at(first)
    # What a cell says it may say by the head of its column alone: the reader of the sentence has to see it.
    rule = said.rule.removeprefix(QUICK)
    by_head = rule not in OF_ROWS and (said.predicate == "SEEKS" or rule.startswith(BY_HEAD))
    column = (block.column,) if by_head and block.cell and block.column else ()
    headings = (*block.headings, *column)
    place = Place(headings, block.part, block.number, start, end, block.table, block.row, block.cell)
    evidence = Evidence(document.id, document.text[start:end], place)
    one, other = (re.sub(r"\s", "", name) for name in (said.subject[0], said.object[0]))
    if rule in (CHIEF, CHIEF_BY_HEAD):
        one = said.subject[0]  # post and name are set apart by a blank
    kinds = said.subject[1], said.object[1]
    return Fact(one, kinds[0], said.predicate, other, kinds[1], evidence, said.role, said.rule, said.confidence)


def _own_row(document: Document, passage: Passage, start: int, stop: int) -> int:
    """Where the cells of a row begin that stand together up to one: a cell that was merged over rows above stands
    there, and between it and the rest are those rows."""
    begun = [block for first, _, block in passage.blocks if start <= first < stop]
    for one, other in reversed(list(zip(begun, begun[1:], strict=False))):
        if document.text[one.start + len(one.text) : other.start].strip() or one.start >= other.start:
            return next(first for first, _, block in passage.blocks if block is other)
    return start


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some words where it is short enough to be shown, else the words."""
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    after = [at for mark in _ENDS if (at := text.find(mark, end)) >= 0]
    first += len(text[first:start]) - len(text[first:start].lstrip())
    last = min(after, default=len(text))
    return (first, last) if last - first <= _SHOWN else (start, end)
