"""Names and the keys under which two spellings are one thing.

Only rules that leave no doubt live here: spaces, quotation marks, full-width letters, and the endings that
`ontology.yaml` lists for a type. Everything else is a question for people.
"""

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from .ontology import ontology
from .patterns import Late


class Same(NamedTuple):
    """Two keys that a document shows to be one thing, and the rule that says so; `one < other`."""

    one: str
    other: str
    rule: str


_SHORT = Late(r"[(（][A-Za-z]{2,8}[)）]$")
_SHORTENED = "Link"
"""The type of which names bear their abbreviation behind them."""

_NOISE = Late(r"[\s“”\"'‘’《》「」·•]")


def clean(name: str) -> str:
    """The name without spaces and quotation marks, with half-width letters and digits.

    >>> clean("“光芯屏端网” ＢＭＳ")
    '光芯屏端网BMS'
    """
    if name.isalnum() and unicodedata.is_normalized("NFKC", name):  # most are clean
        return name
    return _NOISE.sub("", unicodedata.normalize("NFKC", name))


def unabbreviated(name: str, kind: str) -> str:
    """The name of a link without the abbreviation that only says it again; any other name as it is.

    >>> unabbreviated("电池管理系统（BMS）", "Link"), unabbreviated("碳纤维(T700)", "Link")
    ('电池管理系统', '碳纤维(T700)')
    """
    return _SHORT.sub("", name) if kind == _SHORTENED and name.endswith((")", "）")) else name


@lru_cache(maxsize=1 << 16)
def stem(name: str, kind: str) -> str:
    """The cleaned name without the endings that do not tell names of its type apart.

    >>> stem("精品钢产业集群", "Cluster"), stem("恒岳钢铁有限公司", "Enterprise")
    ('精品钢', '恒岳钢铁')
    >>> stem("现代竹业全产业链集群", "Cluster"), stem("现代竹业全产业链", "Chain")
    ('现代竹业', '现代竹业')
    >>> stem("新型储能链", "Chain"), stem("区块链", "Industry"), stem("区块链产业链", "Chain")
    ('新型储能', '区块链', '区块链')
    >>> stem("电池管理系统（BMS）", "Link") == stem("电池管理系统", "Link")
    True
    """
    text = unabbreviated(clean(name), kind)
    if text.endswith(_whole(kind)) or not text.endswith(_suffixes(kind)):
        return text
    for suffix in _suffixes(kind):
        if text.endswith(suffix) and len(text) > len(suffix) + 1:
            return text[: -len(suffix)]
    return text


@cache
def _suffixes(kind: str) -> tuple[str, ...]:
    """Kept, because a register asks for it once a row."""
    return ontology().suffixes(kind)


@cache
def _whole(kind: str) -> tuple[str, ...]:
    return ontology().whole(kind)


def key(name: str, kind: str) -> str:
    """What two spellings of one thing share: the type's family and the stem.

    >>> key("电子信息产业", "Industry") == key("电子信息产业集群", "Cluster")
    True
    """
    return f"{ontology().family(kind)}:{stem(name, kind)}"
