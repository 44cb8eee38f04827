"""The trained reader: a window of text in, names and what holds between them out. Its files in model/ can be replaced.

A small encoder (model/README.md) reads a window once. Two heads score every character as part of a name: of a firm,
group, link or park, and of a project, which may hold a firm; the best legal tags are found by Viterbi. A pair
of names is scored for every label of pairs.py from the states of their first and last characters, and so is what the
text says of the standing of a thing.
"""

import io
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from .pairs import FITS, KINDS, gaps

_TAGGED = "EGKI"
TAGS = ("O", *(f"{part}-{kind}" for kind in _TAGGED for part in "BIES"))
PROJECT_TAGS = ("O", *(f"{part}-J" for part in "BIES"))
_START, _END, _UNKNOWN, _FIRST = 0, 2, 3, 4  # ids of the encoder's vocabulary; a line break is read as an end
_STOPS = "。；！？\n"

STANCES = "强有弱缺引规无"
"""What a text can say of the standing of a thing in the place it speaks for: strong, here, weak, missing, wanted,
planned, nothing."""

Scores = NDArray[np.float32]

Name = tuple[int, int, str, int]
"""Start, end, kind and standing (pairs.py) of a name in a window."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end of a text, of kind E, G, K, I (firm, group, link, park or platform) or J (project)."""

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Read:
    """A window as read: its names and the state of each character, kept for the pairs."""

    spans: tuple[Span, ...]
    states: NDArray[np.float16]


def vocabulary(chars: Sequence[str]) -> dict[str, int]:
    """The number of each character. A full-width letter or mark has that of the half-width one: the encoder was trained
    on texts in which there were no others."""
    numbers = {char: number + _FIRST for number, char in enumerate(chars)}
    wide = {chr(ord(char) + 0xFEE0): number for char, number in numbers.items() if "!" <= char <= "~"}
    return wide | numbers | {"\n": _END}


def encode(text: str, numbers: dict[str, int]) -> list[int]:
    """The numbers of the characters of a text, between a start and an end sign."""
    return [_START, *(numbers.get(c, numbers.get(c.lower(), _UNKNOWN)) for c in text), _END]


class Tagger:
    """Deterministic and single-threaded; windows are read one by one, so that none changes what is read in another."""

    def __init__(
        self, model: bytes, chars: Sequence[str], pairs: dict[str, Scores], stances: dict[str, Scores]
    ) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # from 1.32 on it keeps a log of its use and sends it
        import onnxruntime  # heavy, and the quick reader does without

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._numbers = vocabulary(chars)
        self._rules = [(tags, _steps(tags)) for tags in (TAGS, PROJECT_TAGS)]
        self._pairs, self._stances = (
            {name: value.astype(np.float32) for name, value in part.items()} for part in (pairs, stances)
        )

    def read(self, text: str) -> Read:
        """The names in a window of at most 510 characters."""
        ids = np.array([encode(text, self._numbers)], np.int64)
        *heads, states = self._session.run(None, {"ids": ids})
        spans = [
            span
            for scores, (tags, steps) in zip(heads, self._rules, strict=True)
            for span in _spans(_log_softmax(scores[0, 1 : len(text) + 1]), tags, steps)
        ]
        return Read(tuple(sorted(spans, key=lambda s: (s.start, -s.end, s.kind))), states[0, 1:-1].astype(np.float16))

    def pairs(self, text: str, read: Read, names: Sequence[Name], body: int = 0) -> Scores:
        """How likely each of pairs.LABELS holds from each name to each: names × names × labels.

        0 where no label fits the kinds, and between two names that both begin before character `body`.
        """
        w = self._pairs
        states = read.states.astype(np.float32)
        kinds = np.array([KINDS.index(kind) for _, _, kind, _ in names])
        ends = np.concatenate([states[[a for a, *_ in names]], states[[b - 1 for _, b, *_ in names]]], axis=1)
        standings = w["standing.weight"][[s for *_, s in names]]
        name = ends @ w["span.weight"].T + w["span.bias"] + w["kind.weight"][kinds] + standings
        name = np.maximum(name, 0)
        one, other = name @ w["one.weight"].T + w["one.bias"], name @ w["other.weight"].T + w["other.bias"]
        fits = FITS[np.ix_(kinds, kinds)]
        late = np.array([start >= body for start, *_ in names])
        i, j = np.nonzero(fits.any(axis=2) & (late[:, None] | late[None, :]))
        stops = np.cumsum([char in _STOPS for char in text])
        between = gaps(np.array([(a, b) for a, b, *_ in names]), stops)[i, j]
        added = np.maximum(one[i] + other[j] + w["gap.weight"][between], 0)
        both = np.concatenate([added, one[i] * other[j]], axis=1)
        found = 1 / (1 + np.exp(-np.clip(both @ w["out.weight"].T + w["out.bias"], -30, 30)))
        scores: Scores = np.zeros(fits.shape, np.float32)
        scores[i, j] = found * fits[i, j]
        return scores

    def stances(self, read: Read, spots: Sequence[tuple[int, int]]) -> Scores:
        """How likely each of STANCES is what the window says of the name at each spot: names × stances."""
        w, states = self._stances, read.states.astype(np.float32)
        ends = np.concatenate([states[[a for a, _ in spots]], states[[b - 1 for _, b in spots]]], axis=1)
        name = np.maximum(ends @ w["span.weight"].T + w["span.bias"], 0)
        scores: Scores = np.exp(_log_softmax(name @ w["out.weight"].T + w["out.bias"]))
        return scores


def load(folder: Traversable) -> Tagger:
    """The model in a folder as training/export.py writes it."""
    chars = json.loads(folder.joinpath("chars.json").read_text("utf-8"))
    model = folder.joinpath("reader.int8.onnx").read_bytes()
    return Tagger(model, chars, _arrays(folder, "pairs.npz"), _arrays(folder, "stances.npz"))


def _arrays(folder: Traversable, name: str) -> dict[str, Scores]:
    with np.load(io.BytesIO(folder.joinpath(name).read_bytes())) as arrays:
        return {key: arrays[key] for key in arrays.files}


@cache
def tagger() -> Tagger:
    """The shipped model, loaded once."""
    return load(files(__package__).joinpath("model"))


def _steps(tags: Sequence[str]) -> Scores:
    """0 where one tag may follow another, minus infinity where not; the row past the last is the start of a line."""
    steps = np.full((len(tags) + 1, len(tags)), -np.inf, np.float32)
    for i, left in enumerate((*tags, "O")):
        for j, right in enumerate(tags):
            inside = left[0] in "BI"
            same = left[2:] == right[2:]
            if (right[0] in "IE" and inside and same) or (right[0] in "OBS" and not inside):
                steps[i, j] = 0
    return steps


def _log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Scores = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result.round(2)  # so that a last bit, which differs between processors, seldom turns a decision


def _spans(scores: Scores, tags: Sequence[str], steps: Scores) -> list[Span]:
    """The spans of the best legal sequence of tags; confidence is the mean probability of a span's tags."""
    if not len(scores):
        return []
    path = _likeliest(scores, tags, steps) or _legal(scores, tags, steps)
    found, start = [], 0
    for at, number in enumerate(path):
        if tags[number][0] in "BS":
            start = at
        if tags[number][0] in "ES":
            sure = float(np.exp([scores[i, path[i]] for i in range(start, at + 1)]).mean())
            found.append(Span(start, at + 1, tags[number][2:], round(sure, 3)))
    return found


def _likeliest(scores: Scores, tags: Sequence[str], steps: Scores) -> list[int]:
    """The likeliest tag of each character where that is the one best sequence: as a rule. Else nothing."""
    path = scores.argmax(axis=1)
    alone = np.count_nonzero(scores == scores.max(axis=1, keepdims=True)) == len(scores)
    allowed = steps[-1, path[0]] == 0 and not steps[path[:-1], path[1:]].any() and tags[path[-1]][0] in "OES"
    return path.tolist() if alone and allowed else []


def _legal(scores: Scores, tags: Sequence[str], steps: Scores) -> list[int]:
    """The best legal sequence of tags, by Viterbi."""
    best, back = steps[-1] + scores[0], []
    for row in scores[1:]:
        reach = best[:, None] + steps[:-1]
        back.append(reach.argmax(axis=0))
        best = reach.max(axis=0) + row
    final = np.array([0.0 if tag[0] in "OES" else -np.inf for tag in tags])
    path = [int((best + final).argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    path.reverse()
    return path
