"""Business scopes without what stands in all of them, and the pairs of characters under which they are found."""

import re
from functools import cache
from itertools import chain
from operator import add

from ..schema.shipped import shipped

_WORDS = re.compile(r"[^\W_]+")
_PHRASE, _PHRASES_KEPT = 16, 1 << 14  # characters of a word that is likely to come again; so many are kept


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
    return list(dict.fromkeys(chain.from_iterable(map(_in_word, _WORDS.findall(text)))))


def words(name: str, industry: str, scope: str) -> str:
    """What a firm is found by: the pairs of its scope, industry and name."""
    said = map(_PHRASES.__getitem__, _WORDS.findall(f"{substance(scope)} {industry}"))
    return " ".join(dict.fromkeys(chain(chain.from_iterable(said), pairs(name))))


def scope_pattern(text: str) -> str:
    """A MATCH pattern of company_search for the firms whose scope, industry or name has all pairs of the text.

    >>> scope_pattern("谐波减速器")
    '"谐波" AND "波减" AND "减速" AND "速器"'
    """
    return " AND ".join(f'"{pair}"' for pair in pairs(text))


def _in_word(word: str) -> tuple[str, ...]:
    return tuple(map(add, word, word[1:])) or (word,)


class _Phrases(dict[str, tuple[str, ...]]):
    """Pairs of short words, kept: offices register most products in set phrases, which come again and again (firms'
    names do not). A plain dict, because a register asks ten times a row."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = _in_word(word)
        if len(word) <= _PHRASE:
            if len(self) == _PHRASES_KEPT:
                self.clear()
            self[word] = found
        return found


_PHRASES = _Phrases()


@cache
def _boilerplate() -> re.Pattern[str]:
    raw = shipped("graph", "scopes.yaml")
    patterns = "|".join(f"(?:{pattern})" for pattern in raw["boilerplate"])
    # What begins no pattern is passed over at once: five times as fast as trying all of them at every character.
    return re.compile(f"(?=[{raw['begins']}])(?:{patterns})")
