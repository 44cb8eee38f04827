"""What can hold between two names: the labels of the pair scorer, and which kinds of names each can join."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..schema import ontology

KINDS = "EGKJIRA"
"""Kinds of names: firm, group, link, project, park or platform, place, agency."""

TYPE_KINDS = {
    "Enterprise": "E",
    "Cluster": "GK",
    "Industry": "GK",
    "Chain": "GK",
    "Link": "KG",
    "Application": "KG",
    "Project": "JI",
    "Park": "IR",
    "Platform": "I",
    "Region": "R",
    "Agency": "A",
}
"""The kinds under which a name of each type can be marked, the usual one first."""


def _labels() -> Iterator[str]:
    for name, predicate in ontology().predicates.items():
        yield from (f"{name}/{role}" for role in predicate.roles)
        if not predicate.roles or name == "RESPONSIBLE_FOR":
            yield name


LABELS = tuple(_labels())
"""Predicate, or predicate/role."""


def allowed(label: str, one: str, other: str) -> bool:
    """Can a name of kind `one` be the subject and one of kind `other` the object?"""
    rule = ontology().predicates[label.split("/")[0]]
    left = any(one in TYPE_KINDS[kind] for kind in rule.subject)
    return left and any(other in TYPE_KINDS[kind] for kind in rule.object)


GAPS = 2 * 8 * 4
"""How two names stand to each other: order, distance in 8 steps, sentences ended between in 4."""


def gaps(spans: NDArray[np.integer], stops: NDArray[np.integer]) -> NDArray[np.int64]:
    """The number of the way in which each two spans stand: spans × spans.

    `spans` are rows of start and end, `stops` the sentence ends up to each character.
    """
    start, end = spans[:, 0], spans[:, 1]
    before = start[:, None] <= start[None, :]
    apart = np.where(before, start[None, :] - end[:, None], start[:, None] - end[None, :])
    step = np.searchsorted(_DISTANCES, np.maximum(apart, 0), side="left")
    ended = np.abs(stops[start][None, :] - stops[start][:, None])
    found: NDArray[np.int64] = (before * 8 + step) * 4 + np.minimum(ended, 3)
    return found


_DISTANCES = np.array([0, 1, 4, 10, 25, 60, 140])

STANDINGS = 2 * 5
"""How a name stands in its document: early or not, named how often in 5 steps."""

_ENDING = re.compile(r"产业集群$|集群$|产业链$|产业$|(?<=..)链$")


def standing(name: str, text: str) -> int:
    """The number of the way in which a name stands in a text without blanks: what a text is about is named in its
    first words and often."""
    stem = _ENDING.sub("", name)
    often = sum(text.count(stem) > limit for limit in (1, 2, 4, 8))
    return int(named_early(name, text)) * 5 + often


def named_early(name: str, text: str) -> bool:
    """Does a text without blanks begin with what it is about: this?"""
    return bool(name) and _ENDING.sub("", name) in text[:_EARLY]


_EARLY = 60

FITS = np.array([[[allowed(label, a, b) for label in LABELS] for b in KINDS] for a in KINDS])
"""kinds × kinds × labels: can the label hold?"""
