"""What the trained reader says holds between the names of a passage: pairs with a label and a probability."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .mentions import Mention
from .pairs import LABELS, standing
from .quick import Quick, quick
from .regions import Places
from .tagger import Name, Read, Span, Tagger
from .windows import Passage, Window
from .worth import worth_reading

PAIR = "pair"
"""The rule of what the pair scorer says."""

FLOOR = 0.004
"""Pairs less likely than this are not looked at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label that may hold between two names; `span` are the characters of the passage that say so."""

    one: Mention
    label: str
    other: Mention
    probability: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage with its windows as the encoder has read them, or with the names that the quick tagger has marked."""

    passage: Passage
    windows: tuple[tuple[Window, Read], ...] = ()
    marked: tuple[Span, ...] = ()

    def spans(self) -> list[Span]:
        """The names of the bodies, with offsets into the passage."""
        return [
            *self.marked,
            *(
                Span(window.spots[s.start], window.spots[s.end - 1] + 1, s.kind, s.confidence)
                for window, read in self.windows
                for s in read.spans
                if s.start >= window.body
            ),
        ]


def read_passages(passages: Sequence[Passage], region: str | None, model: Tagger | Quick) -> list[ReadPassage]:
    texts = [passage.text for passage in passages]
    if isinstance(model, Tagger):
        return [
            ReadPassage(one, tuple((w, model.read(w.text)) for w in worth_reading(one, region, chances)))
            for one, chances in zip(passages, quick().chances(texts), strict=True)
        ]
    marked = model.mark(texts)
    return [ReadPassage(passage, (), tuple(spans)) for passage, spans in zip(passages, marked, strict=True)]


def pairs(read: ReadPassage, mentions: Sequence[Mention], known: Places, tagger: Tagger, text: str) -> Iterator[Pair]:
    """What holds between names of the passage, one of which is in the body of a window; the other may be in a title.
    `text`: the document's, without blanks."""
    for window, seen in read.windows:
        named = _named(window, seen, mentions, known)
        if len(named) < 2:
            continue
        spots = [(at, at + m.end - m.start, m.kind, standing(m.text, text)) for at, m in named]
        scores = tagger.pairs(window.text, seen, spots, window.body).round(3)
        for i, j, k in np.argwhere(scores >= FLOOR).tolist():
            late = max(spots[i], spots[j])
            if i != j and late[0] >= window.body:
                span = _said(read.passage.text, window, spots[i], spots[j])
                yield Pair(named[i][1], LABELS[k], named[j][1], float(scores[i, j, k]), span)


def _named(window: Window, seen: Read, mentions: Sequence[Mention], known: Places) -> list[tuple[int, Mention]]:
    """The names in a window with their offsets in its text: those of the passage, and those of the titles."""
    at = {spot: number for number, spot in enumerate(window.spots) if spot >= 0}
    found = [
        (at[m.start], m)
        for m in mentions
        if m.start in at and m.end - 1 in at and at[m.end - 1] - at[m.start] == m.end - 1 - m.start
    ]
    head = [s for s in seen.spans if s.end <= window.body and all(spot < 0 for spot in window.spots[s.start : s.end])]
    lines = "".join(c if spot < 0 else "\n" for c, spot in zip(window.text, window.spots, strict=True))[: window.body]
    titled = [Span(m.start(), m.end(), "R", 0.9) for m in known.pattern.finditer(lines) if m[0]]
    titled = [r for r in titled if not any(s.start < r.end and r.start < s.end for s in head)]
    for s in (*head, *titled):
        found.append((s.start, Mention(window.text[s.start : s.end], s.kind, s.start, s.end, s.confidence, "title")))
    return found


def _said(text: str, window: Window, one: Name, other: Name) -> tuple[int, int]:
    """The words that say it: the clauses around both names where they share a sentence, else around the later one."""
    first, last = sorted((one, other))
    if window.spots[first[0]] < 0 or window.spots[last[1] - 1] - window.spots[first[0]] > 240:
        first = last
    start, end = window.spots[first[0]], window.spots[max(first[1], last[1]) - 1] + 1
    if re.search("[。；！？\n]", text[start:end]):
        start = window.spots[last[0]]
    before = re.search(r"[，。；：！？\n]", text[:start][::-1])
    after = re.compile(r"[，。；！？\n]").search(text, end)
    return start - (before.start() if before else start), after.start() if after else len(text)
