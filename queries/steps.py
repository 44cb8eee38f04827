"""Links that are a bare step or service (封装, 设计): what a business scope says it is done to, and whose that is."""

import re
from collections.abc import Iterable

from .matching import words
from .spelled import spots

_STOPS = re.compile(r"[、，,；;。()（）【】:：及和与或/\s]")


def done_to(step: str, scope: str) -> list[str]:
    """What a scope says that a step is done to, once for each place that names the step, "" where it says nothing; []
    for a link that is no step.

    >>> done_to("封装", "光伏组件封装；芯片的封装、测试"), done_to("封装", "封装"), done_to("水泵", "离心水泵制造")
    (['光伏组件', '芯片'], [''], [])
    """
    if step not in words().services and step not in words().doing:
        return []
    return [_STOPS.split(scope[:start])[-1].removesuffix("的") for start, _ in spots(step, scope)]


def akin(name: str, others: Iterable[str]) -> bool:
    """Does the name, or another spelling of it, share a word with one of the others?

    >>> akin("集成电路", ["智能传感器", "芯片设计"]), akin("光伏组件", ["智能传感器", "传感器模组"])
    (True, False)
    """
    spelled = {name}.union(*(family for family in words().variants if name in family))
    mine = {pair for one in spelled for pair in _pairs(one)}
    return any(not mine.isdisjoint(_pairs(one)) for one in others)


def _pairs(name: str) -> set[str]:
    """The pairs of characters of a name that do not only say that it is a part or form of something (组件)."""
    pairs = (name[at : at + 2] for at in range(len(name) - 1))
    return {pair for pair in pairs if not words().tail.fullmatch(pair)}
