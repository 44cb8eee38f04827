"""Tables into a store: registers, supply lists and lists of signed projects, streamed; what was refused is told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .errors import InputError
from .graph import Added, Double, Store
from .loaders.registers import ListFacts, ListRow, SheetNote, TableEnd, open_table
from .returns import Returned
from .schema import Batch, Company, Document, Part, RowProblem, Status

MOST_PROBLEMS = 100_000
"""So many records of problems are kept; beyond that they are only counted."""

Ticks = Callable[[int], None]
"""Told now and then how many rows were read so far."""


@dataclass(slots=True)
class Table:
    """What a table brought: firms, rows of lists, what was understood of each sheet, what was refused."""

    companies: int = 0
    listed: int = 0
    notes: list[SheetNote] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    refused: int = 0
    """All problems, those not kept included."""
    returned: tuple[Returned, ...] = ()
    """Edits of a workbook of ours that came back."""

    def refuse(self, problem: RowProblem) -> None:
        self.refused += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def take_in(
    store: Store,
    path: Path,
    sha256: str,
    table: Table,
    named: Mapping[str, str] | None = None,
    ticks: Ticks | None = None,
) -> Added:
    """Read the table into the store, as a whole or not at all; what it brings and what is refused goes into `table`.

    InputError if it is no table that we know, or none of its rows could be taken.
    """
    document = Document(sha256[:16], sha256, path.name, "", (Part(0, path.stem, status=Status.LIST),), ())
    added = store.add_register(document, _batches(document.id, path, named, table, ticks), str(path))
    table.companies = added.companies
    for double in added.doubles:
        table.refuse(_double(path.name, double))
    return added


def _batches(
    document: str, path: Path, named: Mapping[str, str] | None, table: Table, ticks: Ticks | None
) -> Iterator[Batch]:
    """The rows on their way; notes and problems are put aside."""
    lists, rows = ListFacts(document), 0
    for event in open_table(path, named):
        if isinstance(event, SheetNote):
            table.notes.append(event)
        elif isinstance(event, TableEnd):
            break
        elif isinstance(event[0], RowProblem):
            for problem in event:
                assert isinstance(problem, RowProblem)
                table.refuse(problem)
        else:
            rows += len(event)
            companies = [one for one in event if isinstance(one, Company)]
            listed = [one for one in event if isinstance(one, ListRow)]
            table.listed += len(listed)
            yield Batch(companies) if companies else lists.batch(listed)
            if ticks:
                ticks(rows)
    if not rows and table.refused:
        lost = sum(problem.lost for problem in table.problems)
        todo = "请按下面的原因改好再载入；表头认错了，用 --map 列名=字段 指明"
        raise InputError(f"{lost:,} 行数据没有一行可用，整个文件没有载入", where=str(path), todo=todo)


def _double(file: str, double: Double) -> RowProblem:
    one = double.company
    where = f"{double.sheet}第{double.row}行" if double.sheet else f"第{double.row}行"
    if one.name == double.name:
        return RowProblem(file, one.sheet, one.row, "企业名称", one.name, f"与{where}重复，只保留前一行", True)
    column, value = ("统一社会信用代码", one.code) if one.code else ("企业名称", one.name)
    kept = "本行按没有代码保留" if double.apart else "只保留前一行"
    reason = f"与{where}“{double.name}”相同而名称不同（本行是“{one.name}”），{kept}，请核对"
    return RowProblem(file, one.sheet, one.row, column, value, reason, not double.apart)
