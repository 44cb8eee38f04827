"""What the trained reader says of the standing of things: whether the text has them as strong, weak, missing …"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .mentions import Mention
from .overlaps import Overlaps
from .relations import ReadPassage
from .tagger import STANCES, Tagger

_ENOUGH = 0.6
_SURE = {"强": 0.75, "有": 0.75}
"""What is likelier than this is right nine times of ten, on texts that nobody has learnt from (docs/accuracy.md)."""

_NOTHING = STANCES[-1]
_AGAIN = 0.7  # a thing that the tagger has marked elsewhere in the text


Things = Mapping[str, Sequence[str]]
"""Names of things by their first two characters, the longest first."""


def things(mentions: Iterable[Mention]) -> Things:
    """The names of things among the mentions of a document."""
    found: dict[str, list[str]] = {}
    for name in sorted({m.text for m in mentions if m.kind == "K" and len(m.text) > 1}, key=lambda n: (-len(n), n)):
        found.setdefault(name[:2], []).append(name)
    return found


def with_stances(read: ReadPassage, mentions: Sequence[Mention], named: Things, model: Tagger) -> list[Mention]:
    """The names of a passage, things with what is said of them where that is sure enough; and what the tagger has
    passed over of the things that the document names, where something is said of it."""
    told: dict[Mention, str] = {}
    again = list(_again(read.passage.text, mentions, named))
    for window, seen in read.windows:
        at = {spot: number for number, spot in enumerate(window.spots) if spot >= 0 and number >= window.body}
        inside = [m for m in (*mentions, *again) if m.kind == "K" and m.start in at and m.end - 1 in at]
        if inside:
            chances = model.stances(seen, [(at[m.start], at[m.end - 1] + 1) for m in inside])
            for m, likely, chance in zip(inside, chances.argmax(axis=1), chances.max(axis=1), strict=True):
                if chance >= _SURE.get(STANCES[likely], _ENOUGH):
                    told[m] = STANCES[likely]
    found = [replace(m, stance=told.get(m, "")) for m in mentions]
    found += [replace(m, stance=told[m]) for m in again if told.get(m, _NOTHING) != _NOTHING]
    return sorted(found, key=lambda m: (m.start, -m.end))


def _again(text: str, mentions: Sequence[Mention], named: Things) -> Iterator[Mention]:
    """Where a text has things that no mention covers."""
    taken = Overlaps(mentions)
    for start in range(len(text)):
        for name in named.get(text[start : start + 2], ()):
            if text.startswith(name, start) and not any(taken.over(start, start + len(name))):
                again = Mention(name, "K", start, start + len(name), _AGAIN, "repeat")
                taken.add(again)
                yield again
                break
