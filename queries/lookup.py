"""Names a user types, found in the store; near names for a typo."""

from collections.abc import Iterable, Sequence

from ..errors import UnknownName
from ..graph import Store
from ..schema import contains, key, stem
from .facts import ask

_LABELS = {"Group": "产业链", "Enterprise": "企业", "Region": "地区"}
_KINDS = {"Group": "Cluster"}  # a type of each family, where it bears another name


def near(name: str, known: Sequence[str]) -> list[str]:
    """At most three known names that look like the name, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, known, scorer=fuzz.WRatio, limit=3, score_cutoff=50)
    return [match[0] for match in found]


def same_name(asked: str, name: str, family: str) -> bool:
    """Do the two mean one thing of the family, whatever their endings (智能装备, 智能装备产业链)?"""
    kind = _KINDS.get(family, family)
    return stem(asked, kind) == stem(name, kind)


def lookup(store: Store, family: str, name: str) -> str:
    """The shown name of what the user typed, for a firm or a chain also by a beginning, else by a part, that no other
    one has; UnknownName with near names if there is none.
    """
    found = ask(store, "named", key=key(name, _KINDS.get(family, family)))
    if found:
        return str(found[0]["name"])
    known = names(store, family)
    if family != "Region" and (one := only(name, known)):
        return one
    begun = [one for one in known if family != "Region" and len(name) > 1 and one.startswith(name)]
    raise UnknownName(_LABELS[family], name, begun[:3] or near(name, known))


def only(name: str, known: Iterable[str]) -> str | None:
    """The one known name that begins with what a user typed, else the one that has it anywhere; None where none or
    several do.

    >>> only("丰禾", ["安徽丰禾生物", "固镇雪玉"]), only("固镇", ["固镇雪玉", "固镇绿膜"]), only("丰", ["安徽丰禾生物"])
    ('安徽丰禾生物', None, None)
    """
    holding = sorted({one for one in known if name in one}) if len(name) > 1 else []
    found = [one for one in holding if one.startswith(name)] or holding
    return found[0] if len(found) == 1 else None


def names(store: Store, family: str) -> list[str]:
    """The names that things of the family are shown by."""
    return [str(row["name"]) for row in ask(store, "names", family=family)]


def home(store: Store) -> str | None:
    """The region whose documents say most of chains."""
    rows = ask(store, "regions")
    return str(rows[0]["region"]) if rows else None


def unplaced(store: Store) -> list[str]:
    """Documents with facts of which no place was recognised: they count for no place, unless none has one."""
    return [str(row["document"]) for row in ask(store, "unplaced")]


def elsewhere(store: Store, place: str | None = None) -> list[str]:
    """Places of which documents speak too, beside the place (by default `home`) and what lies in it or around it."""
    known = [str(row["region"]) for row in ask(store, "regions")] or [""]
    here = place or known[0]
    return [one for one in known if not contains(here, one) and not contains(one, here)]
