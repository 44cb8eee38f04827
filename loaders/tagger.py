"""The trained tagger of names: lines of text in, spans out. Its files in model/ can be replaced.

A small encoder (model/README.md) scores every character twice: once as part of a firm, group, link or park,
once as part of a project, which may hold a firm. The best legal sequence of tags is found by Viterbi.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import onnxruntime
from numpy.typing import NDArray

_KINDS = "EGKI"
_TAGS = ("O", *(f"{part}-{kind}" for kind in _KINDS for part in "BIES"))
_PROJECT_TAGS = ("O", *(f"{part}-J" for part in "BIES"))
_WINDOW = 250  # characters; what the tagger was trained on
_BATCH = 8
_START, _PAD, _END, _UNKNOWN, _FIRST = 0, 1, 2, 3, 4  # ids of the encoder's vocabulary

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end of a line, of kind E, G, K, I (firm, group, link, park or platform) or J (project)."""

    start: int
    end: int
    kind: str
    confidence: float


class Tagger:
    """Deterministic and single-threaded; one object may be used for any number of lines."""

    def __init__(self, model: bytes, chars: Sequence[str]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._ids = {char: number + _FIRST for number, char in enumerate(chars)}
        self._rules = [(tags, _steps(tags)) for tags in (_TAGS, _PROJECT_TAGS)]

    def __call__(self, lines: Sequence[str]) -> list[list[Span]]:
        """The spans of each line, by start. Windows of like length are read together."""
        windows = [(line, a, b) for line, text in enumerate(lines) for a, b in _windows(text)]
        windows.sort(key=lambda window: (window[2] - window[1], window))
        found: list[list[Span]] = [[] for _ in lines]
        for at in range(0, len(windows), _BATCH):
            batch = windows[at : at + _BATCH]
            texts = [lines[line][a:b] for line, a, b in batch]
            for (line, a, _), spans in zip(batch, self._read(texts), strict=True):
                found[line] += [Span(s.start + a, s.end + a, s.kind, s.confidence) for s in spans]
        return [sorted(spans, key=lambda s: (s.start, -s.end, s.kind)) for spans in found]

    def _read(self, texts: Sequence[str]) -> list[list[Span]]:
        width = max(map(len, texts)) + 2
        ids = np.full((len(texts), width), _PAD, np.int64)
        for row, text in zip(ids, texts, strict=True):
            row[0], row[len(text) + 1] = _START, _END
            row[1 : len(text) + 1] = [self._ids.get(c, self._ids.get(c.lower(), _UNKNOWN)) for c in text]
        heads = self._session.run(None, {"ids": ids})
        return [
            [
                span
                for scores, (tags, steps) in zip(heads, self._rules, strict=True)
                for span in _spans(_log_softmax(scores[row, 1 : len(text) + 1]), tags, steps)
            ]
            for row, text in enumerate(texts)
        ]


@cache
def tagger() -> Tagger:
    """The shipped tagger, loaded once."""
    folder = files(__package__).joinpath("model")
    with as_file(folder.joinpath("tagger.int8.onnx")) as path:
        model = path.read_bytes()
    return Tagger(model, json.loads(folder.joinpath("chars.json").read_text("utf-8")))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of at most _WINDOW characters, cut after a sentence where there is one, else after a comma."""
    a = 0
    while a < len(text):
        b = min(len(text), a + _WINDOW)
        if b < len(text):
            for marks in ("[。！？；\n]", "[，、,]"):
                ends = [m.end() for m in re.finditer(marks, text[a:b]) if m.end() > _WINDOW // 3]
                if ends:
                    b = a + ends[-1]
                    break
        yield a, b
        a = b


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
    return result


def _spans(scores: Scores, tags: Sequence[str], steps: Scores) -> list[Span]:
    """The spans of the best legal sequence of tags; confidence is the mean probability of a span's tags."""
    if not len(scores):
        return []
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
    found, start = [], 0
    for at, number in enumerate(path):
        if tags[number][0] in "BS":
            start = at
        if tags[number][0] in "ES":
            sure = float(np.exp([scores[i, path[i]] for i in range(start, at + 1)]).mean())
            found.append(Span(start, at + 1, tags[number][2:], round(sure, 3)))
    return found
