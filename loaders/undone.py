"""What a text says is no longer so: firms that are gone, things that nobody here makes any more, words taken back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..schema import contains
from .regions import Places
from .said import Said
from .words import words

_OF_FIRMS = frozenset({"MAKES", "LEADS", "SUPPLIES", "TARGETS"})
_FORM = "(?:股份)?(?:有限)?(?:责任)?(?:公司|集团|厂)?"
_LIST = "(?:[、和与及][^，。；、（）\n]{2,20}?){0,8}等?"
_BACK = re.compile(r"[^。；、）\n]{0,12}?(?:恢复|复产|重整|重组|重启|盘活)")  # … and it is there again


def gone(text: str, names: Iterable[str], known: Places) -> frozenset[str]:
    """Of the firms of these names those that the text says are gone: out of business, or moved to another place.

    >>> from .regions import places
    >>> text = "机芯由红星厂承担，该企业2021年破产。有甲电子（已停产）、乙电子（搬迁至武汉市）、丙电子（停产后复产）"
    >>> sorted(gone(text, ("红星厂", "甲电子", "乙电子", "丙电子"), places(f"云溪市{text}", "云溪市")))
    ['乙电子', '甲电子', '红星厂']
    >>> text = "甲电子关停落后产线。乙电子已搬迁至新园区。"
    >>> sorted(gone(text, ("甲电子", "乙电子"), places(f"云溪市{text}", "云溪市")))
    []
    """
    if not re.search(words("gone"), text) and not re.search(words("moved"), text):
        return frozenset()
    return frozenset(name for name in set(names) if any(_gone(text, end, known) for end in _ends(name, text)))


def _ends(name: str, text: str) -> Iterator[int]:
    place = text.find(name)
    while place >= 0:
        yield place + len(name)
        place = text.find(name, place + len(name))


def _gone(text: str, end: int, known: Places) -> bool:
    noted, told = _after()
    found = noted.match(text, end) or told.match(text, end)
    if not found or _BACK.match(text, found.end()):
        return False
    return not found["where"] or bool(re.search(words("outside"), found["where"])) or _elsewhere(found["where"], known)


def _elsewhere(where: str, known: Places) -> bool:
    """Is one of the places named there another than the document's own and those in it?"""
    home = known.home
    named = [known.full(place[0]) for place in known.pattern.finditer(where)] if home else []
    return any(home and place != home and not contains(home, place) and not contains(place, home) for place in named)


@cache
def _after() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says so of a firm: a note in brackets behind its name, or the words after it."""
    went = rf"(?:{words('gone')}|{words('moved')}(?P<where>[^，。；、（）\n]{{2,10}}))"
    lead = r"(?:(?:承担|生产|供应|为主|提供)，)?(?:[该此](?:企业|公司|厂)|，[该此](?:企业|公司|厂))?"
    return (
        re.compile(rf"{_FORM}（[^（）\n]{{0,12}}?{went}"),
        re.compile(rf"{_FORM}{_LIST}{lead}{words('gone_when')}*{went}{words('gone_end')}"),
    )


def standing(said: Sequence[Said], texts: Sequence[str], known: Places) -> Iterator[Said]:
    """Without what the texts say is no longer so: what gone firms make, lead and supply, and what is taken back.

    `texts` are those of the passages that the statements count.
    """
    back = [taken_back(text) for text in texts]
    firms = {end[0] for one in said for end in (one.subject, one.object) if end[1] == "Enterprise"}
    lost = gone("\n".join(texts), firms, known)
    for one in said:
        told = any(start <= one.start and one.end <= end for start, end in back[one.passage])
        if not told and not (one.predicate in _OF_FIRMS and {one.subject[0], one.object[0]} & lost):
            yield one


def taken_back(text: str) -> list[tuple[int, int]]:
    """Where a text tells what another one had said, to take it back; from where to where.

    >>> text = "重点发展轴承。原规划中“齿轮缺口”等表述与现状不符，不再适用，不再将壳体列为短板"
    >>> [text[slice(*spot)] for spot in taken_back(text)]
    ['原规划中“齿轮缺口”等表述与现状不符', '不再将壳体列为']
    """
    return [found.span() for found in re.finditer(words("taken_back"), text)]
