"""Company registers, supply lists and lists of signed projects: .xlsx and .csv as they are exported, row by row."""

from .lists import ListFacts
from .reading import RawSheet, SheetNote, TableEnd, open_table, raw_sheets
from .rows import ListRow

__all__ = ["ListFacts", "ListRow", "RawSheet", "SheetNote", "TableEnd", "open_table", "raw_sheets"]
