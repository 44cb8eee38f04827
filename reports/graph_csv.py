"""The graph as two tables that open in Excel: names and facts, each fact with its sentence."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import OutputError
from ..graph import Store
from ..graph.views import edges, nodes
from ..schema import ontology
from .files import no_formula, streamed

_NAMES = ("编号", "名称", "类型")
_FACTS = ("编号", "主语", "关系", "宾语", "角色", "文件", "位置", "原句", "置信度", "规则")


def write_csv(store: Store, folder: str | Path) -> None:
    """Write 名称.csv and 事实.csv into the folder, which is made if it is not there."""
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("文件夹建不出来", where=str(target), todo="请换一个位置") from error
    known, shown = ontology(), {one.id: one for one in nodes(store)}
    names = ((one.id, one.name, known.types[one.type].label) for one in shown.values())
    _table(target / "名称.csv", _NAMES, names)
    facts = (
        (
            str(one.id),
            shown[one.source].name,
            known.predicates[one.predicate].label,
            shown[one.target].name,
            *(one.role, one.document, one.place, one.quote, f"{one.confidence:g}", one.rule),
        )
        for one in edges(store)
    )
    _table(target / "事实.csv", _FACTS, facts)


def _table(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with streamed(path) as file:
        file.write(b"\xef\xbb\xbf")  # without this mark Excel takes UTF-8 for GBK
        file.write(_line(heads))
        for row in rows:
            file.write(_line([no_formula(cell) for cell in row]))


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8", "backslashreplace")
