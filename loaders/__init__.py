"""Files to facts: read a file into a document of blocks, then names, then facts."""

from .aliases import aliases
from .extract import extract
from .goals import goals
from .parts import placed
from .quick import quick as quick_tagger
from .read import read

__all__ = ["aliases", "extract", "goals", "placed", "quick_tagger", "read"]
