"""Indicators a plan sets: 到2030年，规上企业产值突破1800亿元 → scope, metric, comparator, value, unit, year.

Read by rules alone: an amount (amounts.py), the words before it in its clause (clauses.py), whose they say it is
(goal_owners.py), and the year its clause, its sentence, or the heading above it, has named. Tables of indicators are
read cell by cell (goal_tables.py).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..schema import Block, Document, Evidence, Fact, Goal, Part, Place, Status, contains
from .amounts import Amount, amounts, comparator, without_bases
from .clauses import Clause, clauses, squeezed, turned, year_of
from .context import ends, place_of_row
from .goal_metrics import Heir, metric_of
from .goal_owners import AND, MEASURE, Owner, Owners, owners
from .goal_tables import Rows, Told
from .headings import heading
from .regions import places
from .titles import groups, titled
from .words import words

_TITLE = 80  # characters at the head of a text in which its title stands
_STRIVEN = re.compile(words("goal_aim"))
_AIM = re.compile(r"(?<![年月日截])(?:到|至)(?:20\d\d年(?!同期|以来|初|的\d)|“?十[三四五六]五)|" + words("goal_aim"))
_PAST, _TOLD = re.compile(words("goal_past")), re.compile(words("goal_told"))
_LISTED = re.compile(rf"^.*?\d(?:{words('goal_unit')})(?:{words('goal_tail')})?[^，]{{0,12}}[和与及]")  # 5家甲和乙10家
_FOLLOW = re.compile(r"(20\d\d)年[^，。；\n]{0,10}目标[^，。；\n]{0,10}(?:如下|如次)")
_THIS_YEAR = re.compile("今年|本年度?|全年")
_TASKS = re.compile(r"(20\d\d)年[^。\d]*(?:目标|任务|安排|工作|打算|计划)(?!.*(?:回顾|成效|总结))")
_THIS_YEARS = re.compile("(?:今年|本年度?).*(?:目标|任务|安排|工作|打算|计划)")
_LABEL = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]*[)）、.．]?[^，。；：\d]{0,8}目标[。：:]")  # （六）目标。
_ITEM = re.compile(  # what a listed project costs or makes
    r"\d+[.．、].*(?:项目|投资额?|年产)$|.*[）)][：:]?\S{0,2}投资额?$|(?:总|前?期|计划|原定|概算)投资额?$"
)
_DONE = re.compile("各?(?:落地|引进|招引|建成|培育|新增)")  # says nothing without what is done
_PURSUES = re.compile(words("goal_pursues"))
_STANDS = re.compile("基础|现状|回顾|成效|形势|背景|概况|优势")  # headings under which figures are no aims
_REVIEW = re.compile("^(?!.*(?:安排|任务|目标|打算)).*(?:回顾|成效|成绩)|完成情况")


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block inherits: whose it is, whose the whole plan is, the part it is in, and who is named there."""

    document: Document
    block: Block
    part: Part
    scope: Owner
    whole: Owner
    owners: Owners
    announced: int | None = None  # the year of aims that a sentence before says are to follow

    @property
    def planned(self) -> bool:
        """Is it a passage of a plan about what is to be done?"""
        stands = any(_STANDS.search(heading) for heading in self.block.headings)
        return self.part.status in (Status.FINAL, Status.DRAFT) and self.block.cell is None and not stands

    @property
    def made(self) -> int | None:
        """The year of the plan."""
        return int(self.part.date[:4]) if self.part.date else None

    @property
    def this_year(self) -> int | None:
        """The year that a work report calls 今年: of its heading (2026年工作安排), else its date's."""
        return self.task_year or self.made

    @property
    def task_year(self) -> int | None:
        named = (_TASKS.search(heading) for heading in reversed(self.block.headings))
        year = next((int(year[1]) for year in named if year), None)
        return self.made if year is None and any(map(_THIS_YEARS.search, self.block.headings)) else year


def goals(document: Document, facts: Iterable[Fact] = ()) -> list[Goal]:
    """Every indicator the text sets, each once, in the order of the text. Past results are none.

    `facts` of the document tell which names are firms; a firm called in full is known without them.
    """
    known = places(document.text, next((part.region for part in document.parts if part.region), None))
    firms = {name for fact in facts for name, kind in _ends(fact) if kind == "Enterprise"}
    named, called = (
        owners(known, firms, document.text),
        groups((end for fact in facts for end in _ends(fact)), document.text[:_TITLE]),
    )
    parts, rows = {part.number: part for part in document.parts}, Rows(document)
    found: dict[tuple[object, ...], Goal] = {}
    group: Owner | None = None
    scope: tuple[str, ...] = ()
    numbering, level = None, 0
    announced: tuple[tuple[str, ...], int | None] = (), None
    for block in document.blocks:
        if block.headings[: len(scope)] != scope or (group and ends(block, numbering, level)):
            group, scope = None, ()
        if block.headings != announced[0]:
            announced = block.headings, None
        if title := titled(block) or called.headed(block):
            group, scope = Owner(*title[0]), block.headings
            numbering, level = heading(block.text.lstrip()), block.level
        whole = Owner(parts[block.part].region or known.home or "", "Region")
        row = place_of_row(block, known)
        own = Owner(row, "Region") if row else group or whole
        around = _Around(document, block, parts[block.part], own, whole, named, announced[1])
        told = rows.told(block, known) if block.cell is not None else None
        for goal in [_cell(around, told)] if told else _block(around):
            key = (goal.scope, goal.metric, goal.comparator, goal.value, goal.unit, goal.year)
            found.setdefault(key, goal)
        if follows := _FOLLOW.search(block.text):
            announced = block.headings, int(follows[1])
    return list(found.values())


def _ends(fact: Fact) -> tuple[tuple[str, str], ...]:
    return (fact.subject, fact.subject_type), (fact.object, fact.object_type)


def _cell(around: _Around, told: Told) -> Goal:
    own, block = Owner(*told.scope) if told.scope else around.scope, around.block
    evidence = _evidence(around, block.start, block.start + len(block.text), (block.column or "",))
    return Goal(own.name, own.kind, told.metric, comparator(told.said), told.value, told.unit, told.year, evidence)


def _block(around: _Around) -> Iterator[Goal]:
    """The indicators of a paragraph: those of a sentence inherit its aim and its year from part to part (；)."""
    if any(map(_REVIEW.search, around.block.headings)):
        return
    told = around.announced is not None or _LABEL.match(around.block.text) is not None
    headed = told or any("目标" in heading for heading in around.block.headings)
    for sentence in re.finditer(r"[^。！？\n]+", around.block.text):
        heir = Heir(headed, around.task_year or around.announced)
        for part in re.finditer(r"[^；;]+", sentence[0]):
            text, offsets = squeezed(part[0], around.block.start + sentence.start() + part.start())
            yield from _part(around, text, offsets, heir)


def _part(around: _Around, text: str, offsets: list[int], heir: Heir) -> Iterator[Goal]:
    since = _aimed_from(around, text, heir)
    if since is None:
        return
    heir.begin()
    for clause in clauses(text, around.owners.after):
        heir.past = _is_past(clause.text, past=heir.past)
        found = list(amounts(clause.text))
        year = _year(around, clause, heir, sets=clause.end > since or not found)
        heir.among |= "其中" in clause.text
        for amount in found:
            goal = _goal(around, clause, amount, heir, year, offsets)
            if goal and not heir.past and clause.spot(amount.start) >= since:
                yield goal
        if not found:
            _turn_to(around, clause, text, heir)


def _aimed_from(around: _Around, text: str, heir: Heir) -> int | None:
    """Where in a part of a sentence its aims begin; None where it sets none."""
    aim, said = _AIM.search(text), without_bases(text)
    tells = _PAST.search(said) or _TOLD.search(said)
    if not aim and around.planned and not tells:
        aim = _PURSUES.search(text) or _coming(around, text)
    if heir.aimed:
        return 0 if aim or not _TOLD.search(text) else None
    return aim.start() if aim else None


def _coming(around: _Around, text: str) -> re.Match[str] | None:
    """The first clause with a year after the plan's own, or with that one at its head."""
    for clause in re.finditer("[^，]+", text) if around.made else ():
        year, governs = year_of(clause[0])
        if year and around.made and year >= around.made + (not governs):
            return clause
    return None


def _is_past(clause: str, *, past: bool) -> bool:
    """Does a clause tell what is? Those after it do too, until one sets an aim."""
    told = _PAST.search(without_bases(clause))
    return not _STRIVEN.search(clause) and (bool(told) or (past and not _AIM.search(clause)))


def _year(around: _Around, clause: Clause, heir: Heir, *, sets: bool) -> int | None:
    """The year of a clause: its own, else the one that governs it. One at its head governs what comes after."""
    year, governs = year_of(clause.text)
    if year is None and heir.year is None and _THIS_YEAR.search(clause.text):
        year, governs = around.this_year, True
    if year and governs and sets and not heir.past:
        heir.year, heir.renewed = year, True
    return clause.year or year or heir.year


def _turn_to(around: _Around, clause: Clause, text: str, heir: Heir) -> None:
    """A clause that begins with a place or a firm, or turns to one, may say whose the indicators after it are."""
    named = around.owners.named(turned(clause.text))
    listed = text.startswith("、", clause.end) or text.endswith("、", 0, clause.start)
    if named and named[1] and not (listed or AND.match(named[1])) and not contains(named[0].name, around.whole.name):
        heir.owner = named[0]


def _goal(
    around: _Around, clause: Clause, amount: Amount, heir: Heir, year: int | None, offsets: list[int]
) -> Goal | None:
    metric = metric_of(amount, heir) or ("规模" if "基础上" in clause.text and "元" in amount.unit else "")
    if not metric:
        return None
    inherited = heir.owner or around.scope
    own, rest = around.owners.of(metric, amount.unit, inherited, around.whole)
    rest = rest or (heir.of_owner(own, amount.unit) if own else "")
    if own is None or not rest or _ITEM.match(metric) or _DONE.fullmatch(rest):
        return None
    heir.remember(metric, rest, amount.unit, None if own is inherited else own)
    evidence = _evidence(around, offsets[clause.start], offsets[clause.end - 1] + 1)
    unit = "亿元" if amount.unit == "亿" and MEASURE.search(rest) else amount.unit
    return Goal(own.name, own.kind, rest, amount.comparator, amount.value, unit, year, evidence)


def _evidence(around: _Around, start: int, end: int, column: tuple[str, ...] = ()) -> Evidence:
    block, document = around.block, around.document
    headings = (*block.headings, *column)
    place = Place(headings, block.part, block.number, start, end, block.table, block.row, block.cell)
    return Evidence(document.id, document.text[start:end], place)
