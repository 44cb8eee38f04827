"""Business scopes without what stands in all of them, and the pairs of characters under which they are found."""

import re
from functools import cache

from ..schema.shipped import shipped

_WORDS = re.compile(r"[^\W_]+")


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
    found: dict[str, None] = {}
    for word in _WORDS.findall(text):
        if len(word) == 1:
            found[word] = None
        for place in range(len(word) - 1):
            found[word[place : place + 2]] = None
    return list(found)


def words(name: str, industry: str, scope: str) -> str:
    """What a firm is found by: the pairs of its scope, industry and name."""
    return " ".join(pairs(f"{substance(scope)} {industry} {name}"))


def scope_pattern(text: str) -> str:
    """A MATCH pattern of company_search for the firms whose scope, industry or name has all pairs of the text.

    >>> scope_pattern("谐波减速器")
    '"谐波" AND "波减" AND "减速" AND "速器"'
    """
    return " AND ".join(f'"{pair}"' for pair in pairs(text))


@cache
def _boilerplate() -> re.Pattern[str]:
    raw = shipped("graph", "scopes.yaml")
    patterns = "|".join(f"(?:{pattern})" for pattern in raw["boilerplate"])
    # What begins no pattern is passed over at once: five times as fast as trying all of them at every character.
    return re.compile(f"(?=[{raw['begins']}])(?:{patterns})")
