"""What is trained on: texts with names and facts as windows of characters, spans and labelled pairs.

The records of annotations/careful.jsonl, the documents of annotations/written, and the gold documents, whose names are
those of their facts, found in the quotes, and elsewhere what the shipped reader marks.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from liantu.loaders import read
from liantu.loaders.agencies import AGENCY
from liantu.loaders.formats.text import text_lines
from liantu.loaders.mentions import find
from liantu.loaders.pairs import TYPE_KINDS
from liantu.loaders.regions import places
from liantu.loaders.relations import read_passages
from liantu.loaders.sections import sections
from liantu.loaders.tagger import tagger
from liantu.loaders.windows import Window, passages, windows
from liantu.schema import Document

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
SAME_AS_OTHER = {"03-17n", "01-10n", "24-07n"}
"""Tagged records that share text with documents of gold/other."""

Span = tuple[int, int, str]
Said = tuple[int, str, int]  # subject and object as numbers of spans, label
Stance = tuple[int, int]  # a span by its number, one of STANCES by its number


@dataclass(frozen=True)
class Text:
    """A text with names (start, end, kind), facts between them, and what it says of things (stances.py)."""

    name: str
    document: Document
    names: tuple[Span, ...]
    facts: tuple[Said, ...]
    stances: tuple[Stance, ...] = ()


@dataclass(frozen=True)
class Sample:
    """A window: `names` are spans in its text; `pairs` what holds, `unsure` what is neither right nor wrong."""

    window: Window
    names: tuple[Span, ...]
    pairs: tuple[Said, ...]
    unsure: frozenset[Said]
    text: str  # the whole text without blanks
    stances: tuple[Stance, ...] = ()


def careful(leave: Iterable[str] = (), *, held: bool = False) -> Iterator[Text]:
    """Records of the tagged batches and of the corpus, read by the letter of the guide: names (start, end, kind) and
    facts between them by number are all in annotations/careful.jsonl. Those marked as `held` are for measuring only."""
    records: dict[str, str] = {}
    for name, marked in _marked_records():
        records[name] = parse(marked)[0]
    with lzma.open(SHARED / "corpus/unlabelled.txt.xz", "rt", encoding="utf-8") as lines:
        records.update((str(number), line.rstrip("\n")) for number, line in enumerate(lines))
    for row in _rows(HERE / "annotations/careful.jsonl"):
        name = str(row["record"])
        if name not in set(leave) and bool(row.get("held")) == held:
            told: list[Span] = [(s, e, k) for s, e, k in row["names"]]
            names = sorted({*told, *by_rule(records[name], told)})
            number = [names.index(span) for span in told]
            facts = tuple((number[one], label, number[other]) for one, label, other in row["facts"])
            yield Text(name, document(name, records[name]), tuple(names), facts)


def _marked_records() -> Iterator[tuple[str, str]]:
    for path in sorted((SHARED / "gold/tagged").glob("[0-9]*.txt")):
        for record in re.split(r"(?m)^## ", path.read_text("utf-8"))[1:]:
            name, _, marked = record.partition("\n")
            yield name.strip(), marked.strip("\n")


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def parse(line: str) -> tuple[str, list[Span]]:
    """'⟦J|⟦E|甲⟧二期项目⟧' → text and spans."""
    text: list[str] = []
    spans, stack, i = [], [], 0
    while i < len(line):
        if mark := re.match(r"⟦([EGKJI])\|", line[i:]):
            stack.append((mark[1], len(text)))
            i += 3
        elif line[i] == "⟧":
            kind, start = stack.pop()
            spans.append((start, len(text), kind))
            i += 1
        else:
            text.append(line[i])
            i += 1
    return "".join(text), spans


def document(name: str, text: str) -> Document:
    parts, blocks = sections(text, text_lines(text))
    return Document(name, name, name, text, parts, blocks)


def _label(predicate: str, role: str | None) -> str:
    return f"{predicate}/{role}" if role else predicate


def _cross(one: Span, other: Span) -> bool:
    if one[1] <= other[0] or other[1] <= one[0]:
        return False
    nested = (other[0] <= one[0] and one[1] <= other[1]) or (one[0] <= other[0] and other[1] <= one[1])
    return not nested or ("J" not in (one[2], other[2]) and "R" not in (one[2], other[2])) or one[:2] == other[:2]


def by_rule(text: str, spans: list[Span]) -> Iterator[Span]:
    taken = [s for s in spans if s[2] != "J"]
    for kind, pattern in (("A", AGENCY), ("R", places(text).pattern)):
        for m in pattern.finditer(text):
            if m[0] and not any(a < m.end() and m.start() < b for a, b, _ in taken):
                yield m.start(), m.end(), kind


def gold(folder: str, name: str) -> Text:
    """A gold document: its facts' names where the quotes hold them, elsewhere what the reader marks."""
    doc = read(SHARED / f"documents{folder}" / f"{name}.txt")
    facts = _rows(SHARED / f"gold{folder}" / f"{name}.facts.jsonl")
    marks = sorted(found_by_reader(doc))
    told: dict[tuple[int, int], str] = {}
    found = []
    for f in facts:
        at = doc.text.find(f["quote"])
        end = at + len(f["quote"])
        one = _place(doc.text, f["subject"], f["subject_type"], at, end)
        other = _place(doc.text, f["object"], f["object_type"], at, end)
        if one and other and at >= 0:
            for span, type_ in ((one, f["subject_type"]), (other, f["object_type"])):
                told.setdefault(
                    span,
                    next((k for s, e, k in marks if (s, e) == span and k in TYPE_KINDS[type_]), TYPE_KINDS[type_][0]),
                )
            found.append((one, _label(f["predicate"], f["role"]), other))
    spans = [(*span, kind) for span, kind in told.items()]
    spans += [m for m in marks if not any(_cross(m, s) for s in spans)]
    names = sorted(set(spans))
    number = {(s, e): i for i, (s, e, k) in enumerate(names) if told.get((s, e)) == k}
    said = [(number[one], label, number[other]) for one, label, other in found]
    return Text(name, doc, tuple(names), tuple(dict.fromkeys(said)))


def found_by_reader(doc: Document) -> set[Span]:
    """The names that the shipped reader finds, with offsets in the document."""
    known = places(doc.text, next((part.region for part in doc.parts if part.region), None))
    seen = read_passages(list(passages(doc)), known.home, tagger())
    listed = find([r.passage.text for r in seen], [r.spans() for r in seen], known)
    return {
        (r.passage.offsets[m.start], r.passage.offsets[m.end - 1] + 1, m.kind)
        for r, found in zip(seen, listed, strict=True)
        for m in found
    }


def _place(text: str, name: str, type_: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a fact's name stands: in its quote, else nearest before it."""
    forms = [name]
    if type_ == "Region":
        forms.append(re.sub(r"(?:自治[区州县旗]|[省市区县])$", "", name))
    if type_ in ("Cluster", "Chain", "Industry"):
        forms.append(re.sub(r"产业集群$|集群$|产业链$|产业$", "", name))
    if type_ == "Chain" and name.endswith("链"):
        forms.append(name[:-1])
    for form in forms:
        if len(form) > 1 and (at := text.find(form, start, end)) >= 0:
            return at, at + len(form)
    for form in forms:
        if len(form) > 1 and (at := text.rfind(form, 0, start)) >= 0:
            return at, at + len(form)
    return None


def samples(text: Text) -> Iterator[Sample]:
    """The windows of a text with what holds in each."""
    known = places(text.document.text, next((part.region for part in text.document.parts if part.region), None))
    surfaces = [re.sub(r"\s", "", text.document.text[s:e]) for s, e, _ in text.names]
    said = {(surfaces[s], label, surfaces[o]) for s, label, o in text.facts}
    for passage in passages(text.document):
        where = {offset: at for at, offset in enumerate(passage.offsets)}
        inside = {}
        for number, (s, e, k) in enumerate(text.names):
            first, last = where.get(s), where.get(e - 1)
            if first is not None and last is not None and last - first < 60:
                inside[number] = (first, last + 1, k)
        for window in windows(passage, known.home):
            yield _sample(text, window, inside, surfaces, said, known.home)


def _sample(text, window, inside, surfaces, said, home) -> Sample:
    at = {spot: i for i, spot in enumerate(window.spots) if spot >= 0}
    names: list[Span] = []
    number: dict[int, int] = {}  # name of the text → name of the window
    surface: list[str] = []
    for n, (s, e, k) in inside.items():
        if s in at and e - 1 in at and at[e - 1] - at[s] == e - 1 - s:
            number[n] = len(names)
            names.append((at[s], at[e - 1] + 1, k))
            surface.append(surfaces[n])
    for s, e, k in _in_head(window, text, surfaces, home):
        names.append((s, e, k))
        surface.append(window.text[s:e])
    pairs: dict[Said, None] = {}
    unsure = set()
    for one, label, other in text.facts:
        i, j = number.get(one), number.get(other)
        if i is None and j is None:
            continue
        i = _twin(names, surface, surfaces[one], text.names[one][2], j) if i is None else i
        j = _twin(names, surface, surfaces[other], text.names[other][2], i) if j is None else j
        if i is not None and j is not None and i != j:
            fresh = max(names[i][0], names[j][0]) >= window.body
            (pairs.__setitem__((i, label, j), None) if fresh else unsure.add((i, label, j)))
    by_surface: dict[str, list[int]] = {}
    for i, name in enumerate(surface):
        by_surface.setdefault(name, []).append(i)
    for one, label, other in said:
        for i in by_surface.get(one, ()):
            for j in by_surface.get(other, ()):
                if i != j and (i, label, j) not in pairs:
                    unsure.add((i, label, j))
    joined = re.sub(r"\s", "", text.document.text)
    stances = tuple((number[one], stance) for one, stance in text.stances if one in number)
    return Sample(window, tuple(names), tuple(pairs), frozenset(unsure), joined, stances)


def _twin(names, surface, name, kind, near) -> int | None:
    """The same name elsewhere in the window: the last one before what it stands with, else the first."""
    same = [i for i, s in enumerate(surface) if s == name and names[i][2] == kind]
    if kind == "R" and not same:
        same = [i for i, s in enumerate(surface) if names[i][2] == "R" and s.startswith(name[:2]) and names[i][0] == 0]
    before = [i for i in same if near is None or names[i][0] <= names[near][0]]
    return max(before, key=lambda i: names[i][0]) if before else (same[0] if same else None)


def _in_head(window, text, surfaces, home) -> Iterator[Span]:
    """Names in what a window stands under: known names of the text, longest first."""
    head = "".join(c if s < 0 else "\n" for c, s in zip(window.text[: window.body], window.spots, strict=False))
    if home and head.startswith(home):
        yield 0, len(home), "R"
        head = "\n" * len(home) + head[len(home) :]
    kinds = {name: k for name, (_, _, k) in zip(surfaces, text.names, strict=True) if len(name) > 1}
    for name in sorted(kinds, key=lambda n: (-len(n), n)):
        at = head.find(name)
        if at >= 0:
            yield at, at + len(name), kinds[name]
            head = head[:at] + "\n" * len(name) + head[at + len(name) :]
