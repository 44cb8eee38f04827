"""What chain leaders bought: of whom, for how much, and what share of it comes from firms near by."""

from collections.abc import Sequence
from typing import NamedTuple

from ..graph import Row, Store
from ..schema import FAR_OFF, NEAR_BY, key, stem
from .decisions import decided
from .facts import ask
from .nearby import is_in
from .registers import named
from .scope import Scope

_NAMED = 3  # suppliers that a reason names


class Basket(NamedTuple):
    """The rows of a firm's supply lists: bought `near`, far, and of suppliers of which nothing says where they stand
    (`lost`). `by_amount` tells whether all rows have an amount; else rows are counted.
    """

    rows: Sequence[Row]
    near: Sequence[Row]
    lost: Sequence[Row]
    by_amount: bool

    @property
    def share(self) -> tuple[float, float] | None:
        """The share bought near by, at least and at most; None where nothing says where any supplier stands."""
        if len(self.lost) == len(self.rows):
            return None
        whole, least = self._sum(self.rows), self._sum(self.near)
        return least / whole, (least + self._sum(self.lost)) / whole

    def words(self) -> str:
        """The share in words."""
        share, unit = self.share, "万元" if self.by_amount else "笔"
        if share is None:
            return "未知"
        low = f"{self._sum(self.near):g}/{self._sum(self.rows):g}{unit} = {share[0]:.1%}"
        return f"{low}（下限），至多{share[1]:.1%}" if self.lost else low

    def how(self) -> str:
        """How it was worked out, and what it lacks."""
        way = "按采购清单的金额计" if self.by_amount else "采购清单没有都写金额，按笔数计"
        if not self.lost:
            return f"{way}，是准确值" if self.by_amount else way
        sellers = list(dict.fromkeys(str(row["seller"]) for row in self.lost))
        named_ = "、".join(sellers[:_NAMED]) + "等" * (len(sellers) > _NAMED)
        part = self._sum(self.lost) / self._sum(self.rows)
        return (
            f"{way}，不是准确值：不知道{len(sellers)}家供应商在哪里（{named_}），占{part:.1%}；"
            "请在采购清单里写明供应商所在地，或载入有它们的企业名录"
        )

    def _sum(self, rows: Sequence[Row]) -> float:
        return sum(float(row["amount"] or 0) for row in rows) if self.by_amount else float(len(rows))


def items_of(store: Store, buyer: str) -> dict[str, list[str]]:
    """What the firm bought by its supply lists, by supplier."""
    found: dict[str, list[str]] = {}
    for row in ask(store, "purchases", buyer=key(buyer, "Enterprise")):
        items = found.setdefault(str(row["seller"]), [])
        items += [str(row["item"])] if row["item"] and row["item"] not in items else []
    return found


def basket(store: Store, leader: str, here: Scope) -> Basket | None:
    """What the firm bought by its supply lists; None without one."""
    rows = list(ask(store, "purchases", buyer=key(leader, "Enterprise")))
    if not rows:
        return None
    at = [_place(row, here) for row in rows]
    near = [row for row, place in zip(rows, at, strict=True) if is_in(place, here)]
    lost = [row for row, place in zip(rows, at, strict=True) if not place]
    return Basket(rows, near, lost, all(row["amount"] for row in rows))


def _place(row: Row, here: Scope) -> str:
    """Where the supplier of a row stands: by documents and registers, else by the list's own word for near or far."""
    words = {part.rpartition("：")[2] for part in str(row["quote"] or "").split("；")}  # 供应商所在地：本地
    near, far = sorted(words.intersection(NEAR_BY)), sorted(words.intersection(FAR_OFF))
    return str(row["place"] or row["region"] or (here.name if near else "".join(far)))


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
