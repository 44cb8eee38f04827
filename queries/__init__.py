"""Questions put to a store: statements in files, reasoning in Python above them."""

from .gaps import chain, explain, gaps
from .listings import documents, find_document, layout, leaders, run_file, suppliers
from .targets import targets

__all__ = [
    "chain",
    "documents",
    "explain",
    "find_document",
    "gaps",
    "layout",
    "leaders",
    "run_file",
    "suppliers",
    "targets",
]
