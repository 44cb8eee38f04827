"""Projects that documents name: of which chain, whose, where, by when, how far and at what cost."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..graph import Store
from ..schema import contains
from .answers import Work
from .belonging import Belonging, belonging
from .chains import chains
from .facts import Said, facts, proofs
from .lookup import lookup, names
from .scope import Scope, scope
from .works import STAGES, Named, investment, progress_of, same_works, years_of

PREDICATES = ("HAS_PROJECT", "UNDERTAKES", "LOCATED_IN")
"""What is said of projects."""


def projects(
    store: Store,
    *,
    chain: str | None = None,
    region: str | None = None,
    year: str | None = None,
    stage: str | None = None,
) -> list[Work]:
    """Named projects, by chain (with its parts), place, year and stage of progress, the furthest first."""
    here = scope(store, region)
    regions, known = here.places if region else None, chains(store, here)
    groups = known.below(lookup(store, "Group", chain)) if chain else None
    told = belonging(known, names(store, "Group"))
    said = by_project(one for predicate in PREDICATES for one in facts(store, predicate))
    works = [
        work for named in same_works(said) for work in _works(named, told if _of(here, named) else told.elsewhere())
    ]
    works = [
        work
        for work in works
        if (groups is None or work.chain in groups)
        and (regions is None or work.region in regions)
        and year in (None, work.year)
        and stage in (None, work.progress)
    ]
    return sorted(works, key=lambda one: (STAGES.index(one.progress), one.chain, one.project))


def _of(here: Scope, named: Iterable[Named]) -> bool:
    """Does a text that speaks for the place tell of the project?"""
    return any((one.region or "") in here.spoken for _, one in named)


def by_project(said: Iterable[Said]) -> dict[str, list[Said]]:
    """What is said of each project, by its name."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.object_type == "Project":
            found[one.object].append(one)
        elif one.subject_type == "Project" and one.predicate == "LOCATED_IN":
            found[one.subject].append(one)
    return found


class Told(NamedTuple):
    """What sentences tell of a project; "" for what they do not."""

    investment: str
    progress: str
    year: str
    region: str


def told_of(named: Sequence[Named]) -> Told:
    """What final plans tell of it, else other texts."""
    ordered = sorted(named, key=lambda one: not one[1].final)
    cost = next((cost for own, one in ordered if (cost := investment(one.proof.quote, own))), "")
    years = sorted(year for own, one in named for year in years_of(one.proof.quote, own))
    places = [one.object for _, one in ordered if one.subject_type == "Project"]
    narrow = [one for one in places if not any(contains(one, other) for other in places if other != one)]
    return Told(cost, progress_of(named), years[0] if years else "", narrow[0] if narrow else "")


def owners_of(named: Sequence[Named], told: Belonging) -> list[str]:
    """The chains that have the project: those of which a sentence says so, else the one to which it belongs, or ""."""
    name, said = named[0][0], [one for _, one in named]
    given = {one.subject for one in said if one.object_type == "Project" and one.subject_type != "Enterprise"}
    return sorted(given) or [told.chain_of(name, firms_of(named), said)]


def firms_of(named: Iterable[Named]) -> tuple[str, ...]:
    """Who builds it."""
    return tuple(sorted({one.subject for _, one in named if one.subject_type == "Enterprise"}))


def _works(named: Sequence[Named], belongs: Belonging) -> Iterable[Work]:
    """A row for each chain that has the project; one without a chain where nothing tells any."""
    name, said, told = named[0][0], [one for _, one in named], told_of(named)
    where = told.region or next((one.region for one in said if one.region), "") or ""
    year = told.year or next((one.date[:4] for one in said if one.date), "")
    for owner in owners_of(named, belongs):
        yield Work(name, owner, firms_of(named), where, year, told.progress, proofs(said), told.investment)
