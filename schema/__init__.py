"""What can be said: types, predicates, facts with their evidence, names, places."""

from .divisions import Division, contains, divisions, find, full_name, locate
from .facts import SURE, Block, BlockKind, Document, Evidence, Fact, FactRow, Goal, Part, Place, Same, Status
from .files import file_name, open_file
from .names import clean, key, stem
from .ontology import Ontology, ontology
from .registers import Batch, Company, Decision, FirmState, Purchase, RowProblem, former_names, without_code
from .uscc import clean_uscc
from .values import Money, clean_date, clean_money, clean_number

__all__ = [
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
]
