"""Which place a thing is bound to: in 甲县突出水泵，乙县突出转向系统 each has its own, however near others stand."""

import re
from collections.abc import Iterator, Sequence

from ..schema import Block
from .cells import gap_role
from .frames import JOIN
from .mentions import Mention
from .overlaps import within
from .windows import Passage
from .words import words

_ENDS = "。；;！？\n"
_CLAUSE = re.compile("[，：:]")
_PUT = re.compile("[在于到由]$")  # before the place that follows a thing: 水泵布局在甲县


def bound_elsewhere(place: Mention, thing: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Is the thing another place's, or by its clause nobody's (甲县不再布局铸造)?

    It is one's that its own clause begins with, or puts it in, or that an earlier clause of its sentence begins with. A
    clause that only names a place on the way (对接甲市) tells nothing.
    """
    if "title" in (place.source, thing.source):
        return False
    clause = max(text.rfind(mark, 0, thing.start) for mark in f"，{_ENDS}") + 1
    if re.compile(words("negation")).search(text, clause, thing.start) or _of_projects(thing, text, clause):
        return True
    if place.start > thing.end and _later(place, thing, text):
        return True
    owners = _owners(thing, mentions, text)
    return bool(owners) and not any(_same(place, owner) for owner in owners)


def _of_projects(thing: Mention, text: str, clause: int) -> bool:
    """Is the thing but what projects that a place may take on are of (承接食品机械、冷链物流项目)?"""
    taken = text.find("承接", clause, thing.start) >= 0
    return taken and re.compile("[^，。；！？\n]{0,40}?项目").match(text, thing.end) is not None


def _later(place: Mention, thing: Mention, text: str) -> bool:
    """Does a later clause begin with the place that says nothing of where the thing is: 食品叫得响，甲县是石榴之乡?"""
    start = max(text.rfind(mark, 0, place.start) for mark in f"，{_ENDS}") + 1
    stop = re.compile(f"[，{_ENDS}]").search(text, place.end)
    rest = text[place.end : stop.start() if stop else len(text)]
    return start > thing.end and _begins(text[start : place.start]) and not re.search(words("puts"), rest)


def _same(place: Mention, owner: Mention) -> bool:
    """Do two mentions name one place, one of them perhaps in short (云溪, 云溪市)?"""
    return place.text.startswith(owner.text) or owner.text.startswith(place.text)


def _owners(thing: Mention, mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    begin = max(text.rfind(mark, 0, thing.start) for mark in _ENDS) + 1
    clauses = [begin, *(mark.end() for mark in _CLAUSE.finditer(text, begin, thing.start))]
    for at in reversed(clauses):
        lists = list(_lists(within(mentions, at, thing.start), text))
        own = [found for found in lists if _begins(text[at : found[0].start])]
        if own:
            return own[-1]
        if lists:
            return ()
        if at == clauses[-1] and (put := _put(thing, mentions, text)):
            return put
    return ()


def _lists(mentions: Sequence[Mention], text: str) -> Iterator[list[Mention]]:
    """The places among the mentions, those together that one list names (甲县、乙县) or that lie in each other."""
    found: list[Mention] = []
    for m in mentions:
        if m.kind != "R":
            continue
        if found and not (m.start <= found[-1].end or JOIN.fullmatch(text, found[-1].end, m.start)):
            yield found
            found = []
        found.append(m)
    if found:
        yield found


def _begins(before: str) -> bool:
    """Does a clause, or an item of a list in it, begin after these words?"""
    return bool(re.fullmatch(rf"\s*{words('place_lead')}*", before.rpartition("、")[2]))


def _put(thing: Mention, mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The places that the rest of the clause puts the thing in."""
    stop = re.compile(f"[，{_ENDS}]").search(text, thing.end)
    last = stop.start() if stop else len(text)
    for found in _lists(within(mentions, thing.end, last), text):
        if _PUT.search(text, thing.end, found[0].start):
            return found
    return ()


def is_layout(block: Block) -> bool:
    """May the text say where a thing is to be? A column of what is lacking does not."""
    return not (block.cell is not None and block.column and gap_role(block.column))


def of_the_chain(firm: Mention, place: Mention, passage: Passage) -> bool:
    """Does a cell of another column say where the chain of the row is to be (重点县区)? It puts no firm of it there."""
    if "title" in (firm.source, place.source):
        return False
    one, other = passage.block_at(firm.start), passage.block_at(place.start)
    column = re.sub(r"\s", "", other.column or "")
    apart = None not in (one.cell, other.cell) and (one.row, one.cell) != (other.row, other.cell)
    return apart and bool(re.fullmatch(words("column_places"), column)) and not column.startswith("所在")
