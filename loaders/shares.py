"""What a list gives to each of its places in brackets: 甲县（白酒）、乙县（泡菜）."""

import re
from collections.abc import Iterator

from . import names
from .cells import Said
from .mentions import pieces
from .regions import Places
from .words import words

_OWN = r"[一-龥]{2,12}?（[^（）\n]{2,60}）"
_RUN = re.compile(rf"(?P<first>[一-龥]{{2,20}}（[^（）\n]{{2,60}}）)(?:[、，和与及]{_OWN})+")
_EACH = re.compile(r"(?P<place>[一-龥]+)（(?P<items>[^（）]+)）")
_COUNTY = re.compile(r"[一-龥]{2,3}[县市区旗]$")
_TO = re.compile(rf"^.*(?:{words('before_place')}|{words('develops')}|以|重点|形成|包括|支持|推动|[建创]设)")
_ITEM = 14  # characters: no industry in brackets has a longer name


def in_brackets(text: str, known: Places) -> Iterator[Said]:
    """The industries in brackets after each place of a list; one bracket alone may say anything of a place."""
    for run in _RUN.finditer(text):
        shares = list(_EACH.finditer(text, *run.span()))
        places = [_place(share["place"], known) for share in shares]
        items = [list(_items(share, text, known)) for share in shares]
        if all(places) and all(items):
            for place, own in zip(places, items, strict=True):
                for name, start, end in own:
                    group, kind = names.group(name)
                    cluster = kind == "Cluster"
                    said = ("HOSTS", "Cluster") if cluster else ("DEVELOPS", "Industry")
                    yield (place or "", "Region"), said[0], (group, said[1]), None, "in brackets", 0.85, start, end


def _place(name: str, known: Places) -> str | None:
    """The place that the words before a bracket end with; a county that no table knows where they are nothing else."""
    found = [m for m in known.pattern.finditer(name) if m.end() == len(name) and m[0]]
    if found:
        return known.full(found[0][0])
    bare = _TO.sub("", name)
    new = _COUNTY.fullmatch(bare)
    return bare if new and not re.search(words("not_county"), bare) else None


def _items(share: re.Match[str], text: str, known: Places) -> Iterator[tuple[str, int, int]]:
    """The industries of a bracket with their places; none where something else stands there too."""
    found = [(text[start:end], start, end) for start, end in pieces(text, *share.span("items"))]
    plain = (re.fullmatch(rf"[一-龥A-Za-z]{{2,{_ITEM}}}", name) for name, *_ in found)
    no_item = re.compile(words("not_share"))
    if all(plain) and not any(no_item.search(name) or known.pattern.fullmatch(name) for name, *_ in found):
        yield from found
