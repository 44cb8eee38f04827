"""Files to facts."""

from .aliases import aliases
from .extract import extract

__all__ = ["aliases", "extract"]
