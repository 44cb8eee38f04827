"""How strong a sentence says that a place is in a thing, though it may name no firm: by its words, labels and lists."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..schema import SURE
from ..schema.divisions import short
from ..schema.patterns import Late
from ..schema.shipped import shipped
from ..schema.strengths import READ_AS, STRONG, THERE, strength
from .facts import Said
from .sayings import ENDS, STOPS, around
from .spelled import spots

_OWN = re.compile(r"(?:我|全|本)[省市县区州]|当地|本地|现有|其中|目前|[上中下]游")
_LEAD = re.compile(
    r"(?:[一二三四五六七八九十]是|\d+[.．、]|但是?|而|不过|然而|同时|此外|其中|特别是|尤其是|虽然?|现有|目前|\s"
    r"|(?:拥有|集聚|聚集|汇聚|落户|引来|带动)了?|[\d一二两三四五六七八九十百]+[余多来]?[家户]|是[^，。；、]{2,10}的)+"
)
_CHAIN = re.compile(r"(?:[^省市县区州，。；、]{1,12}(?:产业链|集群|产业|行业))?(?:目前|当前|现已?|已|虽然?|中|的)*")
_LISTED = "(?:、[^，。；;、]{1,20}){0,8}?"  # further things of one list
_JOINED = re.compile("[、和与及]")
_THING = r"[^，。；;、：\n]{1,20}?"
_PLACE = re.compile("[一-龥]{2,6}?[省市县区州]")
_FINER = 6  # characters between the name of the plan's own place and a thing: 云溪市|汽车|水泵
_PLACES = range(2, 9)  # characters of a place's name
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TOLD = re.compile(  # after a firm: 、乙公司等11家企业
    rf"(?:（[^（）\n]{{0,40}}）)?(?:(?:、|和|与|及|以及){_THING}){{0,8}}?等?(?:[^，。；;、：\n\d]{{0,6}}?)"
    r"(?P<many>\d+|[一二两三四五六七八九]?十?[一二两三四五六七八九]|[一二三四五六七八九]?十)[余多来]?[家户](?!之一)"
)
_CELLS = 3  # breaks of lines from the cell of a thing to that of its firms: 面粉 | 成熟 | 甲公司等11家


class _Words(NamedTuple):
    """Lists of sayings.yaml as alternatives of a regular expression."""

    stands: Late
    held: Late
    formed: Late
    heads: tuple[tuple[int, Late], ...]
    labels: tuple[tuple[int, Late], ...]
    marks: tuple[tuple[int, Late], ...]
    aims: Late
    hoped: Late


@cache
def _words() -> _Words:
    raw = shipped("queries", "sayings.yaml")
    names = ("stands", "held", "formed", "heads", "strong_heads", "marks", "strong_marks", "aims", "hoped")
    lists = {name: "|".join(sorted(raw[name], key=len, reverse=True)) for name in names}
    levels = ((STRONG, "strong_"), (THERE, ""))
    but = "但|不过|然而|只是|却"
    number = r"(?:[\d一二三四五六七八九十]+[.、．]\s*)?"
    return _Words(
        stands=Late(f"{_LISTED}(?:{lists['stands']})"),
        held=Late(lists["held"]),
        formed=Late(lists["formed"]),
        heads=tuple((level, Late(f"(?:{lists[f'{kind}heads']})")) for level, kind in levels),
        labels=tuple(
            (level, Late(rf"(?:^|[。；;\n，])\s*{number}(?:{lists[f'{kind}heads']})[：:][^。；;\n：:]*$"))
            for level, kind in levels
        ),
        marks=tuple(
            (level, Late(rf"(?:环节)?[\s|｜│]+(?:{lists[f'{kind}marks']})(?:环节)?(?=[\s|｜│]|$|[，,](?!{but}))"))
            for level, kind in levels
        ),
        aims=Late(lists["aims"]),
        hoped=Late(lists["hoped"]),
    )


def read_as(said: Said) -> int:
    """How strong the trained reader has heard a surely read sentence say that the place is in the link."""
    return READ_AS.get(said.rule, 0) if said.confidence >= SURE else 0


def strong(said: Said, link: str, places: frozenset[str]) -> int:
    """How strong a surely read sentence says that the place is in the link: STRONG, THERE, or 0 where it does not say.

    The link is the object of what is said, or either end of an order. `places` are the place and those in it.
    """
    words = _words()
    if said.confidence < SURE or any(words.aims.search(heading) for heading in said.headings):
        return 0
    if said.role is None and said.headings:
        listed = next((level for level, head in words.heads if head.fullmatch(said.headings[-1])), 0)
        if listed:
            return listed
    firm = said.subject if said.subject_type == "Enterprise" else ""
    return _strong(said.proof.quote, link, said.place, places, firm)


@lru_cache(maxsize=1 << 16)
def _strong(quote: str, link: str, region: str, places: frozenset[str] = frozenset(), firm: str = "") -> int:
    """The link's own clause says so, and names no other place: none before it but the plan's own; or a label does.

    >>> _strong("全市竹地板产量居全国首位", "竹地板", ""), _strong("云溪市竹地板具备一定基础", "竹地板", "云溪市")
    (2, 1)
    >>> _strong("力争竹地板产量居全国首位", "竹地板", ""), _strong("外地竹地板优势突出", "竹地板", "")
    (0, 0)
    >>> _strong("竹板、竹丝市占率居行业前三", "竹丝", ""), _strong("邻江市竹板、竹丝优势突出", "竹丝", "云溪市")
    (2, 0)
    >>> _strong("已有竹板产能6万吨，竹丝产能2万吨", "竹丝", ""), _strong("竹丝有3家企业，规模偏小", "竹丝", "")
    (1, 0)
    >>> _strong("邻江市竹地板优势突出", "竹地板", "云溪市"), _strong("竹地板优势突出，但竹纤维缺失", "竹纤维", "")
    (0, 0)
    >>> _strong("已形成竹板、竹丝两个环节的批量生产能力", "竹丝", ""), _strong("竹丝产能充裕", "竹丝", "")
    (1, 1)
    >>> _strong("我市已形成竹材—竹板—家具的产业链条", "竹板", ""), _strong("形成竹材—竹板的产业链条", "竹板", "")
    (1, 0)
    >>> _strong("竹产业链目前竹板产能充裕", "竹板", ""), _strong("邻江市竹产业链竹板产能充裕", "竹板", "")
    (1, 0)
    >>> _strong("强项：竹板、竹丝；弱项：竹炭", "竹丝", ""), _strong("强项：竹板、竹丝；弱项：竹炭", "竹炭", "")
    (2, 0)
    >>> here = frozenset({"云溪市", "青岚区"})
    >>> [_strong(f"{place}生态竹板占全国四成", "竹板", "云溪市", here) for place in ("青岚区", "江阳")]
    [2, 0]
    >>> _strong("青禾公司生产的竹板全国领先", "竹板", "", here, "青禾公司")
    2
    """
    here = places | {region, short(region)}
    found = (
        max(_formed(quote, *spot, here), _much(quote, *spot, here, firm), _marked(quote, *spot))
        for spot in spots(link, quote)
    )
    return max(found, default=0)


def told_firms(said: Said, link: str) -> int:
    """How many firms the sentence says make the link, of which it names one, the subject; 0 where it does not say, or
    says it of several things together, of the future or of elsewhere.
    """
    return _told_firms(said.proof.quote, link, said.subject) if said.confidence >= SURE else 0


@lru_cache(maxsize=1 << 14)
def _told_firms(quote: str, link: str, firm: str) -> int:
    """In the clause of the firm, or in the cell of its row.

    >>> def told(quote: str) -> int:
    ...     return _told_firms(quote, "水泵", "甲公司")
    >>> told("水泵有甲公司等11家企业，阀门有乙公司等三家企业"), told("甲公司等5家企业生产水泵")
    (11, 5)
    >>> told("水泵\\n较强\\n甲公司、乙公司等十二家"), told("水泵、阀门有甲公司等11家"), told("力争水泵有甲公司等11家")
    (12, 0, 0)
    """
    found = [0]
    for start, stop in spots(firm, quote):
        first, last = around(quote, start, stop, STOPS.replace("\n", ""))
        told = _TOLD.match(quote, stop, last)
        if not told or _words().hoped.search(quote, around(quote, start, stop, ENDS)[0], start):
            continue
        same = (at for at in spots(link, quote) if first <= at[0] and at[1] <= last and not _in_list(quote, *at))
        if any(quote[min(stop, at[1]) : max(start, at[0])].count("\n") <= _CELLS for at in same):
            found.append(_number(told["many"]))
    return max(found)


def _in_list(quote: str, start: int, stop: int) -> bool:
    return _JOINED.match(quote, stop) is not None or _JOINED.fullmatch(quote, max(0, start - 1), start) is not None


def _number(text: str) -> int:
    """A number up to 99 in words, or any in figures.

    >>> [_number(one) for one in ("11", "两", "十", "十二", "三十", "八十六")]
    [11, 2, 10, 12, 30, 86]
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _marked(quote: str, start: int, stop: int) -> int:
    """Does the thing at this place stand behind a label (优势环节：), or before a cell that says so?"""
    words = _words()
    labelled = (level for level, label in words.labels if label.search(quote[:start]))
    told = (level for level, mark in words.marks if mark.match(quote, stop))
    return max(*labelled, *told, 0, 0)


def _formed(quote: str, start: int, stop: int, places: frozenset[str]) -> int:
    """Does the sentence list the thing at this place among what is formed already?"""
    words = _words()
    if not any(listed.start() < start and stop <= listed.end() for listed in words.formed.finditer(quote)):
        return 0
    first, last = around(quote, start, stop, ENDS)
    return THERE * (_ours_or_none(quote[first:start], places) and not words.hoped.search(quote, first, last))


def _much(quote: str, start: int, stop: int, places: frozenset[str], firm: str) -> int:
    """Do the words around the thing at this place say that there is much of it?"""
    begin, _ = around(quote, start, stop, STOPS)
    *heads, own = _JOINED.split(quote[begin:start].rpartition("：")[2])
    ours = _ours(own, places, firm) and (not heads or _ours_or_none(heads[0], places))
    if ours and (found := strength(quote, start, stop)):
        return found
    words = _words()
    first, last = around(quote, start, stop, ENDS)
    held = words.stands.match(quote, stop) and words.held.search(quote, first, start)
    return THERE * (bool(held) and not words.hoped.search(quote, first, last))


def _ours(before: str, places: frozenset[str], firm: str) -> bool:
    """Does what stands in a clause before a thing leave no doubt that it is that of the place, or of the firm?"""
    text = _bare(before)
    if not text or (firm and firm in text) or _OWN.match(text) or _CHAIN.fullmatch(text):
        return True
    rest = next((text[size:] for size in _PLACES if text[:size] in places), None)
    return rest is not None and (len(rest) <= _FINER or _CHAIN.fullmatch(rest) is not None)


def _ours_or_none(head: str, places: frozenset[str]) -> bool:
    """Does a clause that begins so speak of the plan's own place, or of none?"""
    text = _bare(head)
    own = any(text[:size] in places for size in _PLACES)
    return own or _OWN.match(text) is not None or _PLACE.match(text) is None


def _bare(before: str) -> str:
    """What stands before a thing, without words that only lead to it."""
    return before[lead.end() :] if (lead := _LEAD.match(before)) else before
