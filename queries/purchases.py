"""What chain leaders wrote about their purchases."""

from ..graph import Row, Store
from ..schema import key, stem
from .decisions import decided
from .registers import named


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
