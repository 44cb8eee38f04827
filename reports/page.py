"""An answer as one offline page: a table that can be searched, every sentence one click away."""

from typing import Any

from .offline import offline_page
from .report import Column, Kind, Report, plain, spoken
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING


def page(report: Report) -> str:
    """The page as text: a table that can be searched and filtered, each row with its sentences."""
    return offline_page("page", report.title, _payload(spoken(report)))


def _payload(report: Report) -> dict[str, Any]:
    """What the script draws: columns, rows as lists of values, states with their signs."""
    states = {state.value: {"key": state.name.lower(), "sign": look.sign, "what": look.what}
              for state, look in LOOKS.items()}  # fmt: skip
    return {
        "title": report.title,
        "columns": [{"name": c.name, "head": c.head, "kind": c.kind.value, "facet": c.facet} for c in report.columns],
        "rows": [[_value(row[column.name], column) for column in report.columns] for row in report.rows],
        "states": states if report.state is not None else {},
        "note": "。\n".join(filter(None, (UNKNOWN_IS_NOT_MISSING * (report.state is not None), report.note))),
        "empty": report.empty,
    }


def _value(value: Any, column: Column) -> Any:
    if column.kind is Kind.PROOF:
        return [[plain(proof[part]) for part in ("quote", "document", "place")] for proof in value]
    if column.kind is Kind.LIST:
        return [plain(item) for item in value]
    return value if isinstance(value, int | float) else plain(value)
