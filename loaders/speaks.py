"""Which place a part speaks for: by its title, by who issues it and under which number, else by its first lines."""

import re
from collections.abc import Sequence
from functools import cache

from ..schema import contains
from ..schema.shipped import shipped
from .regions import ZONE, is_division
from .words import words

_REGION = re.compile(r"[一-龥]{2,5}?(?:市|自治州|州(?!市)|盟|县|区|旗)")
_OWN = re.compile("[全我本各]")  # 全市 is no name
_PROVINCE = re.compile(r"[一-龥]{2,8}?(?:省|自治区)")
_PLACE = re.compile(r"[一-龥]{1,3}[^城都上超股夜门集本全我各][市县]")
_NUMBER = re.compile(r"(?P<sign>[一-龥])[政府发办委][一-龥]{0,5}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*第?\s*\d+\s*号")
_OF_PROVINCE = re.compile("[全我本]省|省[委直]|省政府|各(?:省辖|设区|地级)?市(?=人民政府|州|、)")
_OF_LESS = re.compile("[全我本][市州县区]|[市州县区]委|[市县区]政府")
_ISSUES = re.compile(r"[^《关]*?(?:政府|办公[厅室]|委员会|管委会|[局厅委])(?=关于)")
_NEW_COUNTY = re.compile(r"[一-龥]{2,3}[县区市旗](?!域)")
_ZONE = re.compile(rf"(?:{ZONE})(?=管委会|管理委员会)|高新技术产业开发区|高新区|经济技术开发区|经济开发区|经开区")
_COUNTY = 15  # characters: no name of a county is longer
_TOP = 400  # characters of the first lines in which a place may be named


def region(title: str, issuer: str | None, head: Sequence[str], text: str, *, plan: bool) -> str | None:
    """The place of a part with this title; `head` are its first lines, `text` is all of it, a `plan` no news.

    Of the title and of the issuer the first city or county, else the province, of a title first of what issues it
    (咸宁市人民政府关于支持…): how often a plan of a province names a city says nothing. Of places that follow each
    other there (绍兴市柯桥区) it is the last. Where neither names a place, the province of the number
    (豫政办〔2026〕31号), else the first city of the first lines, unless the text calls itself a province's; else what
    looks like a place.

    A news title that begins with a place's short name (云溪：…) means the one that the first lines call in full; one
    that names a province only may be about a city.
    """
    top = "".join(head)[:_TOP]
    lead = re.match(r"([一-龥]{2,4})[：:]", title)
    if lead and (full := re.search(f"{lead[1]}[市县区旗州]", top)):
        return full[0]
    told = _named(title) or _named(issuer or "") or _of_number(head) if plan else _within_city(title)
    if told:
        return told
    provincial = plan and len(_OF_PROVINCE.findall(text)) > len(_OF_LESS.findall(text))
    return (not provincial and _city(top)) or _province(title) or _province(top) or _like_a_place(title, top, plan)


def _named(text: str) -> str | None:
    """The place of a title or an issuer."""
    issues = _ISSUES.match(text)
    texts = (issues[0], text) if issues else (text,)
    found = (_zone(one) or _within_city(one) or _new_city(one) or _province(one) for one in texts)
    return next(filter(None, found), None)


def _city(text: str) -> str | None:
    found = _division(_REGION, text)
    return found[0] if found else None


def _within_city(text: str) -> str | None:
    """The first city or county, or what follows right after it and lies in it."""
    found = _division(_REGION, text)
    return _within(*found) if found else None


def _province(text: str) -> str | None:
    found = _division(_PROVINCE, text)
    return found[0] if found else None


def _division(pattern: re.Pattern[str], text: str) -> tuple[str, str] | None:
    """The first division, and the text after it."""
    for match in pattern.finditer(re.sub(r"\d+年?", "，", text)):
        for start in range(len(match[0]) - 2):
            if is_division(match[0][start:]):
                return match[0][start:], match.string[match.end() :]
    return None


def _within(place: str, after: str) -> str:
    """The place, or the county in it or the development zone of it that is named right after."""
    for end in re.finditer("[市县区旗]", after[:_COUNTY]):
        below = after[: end.end()]
        if is_division(below) and contains(place, below):
            return _within(below, after[end.end() :])
    zone = _ZONE.match(after)
    return re.sub("[市县区]$", "", place) + zone[0] if zone else place


def _zone(title: str) -> str | None:
    """The development zone that a title begins with: 咸宁高新区管委会关于…"""
    named = re.match(rf"([一-龥]{{2,5}}?)(?={_ZONE.pattern})", title)
    known = named and any(is_division(named[1] + level) for level in "市县区")
    return _within(named[1], title[named.end() :]) if named and known else None


def _with_county(text: str, end: int, city: str) -> str:
    """A city that no table knows, or what looks like a county of it right after it."""
    below = _NEW_COUNTY.match(text, end)
    return below[0] if below and not re.search(words("not_county"), below[0]) else city


def _new_city(text: str) -> str | None:
    """A city that the table does not know, at the beginning or right after its province."""
    province = _PROVINCE.match(text)
    city = _PLACE.match(text, province.end() if province and is_division(province[0]) else 0)
    return _with_county(text, city.end(), city[0]) if city and not re.search(words("not_county"), city[0]) else None


@cache
def _signs() -> dict[str, str]:
    """Provinces by the characters that stand for them in numbers of documents."""
    found: dict[str, str] = shipped("loaders", "lexicon/signs.yaml")
    return found


def _of_number(head: Sequence[str]) -> str | None:
    """The province whose number stands in a line of its own."""
    found = (_NUMBER.fullmatch(line) for line in head)
    return next((_signs()[number["sign"]] for number in found if number and number["sign"] in _signs()), None)


def _like_a_place(title: str, top: str, plan: bool) -> str | None:
    """A place that the table does not know: of a plan what its title begins with; of news if it goes on to name it."""
    named = _REGION.search(re.sub(r"\d+年?|关于印发|关于|《", "，", title))
    if plan and named and not _OWN.search(named[0]):
        return _with_county(named.string, named.end(), named[0])
    begun = _REGION.match(title)
    return begun[0] if begun and top.count(begun[0]) > 1 and _PLACE.fullmatch(begun[0]) else None
