"""What would change if a firm came or went: states, ranks, whom chain leaders could buy from. Nothing is stored."""

from collections.abc import Sequence

from ..errors import InputError, UnknownName
from ..graph import Store
from ..schema import contains
from .answers import Shift
from .gaps import Added, Picture, Row, called, imagined, picture, rated, rated_again
from .identity import firms_called
from .lookup import near
from .scope import Scope, scope


def whatif(
    store: Store, *, add: Sequence[str] = (), remove: Sequence[str] = (), region: str | None = None
) -> list[Shift]:
    """What firms that came (企业@环节 or 企业@环节@地区) or went would change in the place.

    InputError for an addition of another form or elsewhere, UnknownName for a link or a firm that nothing names.
    """
    here = scope(store, region)
    drawn = picture(store, here)
    added = [_added(drawn, here, text) for text in add]
    gone = [shown for name in remove for shown in firms_called(store, name)]
    before = rated(drawn)
    after = rated_again(imagined(drawn, added, gone), before)
    return [*_shifts(before, after), *_leaders(drawn, before, after)]


def _added(drawn: Picture, here: Scope, text: str) -> Added:
    parts = [part.strip() for part in text.split("@")]
    if len(parts) not in (2, 3) or not all(parts):
        raise InputError(f"“{text}”看不懂", todo="请写成 企业@环节 或 企业@环节@地区，例如 明川精密@伺服电机@青岚区")
    if len(parts) == 3 and parts[2] not in here.places and not contains(here.name, parts[2]):
        raise InputError(f"{parts[2]}不在{here.name}之内", todo=f"请改地区，或加 --region {parts[2]}")
    names = {name for link in drawn.known.every() for name in called(link)}
    if parts[1] not in names:
        raise UnknownName("环节", parts[1], near(parts[1], sorted(names)))
    return Added(parts[0], parts[1])


def _shifts(before: list[Row], after: list[Row]) -> list[Shift]:
    """Links whose state or firms change, and those whose rank moves although nothing else does."""
    places = {(link.chain, link.name): (rank, one) for rank, (link, one) in enumerate(before, start=1)}
    found = []
    for rank, (link, one) in enumerate(after, start=1):
        old_rank, old = places[link.chain, link.name]
        if one.state != old.state or one.firms != old.firms:
            states = old.state.value, one.state.value
            found.append(Shift("环节", link.chain, link.name, *states, old_rank, rank, one.firms))
    return sorted(found, key=lambda row: (row.before == row.after, row.rank_before or 0, row.name, row.link))


def _leaders(drawn: Picture, before: list[Row], after: list[Row]) -> list[Shift]:
    """Chain leaders of chains in which a link gains or loses its first local firm."""
    old = {(link.chain, link.name): set(one.firms) for link, one in before}
    found = []
    for link, one in after:
        had, has = old[link.chain, link.name], set(one.firms)
        if bool(had) != bool(has):
            for lead in drawn.known.leads.get(link.chain, ()):
                if lead.role == "链主" and lead.subject not in has | had:
                    words = ("无本地供应", "有本地供应") if has else ("有本地供应", "无本地供应")
                    found.append(Shift("链主", lead.subject, link.name, *words, None, None, tuple(sorted(has))))
    return sorted(set(found), key=lambda row: (row.name, row.link))
