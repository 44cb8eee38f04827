"""Columns by name, for tables that many reports share; heads, widths and kinds lie in columns.yaml."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ..schema.shipped import shipped
from .report import Column, Kind, Report

_EMPTY = "文件没有写到"


def table(title: str, rows: Iterable[Mapping[str, Any]], names: str) -> Report:
    """A report of rows with the columns that `names` lists, separated by spaces."""
    return Report(title, tuple(_columns()[name] for name in names.split()), tuple(rows), _EMPTY)


@cache
def _columns() -> dict[str, Column]:
    raw = shipped("reports", "columns.yaml")
    return {
        name: Column(name, head, width, Kind(*kind) if kind else Kind.TEXT)
        for name, (head, width, *kind) in raw.items()
    }
