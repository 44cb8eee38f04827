"""Texts in which each thing is marked with what is said of its standing in the place that the text speaks for:
annotations/README.md tells the form."""

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from data import HERE, SHARED, Span, Text, by_rule, document, found_by_reader

from liantu.loaders.tagger import STANCES

FOLDER = HERE / "annotations/stances"
_MARK = re.compile(rf"⟦([{''.join(STANCES)}])\|([^⟦⟧|]+)⟧")


def texts(only: str = "") -> Iterator[Text]:
    """Every text, in the order of the files; of one file if it is named."""
    for path in sorted(FOLDER.iterdir()):
        if not only or path.stem == only:
            yield from _records(path) if path.suffix == ".jsonl" else _written(path)


def _written(path: Path) -> Iterator[Text]:
    for one in re.split(r"(?m)^## ", path.read_text("utf-8"))[1:]:
        head, _, marked = one.partition("\n")
        yield _text(f"{path.stem}-{head.split()[0]}", marked.strip("\n"))


def _records(path: Path) -> Iterator[Text]:
    """Passages of records of the corpus: {"record": 7, "start": 0, "end": 90, "marks": [[start, end, stance], …]}."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    wanted = {row["record"] for row in rows}
    with lzma.open(SHARED / "corpus/unlabelled.txt.xz", "rt", encoding="utf-8") as lines:
        held = {number: line.rstrip("\n") for number, line in enumerate(lines) if number in wanted}
    for row in rows:
        text, old, marked = held[row["record"]][row["start"] : row["end"]], 0, ""
        for start, end, stance in row["marks"]:
            marked += f"{text[old:start]}⟦{stance}|{text[start:end]}⟧"
            old = end
        yield _text(f"{path.stem}-{row['record']}-{row['start']}", marked + text[old:])


def _text(name: str, marked: str) -> Text:
    """Beside the things, the names are what the shipped reader finds; nothing is told of what holds between them."""
    text, old, told = "", 0, list[tuple[Span, int]]()
    for mark in _MARK.finditer(marked):
        text += marked[old : mark.start()]
        told.append(((len(text), len(text) + len(mark[2]), "K"), STANCES.index(mark[1])))
        text += mark[2]
        old = mark.end()
    text += marked[old:]
    read = document(name, text)
    things = [span for span, _ in told]
    others = [s for s in found_by_reader(read) if s[2] != "K" and not any(a < s[1] and s[0] < b for a, b, _ in things)]
    names = sorted({*things, *others, *by_rule(text, [*things, *others])})
    return Text(name, replace(read, text=text), tuple(names), (), tuple((names.index(s), c) for s, c in told))
