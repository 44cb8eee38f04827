"""How much a statement counts by the words that say it."""

import re

from .said import Said
from .words import words

_AFTER_LIST = 12  # characters after a list of firms that can call them leaders


def weight(one: Said, text: str) -> tuple[int, float]:
    """How much a statement counts among those of the same two names: to be called a leader, the most."""
    if one.predicate != "LEADS" or one.role == "配套":
        return 0, one.confidence
    called = re.search(words("called_leading"), text[one.start : one.end + _AFTER_LIST])
    return 1 + (one.role == "链主") if called else 0, one.confidence
