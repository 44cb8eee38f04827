"""What can be said: types, predicates, facts with their evidence, names, places."""

from .divisions import Division, contains, divisions, find, full_name
from .facts import Block, BlockKind, Document, Evidence, Fact, FactRow, Goal, Part, Place, Same, Status
from .names import clean, key, stem
from .ontology import Ontology, ontology

__all__ = [
    "Block",
    "BlockKind",
    "Division",
    "Document",
    "Evidence",
    "Fact",
    "FactRow",
    "Goal",
    "Ontology",
    "Part",
    "Place",
    "Same",
    "Status",
    "clean",
    "contains",
    "divisions",
    "find",
    "full_name",
    "key",
    "ontology",
    "stem",
]
