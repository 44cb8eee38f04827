"""Indicators a plan sets: 到2030年，规上企业产值突破1800亿元 → scope, metric, comparator, value, unit, year.

Read by rules alone: a number with a unit, the words before it in its clause, and the year its sentence has named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..schema import Block, Document, Evidence, Goal, Place
from .context import place_of_row, titled
from .regions import places
from .words import words

_YEAR = re.compile(r"(?<![\d由从])(20\d\d)年(?!以来)|“?十([三四五六])五”?(?:期?末|期间|时期)")
_AIM = re.compile(r"(?:到|至)(?:20\d\d年|“?十[三四五六]五)|" + words("goal_aim"))
_PAST = re.compile(words("goal_past"))
_NUMBER = re.compile(
    rf"(?P<value>\d+(?:\.\d+)?|[百千](?=亿|万))(?:余|多)?(?P<unit>{words('goal_unit')})(?:{words('goal_tail')})?"
)
_RANGE = re.compile(r"\d\s*[—\-–~至]\s*$|年的$|等$|现有$")
_VERB = re.compile(rf"(?:{words('goal_verb')})+$")
_LEAD = re.compile(rf"^(?:{words('goal_lead')}|20\d\d年底?|[^，]{{0,4}}“?十[三四五六]五”?(?:期?末|期间|时期))+")
_AIMED = re.compile(r"^.*(?:目标是?[:：为]?|力争|[县市区]：)")
_RATE = re.compile(r"^(?:同比|年均|年)?(?:增速|增长率?|递增|下降|提升|占.{0,14}(?:比重|比例)|占比|覆盖率)$")
_SCOPE = re.compile(r"^(?P<name>[^，、的]{2,16}?(?:产业集群|集群|产业链|产业(?!集群|链)))(?P<rest>.{2,})$")
_GROUPS = re.compile(r"[一二两三四五六七八九十\d](?:条|大|个)")  # 四条重点产业链 are the plan's, not the one named last
_FROM = re.compile(r"[由从][^，]*\d[^，]*$")  # 由2025年的38%提高到50%
_WHOLE = re.compile(r"^全[市省区县州域]")
_BARE = re.compile(f"(?:{words('goal_bare')})$")
_MORE = re.compile(words("goal_more"))
_LEAST, _MOST, _ABOUT = (re.compile(words(f"goal_{name}")) for name in ("least", "most", "about"))
_COUNTED = {"百": 100.0, "千": 1000.0}
_PERIOD_ENDS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the passage speaks of: the place of its row or the group of its title, else the place of the plan."""

    name: str
    kind: str


def goals(document: Document) -> list[Goal]:
    """Every indicator the text sets, each once, in the order of the text. Past results are none."""
    known = places(document.text, next((part.region for part in document.parts if part.region), None))
    regions = {part.number: part.region for part in document.parts}
    found: dict[tuple[object, ...], Goal] = {}
    group: _Scope | None = None
    scope: tuple[str, ...] = ()
    for block in document.blocks:
        if block.headings[: len(scope)] != scope:
            group, scope = None, ()
        if title := titled(block):
            group, scope = _Scope(*title[0]), block.headings
        whole = _Scope(regions.get(block.part) or known.home or "", "Region")
        row = place_of_row(block, known)
        for goal in _block(document, block, _Scope(row, "Region") if row else group or whole, whole):
            key = (goal.scope, goal.metric, goal.comparator, goal.value, goal.unit, goal.year)
            found.setdefault(key, goal)
    return list(found.values())


def _block(document: Document, block: Block, scope: _Scope, whole: _Scope) -> Iterator[Goal]:
    aimed = any("目标" in heading for heading in block.headings)
    for sentence in re.finditer(r"[^。；;！？\n]+", block.text):
        aim = _AIM.search(sentence[0])
        if not (aimed or aim) or _PAST.search(sentence[0]):
            continue
        since = aim.start() if aim and not aimed else 0
        year, previous = None, ""
        for clause in re.finditer(r"[^，,、]+", sentence[0]):
            year = _year(clause[0]) or year
            for number in _values(clause[0]):
                metric = _metric(clause[0], number, previous)
                if not metric or clause.start() + number.start() < since:
                    continue
                previous = metric
                own, rest = _own(metric, scope, whole)
                start = block.start + sentence.start() + clause.start()
                evidence = _evidence(document, block, start, start + len(clause[0]))
                said = clause[0][max(0, number.start() - 5) : number.end()]
                value = _COUNTED.get(number["value"]) or float(number["value"])
                yield Goal(own.name, own.kind, rest, _comparator(said), value, number["unit"], year, evidence)


def _evidence(document: Document, block: Block, start: int, end: int) -> Evidence:
    place = Place(block.headings, block.part, block.number, start, end, block.table, block.row, block.cell)
    return Evidence(document.id, document.text[start:end], place)


def _year(clause: str) -> int | None:
    years = [int(m[1]) if m[1] else _PERIOD_ENDS[m[2]] for m in _YEAR.finditer(clause)]
    return years[-1] if years else None


def _values(clause: str) -> Iterator[re.Match[str]]:
    """Numbers with a unit that are the value of something, not part of a name: 营收超1000亿元的集群2个 gives 2个."""
    for number in _NUMBER.finditer(clause):
        before, after = clause[: number.start()], clause[number.end() :]
        if not re.match(r"[的级大企—\-–~至月]", after) and not _RANGE.search(before):
            yield number


def _metric(clause: str, number: re.Match[str], previous: str) -> str:
    """What is measured: the words before the number without verbs, and the thing counted after it.

    A bare rate (年均增长7%) belongs to what was measured last, a bare measure (产量) to its subject; 新增 holds on in a
    list. Empty where nothing plain is left.
    """
    before, after = clause[: number.start()], clause[number.end() :]
    name = _AIMED.sub("", re.sub(r"\s", "", before))
    name = _LEAD.sub("", re.sub(rf"^.*?\d(?:{words('goal_unit')})(?:{words('goal_tail')})?[和与及]", "", name))
    name = _FROM.sub("", _VERB.sub("", name))
    if _RATE.match(name):
        return previous and previous + name
    if re.search(r"(?:营收|产值|收入)过$", name):  # 营收过千亿企业若干家
        return ""
    if _BARE.fullmatch(name):
        name = _BARE.sub("", previous) + name
    elif (more := _MORE.match(previous)) and before == name and not _MORE.match(name):
        name = more[0] + name
    if re.match(r"[一-龥]{2,}", after) and len(name) < 8:
        name += re.match(r"[一-龥A-Za-z“”]*", after)[0]  # type: ignore[index]  # matches the empty string too
    return name.strip("“”：:和与") if 1 < len(name) <= 40 else ""


def _own(metric: str, scope: _Scope, whole: _Scope) -> tuple[_Scope, str]:
    """Whose indicator: a group the metric begins with, 全市 the plan's place; else what the passage speaks of."""
    if _WHOLE.match(metric):
        return whole, metric[2:]
    named = _SCOPE.match(metric)
    if named and (several := _GROUPS.search(named["name"])):
        return whole, metric[several.start() :]
    if named and "企业" not in named["name"]:
        name = re.sub(r"产业$", "", named["name"])
        kind = "Cluster" if name.endswith("集群") else "Chain" if name.endswith("链") else "Industry"
        return _Scope(name, kind), named["rest"]
    return scope, metric


def _comparator(said: str) -> str:
    for sign, pattern in (("≈", _ABOUT), ("≤", _MOST), ("≥", _LEAST)):
        if pattern.search(said):
            return sign
    return "="
