"""One offline HTML page: data as escaped JSON, text set by textContent only, every network source forbidden."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from .report import Column, Kind, Report, plain
from .states import LOOKS, UNKNOWN_IS_NOT_MISSING


def page(report: Report) -> str:
    """The page as text; style and script are allowed by their hashes, so nothing injected could run."""
    style, script = _template("page.css"), _template("page.js")
    return Template(_template("page.html")).substitute(
        title=escape(report.title),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        data=_json(_payload(report)),
    )


def _payload(report: Report) -> dict[str, Any]:
    """What the script draws: columns, rows as lists of values, states with their signs."""
    states = {state.value: {"key": state.name.lower(), "sign": look.sign, "what": look.what}
              for state, look in LOOKS.items()}  # fmt: skip
    return {
        "title": report.title,
        "columns": [{"name": c.name, "head": c.head, "kind": c.kind.value, "facet": c.facet} for c in report.columns],
        "rows": [[_value(row[column.name], column) for column in report.columns] for row in report.rows],
        "states": states if report.state is not None else {},
        "note": UNKNOWN_IS_NOT_MISSING,
        "empty": report.empty,
    }


def _value(value: Any, column: Column) -> Any:
    if column.kind is Kind.PROOF:
        return [[plain(proof[part]) for part in ("quote", "document", "place")] for proof in value]
    if column.kind is Kind.LIST:
        return [plain(item) for item in value]
    return value if isinstance(value, int | float) else plain(value)


def _json(payload: dict[str, Any]) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _template(name: str) -> str:
    return files("liantu.reports").joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
