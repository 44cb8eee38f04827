"""Which group each sentence of a paragraph speaks of, where it says so itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..schema import Block
from . import names
from .context import Context
from .mentions import Mention
from .overlaps import within
from .said import Named
from .words import words

_ENDED = re.compile("(?:产业链|产业集群|集群|产业|行业|链)$")
_ENDING = re.compile("产业链|产业集群|集群|产业|行业|链")
_SENTENCE = re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Speaks:
    """What the sentences of a text turn to: where each such sentence begins and ends, and the group it speaks of."""

    starts: tuple[int, ...]
    groups: tuple[tuple[int, Named], ...]

    def at(self, place: int, *, on: bool) -> Named | None:
        """The group of the sentence around a place; `on`: else that of the last one before, which the text goes on
        with."""
        number = bisect_right(self.starts, place) - 1
        if number < 0:
            return None
        end, group = self.groups[number]
        return group if on or place < end else None


def speaks(text: str, mentions: Sequence[Mention]) -> Speaks:
    """The sentences of a text that begin with a group: 储能电池链的问题集中在…；围绕绿色食品链，着力引进…"""
    found = list(_begun(text, mentions)) if any(m.kind == "G" for m in mentions) else []
    return Speaks(tuple(start for start, *_ in found), tuple((end, group) for _, end, group in found))


def _begun(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, Named]]:
    lead = re.compile(rf"\s*(?:{words('before_subject')}|{words('lack_lead')})*")
    for sentence in _SENTENCE.finditer(text):
        first = next((m for m in within(mentions, *sentence.span()) if m.kind == "G"), None)
        if first and turned_to(first, text, sentence.start()):
            yield sentence.start(), sentence.end(), names.group(first.text)
        if first is None or not lead.fullmatch(text, sentence.start(), first.start):
            continue
        after = None if _ENDED.search(first.text) else _ENDING.match(text, first.end)
        if (after or _ENDED.search(first.text)) and not only_uses(text, first.end):
            ending = "产业链" if after and after[0] == "链" else after[0] if after else ""
            yield sentence.start(), sentence.end(), names.group(first.text + ending)


def only_uses(text: str, end: int) -> bool:
    """Does the group whose name ends there only use what the sentence is about: 汽车产业链对轴承需求大?"""
    return re.compile(f"(?:{_ENDING.pattern})?{words('of_another')}").match(text, end) is not None


def head_group(block: Block, mentions: Sequence[Mention]) -> Named | None:
    """The group that is the whole first sentence of a paragraph (竹木家居。巩固…), which is about it."""
    for m in mentions[:1]:
        if m.kind == "G" and not block.text[: m.start].strip() and block.text.startswith("。", m.end):
            return names.group(m.text)
    return None


def about(text: str, start: int, mentions: Sequence[Mention], context: Context) -> Context:
    """The context of a sentence that itself says which group it is about: 围绕甲产业集群，着力引进…, 甲产业链：以…"""
    for m in mentions:
        labels = not text[start : m.start].strip() and text[m.end : m.end + 1] == "："
        if turned_to(m, text, start) or (labels and m.kind == "G" and re.search("集群$|产业链$", m.text)):
            return replace(context, inner=names.group(m.text))
    return context


def turned_to(m: Mention, text: str, start: int = 0) -> bool:
    """Does the clause that begins at `start` turn to this group? It is no part of that of the clause before."""
    turned = re.search(r"(?:围绕|聚焦|针对|立足)$", text[start : m.start]) and text[m.end : m.end + 1] == "，"
    return bool(turned and m.kind == "G" and re.search("集群$|产业链$|产业$", m.text))
