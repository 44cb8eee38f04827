"""Indicators a plan sets: 到2030年，规上企业产值突破1800亿元 → scope, metric, comparator, value, unit, year.

Read by rules alone: a number with a unit, the words before it in its clause, and the year its sentence, or the heading
above it, has named. Tables of indicators are read cell by cell (goal_tables.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..schema import Block, Document, Evidence, Goal, Part, Place, Status
from .context import place_of_row, titled
from .goal_tables import Rows, Told
from .regions import places
from .words import words

_YEAR = re.compile(r"(?<![\d由从])(20\d\d)年(?!以来)|“?十([三四五六])五”?(?:期?末|期间|时期)")
_AIM = re.compile(r"(?:到|至)(?:20\d\d年|“?十[三四五六]五)|" + words("goal_aim"))
_PAST = re.compile(words("goal_past"))
_NUMBER = re.compile(
    rf"(?P<value>\d+(?:,\d{{3}})*(?:\.\d+)?|[百千](?=亿|万))(?:余|多)?(?P<unit>{words('goal_unit')})(?:{words('goal_tail')})?"
)
_INSIDE = re.compile(r"[的级大企\d—\-–~至月]|(?<=以上)[一-龥]{1,8}(?:项目|企业)")  # 50亿以上引领性项目
_RANGE = re.compile(r"\d\s*[—\-–~至]\s*$|年的$|等$|现有$")
_VERB = re.compile(rf"(?:{words('goal_verb')})+$")
_LEAD = re.compile(rf"^(?:{words('goal_lead')}|20\d\d年底?|[^，]{{0,4}}“?十[三四五六]五”?(?:期?末|期间|时期))+")
_AIMED = re.compile(r"^.*(?:目标是?[:：为]?|力争|[县市区]：)")
_DOUBLED = re.compile(r"(?P<of>.+?)(?:实现|再)?(?:翻[一两]?番|倍增)$")  # 产值翻一番、达到420亿元
_STRIVES = re.compile(rf".力争{words('goal_verb')}*$")  # 竹木力争30亿元: what is aimed for stands before it
_LISTED = re.compile(rf"^.*?\d(?:{words('goal_unit')})(?:{words('goal_tail')})?[^，]{{0,12}}[和与及]")  # 5家甲和乙10家
_RATE = re.compile(r"^(?:同比|年均|年)?(?:增速|增长率?|递增|下降|提升|占.{0,14}(?:比重|比例)|占比|覆盖率)$")
_SCOPE = re.compile(r"^(?P<name>[^，、的]{2,16}?(?:产业集群|集群|产业链|产业(?!集群|链)))(?P<rest>.{2,}|)$")
_MEASURE = re.compile(words("goal_measure"))
_MONEY = re.compile("[万千百]?亿元?$|万元$")
_GROUPS = re.compile(r"[一二两三四五六七八九十\d](?:条|大|个)")  # 四条重点产业链 are the plan's, not the one named last
_FROM = re.compile(r"[由从][^，]*\d[^，]*$")  # 由2025年的38%提高到50%
_FOLLOW = re.compile(r"(20\d\d)年[^，。；\n]{0,10}目标[^，。；\n]{0,10}(?:如下|如次)")
_WHOLE = re.compile(r"^全[市省区县州域]")
_BARE = re.compile(f"(?:{words('goal_bare')})$")
_MORE = re.compile(words("goal_more"))
_LEAST, _MOST, _ABOUT = (re.compile(words(f"goal_{name}")) for name in ("least", "most", "about"))
_COUNTED = {"百": 100.0, "千": 1000.0}
_THIS_YEAR = re.compile("今年|本年度?|全年")
_TASKS = re.compile(r"(20\d\d)年[^。\d]*(?:目标|任务|安排|工作|打算|计划)(?!.*(?:回顾|成效|总结))")
_PURSUES = re.compile(words("goal_pursues"))
_STANDS = re.compile("基础|现状|回顾|成效|形势|背景|概况|优势")  # headings under which figures are no aims
_REVIEW = re.compile("^(?!.*(?:安排|任务|目标|打算)).*(?:回顾|成效|成绩)")
_PERIOD_ENDS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the passage speaks of: the place of its row or the group of its title, else the place of the plan."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block inherits: its scope, that of the whole plan, the part it is in, and the text of the document."""

    document: Document
    block: Block
    part: Part
    scope: _Scope
    whole: _Scope
    announced: int | None = None  # the year of aims that a sentence before says are to follow

    @property
    def planned(self) -> bool:
        """Is it a passage of a plan about what is to be done?"""
        stands = any(_STANDS.search(heading) for heading in self.block.headings)
        return self.part.status in (Status.FINAL, Status.DRAFT) and self.block.cell is None and not stands

    @property
    def this_year(self) -> int | None:
        """The year that a work report calls 今年: of its heading (2026年工作安排), else its date's."""
        return self.task_year or (int(self.part.date[:4]) if self.part.date else None)

    @property
    def task_year(self) -> int | None:
        named = (_TASKS.search(heading) for heading in reversed(self.block.headings))
        return next((int(year[1]) for year in named if year), None)


def goals(document: Document) -> list[Goal]:
    """Every indicator the text sets, each once, in the order of the text. Past results are none."""
    known = places(document.text, next((part.region for part in document.parts if part.region), None))
    parts, rows = {part.number: part for part in document.parts}, Rows(document)
    found: dict[tuple[object, ...], Goal] = {}
    group: _Scope | None = None
    scope: tuple[str, ...] = ()
    announced: tuple[tuple[str, ...], int | None] = (), None
    for block in document.blocks:
        if block.headings[: len(scope)] != scope:
            group, scope = None, ()
        if block.headings != announced[0]:
            announced = block.headings, None
        if title := titled(block):
            group, scope = _Scope(*title[0]), block.headings
        whole = _Scope(parts[block.part].region or known.home or "", "Region")
        row = place_of_row(block, known)
        own = _Scope(row, "Region") if row else group or whole
        around = _Around(document, block, parts[block.part], own, whole, announced[1])
        told = rows.told(block, known) if block.cell is not None else None
        for goal in [_cell(around, told)] if told else _block(around):
            key = (goal.scope, goal.metric, goal.comparator, goal.value, goal.unit, goal.year)
            found.setdefault(key, goal)
        if follows := _FOLLOW.search(block.text):
            announced = block.headings, int(follows[1])
    return list(found.values())


def _cell(around: _Around, told: Told) -> Goal:
    own, block = _Scope(*told.scope) if told.scope else around.scope, around.block
    evidence = _evidence(around, block.start, block.start + len(block.text), (block.column or "",))
    return Goal(own.name, own.kind, told.metric, _comparator(told.said), told.value, told.unit, told.year, evidence)


def _block(around: _Around) -> Iterator[Goal]:
    """The indicators of a paragraph: those of a sentence inherit its aim and its year from part to part (；)."""
    if any(map(_REVIEW.search, around.block.headings)):
        return
    headed = around.announced is not None or any("目标" in heading for heading in around.block.headings)
    for sentence in re.finditer(r"[^。！？\n]+", around.block.text):
        heir = _Heir(headed, around.task_year or around.announced)
        for part in re.finditer(r"[^；;]+", sentence[0]):
            if _PAST.search(part[0]):
                continue
            yield from _part(around, part[0], around.block.start + sentence.start() + part.start(), heir)


@dataclass(slots=True)
class _Heir:
    """What a clause inherits from those before it: whether they set aims, the year, what was measured last and how."""

    aimed: bool
    year: int | None
    previous: str = ""
    measure: str = ""


def _part(around: _Around, text: str, start: int, heir: _Heir) -> Iterator[Goal]:
    aim = _AIM.search(text) or (_PURSUES.search(text) if around.planned else None)
    if not (heir.aimed or aim):
        return
    since = aim.start() if aim and not heir.aimed else 0
    heir.aimed, heir.previous = True, ""
    doubled: tuple[str, int] | None = None
    for clause in re.finditer(r"(?:[^，,、]|(?<=\d),(?=\d{3}))+", text):
        heir.year = _year(clause[0]) or heir.year or (around.this_year if _THIS_YEAR.search(clause[0]) else None)
        for number in _values(clause[0]):
            metric = _metric(clause[0], number, heir.previous) or (doubled[0] if doubled else "")
            if not metric or clause.start() + number.start() < since:
                continue
            own, rest = _own(metric, number["unit"], around, heir.measure)
            heir.previous = metric if metric.endswith(rest) else metric + rest
            if measure := _MEASURE.search(rest):
                heir.measure = measure[0].removeprefix("总")
            first = doubled[1] if doubled and metric == doubled[0] else clause.start()
            evidence = _evidence(around, start + first, start + clause.end())
            said = clause[0][max(0, number.start() - 5) : number.end()]
            value = _COUNTED.get(number["value"]) or float(number["value"].replace(",", ""))
            unit = "亿元" if number["unit"] == "亿" and _MEASURE.search(rest) else number["unit"]
            yield Goal(own.name, own.kind, rest, _comparator(said), value, unit, heir.year, evidence)
        twice = _DOUBLED.search(clause[0])
        doubled = (_LEAD.sub("", _AIMED.sub("", twice["of"])), clause.start()) if twice else None


def _evidence(around: _Around, start: int, end: int, column: tuple[str, ...] = ()) -> Evidence:
    block, document = around.block, around.document
    headings = (*block.headings, *column)
    place = Place(headings, block.part, block.number, start, end, block.table, block.row, block.cell)
    return Evidence(document.id, document.text[start:end], place)


def _year(clause: str) -> int | None:
    years = [int(m[1]) if m[1] else _PERIOD_ENDS[m[2]] for m in _YEAR.finditer(clause)]
    return years[-1] if years else None


def _values(clause: str) -> Iterator[re.Match[str]]:
    """Numbers with a unit that are the value of something, not part of a name: 营收超1000亿元的集群2个 gives 2个."""
    for number in _NUMBER.finditer(clause):
        if not _INSIDE.match(clause, number.end()) and not _RANGE.search(clause[: number.start()]):
            yield number


def _metric(clause: str, number: re.Match[str], previous: str) -> str:
    """What is measured: the words before the number without verbs, and the thing counted after it.

    A bare rate (年均增长7%) belongs to what was measured last, a bare measure (产量) to its subject; 新增 holds on in a
    list. Empty where nothing plain is left.
    """
    before, after = clause[: number.start()], clause[number.end() :]
    bare = re.sub(r"\s", "", before)
    name = _AIMED.sub("", _VERB.sub("", bare) if _STRIVES.search(bare) else bare)
    name = _LEAD.sub("", _LISTED.sub("", name))
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


def _own(metric: str, unit: str, around: _Around, measure: str) -> tuple[_Scope, str]:
    """Whose indicator: a group the metric begins with, 全市 the plan's place; else what the passage speaks of.

    A group's name alone (其中机床达到30亿元) is measured as what was measured before it.
    """
    whole = _WHOLE.match(metric)
    scope, rest = (around.whole, metric[2:]) if whole else (around.scope, metric)
    named = _SCOPE.match(rest)
    if named and (several := _GROUPS.search(named["name"])):
        return around.whole, rest[several.start() :]
    own = named and "企业" not in named["name"] and not re.search(words("not_group"), named["name"])
    if named and own and (named["rest"] or _MONEY.match(unit)):
        return _group(named["name"]), named["rest"] or measure or "规模"
    measured = _MEASURE.search(rest)
    called = _called(rest[: measured.start()] if measured else rest, around.document.text)
    if called and _MONEY.match(unit):
        return _group(called), measured[0] if measured else measure or "规模"
    return scope, rest


def _group(name: str) -> _Scope:
    name = re.sub(r"产业$", "", name)
    return _Scope(name, "Cluster" if name.endswith("集群") else "Chain" if name.endswith("链") else "Industry")


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


def _comparator(said: str) -> str:
    for sign, pattern in (("≈", _ABOUT), ("≤", _MOST), ("≥", _LEAST)):
        if pattern.search(said):
            return sign
    return "="
