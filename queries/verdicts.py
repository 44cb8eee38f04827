"""What a link is, and the words that explain it: by the firms at it, by what the text says of it, by what it wants."""

from collections.abc import Sequence

from .answers import State

SEVERAL = 3
"""Local firms that make a link strong without a chain leader."""

MISSING = frozenset({"缺失", "引进"})
"""What the text wants of a link that nobody here has."""

_WEAK = frozenset({"缺失", "补强"})
_OUTSTANDING = "文件称本地这一环居前列、优势明显或企业众多"


def with_firms(
    named: int, count: int, leaders: Sequence[str], roles: Sequence[str], outstanding: bool
) -> tuple[State, str]:
    """A link at which firms stand, so many `named` and so many in all; `leaders` are the chain leaders among them.
    `outstanding`: the text calls it so.
    """
    strong = count >= SEVERAL or outstanding
    if _WEAK & set(roles) or ("引进" in roles and not leaders and not strong):
        return State.WEAK, f"已有本地企业{count}家，文件仍要求补链"
    if leaders:
        return State.STRONG, "链主企业在此环节：" + "、".join(leaders)
    return (
        State.STRONG if strong else State.PRESENT,
        f"文件或名录点名{named}家本地企业" + f"，共有{count}家" * (count > named) + f"，{_OUTSTANDING}" * outstanding,
    )


def by_words(roles: Sequence[str], outstanding: bool) -> tuple[State, str]:
    """A link of which the text says that it is here, and names no firm."""
    if _WEAK & set(roles):
        return State.WEAK, "文件说本地已有生产，又说它薄弱或缺失，没有点名企业"
    if outstanding:
        return State.STRONG, f"{_OUTSTANDING}，没有点名企业"
    return State.PRESENT, "文件说本地已有生产，没有点名企业"


def without(
    roles: Sequence[str],
    planned: Sequence[str],
    broken: bool,
    near: Sequence[str],
    where: str,
    *,
    lent: bool,
    hoped: bool,
) -> tuple[State, str]:
    """A link at which nothing stands yet; text first, and silence is never absence. `near` are firms in `where`;
    `lent`: the text says that what others make will do; `hoped`: that it is planned or being built."""
    if planned:
        return State.WEAK, "只有规划或在建项目：" + "、".join(planned[:3])
    if MISSING & set(roles):
        if near:
            return State.BORROWED, f"文件未点名本地企业，{where}有：" + "、".join(near[:3])
        if lent:
            return State.BORROWED, "文件说由外地供应即可，不必自建"
        return State.MISSING, "文件未点名本地企业"
    if "补强" in roles:
        return State.WEAK, "文件称其薄弱，未点名本地企业"
    if hoped:
        return State.WEAK, "文件说本地只有规划或在建的项目，没有点名企业"
    if broken:
        return State.BROKEN, "上下游都有本地企业，这一环没有"
    return (
        State.UNKNOWN,
        "只列为发展方向，没有说现在有没有企业" if not roles else "只要求向此延伸，没有说现在有没有企业",
    )
