"""Facts kept, joined and seen."""

from .opening import open_store
from .sqlite_write import pattern
from .store import Change, Row, Store, Value

__all__ = ["Change", "Row", "Store", "Value", "open_store", "pattern"]
