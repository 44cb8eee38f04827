"""Facts kept, joined and seen."""

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
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

# What writes is not imported by a question, which only reads.
__getattr__ = lazily(
    __name__,
    {
        "opening": "open_store",
        "scopes": "scope_pattern substance",
        "sqlite_write": "pattern",
        "store": "Added Change Double Parameter Row Store Value",
    },
)
