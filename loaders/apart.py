"""Names that where they stand keeps apart, whatever the pair scorer thinks."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..schema import Block, stem
from . import names
from .about import only_uses, speaks
from .context import Context
from .mentions import Mention
from .overlaps import within
from .relations import Pair
from .said import Named
from .speech import in_speech
from .structure import boxed, place_before
from .titles import listed
from .weighing import OWNED
from .windows import Passage

_ENDS = "。；！？\n"
_NAME = 40  # no name of a firm is longer
_TITLE = 120  # the first characters of a text, in which its title stands


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under which title: `heeded` are blocks of cells whose heads say what they are to a chain, `groups`
    the groups that titles name by the number of the block, `several` the stems of groups that the title of the text
    names together: it gives nothing to one of them."""

    heeded: Collection[int]
    groups: Mapping[int, Named]
    several: Collection[str]

    def another(self, pair: Pair, passage: Passage, mentions: Sequence[Mention]) -> bool:
        """Is the thing that a pair gives to a group said in a sentence, or under a title, of another one?"""
        thing, text = pair.other, passage.text
        if pair.label.partition("/")[0] not in OWNED or pair.one.kind not in "GK" or thing.source == "title":
            return False
        if pair.one.source != "title" and only_uses(text, pair.one.end):
            return True
        core = stem(*names.group(pair.one.text))
        turned = speaks(text, mentions).at(thing.start, on=False)
        if turned and pair.one.start != thing.start:
            return core != stem(*turned)
        own = self.groups.get(passage.block_at(thing.start).number)
        return own is not None and self.unsure(pair) and core != stem(*own)

    def unsure(self, pair: Pair) -> bool:
        """Does only a title name the group of a pair that names others beside it?"""
        group = names.group(pair.one.text)
        return pair.one.source == "title" and any(core in stem(*group) for core in self.several)


def under(spots: Iterable[tuple[Block, Sequence[Mention], Context]], heeded: Collection[int]) -> Under:
    """What stands under which title in these blocks."""
    groups: dict[int, Named] = {}
    several: set[str] = set()
    for block, found, context in spots:
        if context.group:
            groups[block.number] = context.group
        if not groups and not block.number:
            several = {stem(*group) for one in listed(block.text, found) if len(one) > 1 for group in one}
    return Under(heeded, groups, several)


def of_a_speaker(pair: Pair, passage: Passage) -> bool:
    """Is the group but what somebody says who is quoted in another paragraph than the other name?"""
    for group, other in ((pair.one, pair.other), (pair.other, pair.one)):
        if group.kind == "G" and group.source != "title" and in_speech(passage.text, group.start):
            return other.source == "title" or passage.block_at(group.start) != passage.block_at(other.start)
    return False


def of_another(project: Mention, place: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Is it another project that the clause puts there (甲项目落户青岚区，乙项目开工), or has this one a place right
    before it? Is the place in short but the head of another firm's name (青岚轴承、恒岳钢铁)?
    """
    if project.kind == "E" and "title" not in (project.source, place.source):
        named = [m for m in within(mentions, place.end, place.end + _NAME) if m.kind == "E" and m.start == place.end]
        return bool(named) and project not in named and place.text[-1] not in "省市县区旗州盟"
    if project.kind != "J" or "title" in (project.source, place.source):
        return False
    if own := place_before(project, mentions, text):
        return own != place
    between = text[min(project.end, place.end) : max(project.start, place.start)]
    clause = max(text.rfind(stop, 0, place.start) for stop in f"，{_ENDS}") + 1
    others = [m for m in within(mentions, clause, place.start) if m.kind == "J"]
    return bool(others) and project not in others and re.search(f"[，{_ENDS}]", between) is not None


def of_own_sentence(firm: Mention, item: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """Does the item stand in a sentence that speaks of no firm, where that of the firm goes on to things of its own?"""
    if "title" in (firm.source, item.source):
        return False
    first, last = _sentence_of(text, item.start)
    begin, end = _sentence_of(text, firm.start)
    if (first, last) == (begin, end) or not any(m.kind == "K" for m in within(mentions, firm.end, end)):
        return False
    begun = [m for m in within(mentions, first, item.start) if m.kind == "R"]
    return item.end <= firm.start or not text[begun[-1].end if begun else first : item.start].strip()


def _sentence_of(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    first = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    return first, min((end for mark in _ENDS if (end := text.find(mark, at)) >= 0), default=len(text))


def of_another_passage(pair: Pair, passage: Passage, text: str) -> bool:
    """Is the group named elsewhere than the project is: in another paragraph, around a box of projects, or in the title
    of the text, under headings that do not name it?
    """
    if pair.other.source == "title":
        return False
    block = passage.block_at(pair.other.start)
    if pair.one.source == "title":
        group = names.group(pair.one.text)
        titled = bool(block.headings) and stem(*group) in text[:_TITLE]
        return around_box(group, block) or (titled and stem(*group) not in "".join(block.headings))
    return passage.block_at(pair.one.start) != block


def around_box(group: Named, block: Block) -> bool:
    """Is it a heading around the box that names the group, and not the box itself or a title in it?"""
    box, core = boxed(block), stem(*group)
    return bool(box) and core not in box and any(core in head for head in block.headings)
