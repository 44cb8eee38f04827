"""Amounts that a clause sets: numbers with their units, ranges, what they rise from and how often they double."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .words import words

_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?|[一二两三四五六七八九]?[百千](?=亿|万)"
_UNIT = words("goal_unit")
_TO = r"\s*(?:[—–\-~～]+|至|到)\s*"
_NUMBER = re.compile(
    rf"(?<![\d.A-Za-z一二两三四五六七八九])(?:(?P<low>{_FIGURE})(?:{_UNIT})?{_TO})?"
    rf"(?P<value>{_FIGURE})(?:余|多)?(?P<unit>{_UNIT})(?:{words('goal_tail')})?"
)
_INSIDE = re.compile(
    r"[的级大企\d—\-–~至月]|(?<=以上)[一-龥]{0,8}(?:项目|企业)"  # 50亿以上引领性项目
    r"|(?<=[亿万]元)(?!规模)[一-龥]{0,6}(?:项目|企业)|(?<=[百千]亿)(?![元大台])[一-龥]"
)
_NO_AIM = re.compile(r"(?<![到至]20\d\d)年的$|等$|现有$|每$")
_RISES_FROM = re.compile(
    r"(?P<from>[由从自])[^，由从自]*$|(?:在|较|(?<![占对])比(?!重|例)|相比|现有)[^，在较比\d]*(?:20\d\d年[^，\d]*)?$"
)
_RISES = re.compile(
    r"(?:左右|以上)?(?P<base>(?:的?(?:基础|水平)上?)?)[，的]?(?:再|进一步|逐步|力争|到20\d\d年|实现|[一二两三四五六七八九]年)*"
    r"(?P<way>[增提扩升降减压缩翻跃达到至]|上升|下降|倍增|发展)"
)
_TWICE = re.compile(
    r"(?:实现|再|力争)*(?:翻(?P<times>[一两二三]?)番|倍增|(?:增长|提高|增加|扩大)一倍)(?P<tail>以上|左右)?$"
)
_TIMES = {"": 2.0, "一": 2.0, "两": 4.0, "二": 4.0, "三": 8.0}
_DIGITS = {sign: float(number) for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2.0}
_HUNDREDS = {"百": 100.0, "千": 1000.0}
_LEAST, _MOST, _ABOUT = (re.compile(words(f"goal_{name}")) for name in ("least", "most", "about"))
_TAILS = {"左右": "≈", "以下": "≤", "内": "≤", "以上": "≥", "大关": "≥"}
_LATELY = 5  # characters before a number that say how it is meant


@dataclass(frozen=True, slots=True)
class Amount:
    """What a clause sets: `before` and `after` are its words around the value, without the one that it rises from.

    `start` and `end` are where the words of the value stand in the clause.
    """

    before: str
    after: str
    comparator: str
    value: float
    unit: str
    start: int
    end: int


def amounts(clause: str) -> Iterator[Amount]:
    """What the clause sets, in order. Numbers that are part of a name (超100亿元的集群2个) set nothing, nor do those
    that something rises from: 由3户增加到5户 sets 5, 在90亿元的基础上翻一番 180. A range sets the end that has to be
    reached: 8 in 增长8%—10%, 3 in 控制在2%—3%.
    """
    base: re.Match[str] | None = None
    for number in _NUMBER.finditer(clause):
        before, after = clause[: number.start()], clause[number.end() :]
        rising = _RISES_FROM.search(before)
        if rising and not number["low"] and _rises(rising, after):
            base = number
        elif rising and rising["from"] and number["low"]:  # 从3户到5户
            yield _set(clause, number, before[: rising.start()])
        elif not _INSIDE.match(clause, number.end()) and not _NO_AIM.search(before):
            yield _set(clause, number, _without(before, base))
    if (twice := _TWICE.search(clause)) and (base or twice["times"] is not None):
        yield _doubled(clause, twice, base)


def without_bases(clause: str) -> str:
    """The clause without the values that something rises from, and what is said of them: these tell of what is, the
    clause of what is to be.

    >>> without_bases("本地配套率由目前的23%提高到40%"), without_bases("目前有23家企业")
    ('本地配套率提高到40%', '目前有23家企业')
    """
    kept, at = "", 0
    for number in _NUMBER.finditer(clause):
        rising = _RISES_FROM.search(clause[: number.start()])
        if rising and not number["low"] and _rises(rising, clause[number.end() :]):
            kept, at = kept + clause[at : rising.start()], number.end()
    return kept + clause[at:]


def _doubled(clause: str, twice: re.Match[str], base: re.Match[str] | None) -> Amount:
    """翻一番 as twice what it rises from; as 2 倍 where that is not said."""
    times, sign = _TIMES[twice["times"] or ""], _TAILS.get(twice["tail"] or "", "=")
    span = (base or twice).start(), len(clause)
    if base is None:
        return Amount(clause[: twice.start()], "", sign, times, "倍", *span)
    before = _RISES_FROM.sub("", clause[: base.start()])
    return Amount(before, "", sign, figure(base["value"]) * times, _plain(base["unit"]), *span)


def figure(text: str) -> float:
    """The number that some digits write, or one of the words for round ones.

    >>> figure("1,800.5"), figure("千"), figure("五百")
    (1800.5, 1000.0, 500.0)
    """
    if text[-1] in _HUNDREDS:
        return _DIGITS.get(text[0], 1.0) * _HUNDREDS[text[-1]]
    return float(text.replace(",", ""))


def _rises(rising: re.Match[str], after: str) -> bool:
    """Is it a number that something rises from, by the words around it?"""
    way = _RISES.match(after)
    return bool(way and (rising["from"] or way["base"] or way["way"] not in "达到至"))


def _without(before: str, base: re.Match[str] | None) -> str:
    """The words before a value without the number that it rises from: 由3户增加到, 比2025年的60亿元增长."""
    if base is None:
        return before
    rising = _RISES_FROM.search(before[: base.start()])
    way = before[base.end() :]
    if rising and (rising["from"] or re.search(r"[到至达为](?:20\d\d年的?)?$", way)):
        return before[: rising.start()]
    since = re.sub("的$", "", before[: base.start()])
    if bare := re.sub("在?(?:现有|原有)?$", "", since) if "基础上" in way and "年" not in since[-6:] else "":
        return bare + way.rpartition("基础上")[2]
    return since + way.removeprefix("的")


def _set(clause: str, number: re.Match[str], before: str) -> Amount:
    said = clause[max(0, number.start() - _LATELY) : number.end()]
    sign, value = comparator(said), figure(number["value"])
    if number["low"] and sign != "≤":
        sign, value = "≥", figure(number["low"])
    span = number.start(), number.end()
    return Amount(before, clause[number.end() :], sign, value, _plain(number["unit"]), *span)


def _plain(unit: str) -> str:
    return unit.replace("％", "%")


def comparator(said: str) -> str:
    """How a value is meant, by the words right after it, else by those before it.

    >>> comparator("压缩到5天以内"), comparator("突破3亿元"), comparator("约3家"), comparator("3家")
    ('≤', '≥', '≈', '=')
    """
    for tail, sign in _TAILS.items():
        if said.endswith(tail):
            return sign
    for sign, pattern in (("≈", _ABOUT), ("≤", _MOST), ("≥", _LEAST)):
        if pattern.search(said):
            return sign
    return "="
