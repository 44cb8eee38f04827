"""Company registers, supply lists and lists of signed projects: .xlsx and .csv as they are exported, row by row."""

from .lists import ListFacts
from .reading import SheetNote, TableEnd, open_table
from .rows import ListRow

__all__ = ["ListFacts", "ListRow", "SheetNote", "TableEnd", "open_table"]
