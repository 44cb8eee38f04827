"""What can be said: types, predicates, facts with their evidence, names, places."""

from typing import TYPE_CHECKING

from ..lazy import lazily
from .divisions import Division, contains, divisions, find, full_name, locate
from .names import Same, clean, key, stem, unabbreviated
from .ontology import Ontology, ontology
from .spots import SURE

if TYPE_CHECKING:
    from .facts import Block, BlockKind, Document, Evidence, Fact, FactRow, Goal, Part, Place, Status
    from .files import file_name, open_file
    from .registers import (
        FAR_OFF,
        NEAR_BY,
        Batch,
        Company,
        Decision,
        FirmState,
        Purchase,
        RowProblem,
        former_names,
        without_code,
    )
    from .uscc import clean_uscc
    from .values import Money, clean_date, clean_money, clean_number

__all__ = [
    "FAR_OFF",
    "NEAR_BY",
    "SURE",
    "Batch",
    "Block",
    "BlockKind",
    "Company",
    "Decision",
    "Division",
    "Document",
    "Evidence",
    "Fact",
    "FactRow",
    "FirmState",
    "Goal",
    "Money",
    "Ontology",
    "Part",
    "Place",
    "Purchase",
    "RowProblem",
    "Same",
    "Status",
    "clean",
    "clean_date",
    "clean_money",
    "clean_number",
    "clean_uscc",
    "contains",
    "divisions",
    "file_name",
    "find",
    "former_names",
    "without_code",
    "full_name",
    "key",
    "locate",
    "ontology",
    "open_file",
    "stem",
    "unabbreviated",
]

# A question needs none of the classes that readers and writers of documents need.
__getattr__ = lazily(
    __name__,
    {
        "facts": "Block BlockKind Document Evidence Fact FactRow Goal Part Place Status",
        "files": "file_name open_file",
        "registers": "FAR_OFF NEAR_BY Batch Company Decision FirmState Purchase RowProblem former_names without_code",
        "uscc": "clean_uscc",
        "values": "Money clean_date clean_money clean_number",
    },
)
