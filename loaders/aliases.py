"""Two names of one thing, where the document itself leaves no doubt."""

import re
from collections.abc import Sequence

from ..schema import Document, Fact, Same, key

_SHORT = re.compile(
    r"(?P<full>[一-龥A-Za-z（）()]{5,40}?)[（(](?:以下|下)?(?:简称|称)[为：:]?[“\"「]?(?P<short>[一-龥A-Za-z0-9]{2,16})[”\"」]?[）)]"
)
_LEGAL = re.compile(r"(?:股份|有限|责任|集团)+公司$")


def aliases(document: Document, facts: Sequence[Fact]) -> list[Same]:
    """Keys that the document shows to be one: X（以下简称Y）, and a firm's legal name that holds one firm's short name.

    Only names that stand in facts are joined; `one < other`, sorted, each pair once.
    """
    kinds = {
        name: kind
        for fact in facts
        for name, kind in ((fact.subject, fact.subject_type), (fact.object, fact.object_type))
    }
    found = {pair for match in _SHORT.finditer(document.text) if (pair := _stated(match, kinds))}
    found |= _legal([name for name, kind in sorted(kinds.items()) if kind == "Enterprise"])
    pairs = {(same.one, same.other): same for same in sorted(found, key=lambda same: same.rule)}
    return [pairs[pair] for pair in sorted(pairs)]


def _stated(match: re.Match[str], kinds: dict[str, str]) -> Same | None:
    short = match["short"]
    full = max((name for name in kinds if match["full"].endswith(name)), key=len, default=None)
    if full is None or short == full:
        return None
    return _same(full, short, kinds[full], "以下简称")


def _legal(firms: Sequence[str]) -> set[Same]:
    """A legal name and the only short name it holds; a short name that two legal names hold joins neither."""
    full = [name for name in firms if _LEGAL.search(name)]
    short = [name for name in firms if len(name) > 2 and not _LEGAL.search(name)]
    holders = {name: [legal for legal in full if name in _LEGAL.sub("", legal)] for name in short}
    held = {legal: [name for name in short if legal in holders[name]] for legal in full}
    return {
        same
        for name, legals in holders.items()
        if len(legals) == 1 and len(held[legals[0]]) == 1
        if (same := _same(legals[0], name, "Enterprise", "全称与简称"))
    }


def _same(one: str, other: str, kind: str, rule: str) -> Same | None:
    left, right = sorted((key(one, kind), key(other, kind)))
    return Same(left, right, rule) if left != right else None
