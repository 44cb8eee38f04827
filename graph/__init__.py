"""Facts kept, joined and seen."""

from .opening import open_store
from .scopes import scope_pattern, substance
from .sqlite_write import pattern
from .store import Added, Change, Double, Parameter, Row, Store, Value

__all__ = [
    "Added",
    "Change",
    "Double",
    "Parameter",
    "Row",
    "Store",
    "Value",
    "open_store",
    "pattern",
    "scope_pattern",
    "substance",
]
