"""Cue frames: read from frames.yaml, tried on sentences whose names are marked. What is said lies in the data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..errors import SchemaError
from ..schema.shipped import shipped
from .mentions import Mention
from .overlaps import within
from .words import words

_MARKS = {kind: chr(0xE000 + number) for number, kind in enumerate("EKGJIAR")}
_ANY = f"{_MARKS['E']}-{_MARKS['R']}"
JOIN = re.compile(r"(?:项目)?[”’]?(?:、|和|与|及|以及|以及其|，(?=以及))[“‘]?")
"""What stands between two names of one list."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the names in it, the facts that must be found and those that it rules out."""

    text: str
    names: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str, str, str | None], ...]
    denies: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a pattern over a marked sentence says; see frames.yaml."""

    name: str
    pattern: re.Pattern[str]
    facts: tuple[tuple[str, str, str, str | None], ...]
    denies: tuple[tuple[str, str, str], ...]
    takes: frozenset[str]
    needs: str | None
    confidence: float
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence in which each list of names is one character; `places` are the block's offsets of its characters."""

    text: str
    places: tuple[int, ...]
    lists: dict[int, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A frame that fits: the names that fill its slots, and the offsets in the block of the words that say so."""

    frame: Frame
    slots: dict[str, tuple[Mention, ...]]
    start: int
    end: int


@cache
def frames() -> tuple[Frame, ...]:
    """The shipped frames, in order. Raises SchemaError that names the faulty frame."""
    raw = shipped("loaders", "frames.yaml")
    return tuple(_frame(item) for item in raw["frames"])


def _frame(item: dict[str, object]) -> Frame:
    examples = tuple(
        Example(
            e["text"],
            tuple((n, k) for field, k in (("firms", "E"), ("items", "K"), ("places", "R")) for n in e.get(field, ())),
            tuple((s, p, o, r) for s, p, o, r in e["facts"]),
            tuple((s, p, o) for s, p, o in e.get("denies", ())),
        )
        for e in _rows(item["examples"])
    )
    facts = tuple((s, p, o, r) for s, p, o, r in _rows(item["facts"]))
    denies = tuple((s, p, o) for s, p, o in _rows(item.get("denies")))
    takes = frozenset(_rows(item["takes"]))
    needs = item.get("needs")
    try:
        pattern = re.compile(_expand(str(item["pattern"])))
    except (re.error, KeyError) as error:
        raise SchemaError(f"句式“{item['name']}”的写法有误", where="frames.yaml", todo=str(error)) from error
    confidence = float(str(item["confidence"]))
    return Frame(str(item["name"]), pattern, facts, denies, takes, str(needs) if needs else None, confidence, examples)


def _rows(value: object) -> list:  # type: ignore[type-arg]  # YAML: lists of lists, strings or mappings
    return value if isinstance(value, list) else []


def _expand(pattern: str) -> str:
    seen: dict[str, int] = {}

    def mark(match: re.Match[str]) -> str:
        seen[match[2]] = seen.get(match[2], 0) + 1
        kinds = "".join(_MARKS[kind] for kind in match[1])
        return f"(?P<{match[2]}__{seen[match[2]]}>[{kinds}])"

    text = re.sub(r"<([a-z_]+)>", lambda m: words(m[1]), pattern)
    text = re.sub(r"\{([A-Z]+):(\w+)\}", mark, text)
    return text.replace("{]", f"{_ANY}]").replace("~", f"[^，。{_ANY}]{{0,8}}?")


def mark(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Marked:
    """The sentence from start to end with its lists of names marked. Names inside a project are
    left to the project, a place right before a firm or project to that."""
    inside = within(mentions, start, end)
    projects = [m for m in inside if m.kind == "J"]
    outer = [m for m in inside if not any(o is not m and o.start <= m.start and m.end <= o.end for o in projects)]
    heads = {m.end: m for m in outer if m.kind == "R"}
    outer = [
        replace(m, start=heads[m.start].start) if m.kind in "EJ" and m.start in heads else m
        for m in outer
        if not (m.kind == "R" and any(o.start == m.end and o.kind in "EJ" for o in outer))
    ]
    chars: list[str] = []
    places: list[int] = []
    at = start
    lists: dict[int, tuple[Mention, ...]] = {}
    number = 0
    while number < len(outer):
        first = outer[number]
        group = [first]
        while number + 1 < len(outer) and _joined(text, group[-1], outer[number + 1]):
            number += 1
            group.append(outer[number])
        number += 1
        chars += list(text[at : first.start])
        places += range(at, first.start)
        lists[len(chars)] = tuple(group)
        kinds = {m.kind for m in group}
        chars.append(_MARKS[first.kind if len(kinds) == 1 else "K"])
        places.append(first.start)
        at = group[-1].end
    chars += list(text[at:end])
    places += range(at, end + 1)
    return Marked("".join(chars), tuple(places), lists)


def _joined(text: str, left: Mention, right: Mention) -> bool:
    family = {"G": "K"}
    same = family.get(left.kind, left.kind) == family.get(right.kind, right.kind)
    return same and bool(JOIN.fullmatch(text, left.end, right.start))


def fits(marked: Marked, has: frozenset[str]) -> Iterator[Found]:
    """The frames that fit, in order; `has` says what the context offers: group, title, region, holder."""
    taken: set[tuple[str, int]] = set()
    for frame in frames():
        if frame.needs and frame.needs not in has:
            continue
        for match in frame.pattern.finditer(marked.text):
            slots = {name.split("__")[0]: match.start(name) for name, value in match.groupdict().items() if value}
            used = {("item" if name == "use" else name, at) for name, at in slots.items() if name in frame.takes}
            if used & taken or re.search(words("negation"), marked.text[max(0, match.start() - 6) : match.end()]):
                continue
            taken |= used
            last = max(slots.values(), default=match.end() - 1)
            end = max(marked.places[match.end()] if match.end() < len(marked.places) else 0, marked.lists[last][-1].end)
            filled = {name: marked.lists[at] for name, at in slots.items()}
            yield Found(frame, filled, marked.places[match.start()], end)
