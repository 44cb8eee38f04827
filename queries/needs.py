"""What chain leaders may buy nearby and do not yet, and what they wrote about it."""

from ..graph import Row, Store
from ..schema import key, stem
from .answers import Need, State
from .decisions import decided
from .facts import facts_of
from .gaps import gaps
from .identity import firm_called
from .registers import named
from .targets import targets

_OPEN = (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)
_NAMED = 3  # candidates that a row names


def needs(store: Store, name: str, *, region: str | None = None) -> list[Need]:
    """The open links of every chain that the firm leads, with firms that may fill them. UnknownName for a stranger."""
    leader = firm_called(store, name)
    groups = sorted({one.object for one in facts_of(store, "LEADS", "Enterprise", [leader])})
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


def filled_in(store: Store, leader: str) -> list[Row]:
    """What a leader wrote into its list of needs, as rows of the statement `purchases`."""
    node = key(leader, "Enterprise")
    amounts, years, sellers = (decided(store, kind) for kind in ("amount", "year", "supplier"))
    bought = {link: float(amount) for (one, link), amount in sorted(amounts.items()) if one == node}
    names = {link: sellers.get((node, link), "") for link in bought}
    places = {firm.stem: firm.region for firm in named(store, names=[name for name in names.values() if name])}
    return [
        {
            "seller": names[link] or "未填供应商",
            "item": link,
            "amount": amount,
            "year": years.get((node, link), ""),
            "place": None,
            "region": places.get(stem(names[link], "Enterprise"), ""),
            "document": "配套需求对接清单",
            "sheet": "配套需求",
            "row": link,
            "quote": f"{link}：年采购额{amount:g}万元",
        }
        for link, amount in bought.items()
    ]
