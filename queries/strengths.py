"""What a sentence says that a place makes much of, or has, though it names no firm: by its words, labels and lists."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..schema import SURE
from ..schema.patterns import Late
from ..schema.shipped import shipped
from .facts import Said
from .sayings import ENDS, STOPS, around
from .spelled import spots

_OWN = re.compile(r"(?:我|全|本)[省市县区州]|当地|本地|现有|其中|目前|[上中下]游")
_CHAIN = re.compile(r"(?:[^省市县区州，。；、]{1,12}(?:产业链|集群|产业|行业))?(?:目前|当前|现已?|已|虽然?|中|的)*")
_LISTED = "(?:、[^，。；;、]{1,20}){0,8}?"  # further things of one list
_PLACE = re.compile("[一-龥]{2,6}?[省市县区州]")


class _Words(NamedTuple):
    """Lists of sayings.yaml as alternatives of a regular expression."""

    abounds: Late
    stands: Late
    held: Late
    kept: Late
    lead: Late
    formed: Late
    heads: Late
    labels: Late
    marks: Late
    unsaid: Late


@cache
def _words() -> _Words:
    raw = shipped("queries", "sayings.yaml")
    names = ("abounds", "stands", "held", "kept", "formed", "heads", "marks", "elsewhere", "hoped")
    lists = {name: "|".join(sorted(raw[name], key=len, reverse=True)) for name in names}
    return _Words(
        abounds=Late(f"{_LISTED}(?:{lists['abounds']})"),
        stands=Late(f"{_LISTED}(?:{lists['stands']})"),
        held=Late(lists["held"]),
        kept=Late(f"(?:{lists['kept']})[^，。；;]*$"),
        lead=Late(f"{_LISTED}[^，。；;、]{{0,4}}优势(?!互补)"),
        formed=Late(lists["formed"]),
        heads=Late(f"(?:{lists['heads']})"),
        labels=Late(
            rf"(?:^|[。；;\n，])\s*(?:[\d一二三四五六七八九十]+[.、．]\s*)?(?:{lists['heads']})[：:][^。；;\n：:]*$"
        ),
        marks=Late(rf"(?:环节)?[\s|｜│]+(?:{lists['marks']})(?:环节)?(?=[\s|｜│]|$)"),
        unsaid=Late(f"{lists['elsewhere']}|{lists['hoped']}"),
    )


def abounds(said: Said, link: str) -> bool:
    """Does a surely read sentence of a plan say that the place makes much of the link, though it names no firm? The
    link is the object of what is said, or either end of an order."""
    if said.confidence < SURE:
        return False
    listed = said.role is None and said.headings and _words().heads.fullmatch(said.headings[-1])
    return bool(listed) or _abounds(said.proof.quote, link, said.place)


@lru_cache(maxsize=1 << 16)
def _abounds(quote: str, link: str, region: str) -> bool:
    """The link's own clause says so, and names no other place: none before it but the plan's own; or a label does.

    >>> _abounds("全市竹地板产量居全国首位", "竹地板", ""), _abounds("云溪市竹地板占全国三成", "竹地板", "云溪市")
    (True, True)
    >>> _abounds("力争竹地板产量居全国首位", "竹地板", ""), _abounds("外地竹地板优势突出", "竹地板", "")
    (False, False)
    >>> _abounds("竹板、竹丝市占率居行业前三", "竹丝", ""), _abounds("邻江市竹板、竹丝优势突出", "竹丝", "云溪市")
    (True, False)
    >>> _abounds("已有竹板产能6万吨，竹丝产能2万吨", "竹丝", ""), _abounds("竹丝有3家企业，规模偏小", "竹丝", "")
    (True, False)
    >>> _abounds("邻江市竹地板优势突出", "竹地板", "云溪市"), _abounds("竹地板优势突出，但竹纤维缺失", "竹纤维", "")
    (False, False)
    >>> _abounds("已形成竹板、竹丝两个环节的批量生产能力", "竹丝", ""), _abounds("竹丝产能充裕", "竹丝", "")
    (True, True)
    >>> _abounds("我市已形成竹材—竹板—家具的产业链条", "竹板", ""), _abounds("形成竹材—竹板的产业链条", "竹板", "")
    (True, False)
    >>> _abounds("竹产业链目前竹板产能充裕", "竹板", ""), _abounds("邻江市竹产业链竹板产能充裕", "竹板", "")
    (True, False)
    >>> _abounds("强项：竹板、竹丝；弱项：竹炭", "竹丝", ""), _abounds("强项：竹板、竹丝；弱项：竹炭", "竹炭", "")
    (True, False)
    """
    return any(
        _formed(quote, *spot, region) or _much(quote, *spot, region) or _marked(quote, *spot)
        for spot in spots(link, quote)
    )


def _marked(quote: str, start: int, stop: int) -> bool:
    """Does the thing at this place stand behind a label (优势环节：), or before a cell that says so?"""
    words = _words()
    return bool(words.labels.search(quote[:start]) or words.marks.match(quote, stop))


def _formed(quote: str, start: int, stop: int, region: str) -> bool:
    """Does the sentence list the thing at this place among what is formed already?"""
    words = _words()
    if not any(listed.start() < start and stop <= listed.end() for listed in words.formed.finditer(quote)):
        return False
    first, last = around(quote, start, stop, ENDS)
    return _ours_or_none(quote[first:start], region) and not words.unsaid.search(quote, first, last)


def _much(quote: str, start: int, stop: int, region: str) -> bool:
    """Do the words around the thing at this place say that there is much of it?"""
    words = _words()
    begin, end = around(quote, start, stop, STOPS)
    head, _, before = quote[begin:start].rpartition("：")[2].rpartition("、")
    own = _ours(before, region) and (not head or _ours_or_none(head, region))
    kept = words.kept.search(quote[begin:start]) and words.lead.match(quote, stop)
    if ((own and words.abounds.match(quote, stop)) or kept) and not words.unsaid.search(quote, begin, end):
        return True
    first, _ = around(quote, start, stop, ENDS)
    held = words.stands.match(quote, stop) and words.held.search(quote, first, start)
    return bool(held) and not words.unsaid.search(quote, first, end)


def _ours(before: str, region: str) -> bool:
    return before == region or bool(_OWN.match(before) or _CHAIN.fullmatch(before.removeprefix(region)))


def _ours_or_none(head: str, region: str) -> bool:
    """Does a clause that begins so speak of the plan's own place, or of none?"""
    return head.startswith(region or "的") or _OWN.match(head) is not None or _PLACE.match(head) is None
