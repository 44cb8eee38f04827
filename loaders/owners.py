"""Whose a thing is that words say is lacking: where no title names a group, what else the text says tells."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..schema import stem
from .about import only_uses
from .pairs import named_early
from .relations import ReadPassage
from .said import Named, Said
from .weighing import LACKS, LEAST_OF, OWNED, SAID
from .windows import Passage

GROUPS = ("Cluster", "Industry", "Chain")

_HEARD = 0.1  # the scorer's chance that tells whose a thing is …
_OWNS = 1.5  # … and the sum of its chances for other things in the paragraph that does
_ENDS = "。；！？\n"


def owned(ruled: Sequence[Said], scored: Sequence[Said], read: Sequence[ReadPassage], text: str) -> Iterator[Said]:
    """What is said to be lacking where the scorer has not read it, or to stand here; whose it is where no title tells.
    A guess counts that the text begins with."""
    homes, told = _homes(ruled, scored), _sure(ruled)
    heard = {_thing(one) for one in scored if one.predicate == "SEEKS" and one.confidence >= LEAST_OF["SEEKS"]}
    for one in ruled:
        if one.rule not in SAID:
            yield one
        elif one.rule != LACKS or _thing(one) not in heard:
            owner = _owner(one, scored, read[one.passage].passage) if one.guessed else one.subject
            whose = owner or homes.get(one.object) or (one.subject if named_early(one.subject[0], text) else None)
            again = one.guessed and (whose, one.predicate, one.object) in told
            if whose and not again and stem(*whose) != one.object[0]:  # a chain is no link of its own
                yield replace(one, subject=whose)


def at_home(scored: Sequence[Said], ruled: Sequence[Said]) -> Iterator[Said]:
    """What the scorer says, with each thing that it gives to one of several groups of a title given to the one that
    headings elsewhere give it to; what words say there of the thing holds."""
    homes, told = _homes(ruled, scored), _sure(ruled)
    for one in scored:
        home = homes.get(one.object) if one.guessed and one.predicate in OWNED else None
        if home is None:
            yield one
        elif (home, one.predicate, one.object) not in told:
            yield replace(one, subject=home)


def _sure(ruled: Sequence[Said]) -> set[tuple[Named, str, Named]]:
    """What rules say of groups that titles or sentences name."""
    return {(one.subject, one.predicate, one.object) for one in ruled if not one.guessed}


def _homes(ruled: Sequence[Said], scored: Sequence[Said]) -> Mapping[Named, Named]:
    """The group that a text surely gives each thing to, what rules say before what the scorer does."""
    homes: dict[Named, Named] = {}
    for one in (*ruled, *(one for one in scored if one.confidence >= LEAST_OF.get(one.predicate, 1))):
        if one.predicate in OWNED and one.subject[1] in GROUPS and not (one.guessed or one.denied):
            homes.setdefault(one.object, one.subject)
    return homes


def _thing(one: Said) -> tuple[int, str]:
    return one.passage, one.object[0]


def _owner(said: Said, scored: Sequence[Said], passage: Passage) -> Named | None:
    """The group that the sentence speaks of, else the one that the scorer gives the thing to, else the one that it
    gives most in the paragraph to."""
    owners = [one for one in scored if one.predicate in OWNED and one.subject[1] in GROUPS]
    told = _told_owner(said, passage.text, Counter(one.subject for one in owners))
    if told:
        return told
    first, last = next(spot[:2] for spot in passage.blocks if said.start < spot[1])
    beside = [one for one in owners if one.passage == said.passage and first <= one.start < last]
    own = [one for one in beside if one.object == said.object and one.confidence >= _HEARD]
    sums: dict[Named, float] = defaultdict(float)
    for one in own or beside:
        sums[one.subject] += one.confidence
    best = max(sums, key=lambda name: (sums[name], name), default=None)
    return best if best and (own or sums[best] >= _OWNS) else None


def _told_owner(said: Said, text: str, owners: Counter[Named]) -> Named | None:
    """Of the owners the one that a clause up to the thing begins with: 纺织行业印染外迁 says it of 纺织服装."""
    begin = max(text.rfind(mark, 0, said.start) for mark in _ENDS) + 1
    ranked = sorted(owners, key=lambda name: (-owners[name], name))
    for clause in reversed(re.split("[，：]", text[begin : said.end])):
        field = re.match(r"([^，、]{2,8}?)(?:企业|行业|产业|领域)", clause)
        field = None if field and only_uses(clause, field.end(1)) else field
        for name in ranked:
            core = stem(*name)
            begun = clause.startswith(core) and not only_uses(clause, len(core))
            if len(core) > 1 and (begun or (field and field[1] in core)):
                return name
    return None
