"""The quick tagger: names by sums of weights over characters, in numpy, many clauses at once.

A character is seen by the runs of characters around it, by the ends of the list item and of the clause it stands in.
What is seen is hashed; the weights of what training (training/quick.py) saw often enough lie in model/quick.npz, as
bytes with a scale for each tag.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from .tagger import PROJECT_TAGS, TAGS, Scores, Span

SPACE = 20
"""Bits of a hash."""

HEADS = (TAGS, PROJECT_TAGS)
"""The tags of the two readings: names, and projects, which may hold a firm."""

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]

_EDGE = 5  # line breaks around a text, so that nothing is seen of its neighbours
_CHUNK = 1 << 15  # characters that are looked at together
_CLAUSE = np.array([ord(c) for c in "，。；：！？\n"], np.uint64)
_ITEM = np.array([ord(c) for c in "，。；：！？\n、（）“” 　"], np.uint64)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_RUNS = (
    *((at, at) for at in range(-3, 4)),
    *((at, at + 1) for at in range(-3, 3)),
    *((at, at + 2) for at in range(-4, 3)),
    *((at, at + 3) for at in range(-4, 2)),
)


def coded(text: str) -> Codes:
    """Code points; every digit is 0, every Latin letter a."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    codes[(codes >= 0x30) & (codes <= 0x39)] = 0x30
    codes[((codes >= 0x41) & (codes <= 0x5A)) | ((codes >= 0x61) & (codes <= 0x7A))] = 0x61
    return codes


def clauses(codes: Codes) -> NDArray[np.bool_]:
    """Marks that no name holds."""
    return np.isin(codes, _CLAUSE)


def features(codes: Codes) -> NDArray[np.int32]:
    """What is seen of each character as hashes: characters × kinds of what can be seen."""
    size = len(codes)
    here = np.arange(size)
    first, last = _bounds(np.isin(codes, _ITEM), here)
    begin, end = _bounds(clauses(codes), here)
    wide = np.concatenate([np.full(_EDGE, 0x0A, np.uint64), codes, np.full(_EDGE, 0x0A, np.uint64)])

    def char(at: Numbers, by: int = 0) -> Codes:
        return wide[np.clip(at + (by + _EDGE), 0, size + 2 * _EDGE - 1)]

    before, after = np.minimum(here - first, 4).astype(np.uint64), np.minimum(last - here, 4).astype(np.uint64)
    near = {by: wide[_EDGE + by : _EDGE + by + size] for by in range(-_EDGE, _EDGE + 1)}
    seen = [[near[by] for by in range(a, b + 1)] for a, b in _RUNS]
    ends = [char(last, -2), char(last, -1)]
    starts = [char(first), char(first, 1)]
    seen += [
        [*ends, after],
        [*ends, before],
        [ends[1], after, before],
        [*starts, before],
        [*starts, after],
        [char(first, -1), char(last), before],
        [char(first, -3), char(first, -2), after],
        [char(last, 1), char(last, 2), after],
        [char(begin), char(begin, 1)],
        [char(begin), char(begin, 1), char(begin, 2), before],
        [char(end, -2), char(end, -1)],
        [char(end, -4), char(end, -3), char(end, -2), char(end, -1)],
    ]
    hashes = np.empty((size, len(seen)), np.int32)
    for number, parts in enumerate(seen):
        total = np.full(size, number + 1, np.uint64)
        for part in parts:
            total = (total + part) * _PRIME
            total ^= total >> np.uint64(29)
        hashes[:, number] = (total * _PRIME) >> np.uint64(64 - SPACE)
    return hashes


def _bounds(marks: NDArray[np.bool_], here: Numbers) -> tuple[Numbers, Numbers]:
    """For each character the first after the mark before it, and the mark at or after it."""
    past = np.maximum.accumulate(np.where(marks, here + 1, 0))
    first = np.concatenate([[0], past[:-1]])
    last = np.minimum.accumulate(np.where(marks, here, len(here))[::-1])[::-1]
    return first, last


class Quick:
    """Deterministic; what is found in a text does not depend on the texts read with it."""

    def __init__(self, model: bytes) -> None:
        with np.load(io.BytesIO(model)) as arrays:
            ids, scale, self._bias = arrays["ids"], arrays["scale"], arrays["bias"]
            weights = arrays["weights"].astype(np.float32) * scale
        self._weights: Scores = np.concatenate([np.zeros((1, len(self._bias)), np.float32), weights])
        self._rows = np.zeros(1 << SPACE, np.int32)
        self._rows[ids] = np.arange(1, len(ids) + 1)

    def mark(self, texts: Sequence[str]) -> list[list[Span]]:
        """The names in each text, by start."""
        found: list[list[Span]] = []
        for some in _chunks(texts):
            joined = coded(_GAP.join(["", *(text for _, text in some), ""]))
            scores = self._scores(features(joined))
            spans = [span for head in _heads(scores) for span in _spans(joined, *head)]
            spans.sort(key=lambda s: (s.start, -s.end, s.kind))
            at, number = _EDGE, 0
            for begin, text in some:
                if begin == 0:
                    found.append([])
                while number < len(spans) and spans[number].start < at + len(text):
                    s = spans[number]
                    found[-1].append(Span(s.start - at + begin, s.end - at + begin, s.kind, s.confidence))
                    number += 1
                at += len(text) + _EDGE
        return found

    def chances(self, texts: Sequence[str]) -> list[Scores]:
        """How likely each character of each text is part of a name or project."""
        found: list[list[Scores]] = []
        for some in _chunks(texts):
            joined = coded(_GAP.join(["", *(text for _, text in some), ""]))
            named = np.max([1 - np.exp(own[:, 0]) for own, _ in _heads(self._scores(features(joined)))], axis=0)
            at = _EDGE
            for begin, text in some:
                if begin == 0:
                    found.append([])
                found[-1].append(named[at : at + len(text)])
                at += len(text) + _EDGE
        return [np.concatenate(pieces) for pieces in found]

    def _scores(self, seen: NDArray[np.int32]) -> Scores:
        rows = self._rows[seen]
        total: Scores = np.repeat(self._bias[None], len(seen), axis=0)
        for column in rows.T:
            total += self._weights[column]
        return total


_GAP = "\n" * _EDGE


def _chunks(texts: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Pieces of texts, with where each begins in its text, in groups of about _CHUNK characters."""
    held: list[tuple[int, str]] = []
    size = 0
    for text in texts:
        for begin, end in _pieces(text):
            held.append((begin, text[begin:end]))
            size += end - begin
            if size >= _CHUNK:
                yield held
                held, size = [], 0
    if held:
        yield held


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """A text of more than _CHUNK characters is cut after a clause."""
    begin = 0
    while len(text) - begin > _CHUNK:
        end = max(text.rfind(mark, begin, begin + _CHUNK) for mark in "\n。，") + 1 or begin + _CHUNK
        yield begin, end
        begin = end
    yield begin, len(text)


def _heads(scores: Scores) -> Iterator[tuple[Scores, Sequence[str]]]:
    """The logarithms of the chances of each head's tags."""
    at = 0
    for tags in HEADS:
        own = scores[:, at : at + len(tags)]
        own = own - own.max(axis=1, keepdims=True)
        own -= np.log(np.exp(own).sum(axis=1, keepdims=True))
        yield own.round(2), tags
        at += len(tags)


def _spans(codes: Codes, scores: Scores, tags: Sequence[str]) -> Iterator[Span]:
    """The spans of the best legal tags, clause by clause; all clauses of about one length are gone through together.

    Where O is the likeliest of every character, nothing is marked.
    """
    stops = np.flatnonzero(clauses(codes))
    starts, ends = np.concatenate([[0], stops + 1]), np.concatenate([stops, [len(codes)]])
    some = np.concatenate([[0], np.cumsum(scores.argmax(axis=1) > 0)])
    named = some[ends] > some[starts]
    starts, ends = starts[named], ends[named]
    sizes = ends - starts
    order = np.argsort(sizes, kind="stable")
    kinds = [tag[2:] for tag in tags if tag[0] == "B"]
    for at in range(0, len(order), _TOGETHER):
        chosen = order[at : at + _TOGETHER]
        path = _path(scores, starts[chosen], sizes[chosen])
        for row, start, size in zip(path, starts[chosen].tolist(), sizes[chosen].tolist(), strict=True):
            marked = np.flatnonzero(row[:size]).tolist()
            begin = 0
            for step in marked:
                part, kind = (int(row[step]) - 1) % 4, kinds[(int(row[step]) - 1) // 4]
                if part in (0, 3):
                    begin = step
                if part in (2, 3):
                    sure = np.exp(scores[np.arange(start + begin, start + step + 1), row[begin : step + 1]]).mean()
                    yield Span(start + begin, start + step + 1, kind, round(float(sure), 3))


_TOGETHER = 64


def _path(scores: Scores, starts: Numbers, sizes: Numbers) -> NDArray[np.int8]:
    """The best legal tags of clauses: clauses × steps. Tags are O, then B, I, E, S of each kind."""
    steps, count = int(sizes.max()), len(starts)
    kinds = (scores.shape[1] - 1) // 4
    at = np.minimum(starts[:, None] + np.arange(steps), len(scores) - 1)
    best = scores[at]
    best[np.arange(steps) >= sizes[:, None]] = np.eye(1, scores.shape[1], dtype=np.float32) * 1e6 - 1e6
    # States: outside, or inside a kind. `left` says where each came from.
    out, within = np.zeros(count, np.float32), np.full((count, kinds), -1e9, np.float32)
    came: list[tuple[NDArray[np.int64], NDArray[np.bool_]]] = []
    for step in range(steps):
        own = best[:, step]
        begin, inside, end, single = (own[:, 1 + part :: 4] for part in range(4))
        closes = np.concatenate([(out + own[:, 0])[:, None], within + end, out[:, None] + single], axis=1)
        chosen = closes.argmax(axis=1)
        opens, stays = out[:, None] + begin, within + inside
        came.append((chosen, stays > opens))
        out, within = closes[np.arange(count), chosen], np.maximum(opens, stays)
    path = np.zeros((count, steps), np.int8)
    state = np.full(count, -1)  # the kind that we are inside of, going backwards
    here = np.arange(count)
    for step in reversed(range(steps)):
        chosen, stays = came[step]
        outside = state < 0
        pick = np.where(outside, chosen, 0)
        ended, alone = outside & (pick > 0) & (pick <= kinds), outside & (pick > kinds)
        kind = np.where(ended, pick - 1, np.where(alone, pick - 1 - kinds, np.maximum(state, 0)))
        going = stays[here, kind]
        part = np.where(ended, 2, np.where(alone, 3, np.where(going, 1, 0)))
        path[:, step] = np.where(outside & (pick == 0), 0, 1 + 4 * kind + part)
        state = np.where(ended, kind, np.where(outside, -1, np.where(going, state, -1)))
    return path


@cache
def quick() -> Quick:
    """The shipped model, loaded once."""
    return Quick(files(__package__).joinpath("model/quick.npz").read_bytes())
