"""Which of what rules and the pair scorer say stands. Every number was chosen on texts that the scorer had not seen.

Rules know structure: under a heading, an item that a rule gave to one owner is given to no other. In plain prose both
count. An item belongs to the group that the scorer thinks likeliest.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from ..schema.strengths import IN_ROW, PLANNED, READ_AS

LEAST = 0.3
"""A pair less likely than this is no fact …"""

LEAST_OF = {
    "APPLIED_IN": 0.55,
    "DEVELOPS": 0.35,
    "FOCUSES_ON": 0.5,
    "HAS_PROJECT": 0.45,
    "HOSTS": 0.55,
    "LEADS": 0.4,
    "MAKES": 0.35,
    "PART_OF": 0.45,
    "RESPONSIBLE_FOR": 0.5,
    "SEEKS": 0.5,
    "SUPPLIES": 0.45,
    "SUPPORTED_BY": 0.45,
    "UNDERTAKES": 0.45,
    "UPSTREAM_OF": 0.35,
}
"""… but of these predicates."""

ASKING = {
    "dash chain": 0.004,
    "fields of use of a group": 0.1,
    "firm at the start of a project": 0.1,
    "firm to win": 0.1,
    "firms a group rests on": 0.004,
    "groups a place builds": 0.1,
    "heading of a profile": 0.004,
    "industries of a place": 0.02,
    "place develops": 0.004,
    "place in a name": 0.1,
    "projects of a group": 0.02,
    "resting on a base": 0.1,
    "to bring in": 0.02,
    "to extend to": 0.004,
    "what a group makes": 0.02,
    "what a titled group turns to": 0.02,
}
"""Rules that guess, and how likely the scorer, if there is one, must think what they say for it to stand: much less
likely than what it says itself, as a rule and the scorer seldom err in one way."""

SELLING = frozenset({"bought from a firm", "supplied by a firm"})
"""Rules that know the maker of an item from who sells it: who buys it is no maker, whatever the scorer thinks."""

LACKS = "said to be lacking"
"""The rule of what the words after a name say: who lacks it may be a guess, and a firm may make it all the same."""

LACKS_BY_HEAD = "lacking under the head of a paragraph"
"""… where the paragraph begins with the name of the group: that leaves no doubt."""

CHIEF = "said to be chief"
"""The rule of who is chief (链长) by the words of a sentence: the scorer, which knows no people, is not asked."""

CHIEF_BY_HEAD = "column of chiefs"
"""… by the head of a column."""

ROW_LACKS = f"{IN_ROW}read as lacking"
"""… as the trained reader hears the row of a table."""

NOT_LACKING = "said not to be lacking"

HELD = "said to stand here"
"""The rule of what words say that a place has; the sentence counts before others that name the thing."""

STANDING = frozenset({HELD, *READ_AS, *PLANNED})
"""… and of what the trained reader hears of it."""

SAID = frozenset({LACKS, *STANDING})
"""Rules that leave open what else is said of a thing."""

OWNED = frozenset({"FOCUSES_ON", "MAKES", "SEEKS", "APPLIED_IN"})  # what an item's owner says of it
_OF_SUBJECT = frozenset({"LEADS", "LOCATED_IN", "UNDERTAKES"})  # the subject is what has few of these
_SINGLE = frozenset({"FOCUSES_ON", "LOCATED_IN"})  # of the scorer's, only the likeliest


class Reading(Protocol):
    """A fact on its way, from a rule or from the scorer."""

    @property
    def subject(self) -> tuple[str, str]: ...
    @property
    def predicate(self) -> str: ...
    @property
    def object(self) -> tuple[str, str]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def passage(self) -> int: ...
    @property
    def rule(self) -> str: ...


One = TypeVar("One", bound=Reading)


def weighed(ruled: Iterable[One], scored: Iterable[One], titled: Callable[[int], bool]) -> list[One]:
    """What the rules say and what of the scorer's stands beside it. `titled`: has the passage headings?"""
    scored = list(scored)
    likely: dict[tuple[str, str, str], float] = {}
    for one in scored:
        likely[_statement(one)] = max(likely.get(_statement(one), 0), one.confidence)
    ruled = [one for one in ruled if likely.get(_statement(one), 0) >= ASKING.get(one.rule, 0)]
    taken = {_item(one) for one in ruled if titled(one.passage) and one.rule not in SAID and not _one_of_many(one)}
    sold = {(one.passage, one.object[0]) for one in ruled if one.rule in SELLING}
    best: dict[tuple[int, str, str, str], float] = {}
    for one in scored:
        key = (*_item(one), one.predicate)
        best[key] = max(best.get(key, 0), one.confidence)
    kept = [
        one
        for one in scored
        if one.confidence >= LEAST_OF.get(one.predicate, LEAST)
        and _item(one) not in taken
        and not (one.predicate == "MAKES" and (one.passage, one.object[0]) in sold)
        and (one.predicate not in _SINGLE or one.confidence == best[*_item(one), one.predicate])
    ]
    return ruled + kept


def _statement(one: Reading) -> tuple[str, str, str]:
    """What is said, by the bare names: the scorer and a rule may see two types of one name."""
    return one.subject[0], one.predicate, one.object[0]


def _one_of_many(one: Reading) -> bool:
    """A firm that supplies another is never the only one; who is chief leaves room for others that answer."""
    return (one.predicate == "SUPPLIES" and one.subject[1] == "Enterprise") or one.rule in (CHIEF, CHIEF_BY_HEAD)


def _item(one: Reading) -> tuple[int, str, str]:
    """What is spoken of, in which passage, in which regard."""
    name = one.subject[0] if one.predicate in _OF_SUBJECT else one.object[0]
    return one.passage, "item" if one.predicate in OWNED else one.predicate, name
