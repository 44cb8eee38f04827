"""Business scopes without what stands in all of them, and the pairs of characters under which they are found."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import add

from ..schema.shipped import shipped

_WORDS = re.compile(r"[^\W_]+")
_ENDS = "；"
_PHRASE, _PHRASES_KEPT = 40, 1 << 15  # characters of a clause that is likely to come again; so many are kept


def substance(scope: str) -> str:
    """The scope without boilerplate.

    >>> substance("一般项目：谐波减速器制造（依法须经批准的项目，经相关部门批准后方可开展经营活动）")
    '谐波减速器制造'
    """
    return _boilerplate().sub("", scope)


def pairs(text: str) -> list[str]:
    """The distinct pairs of neighbouring characters inside the text's words, in order.

    >>> pairs("减速器、电机"), pairs("钢")
    (['减速', '速器', '电机'], ['钢'])
    """
    return list(dict.fromkeys(_all_pairs(text)))


def words(name: str, industry: str, scope: str) -> str:
    """What a firm is found by: the pairs of its scope, industry and name. Some come twice: the index does not mind, and
    leaving them out takes longer than it saves.

    >>> words("恒岳（云溪）", "", "一般项目：减速器制造；减速器销售")
    '减速 速器 器制 制造 减速 速器 器销 销售 恒岳 云溪'
    """
    clauses = map(_PHRASES.__getitem__, (*scope.split(_ENDS), industry))
    return " ".join(filter(None, (*clauses, " ".join(_all_pairs(name)))))


def distinct(words: str) -> str:
    """The words once each: what leaves the index must never be more than what came."""
    return " ".join(dict.fromkeys(words.split()))


def scope_pattern(text: str) -> str:
    """A MATCH pattern of company_search for the firms whose scope, industry or name has all pairs of the text.

    >>> scope_pattern("谐波减速器")
    '"谐波" AND "波减" AND "减速" AND "速器"'
    """
    return " AND ".join(f'"{pair}"' for pair in pairs(text))


def _all_pairs(text: str) -> Iterator[str]:
    return chain.from_iterable(map(_in_word, _WORDS.findall(text)))


def _in_word(word: str) -> Iterable[str]:
    return map(add, word, word[1:]) if len(word) > 1 else (word,)


class _Phrases(dict[str, str]):
    """The pairs of short clauses, kept: offices register most products in set phrases, which come again and again
    (firms' names do not). A plain dict, because a register asks ten times a row.
    """

    def __missing__(self, clause: str) -> str:
        found = " ".join(pairs(substance(clause)))
        if len(clause) <= _PHRASE:
            if len(self) == _PHRASES_KEPT:
                self.clear()
            self[clause] = found
        return found


_PHRASES = _Phrases()


@cache
def _boilerplate() -> re.Pattern[str]:
    raw = shipped("graph", "scopes.yaml")
    patterns = "|".join(f"(?:{pattern})" for pattern in raw["boilerplate"])
    # What begins no pattern is passed over at once: five times as fast as trying all of them at every character.
    return re.compile(f"(?=[{raw['begins']}])(?:{patterns})")
