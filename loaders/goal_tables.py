"""Indicators in tables: rows of chains, places or indicators, columns of years (2030年目标（亿元）)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..schema import Block, Document
from . import names
from .regions import Places
from .words import words

_AIMED = re.compile(r"(?:预期|计划|力争)?目标(?:值|任务|数)?|预期(?:值|数)?|计划数|力争")
_PAST = re.compile(r"实绩|实际|完成|现状|基期|基数|上年|增速|增长|下降")
_YEAR = re.compile(r"(20\d\d)年?")
_UNIT = rf"{words('goal_unit')}"
_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_VALUE = re.compile(
    rf"(?P<before>[≥≤>＞<＜约超突破达到不低于少高]*)(?P<value>\d+(?:[,，]\d{{3}})*(?:\.\d+)?)(?P<unit>{_UNIT})?"
    rf"(?P<after>{words('goal_tail')})?[*※]?"
)
_WHOLES = re.compile(r"合计|总计|小计|全[市省区县州]")
_GROUPS, _INDICATORS = re.compile(r"产业|集群|链|领域"), re.compile(r"指标|目标")
_PLACES = re.compile(r"[县市区]|地方|单位$")
_NAME = 24  # characters: no name of a chain or an indicator in a table is longer

Named = tuple[str, str]  # name, type


class Told(NamedTuple):
    """What a cell sets: whose indicator (None: of the plan's place), what, the words around the value, unit, year."""

    scope: Named | None
    metric: str
    said: str
    value: float
    unit: str
    year: int | None


class Rows:
    """The tables of a document, to look up what stands beside a cell and above it."""

    def __init__(self, document: Document) -> None:
        self._rows: dict[tuple[int, int | None, int | None], list[Block]] = defaultdict(list)
        self._captions: dict[tuple[int, int | None], str] = {}
        last = ""
        for block in document.blocks:
            if block.cell is None:
                last = block.text
            else:
                self._rows[block.part, block.table, block.row].append(block)
                self._captions.setdefault((block.part, block.table), last)

    def told(self, block: Block, known: Places) -> Told | None:
        """What a cell of figures sets, by the head of its column and the name of its row, if it sets anything."""
        head = _plain(block.column)
        cell = _VALUE.fullmatch(_plain(block.text))
        name = self._name(block)
        if not (cell and name and block.row) or not self._aimed(block, head, _plain(name.column)):
            return None
        caption = self._captions[block.part, block.table]
        unit = cell["unit"] or _unit(head) or self._unit(block) or _unit(_plain(name.text)) or _unit(_plain(caption))
        about = _named(_plain(name.text), _plain(name.column), known)
        if not unit or not about:
            return None
        year = _YEAR.search(head) or _YEAR.search(caption)
        value = float(re.sub("[,，]", "", cell["value"]))
        return Told(about[0], about[1] or _measure(head), cell[0], value, unit, int(year[1]) if year else None)

    def _name(self, block: Block) -> Block | None:
        """The cell that names the row: the first whose head says that it names chains, places or indicators."""
        kinds = (_GROUPS, _INDICATORS, _PLACES)
        row = [one for one in self._row(block) if not re.search(r"\d", _plain(one.column)) and one is not block]
        return next((one for one in row if any(kind.search(_plain(one.column)) for kind in kinds)), None)

    def _aimed(self, block: Block, head: str, named: str) -> bool:
        """Is the column one of aims: by its head; or by its year alone, the last one in a table of indicators?"""
        if _PAST.search(head):
            return False
        if _AIMED.search(head):
            return True
        years = [year[1] for one in self._row(block) if (year := _YEAR.fullmatch(_plain(one.column)))]
        own = _YEAR.fullmatch(_BRACKET.sub("", head))
        return bool(own and "指标" in named and len(set(years)) > 1 and own[1] == max(years))

    def _row(self, block: Block) -> Sequence[Block]:
        return self._rows[block.part, block.table, block.row]

    def _unit(self, block: Block) -> str:
        """The unit that a column of its own gives."""
        given = (_plain(one.text) for one in self._row(block) if _plain(one.column) in ("单位", "计量单位"))
        return next((unit for unit in given if re.fullmatch(_UNIT, unit)), "")


def _plain(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def _unit(text: str) -> str:
    """The unit in the last brackets.

    >>> _unit("2030年目标（亿元）"), _unit("（单位：亿元）"), _unit("主要指标（一）")
    ('亿元', '亿元', '')
    """
    inner = [re.sub(r"^单位[：:]", "", found[1:-1]) for found in _BRACKET.findall(text)]
    return next((unit for unit in reversed(inner) if re.fullmatch(_UNIT, unit)), "")


def _measure(head: str) -> str:
    """What a column of aims measures, where its head says so; 规模 where it only says that it is an aim.

    >>> _measure("2030年产值目标（亿元）"), _measure("2030年目标（亿元）")
    ('产值', '规模')
    """
    bare = _AIMED.sub("", _YEAR.sub("", _BRACKET.sub("", head))).strip("/：:")
    return bare or "规模"


def _named(name: str, head: str, known: Places) -> tuple[Named | None, str] | None:
    """Whose row it is, and the indicator where the row names one; None where it is no name."""
    bare = _BRACKET.sub("", re.sub(r"^[\d.．、]+|^其中[：:]", "", name))
    if not 1 < len(bare) <= _NAME:
        return None
    if _GROUPS.search(head) and not _INDICATORS.search(head):
        return (None if _WHOLES.fullmatch(bare) else names.group(bare)), ""
    if _INDICATORS.search(head):
        return None, bare
    return (None if _WHOLES.fullmatch(bare) else (known.full(bare), "Region")), ""
