"""Whose an indicator is: of a place, a firm, a chain or a cluster that its words begin with, or of the plan's place."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from .names import place_or_platform
from .regions import Places
from .words import words

_SCOPE = re.compile(r"^(?P<name>[^，、的]{2,16}?(?:产业集群|集群|产业链|产业(?!集群|链|园)))(?P<rest>.{2,}|)$")
MEASURE = re.compile(words("goal_measure"))
"""How large something is, at the end of an indicator."""

_MONEY = re.compile("[万千百]?亿元?$|万元$")
_GROUPS = re.compile(r"[一二两三四五六七八九十\d](?:条|大|个)")  # 四条重点产业链 are the plan's, not the one named last
_WHOLE = re.compile(r"^全([市省区县州域])")
_PROVINCE = re.compile("(?:省|自治区)$")
_OF = re.compile("^(?:的|全[市省区县州]|全社会(?=研发)|计划|将|累计将)+")
AND = re.compile("[、和与及]")
"""What stands after an owner that is one of several."""

_NO_GROUP = re.compile("(?:第[一二三]|国家级?|省级|市级)产业|.*企业")
_NEW_PLACE = re.compile(r"[一-龥]{2,3}?[县市区旗镇乡]")
_PARK = re.compile(r"[一-龥]{2,8}?(?:产业园区?|工业园区?|开发区|高新区|经开区|集聚区|集中区|保税区|新区)(?!内|的)")
_FIRM = re.compile(r"[一-龥A-Za-z（）()·]{2,20}?(?:有限责任公司|股份有限公司|有限公司|集团公司)")
_OF_IT = re.compile(rf"(?:{words('goal_owned')}|{words('goal_bare')}|$)")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an indicator is, by name and type of the ontology; `stays`: what is said next may be its own too."""

    name: str
    kind: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Owners:
    """Who may own the indicators of a document: its places, the firms that its facts name, and what its text calls a
    chain or a cluster.
    """

    places: Places
    firms: tuple[str, ...]
    text: str

    def of(self, metric: str, unit: str, own: Owner, whole: Owner) -> tuple[Owner | None, str]:
        """Whose the indicator is and what it measures ("" where only the owner is named): whom its words begin with,
        全市 the plan's place; else what the passage speaks of (`own`). None where it is of a wider place (全省).
        """
        around = _WHOLE.match(metric)
        if around and around[1] == "省" and not _PROVINCE.search(whole.name):
            whole = own
            if not _PROVINCE.search(own.name):
                return None, metric[2:]
        scope, rest = (whole, _OF.sub("", metric)) if around else (own, metric)
        head = self.named(rest, money=bool(_MONEY.match(unit)))
        if head and AND.match(head[1]):  # of several together
            return whole, rest
        if head:
            scope, rest = (whole if head[0].name == whole.name else head[0]), _OF.sub("", head[1])
            if scope is not whole and not rest.endswith("集群") and not re.match(".{2,12}集群", rest):
                return scope, rest
        group = self._group(rest, unit, whole)
        return group or (scope, rest)

    def named(self, text: str, *, money: bool = False) -> tuple[Owner, str] | None:
        """The place, park or firm that words begin with, and what follows. A place that no table knows, and one by
        its short name, only before a measure or an amount of `money`.
        """
        if known := self.places.pattern.match(text):
            name, rest = self.places.full(known[0]), text[known.end() :]
            if known[0] and (name == known[0] or rest.startswith("的") or (_OF_IT.match(rest) and (rest or money))):
                return Owner(name, "Region", stays=True), rest
        new, park = _NEW_PLACE.match(text), _PARK.match(text)
        if park and not re.search(words("not_owner"), park[0]):
            kind = "Region" if park[0].endswith("区") and "园" not in park[0] else place_or_platform(park[0])
            return Owner(park[0], kind, stays=True), text[park.end() :]
        if new and not re.search(words("not_county"), new[0]):
            rest = text[new.end() :]
            if AND.match(rest) or (_OF_IT.match(rest) and (rest or money)):
                return Owner(new[0], "Region", stays=True), rest
        return self._firm(text, money=money)

    def after(self, text: str) -> str | None:
        """What follows the name of a place or a firm that a text begins with; None where it begins with none."""
        named = self.named(text, money=True)
        return named[1] if named else None

    def _firm(self, text: str, *, money: bool) -> tuple[Owner, str] | None:
        known = next((firm for firm in self.firms if text.startswith(firm)), "")
        called = _FIRM.match(text)
        name = called[0] if called else known
        rest = text[len(name) :]
        if name and _OF_IT.match(rest) and (rest or money):
            return Owner(name, "Enterprise", stays=True), rest
        return None

    def _group(self, rest: str, unit: str, whole: Owner) -> tuple[Owner, str] | None:
        named, money = _SCOPE.match(rest), _MONEY.match(unit)
        if named and (several := _GROUPS.search(named["name"])):
            return whole, rest[several.start() :]
        own = (
            named
            and not _NO_GROUP.match(named["name"])
            and "企业" not in named["name"]
            and not re.search(words("not_group"), named["name"])
        )
        if named and own and (named["rest"] or money):
            return _of_group(named["name"]), named["rest"]
        measured = MEASURE.search(rest)
        called = _called(rest[: measured.start()] if measured else rest, self.text)
        if called and money:
            return _of_group(called), measured[0] if measured else ""
        return None


def owners(places: Places, firms: Collection[str], text: str) -> Owners:
    """Who may own the indicators of a document; of two firms that begin alike the longer name is looked for first."""
    return Owners(places, tuple(sorted(firms, key=lambda name: (-len(name), name))), text)


def _of_group(name: str) -> Owner:
    name = re.sub(r"产业$", "", name)
    return Owner(name, "Cluster" if name.endswith("集群") else "Chain" if name.endswith("链") else "Industry")


def _called(name: str, text: str) -> str | None:
    """What the document calls the group of this name: that, alone or in a list (甲、乙两大产业), or more at the head
    of a line (竹木 in 竹木转型产业链); None where it speaks of none.
    """
    if not 2 <= len(name) <= 16:
        return None
    spelled = re.escape(name)
    listed = rf"{spelled}(?:[、和与][^，。；、]{{2,16}})*?{_GROUPS.pattern}[^，。；、]{{0,8}}(?:产业|集群|链)"
    if re.search(rf"{spelled}(?:产业链|产业集群|集群|产业(?!园))|{listed}", text):
        return name
    longer = re.search(
        rf"^[^一-龥]*(?:[一二三四五六七八九十]+[^一-龥]+)?({spelled}[一-龥]{{1,3}}产业链)", text, re.MULTILINE
    )
    return longer[1] if longer else None
