"""What can be said: types, predicates, facts with their evidence, names, places."""

from .facts import Block, BlockKind, Document, Evidence, Fact, FactRow, Part, Place, Same, Status
from .names import clean, key, stem
from .ontology import Ontology, ontology

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "Evidence",
    "Fact",
    "FactRow",
    "Ontology",
    "Part",
    "Place",
    "Same",
    "Status",
    "clean",
    "key",
    "ontology",
    "stem",
]
