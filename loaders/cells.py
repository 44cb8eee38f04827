"""What a table's cells say by the heads of their columns, in a row that names a chain or begins with a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..schema import Block
from ..schema.strengths import IN_ROW, PLANNED, READ_AS
from . import names
from .chiefs import ROLES, officials
from .context import Context
from .lacks import LACKING, MISSING, follows, lack
from .mentions import pieces
from .regions import Places
from .titles import Group
from .undone import gone
from .weighing import CHIEF_BY_HEAD, ROW_LACKS
from .words import words

Said = tuple[tuple[str, str], str, tuple[str, str], str | None, str, float, int, int]

BY_HEAD = "column of "
"""What the rules begin with that know by the head of its column what a cell names, and in which regard."""

PLACE_IN_NAME = "place in a name"
"""The rule of a place right before a name or inside it."""

_HEARD = (rule for rule in (ROW_LACKS, *PLANNED, *READ_AS) if rule.startswith(IN_ROW))

OF_ROWS = frozenset({f"{BY_HEAD}makers", f"{BY_HEAD}states", *_HEARD})
"""Rules of rows that are each about a link: what proves them is the row from its first cell on."""

_ITEM = 16  # no item in a table is longer; what is, is a sentence
_FIRM = 30  # no firm's name is longer

_BREAK = re.compile(r"[；;，,。\n]")
_COUNTED = re.compile(r"\s*(?:\d+[.．、)）]|[①-⑳])?\s*")
_LABEL = re.compile(r"([^：（）]{1,6})：\s*")
_PLACE = re.compile(r"[一-龥]{2,7}[县市区旗州镇乡]")
_NOTE = re.compile(r"（([^（）]*)）$")
_GAPS = (("column_missing", "缺失"), ("column_weak", "补强"), ("column_wanted", "引进"))  # what heads say of links
_FIRMS = (("column_chiefs", "链主"), ("column_leading", "龙头"), ("column_members", "配套"))
_STATES = {"state_missing": "缺失", "state_weak": "补强", "state_wanted": "引进", "state_held": None}


@dataclass(frozen=True, slots=True)
class Head:
    """What the cells below a head name, and in which role; links without a role are what a chain has or pursues."""

    kind: Literal["people", "firms", "targets", "places", "links"]
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a cell: its name, the role that the words behind it give (变频器（缺失）) and where it stands."""

    name: str
    states: bool
    role: str | None
    start: int
    end: int


def head(column: str) -> Head | None:
    """What the head of a column says of the cells below it; None where it does not say.

    >>> head("链主企业"), head("主要短板").role, head("备注")
    (Head(kind='firms', role='链主'), '补强', None)
    """
    plain = re.sub(r"\s", "", column)
    called = _NOTE.sub("", plain.rpartition("/")[2] if " / " in column else plain)
    if re.fullmatch(words("column_people"), called):
        return Head("people", next((role for role in reversed(ROLES) if role in called), None))
    if re.fullmatch(words("column_targets"), called):
        return Head("targets")
    firms = next((role for name, role in _FIRMS if re.fullmatch(words(name), called)), None)
    if firms:
        return Head("firms", firms)
    if role := gap_role(plain):
        return Head("links", role)
    if re.fullmatch(words("column_links"), called) or pursues(called):
        return Head("links")
    return Head("places") if re.fullmatch(words("column_places"), plain) else None


def pursues(column: str) -> bool:
    """Does the head of a column say that its cells list what is only pursued (发展方向)?"""
    plain = re.sub(r"\s", "", column)
    return re.search(words("column_direction"), plain) is not None and not re.fullmatch(words("column_links"), plain)


def gap_role(column: str) -> str | None:
    """What the head of a column says of the links it lists: 缺失, 补强, 引进, or nothing. One that says both 缺失 and
    薄弱 says no more than 补强."""
    plain = re.sub(r"\s", "", column)
    if re.search(words("column_of_else") + "$", plain):
        return None
    roles = [role for name, role in _GAPS if re.search(words(name), plain)]
    return "补强" if "补强" in roles else next(iter(roles), None)


def in_cell(block: Block, context: Context, known: Places) -> Iterator[Said]:
    """What a cell of a row says that begins with a place, names a chain or stands under the heading of one."""
    column = re.sub(r"\s", "", block.column or "")
    chain = context.chain or (None if context.row else context.group)
    about = head(block.column or "")
    if column == re.sub(r"\s", "", block.text):  # the head itself
        return
    if chain and about and (block.cell or not context.chain):
        yield from _of_chain(block.text, chain, about, known)
    if context.row and block.cell and "产业" in column and not (context.chain and about):
        yield from _of_place(block, context.row)
    if context.link and chain:
        yield from _of_link(block.text, column, context.link, chain, about, known)


def _of_link(text: str, column: str, link: str, chain: Group, about: Head | None, known: Places) -> Iterator[Said]:
    """What a cell says of the link that its row is about: who makes it, whether it is lacking."""
    item = link, "Link"
    if about and about.kind == "firms":
        firms = list(firms_in(text))
        for name, start, end in firms:
            yield (name, "Enterprise"), "MAKES", item, None, f"{BY_HEAD}makers", 0.9, start, end
            if county := known.county_prefix(name):
                place = known.full(name[:county]), "Region"
                yield (name, "Enterprise"), "LOCATED_IN", place, None, f"registered {PLACE_IN_NAME}", 0.8, start, end
        if firms and gone(text, (name for name, *_ in firms), known) >= {name for name, *_ in firms}:
            yield chain, "SEEKS", item, "缺失", f"{BY_HEAD}gone", 0.9, 0, len(text)
    elif re.fullmatch(words("column_state"), column):
        for role in _standing(link, text.strip())[:1]:
            yield chain, "SEEKS" if role else "FOCUSES_ON", item, role, f"{BY_HEAD}states", 0.95, 0, len(text)


def _standing(link: str, text: str) -> list[str | None]:
    """What a cell under 现状 says of the link of its row: by its first word, else that it is lacking, read as what is
    said of the link; None where it stands here. Nothing where only the trained reader can tell.

    >>> [_standing("轴承", said) for said in ("空白", "较弱，仅小批量", "有2家，开工不足", "外购", "成熟", "★★★")]
    [['缺失'], ['补强'], ['补强'], ['缺失'], [None], []]
    """
    first, *rest = re.split("[，,；;。]", text)
    if kinds := list(_states(first)):
        return [_STATES[kind] for kind in kinds]
    said = [lack(f"{link}{first}", 0, len(link)), *(follows(one, 0, len(one)) for one in rest)]
    if re.fullmatch(words("outside"), first):
        return [MISSING]
    return [one.role for one in said if one and one.role in LACKING]


def _of_chain(text: str, chain: Group, about: Head, known: Places) -> Iterator[Said]:
    """What a cell says of the chain of its row."""
    if about.kind == "people":
        for person in officials(text, cell=True) if about.role else ():
            yield (person.called, "Agency"), "RESPONSIBLE_FOR", chain, about.role, CHIEF_BY_HEAD, 0.95, 0, len(text)
    elif about.kind in ("firms", "targets"):
        for name, start, end in firms_in(text):
            firm = name, "Enterprise"
            if about.role:
                yield firm, "LEADS", chain, about.role, f"{BY_HEAD}firms", 0.95, start, end
            else:
                yield chain, "TARGETS", firm, None, f"{BY_HEAD}firms to win", 0.9, start, end
    elif about.kind == "places":
        yield from _assigned(text, chain, known)
    elif about.kind == "links":
        for item in _items(text):
            role = item.role if item.states else about.role
            predicate, rule = ("SEEKS", "gaps") if role else ("FOCUSES_ON", "links")
            yield chain, predicate, (item.name, "Link"), role, f"{BY_HEAD}{rule}", 0.9, item.start, item.end


def _assigned(text: str, chain: Group, known: Places) -> Iterator[Said]:
    """Which places and parks a chain is assigned to."""
    for start, end in _parts(text, r"[/\s]"):
        name = _NOTE.sub("", text[start:end])
        rule = f"{BY_HEAD}places", 0.9, start, end
        if len(name) > 3 and names.place_or_platform(name) == "Park":
            yield chain, "SUPPORTED_BY", (name, "Park"), None, *rule
        elif known.pattern.fullmatch(name) or (_PLACE.fullmatch(name) and not re.search(words("not_county"), name)):
            cluster = chain[1] == "Cluster"
            field = chain[0] if cluster else names.field(chain[0])
            said = ("HOSTS", "Cluster") if cluster else ("DEVELOPS", "Industry")
            yield (known.full(name), "Region"), said[0], (field, said[1]), None, *rule


def _of_place(block: Block, place: str) -> Iterator[Said]:
    """The clusters that the place of the row has, the industries it is assigned."""
    for start, end in pieces(block.text, 0, len(block.text)):
        raw = re.sub(r"\s", "", block.text[start:end])
        name, kind = names.group(raw.removeprefix(place))
        if not re.fullmatch(r"[\d.]*", raw):
            cluster = kind == "Cluster" or "集群" in (block.column or "")
            said = ("HOSTS", "Cluster") if cluster else ("DEVELOPS", "Industry")
            yield (place, "Region"), said[0], (name, said[1]), None, "table", 0.9, start, end


def firms_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The firms that a cell lists, with their places; 待定 and （培育中） are none.

    >>> [name for name, *_ in firms_in("明川精密（云溪）有限公司、恒岳钢铁（上市）")], list(firms_in("（培育中）"))
    (['明川精密（云溪）有限公司', '恒岳钢铁'], [])
    """
    for start, end in _parts(text, r"\s"):
        name = re.sub(r"等.{0,6}$", "", _NOTE.sub("", text[start:end]))
        if 1 < len(name) <= _FIRM and re.match(r"[一-龥A-Za-z]", name) and not re.search(words("no_firm_yet"), name):
            yield names.firm(name), start, start + len(name)


def _items(text: str) -> Iterator[_Item]:
    """The links that a cell lists; sentences are left to those who read sentences.

    >>> [(item.name, item.role) for item in _items("变频器（无）；轴承（滚动、滑动）、齿轮（弱）；空白：密封件")]
    [('变频器', '缺失'), ('轴承', None), ('齿轮', '补强'), ('密封件', '缺失')]
    """
    label, last = "", 0
    for start, end in _parts(text):
        labelled = _LABEL.match(text, start, end)
        if labelled or re.search(r"[；;。\n]", text[last:start]):
            label = labelled[1] if labelled else ""
        start, last = labelled.end() if labelled else start, end
        said = re.sub(r"\s", "", text[start:end])
        note = _NOTE.search(said)
        name = names.link(_NOTE.sub("", said) if note else said)
        roles = [_STATES[kind] for word in (note[1] if note else "", label) for kind in _states(word)]
        if 1 < len(name) <= _ITEM and re.search("[一-龥A-Za-z]", name) and not re.search(words("no_item"), name):
            yield _Item(name, bool(roles), roles[0] if roles else None, start, end)


def _states(word: str) -> Iterator[str]:
    """Which state a word in brackets or before a colon gives."""
    return (kind for kind in _STATES if re.fullmatch(f"{words(kind)}(?:环节)?", word))


def _parts(text: str, also: str = "(?!)") -> Iterator[tuple[int, int]]:
    """Where the items of a cell stand; `also` are marks that part them beside the usual ones. None inside brackets."""
    marks = [
        mark.span()
        for mark in re.finditer(rf"{_BREAK.pattern}|{also}", text)
        if text.count("（", 0, mark.start()) <= text.count("）", 0, mark.start())
    ]
    for at, stop in zip([0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)], strict=True):
        for start, end in pieces(text, at, stop):
            bare = _COUNTED.sub("", text[start:end], count=1).rstrip()
            if bare:
                begin = text.index(bare, start)
                yield begin, begin + len(bare)
