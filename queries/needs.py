"""What chain leaders buy, how much of it here, and what they may still buy nearby."""

from collections import defaultdict
from dataclasses import dataclass

from ..graph import Store
from ..schema import key
from .answers import Need, State
from .decisions import decided
from .facts import ask, facts
from .gaps import gaps
from .lookup import lookup
from .registers import Firm, named
from .scope import Scope, scope
from .scoring import holds
from .targets import targets

_OPEN = (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)
_NAMED = 3  # candidates that a row names


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what a firm buys comes from here, in 万元: a lower bound, since sellers whose place nobody gives
    count as from elsewhere. `unknown` are those; `year` is the latest year with amounts, "" if none is given.
    """

    buyer: str
    year: str
    local: float
    total: float
    unknown: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        return self.local / self.total if self.total else None


def needs(store: Store, name: str, *, region: str | None = None) -> list[Need]:
    """The open links of every chain that the firm leads, with firms that may fill them. UnknownName for a stranger."""
    leader = lookup(store, "Enterprise", name)
    groups = sorted({one.object for one in facts(store, "LEADS") if one.subject == leader})
    rows: list[Need] = []
    seen: set[str] = set()
    for group in groups:
        for gap in gaps(store, chain=group, region=region):
            if gap.state in _OPEN and gap.link not in seen:
                seen.add(gap.link)
                found = targets(store, gap.link, region=region).targets[:_NAMED]
                names = tuple(one.company for one in found)
                rows.append(Need(leader, gap.chain, gap.link, gap.state, gap.reasons, names, gap.evidence))
    return rows


def share(store: Store, name: str) -> Share | None:
    """The local part of the firm's purchases by amount, from supply lists and lists of needs; None without amounts."""
    buyer, here = lookup(store, "Enterprise", name), scope(store)
    bought = [
        (str(row["year"]), str(row["seller"]), float(row["amount"]))
        for row in ask(store, "purchases", buyer=buyer)
        if row["amount"]
    ]
    bought += _filled_in(store, key(buyer, "Enterprise"))
    if not bought:
        return None
    year = max(one[0] for one in bought)
    by_seller: dict[str, float] = defaultdict(float)
    for when, seller, amount in bought:
        if when == year:
            by_seller[seller] += amount
    places = _places(store, sorted(by_seller))
    local = sum(amount for seller, amount in by_seller.items() if _is_here(here, places.get(seller, "")))
    unknown = tuple(seller for seller in sorted(by_seller) if not places.get(seller))
    return Share(buyer, year, local, sum(by_seller.values()), unknown)


def _filled_in(store: Store, leader: str) -> list[tuple[str, str, float]]:
    """Purchases that came back in a list of needs: year, seller, amount."""
    amounts, years, sellers = (decided(store, kind) for kind in ("amount", "year", "supplier"))
    return [
        (years.get(about, ""), sellers.get(about, "") or "未填供应商", float(amount))
        for about, amount in sorted(amounts.items())
        if about[0] == leader
    ]


def _places(store: Store, sellers: list[str]) -> dict[str, str]:
    """Where sellers stand, as documents say, else as registers do."""
    said = {one.subject: one.object for one in facts(store, "LOCATED_IN")}
    rows: dict[str, Firm] = {}
    for firm in named(store, names=sellers):
        rows |= {name: firm for name in sellers if key(name, "Enterprise") == f"Enterprise:{firm.stem}"}
    return {one: said.get(one) or (rows[one].region if one in rows else "") for one in sellers}


def _is_here(here: Scope, place: str) -> bool:
    return bool(place) and any(holds(outer, place) for outer in here.places)
