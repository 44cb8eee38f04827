"""An answer as one offline page: a table that can be searched, every sentence one click away."""

from typing import Any

from .offline import offline_page
from .report import Column, Kind, Report, plain, same_in_all, spoken
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING


def page(report: Report) -> str:
    """The page as text: a table that can be searched and filtered, each row with its sentences."""
    return offline_page("page", report.title, _payload(spoken(report)))


def _payload(report: Report) -> dict[str, Any]:
    """What the script draws: columns, rows as lists of values, states with their signs."""
    same = [column for column in same_in_all(report) if column.kind is not Kind.STATE]
    columns = [column for column in report.columns if column not in same]
    states = {state.value: {"key": state.name.lower(), "sign": look.sign, "what": look.what}
              for state, look in LOOKS.items()}  # fmt: skip
    return {
        "title": report.title,
        "columns": [{"name": c.name, "head": c.head, "kind": c.kind.value, "facet": c.facet} for c in columns],
        "rows": [[_value(row[column.name], column) for column in columns] for row in report.rows],
        "same": [f"{one.head}：{plain(report.rows[0][one.name])}" for one in same if report.rows[0][one.name]],
        "states": states if report.state is not None else {},
        "note": "。\n".join(filter(None, (UNKNOWN_IS_NOT_MISSING * (report.state is not None), report.note))),
        "empty": report.empty,
    }


def _value(value: Any, column: Column) -> Any:
    if column.kind is Kind.PROOF:
        return [[plain(proof[part]) for part in ("quote", "document", "place")] for proof in value]
    if column.kind is Kind.LIST:
        return [plain(item) for item in value]
    # As Python writes it, 10.0 keeps its decimal beside 9.5; a script would drop it.
    return value if isinstance(value, int) else plain(value)
