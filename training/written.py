"""Documents written for training, with their facts behind each line: annotations/README.md tells their form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data import HERE, Said, Span, Text, by_rule, document

from liantu.loaders.pairs import LABELS, TYPE_KINDS, allowed
from liantu.schema import ontology

FOLDER = HERE / "annotations/written"


class Fault(ValueError):
    """A line that breaks the form."""


@dataclass
class Draft:
    """A document on its way: its lines so far, names as told (start, end, kind) and facts between them."""

    name: str
    text: str = ""
    last: int = 0  # where the last line begins
    told: list[Span] = field(default_factory=list)
    facts: list[tuple[Span, str, Span]] = field(default_factory=list)

    def line(self, line: str) -> None:
        self.last = len(self.text)
        self.text += line + "\n"

    def place(self, name: str, kind: str) -> Span:
        """The name in the last line, else the last time before."""
        at = self.text.find(name, self.last)
        at = self.text.rfind(name) if at < 0 else at
        if at < 0 or not name:
            raise Fault(f"{self.name}: {name} does not stand in the text")
        span = (at, at + len(name), kind)
        self.told.append(span)
        return span

    def fact(self, line: str) -> None:
        match = re.fullmatch(r"@ (\S+) (.+?) > (.+)", line)
        if not match or match[1] not in LABELS:
            raise Fault(f"{self.name}: no fact: {line}")
        rule = ontology().predicates[match[1].split("/")[0]]
        left, right = (
            [self._named(one.strip(), TYPE_KINDS[types[0]][0]) for one in names.split(",")]
            for names, types in ((match[2], rule.subject), (match[3], rule.object))
        )
        for one in left:
            for other in right:
                if not allowed(match[1], one[2], other[2]):
                    raise Fault(f"{self.name}: kinds do not fit: {line}")
                self.facts.append((one, match[1], other))

    def _named(self, word: str, kind: str) -> Span:
        prefix, _, name = word.rpartition(":")
        return self.place(name, prefix or kind)

    def done(self) -> Text:
        """The text with every place of its names marked."""
        taken = sorted(set(self.told))
        kinds = {self.text[a:b]: k for a, b, k in reversed(self.told) if k in "EGKJI"}
        for name in sorted(kinds, key=lambda n: (-len(n), n)):
            for m in re.finditer(re.escape(name), self.text):
                span = (m.start(), m.end(), kinds[name])
                if not any(_clash(span, other) for other in taken):
                    taken.append(span)
        names = sorted({*_apart(taken, self.told), *by_rule(self.text, taken)})
        number = {span: i for i, span in enumerate(names)}
        said: dict[Said, None] = {
            (number[one], label, number[other]): None
            for one, label, other in self.facts
            if one in number and other in number
        }
        return Text(self.name, document(self.name, self.text), tuple(names), tuple(said))


def _clash(one: Span, other: Span) -> bool:
    """Do two names overlap, other than a firm or place in a project's name?"""
    if one[1] <= other[0] or other[1] <= one[0]:
        return False
    outer, inner = (one, other) if one[1] - one[0] > other[1] - other[0] else (other, one)
    return outer[2] != "J" or inner[2] == "J"


def _apart(spans: list[Span], told: list[Span]) -> list[Span]:
    """Of spans of one place and two kinds the one that a fact gave stands; kinds of one name may differ by fact."""
    return [s for s in spans if s in told or not any(s[:2] == t[:2] for t in told)]


def texts() -> Iterator[Text]:
    """Every written document, in the order of the files."""
    for path in sorted(FOLDER.glob("*.txt")):
        yield from _file(path)


def _file(path: Path) -> Iterator[Text]:
    draft: Draft | None = None
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            if draft and draft.text:
                yield draft.done()
            draft = Draft(f"{path.stem}-{line[3:].strip()}")
        elif draft is None or line.startswith("%") or not line.strip():
            continue
        elif line.startswith("@ names"):
            for word in line.removeprefix("@ names").split():
                kind, _, name = word.partition(":")
                draft.place(name, kind)
        elif line.startswith("@"):
            draft.fact(line)
        else:
            draft.line(line)
    if draft and draft.text:
        yield draft.done()
