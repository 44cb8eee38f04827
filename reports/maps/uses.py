"""应用领域图: what the chain makes, and what it is used for, as flows."""

from collections import defaultdict
from collections.abc import Sequence

from ...queries.pictures import ChainMaps, Use
from .svg import WIDTH, Pen, Picture, cut, nothing

KEY, TITLE = "uses", "应用领域图"
_HINT = "左边是本链的产品（环节或整条产业链），右边是用到它的领域；一条带是文件里写明的一处应用。"
_THICK, _LEAST, _GAP = 10.0, 26.0, 8.0
_LEFT, _RIGHT = 330.0, WIDTH - 330.0
_SWEEPS = 8


def draw(maps: ChainMaps) -> Picture:
    """Two columns, ordered so that flows cross little; a node is as high as what flows through it."""
    if not maps.uses:
        return nothing(
            KEY,
            TITLE,
            _HINT,
            "文件没有写明本链产品用在哪里",
            "请载入写有“用于……”“应用于……领域”的规划、产品名录或企业介绍",
        )
    items, fields = _ordered(maps.uses)
    pen = Pen(KEY)
    left, right = _stack(items, maps.uses, "item"), _stack(fields, maps.uses, "field")
    heights = [max(y + height for y, height in side.values()) for side in (left, right)]
    bottom = max(heights)
    shift = [30 + (bottom - height) / 2 for height in heights]
    pen.text(0, 16, f"产品 {len(items)} 项", "t-part")
    pen.text(WIDTH, 16, f"应用领域 {len(fields)} 个", "t-part", "end")
    _flows(pen, maps.uses, items, fields, left, right, shift)
    _nodes(pen, maps.uses, left, right, shift)
    return pen.picture(TITLE, _HINT, bottom + 34)


def _ordered(uses: Sequence[Use]) -> tuple[list[str], list[str]]:
    """Both columns by the mean place of what they flow to, swept to and fro."""
    items, fields = sorted({use.item for use in uses}), sorted({use.field for use in uses})
    to, back = defaultdict(list), defaultdict(list)
    for use in uses:
        to[use.item].append(use.field)
        back[use.field].append(use.item)
    for _ in range(_SWEEPS):
        fields = _by_mean(fields, back, items)
        items = _by_mean(items, to, fields)
    return items, fields


def _by_mean(names: list[str], beside: dict[str, list[str]], others: list[str]) -> list[str]:
    place = {name: number for number, name in enumerate(others)}
    return sorted(names, key=lambda name: (sum(place[one] for one in beside[name]) / len(beside[name]), name))


def _stack(names: Sequence[str], uses: Sequence[Use], side: str) -> dict[str, tuple[float, float]]:
    """The top and height of each node of a column."""
    spots, y = {}, 0.0
    for name in names:
        height = max(_LEAST, _THICK * sum(getattr(use, side) == name for use in uses))
        spots[name] = (y, height)
        y += height + _GAP
    return spots


def _flows(
    pen: Pen,
    uses: Sequence[Use],
    items: list[str],
    fields: list[str],
    left: dict[str, tuple[float, float]],
    right: dict[str, tuple[float, float]],
    shift: list[float],
) -> None:
    """Bands leave and arrive in the order of what they join, so that those of one node do not cross."""
    ordered = sorted(uses, key=lambda use: (items.index(use.item), fields.index(use.field)))
    starts, ends = (
        _ports(ordered, "item", left),
        _ports(sorted(ordered, key=lambda u: fields.index(u.field)), "field", right),
    )
    for use in ordered:
        key = use.state.name.lower() if use.state else "group"
        about = (f"{use.item} → {use.field}",)
        with pen.mark(f"{use.item} → {use.field}", "应用", about, use.evidence, state=use.state):
            pen.band(_LEFT, shift[0] + starts[use], _RIGHT, shift[1] + ends[use], _THICK - 2, f"band b-{key}")


def _ports(uses: Sequence[Use], side: str, spots: dict[str, tuple[float, float]]) -> dict[Use, float]:
    """Where on its node each band begins, the bands centred on the node."""
    count: dict[str, int] = defaultdict(int)
    total = {name: sum(getattr(use, side) == name for use in uses) for name in spots}
    ports = {}
    for use in uses:
        name = getattr(use, side)
        top, height = spots[name]
        ports[use] = top + (height - _THICK * total[name]) / 2 + 1 + _THICK * count[name]
        count[name] += 1
    return ports


def _nodes(
    pen: Pen,
    uses: Sequence[Use],
    left: dict[str, tuple[float, float]],
    right: dict[str, tuple[float, float]],
    shift: list[float],
) -> None:
    first = {use.item: use for use in reversed(uses)}
    for name, (y, height) in left.items():
        use, y = first[name], y + shift[0]
        key = use.state.name.lower() if use.state else "group"
        told = [one for one in uses if one.item == name]
        evidence = tuple(dict.fromkeys(proof for one in told for proof in one.evidence))
        with pen.mark(name, use.kind, ["用于：" + "、".join(one.field for one in told)], evidence, state=use.state):
            pen.rect(0, y, _LEFT, height, f"box p-{key} thin o-{key}")
            if use.state:
                pen.sign(15, y + height / 2, use.state)
            pen.text(28 if use.state else 12, y + height / 2 + 4.5, cut(name, _LEFT - 40, 13), f"t-name i-{key}")
    for name, (y, height) in right.items():
        y += shift[1]
        told = [one for one in uses if one.field == name]
        evidence = tuple(dict.fromkeys(proof for one in told for proof in one.evidence))
        with pen.mark(name, "应用领域", ["用到：" + "、".join(one.item for one in told)], evidence):
            pen.rect(_RIGHT, y, WIDTH - _RIGHT, height, "box field")
            pen.text(_RIGHT + 14, y + height / 2 + 4.5, cut(name, WIDTH - _RIGHT - 26, 13), "t-name")
