"""The things of a text of which its clauses say that they are lacking, or are not; names that only that gives away."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..schema import contains
from ..schema.chains import named_links
from ..schema.strengths import (
    READ_PLANNED,
    READ_STRONG,
    READ_THERE,
    between,
    no_thing,
    only_hoped,
    says_after,
    strength,
)
from .frames import JOIN
from .lacks import AWAY, MISSING, WANTED, WEAK, Lack, behind, follows, heavier, lack, tells
from .mentions import Mention, pieces
from .overlaps import Overlaps, within
from .regions import Places
from .weighing import HELD
from .words import words

_SHORTEST, _LONGEST = 2, 14  # characters of a thing's name
_NAME = rf"[一-龥A-Za-z\d·（）-]{{{_SHORTEST},{_LONGEST}}}"
_SENTENCE = re.compile("[^。；！？\n]+")
_CLAUSE = re.compile("[^，。；：！？\n]+")
_KIND = 6  # characters of a word before 的
_UNMARKED = 0.7  # a name that only its clause gives away
_TOLD = 80  # characters behind a name in which stands what the trained reader has heard of it

HEARD_LACKING = {"缺": MISSING, "弱": WEAK, "引": WANTED}
"""What is lacking by what the trained reader hears."""

HEARD_STANDING = {"强": READ_STRONG, "有": READ_THERE, "规": READ_PLANNED}
"""Rules of what stands here, or is to, by what it hears."""


def lacking(text: str, mentions: Sequence[Mention], known: Places) -> Iterator[tuple[Mention, Lack]]:
    """The names of things in a text, each with what the text says of it; what it says of a list it says of all, and
    what a clause without a name says, of the thing that the sentence began with. Where its words tell nothing, what the
    trained reader hears counts."""
    plain = _masked(text, mentions, known)
    things = [m for m in mentions if m.kind == "K"]
    for sentence in _SENTENCE.finditer(plain):
        found: dict[Mention, Lack | None] = {}
        subject: Sequence[Mention] = ()
        for clause in _CLAUSE.finditer(plain, *sentence.span()):
            lists = list(_lists(text, within(things, *clause.span())))
            if lists and _begins(plain, clause.start(), lists[0][0].start):
                subject = lists[0]
            elif said := follows(plain, *clause.span()):
                found.update((m, heavier(found.get(m), said)) for m in subject)
            for one in lists:
                said = lack(plain, one[0].start, one[-1].end)
                found.update((m, heavier(found.get(m), said)) for m in one)
        heard = ((m, _heard(plain, m, said)) for m, said in found.items())
        yield from ((m, said) for m, said in heard if said)


def _heard(text: str, m: Mention, said: Lack | None) -> Lack | None:
    """What the words say of a thing, or else what the trained reader hears."""
    lacks = m.stance in HEARD_LACKING and not _of_elsewhere(text, m)
    return said or (Lack(HEARD_LACKING[m.stance], told_until(text, m)) if lacks else None)


def told_until(text: str, m: Mention) -> int:
    """Where the words end that tell how a thing stands: with its sentence, or some clauses of a long one."""
    sentence = _SENTENCE.match(text, m.end)
    if sentence is None or sentence.end() - m.end <= _TOLD:
        return sentence.end() if sentence else m.end
    clauses = [clause.end() for clause in _CLAUSE.finditer(text, m.end, m.end + _TOLD)]
    return clauses[-2] if len(clauses) > 1 else m.end + _TOLD


def holding(text: str, mentions: Sequence[Mention], known: Places) -> Iterator[tuple[Mention, str]]:
    """The names of things in a text of which it says that they are made here, or well, or are planned: by its words, or
    as the trained reader hears it where no words say that they lack; with the rule that says which."""
    heard = any(m.stance in HEARD_STANDING for m in mentions)
    told = dict(lacking(text, mentions, known)) if heard else {}
    plain = _masked(text, mentions, known)
    for m in mentions:
        if m.kind != "K" or _of_elsewhere(plain, m):
            continue
        if strength(plain, m.start, m.end):
            yield m, HELD
        elif m.stance in HEARD_STANDING and m not in told and not only_hoped(plain, m.start):
            yield m, HEARD_STANDING[m.stance]


def _of_elsewhere(text: str, m: Mention) -> bool:
    """Does the clause of a thing name a place elsewhere before it?"""
    clause = max(text.rfind(stop, 0, m.start) for stop in "，。；：！？\n")
    return AWAY in text[clause + 1 : m.start]


def _lists(text: str, things: Sequence[Mention]) -> Iterator[Sequence[Mention]]:
    """Names that stand side by side in one list, together."""
    first = 0
    for number, (m, after) in enumerate(zip_longest(things, things[1:])):
        if after is None or not JOIN.fullmatch(text, m.end, after.start):
            yield things[first : number + 1]
            first = number + 1


def _begins(text: str, start: int, name: int) -> bool:
    """Does a clause begin with the name at an offset, but for words that lead to it or tell what kind (用过的)?"""
    lead = rf"(?:{words('lack_lead')}|{words('lack_of_place')})*(?:[一-龥]{{1,{_KIND}}}的)?"
    return re.compile(lead).fullmatch(text, start, name) is not None


def with_lacking(text: str, mentions: Sequence[Mention], known: Places) -> Sequence[Mention]:
    """The mentions of a text with those of `unmarked`."""
    added = list(unmarked(text, mentions, known))
    return sorted([*mentions, *added], key=lambda m: (m.start, -m.end)) if added else mentions


def unmarked(text: str, mentions: Sequence[Mention], known: Places) -> Iterator[Mention]:
    """Things of which a clause says that they are lacking or stand here, and of which the reader has marked none, in
    lines that say so of one that it has marked or that reference chains know: one clause alone gives away little."""
    if not tells(text):
        return
    told = [m.start for m, _ in lacking(text, mentions, known)]
    told = sorted([*told, *(m.start for m, _ in holding(text, mentions, known))])
    plain, named = _masked(text, mentions, known), Overlaps(m for m in mentions if m.kind != "R")
    owners = {m.start: m.end for m in mentions if m.kind in "GR"}  # 全市机器人产业链|目前本体组装产能充裕
    for line in re.finditer(r"[^\n]+", plain):
        spots = [
            spot
            for sentence in _SENTENCE.finditer(plain, *line.span())
            if tells(sentence[0])
            for clause in _CLAUSE.finditer(plain, *sentence.span())
            for spot in _names(plain, owners.get(clause.start(), clause.start()), clause.end())
        ]
        heard = bisect_left(told, line.start()) < bisect_left(told, line.end())
        if heard or any(text[start:end] in named_links() for start, end in spots):
            for start, end in spots:
                if not any(named.over(start, end)):
                    yield Mention(text[start:end], "K", start, end, _UNMARKED, "cue")


def _names(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The names at the head of a clause after which it says that they are lacking, or are not, or around which."""
    yield from (spot for spot in between(text, start, stop) if _is_name(text[slice(*spot)]))
    lead = re.compile(rf"{words('lack_lead')}*").match(text, start, stop)
    start = lead.end() if lead else start
    for end in range(start + _SHORTEST, min(stop, start + _LONGEST * 3)):
        if behind(text, start, end, near=True) or says_after(text, end) or _but(text, end, stop):
            whole = re.compile(words("lack_whole")).match(text, end)
            parts = pieces(text, start, whole.end() if whole else end)
            yield from ((first, last) for first, last in parts if _is_name(text[first:last]))
            return


def _but(text: str, end: int, stop: int) -> bool:
    """Does it go on, after a name, that some make it, and in the next clause what is wrong with that?"""
    some = re.compile(f"{words('lack_held')}，").match(text, end, stop + 1)
    after = _CLAUSE.match(text, some.end()) if some else None
    return after is not None and follows(text, *after.span()) is not None


def _is_name(name: str) -> bool:
    none = re.fullmatch(words("generic"), name) or re.search(words("lack_no_name"), name) or no_thing(name)
    return bool(re.fullmatch(_NAME, name)) and not none


def _masked(text: str, mentions: Sequence[Mention], known: Places) -> str:
    """The text with the names of places elsewhere as `lack` knows them: 面料靠广东 says as much as 面料靠外地."""
    chars = list(text)
    for m in mentions:
        if m.kind == "R" and known.home and _elsewhere(known.full(m.text), known.home):
            chars[m.start : m.end] = AWAY * (m.end - m.start)
    return "".join(chars)


def _elsewhere(place: str, home: str) -> bool:
    return place != home and not contains(home, place) and not contains(place, home)
