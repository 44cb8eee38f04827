"""The firm that a project's name begins with: in whole, where the document names it, and not with what it makes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from os.path import commonprefix
from typing import TYPE_CHECKING

from ..schema.chains import named_links, things
from .overlaps import Overlaps, within
from .regions import Places

if TYPE_CHECKING:
    from .mentions import Mention

_LEGAL = re.compile("(?:集团|控股)?(?:股份)?(?:有限(?:责任)?公司|集团公司|总公司)$|集团$")
_LEAST = 2  # characters of a firm's name
_SURE = 3  # … of one that only the name of a project and the beginning of a registered name show
_LONGEST = 12  # characters of a thing that is made


@dataclass(frozen=True, slots=True)
class Names:
    """The firms that a document names outside of its projects, by the first two characters of their names, and all that
    it says.
    """

    begun: Mapping[str, Sequence[str]]
    text: str

    def like(self, name: str) -> Sequence[str]:
        """Firms whose names begin as this one does."""
        return self.begun.get(name[:_LEAST], ())

    def in_whole(self, firm: str, cut: int) -> bool:
        """Is a firm called so again and again, and never without the place in front, of so many characters? Only where
        what follows that is short: it could be anyone's.
        """
        times = self.text.count(firm)
        return len(firm) - cut == _LEAST and times > 1 and times == self.text.count(firm[cut:])


def builders(marked: Iterable[Sequence["Mention"]], places: Places, texts: Iterable[str]) -> Names:
    """What a document calls its firms; registered names also without their place and legal ending."""
    found: dict[str, set[str]] = {}
    for mentions in marked:
        works = Overlaps(m for m in mentions if m.kind == "J")
        for m in mentions:
            if m.kind == "E" and not any(w.start <= m.start and m.end <= w.end for w in works.over(m.start, m.end)):
                for name in _forms(m.text, places):
                    found.setdefault(name[:_LEAST], set()).add(name)
    return Names({head: sorted(names) for head, names in found.items()}, "\n".join(texts))


def _forms(name: str, places: Places) -> set[str]:
    bare = _LEGAL.sub("", name)
    place = places.pattern.match(bare) if bare != name else None
    return {one for one in (name, bare, bare[place.end() :] if place else "") if len(one) >= _LEAST}


def with_builders(text: str, mentions: Sequence["Mention"], names: Names) -> list["Mention"]:
    """The mentions of a text, where the firm at the beginning of each project's name ends where the firm does."""
    new: list[Mention] = []
    for work in (m for m in mentions if m.kind == "J"):
        firm = next((m for m in within(mentions, work.start, work.end - 1) if m.kind == "E"), None)
        end = _known_end(text, work, names)
        if end and (not firm or end > firm.end or firm.start > work.start) and end < work.end:
            new.append(replace(work, kind="E", text=text[work.start : end], end=end))
        elif firm and firm.text not in names.like(firm.text) and (item := _item(text, firm, work.end)):
            new.append(replace(firm, text=text[firm.start : item[0]], end=item[0]))
            new.append(replace(work, kind="K", text=text[slice(*item)], start=item[0], end=item[1]))
    taken = Overlaps(new)
    kept = [m for m in mentions if m.kind == "J" or not any(taken.over(m.start, m.end))]
    return sorted([*kept, *new], key=lambda m: (m.start, -m.end, m.kind))


def _known_end(text: str, work: "Mention", names: Names) -> int:
    """Where the firm ends whose name the project's begins with, else the first characters of whose name; 0 for none."""
    whole, begun = 0, 0
    for name in names.like(text[work.start : work.end]):
        same = len(commonprefix((name, text[work.start : work.end])))
        if same == len(name):
            whole = max(whole, work.start + same)
        elif same >= _SURE:
            begun = max(begun, work.start + same)
    return whole or begun


def _item(text: str, firm: "Mention", last: int) -> tuple[int, int] | None:
    """The thing with a name of its own that the end of the firm's name cuts: 明川气体|传感器."""
    known = _things()
    for start in range(firm.start + _LEAST, firm.end):
        for end in range(min(last, start + _LONGEST), firm.end, -1):
            if text[start:end] in known:
                return start, end
    return None


@cache
def _things() -> frozenset[str]:
    return things() | named_links()
