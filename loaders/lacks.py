"""What a clause says is lacking, or is not: read by its words, so that one wording means the same of every thing."""

import re
from functools import cache
from typing import NamedTuple

from ..schema.strengths import tells_of
from .words import words

MISSING, WEAK, WANTED = "缺失", "补强", "引进"
LACKING = frozenset({MISSING, WEAK, WANTED})
ENOUGH = "不缺"  # it is here, or nobody has to win it
LENT = "可借"  # a neighbour's will do: 可就近配套
WISHED = "期望"  # neither: only wished for (争取预制菜试点), said once, or of another place

AWAY = chr(0xE006)
"""Stands for each character of a place elsewhere."""

_HERE = chr(0xE007)
"""Stands for the name."""

_STOP = re.compile("[，。；：！？\n]")
_SENTENCE_STOP = re.compile("[。；！？\n]")
_FAR, _NEAR = 60, 36  # characters before and behind a name that are looked at
_BRACKET = r"(?:（[^（）\n]{0,40}）)?"
_LIST = r"(?:等[^，。；：、（）\n]{0,12}?)?）?"
_KINDS = ("lent", "enough", "wanted", "from", "away", "bare", "none")
_PLAIN = ("lent", LENT), ("enough", ENOUGH), ("wanted", WANTED), ("weak", WEAK), ("none", MISSING)
_ALONE = ("away", "bare")  # say it only where an adverb or a share does: 从西安采购 may be one purchase
_NONE, _SOME = 10, 50  # per cent made here: so little is as good as none, less than that is weak
_NUMBER = (
    r"(?:\d+(?:\.\d+)?[%％]|百分之[一二三四五六七八九十]+|[一二两三四五六七八九]成半?|[二三四五]分之一|一半|半数|零)"
)
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}


class Lack(NamedTuple):
    """What is said of a thing (MISSING, WEAK, WANTED, ENOUGH, LENT or WISHED), where the words end that say so, and
    whether they tell that it comes from elsewhere."""

    role: str
    end: int
    away: bool = False


def lack(text: str, start: int, end: int) -> Lack | None:
    """What the words right after a name, or a list of names, from `start` to `end`, else right before it say of it.

    >>> [lack(f"轴承{said}", 0, 2).role for said in ("全部依赖外购", "主要靠外地采购", "几乎为零", "自给率不足一成")]
    ['缺失', '缺失', '缺失', '缺失']
    >>> [lack(f"轴承{said}", 0, 2).role for said in ("部分靠外地采购", "仅有1家企业", "自给率不足三成", "少而散")]
    ['补强', '补强', '补强', '补强']
    >>> [lack(f"轴承{said}", 0, 2).role for said in ("不再依赖进口", "已不缺", "缺口已补齐", "供应充足", "可就近供应")]
    ['不缺', '不缺', '不缺', '不缺', '可借']
    >>> lack("轴承依赖进口的局面已扭转", 0, 2), lack("打破轴承空白", 2, 4), lack("轴承自给率达到八成", 0, 2)
    (None, None, None)
    >>> before = "只有1家企业能生产", "尚无企业从事", "并不缺"
    >>> [lack(f"{said}轴承企业", len(said), len(said) + 2).role for said in before]
    ['补强', '缺失', '不缺']
    """
    led = _led(text, start, end)
    said = led if led and led.role in (ENOUGH, WISHED) else behind(text, start, end) or led
    theirs = said and said.role in LACKING and re.search(f"{AWAY}的$", text[:start])
    return Lack(WISHED, said.end) if said and theirs else said


def behind(text: str, start: int, end: int, near: bool = False) -> Lack | None:
    """What the words right after a name say of it. `near`: with no other words between, so that they tell where the
    name ends."""
    found = _tail(near).match(text, end)
    return _lack(found) if found and not _past(_clause(text, start)) else None


def follows(text: str, start: int, stop: int) -> Lack | None:
    """What a clause from `start` to `stop` says of the thing that the sentence began with: 有两家企业，但产能偏小.

    >>> [follows(said, 0, len(said)).role for said in ("但产能偏小", "良品率不高", "本地尚无企业", "不存在短缺问题")]
    ['补强', '补强', '缺失', '不缺']
    >>> follows("人才短缺", 0, 4), follows("年产能800万件", 0, 8)
    (None, None)
    """
    lead = re.compile(f"{words('lack_lead')}*").match(text, start, stop)
    found = _next().match(text, lead.end() if lead else start, stop)
    return _lack(found) if found else None


def heavier(one: Lack | None, other: Lack | None) -> Lack | None:
    """What holds of two that a sentence says of a thing, one after the other. What is lent is not made here, and what
    comes from elsewhere and is enough is lent."""
    if one is None or other is None:
        return one or other
    if one.role == MISSING and other.role == LENT:
        return one._replace(away=True)
    kept = one.role == MISSING and (other.role == WEAK or (other.role == ENOUGH and one.away))
    return one if kept else other


@cache
def _tail(near: bool) -> re.Pattern[str]:
    gap = "" if near else rf"(?:(?!{words('lack_not')})[^，。；：、（）\n]){{0,8}}?"
    between = f"(?P<between>(?:{words('lack_head')}|{_adverb()}){{0,8}}?)"
    return re.compile(f"{_BRACKET}{_LIST}{between}(?:{_gone()}|{_kinds()}|{gap}(?P<weak>{words('lack_weak')}))")


def _gone() -> str:
    """Words for what somebody made here once."""
    went = f"(?:{words('gone')}|{words('moved')}[^，。；、\n]{{0,3}}?SOURCE){words('gone_end')}"
    return f"(?P<gone>{_sourced(words('lack_gone').replace('WENT', went))})"


@cache
def _next() -> re.Pattern[str]:
    of = f"(?:{words('lack_of_thing')}|{_adverb()})"
    return re.compile(f"(?P<between>{_adverb()}{{0,4}}?)(?:{_kinds()}|{of}{{0,4}}?(?P<weak>{words('lack_weak')}))")


def _adverb() -> str:
    names = ("lack_when", "lack_all", "lack_mostly", "lack_partly")
    return f"(?:{'|'.join(words(name) for name in names)})"


@cache
def _kinds() -> str:
    """Words that say all by themselves, in groups named by what they say; shares of what is made here or elsewhere."""
    said = {name: _spelled(f"lack_{name}") for name in _KINDS}
    share = rf"(?P<far>{_NUMBER})(?:以上|左右|[多强])?[^，。；：、\n\d]{{0,4}}?"
    depends = rf"(?:对外)?(?:依存|依赖)度[^，。；：、\n]{{0,6}}?(?P<depends>{_NUMBER})"
    own = rf"{words('lack_own_share')}(?:(?P<less>{words('lack_less')})|{words('lack_about')})?(?P<own>{_NUMBER})"
    elsewhere = "|".join(f"(?P<{name}>{said[name]})" for name in ("from", *_ALONE))
    plain = "|".join(f"(?P<{name}>{said[name]})" for name in ("lent", "enough", "wanted", "none"))
    return f"(?:{share})?(?:{elsewhere})|{plain}|{depends}|{own}"


def _spelled(name: str) -> str:
    return _sourced(words(name))


def _sourced(spelled: str) -> str:
    """Words in which OUT stands for outside, AWAY for places elsewhere, SOURCE for either."""
    out, away = words("outside"), f"(?:{AWAY}+(?:(?:、|和|及|与|或|以及|等地的?){AWAY}+)*(?:等[国地省市]*)?)"
    source = f"(?:{away}|{out}(?:(?:、|和|及|与|或|以及){out})*)"
    return spelled.replace("SOURCE", source).replace("AWAY", away).replace("OUT", out)


def tells(text: str) -> bool:
    """Has the text words that may say of a thing that it is lacking, or that it is not?"""
    return _telling().search(text) is not None or tells_of(text)


@cache
def _telling() -> re.Pattern[str]:
    told = ("from", "away", "none", "weak", "enough", "lent", "wanted", "own_share")
    names = (f"lack_{one}" for one in told)
    return re.compile("|".join(map(_spelled, (*names, "gone", "moved"))))


def _lack(found: re.Match[str]) -> Lack | None:
    if found.groupdict().get("gone"):
        back = re.compile(words("lack_back")).match(found.string, found.end())
        return None if back else Lack(MISSING, found.end())
    role = _role(found)
    if not role or (role in LACKING and re.compile(words("lack_over")).match(found.string, found.end())):
        return None
    return Lack(role, found.end(), away=any(found[kind] for kind in ("from", "away")))


def _role(found: re.Match[str]) -> str | None:
    """What the words say; None where they say nothing of the kind."""
    if found["far"] or found["depends"]:
        return _of_share(100 - _percent(found["far"] or found["depends"]))
    if found["own"]:
        return _of_share(_percent(found["own"]) - bool(found["less"]))
    if said := next((role for name, role in _PLAIN if found[name]), None):
        return said
    much = re.search(f"{words('lack_all')}|{words('lack_mostly')}", found["between"])
    some = re.search(words("lack_partly"), found["between"])
    if any(found[kind] for kind in _ALONE) and not much and not some:
        return None
    return WEAK if some and not much else MISSING


def _of_share(own: float) -> str | None:
    """What it means that so many per cent are made here."""
    return MISSING if own <= _NONE else WEAK if own < _SOME else None


def _percent(number: str) -> float:
    """A share in words or digits as per cent.

    >>> [_percent(one) for one in ("8.5%", "百分之十五", "三成半", "四分之一", "一半", "零")]
    [8.5, 15, 35, 25.0, 50, 0]
    """
    if found := re.match(r"[\d.]+", number):
        return float(found[0])
    if number in ("一半", "半数"):
        return 50
    if number.startswith("百分之"):
        tens, ten, ones = number[3:].partition("十")
        return (_DIGITS.get(tens, 1) * 10 if ten else _DIGITS[tens]) + (_DIGITS[ones] if ones else 0)
    if "分之" in number:
        return 100 / _DIGITS[number[0]]
    return _DIGITS[number[0]] * 10 + 5 * number.endswith("半")


def _clause(text: str, start: int) -> str:
    """What stands in the clause before a name."""
    return _STOP.split(text[max(0, start - _FAR) : start])[-1]


def _past(clause: str) -> bool:
    return re.search(words("lack_past"), clause) is not None


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What says, up to a name and right behind it, that few or none make it, or that it is not lacking; with the
    role."""
    roles = (WEAK, "lack_few"), (MISSING, "lack_nobody"), (ENOUGH, "lack_needless"), (WISHED, "lack_wished")
    return tuple(
        (role, re.compile(words(name).replace("DOING", words("lack_doing")).replace("NAME", _HERE)))
        for role, name in roles
    )


def _led(text: str, start: int, end: int) -> Lack | None:
    """What the words right before a name, or a list of names, say of it: 仅1家企业生产轴承."""
    clause = _clause(text, start)
    sentence = _SENTENCE_STOP.split(text[max(0, start - _FAR) : start])[-1]  # a wish may stand in another clause of it
    around = f"{sentence}{_HERE}{text[end : end + _NEAR]}"
    if _past(clause):
        return None
    return next((Lack(role, end) for role, said in _heads() if said.search(around)), None)
