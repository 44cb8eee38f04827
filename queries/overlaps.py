"""Where several counties go for the same cluster, industry or link."""

from collections import defaultdict

from ..graph import Store
from .answers import Overlap
from .facts import Said, facts, proofs
from .scope import Scope, scope


def overlaps(store: Store, *, region: str | None = None) -> list[Overlap]:
    """Clusters and industries that several places are assigned, and links that firms of several places make."""
    here = scope(store, region)
    inner = set(here.places) - {here.name}
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for predicate, kind in (("HOSTS", "集群"), ("DEVELOPS", "产业")):
        for one in facts(store, predicate, here.spoken):
            if one.subject in inner:
                found[kind, one.object].append(one)
    rows = [
        Overlap(kind, name, tuple(sorted({one.subject for one in said})), (), proofs(said, 12))
        for (kind, name), said in found.items()
    ]
    rows += _links(store, here, inner)
    rows = [row for row in rows if len(row.regions) > 1]
    return sorted(rows, key=lambda row: (-len(row.regions), row.kind, row.name))


def _links(store: Store, here: Scope, inner: set[str]) -> list[Overlap]:
    """Links by the counties whose firms make them or whose own plans speak of them."""
    at = {one.subject: one for one in facts(store, "LOCATED_IN", most=1) if one.object in inner}
    places: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    firms: dict[str, set[str]] = defaultdict(set)
    for one in facts(store, "MAKES", most=1):
        if one.subject in at:
            places[one.object][at[one.subject].object] += [one, at[one.subject]]
            firms[one.object].add(one.subject)
    for predicate in ("FOCUSES_ON", "SEEKS"):
        for one in facts(store, predicate, [name for name in here.spoken if name != here.name]):
            if one.region:
                places[one.object][one.region].append(one)
    return [
        Overlap(
            "环节",
            link,
            tuple(sorted(found)),
            tuple(sorted(firms[link])),
            proofs((one for place in sorted(found) for one in found[place]), 12),
        )
        for link, found in places.items()
    ]
