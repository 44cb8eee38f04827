"""Columns by name, for tables that many reports share; heads, widths and kinds lie in columns.yaml."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .report import Column, Kind, Report

_EMPTY = "文件没有写到"


def table(title: str, rows: Iterable[Mapping[str, Any]], names: str) -> Report:
    """A report of rows with the columns that `names` lists, separated by spaces."""
    return Report(title, tuple(_columns()[name] for name in names.split()), tuple(rows), _EMPTY)


@cache
def _columns() -> dict[str, Column]:
    raw = yaml.safe_load(files("liantu.reports").joinpath("columns.yaml").read_text("utf-8"))
    return {
        name: Column(name, head, width, Kind(*kind) if kind else Kind.TEXT)
        for name, (head, width, *kind) in raw.items()
    }
