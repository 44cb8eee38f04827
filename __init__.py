"""链图: industrial policy documents in, a knowledge graph with provable gaps out.

    from liantu import open_store, load, gaps

The names are looked up when first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .graph import Store, open_store
    from .graph.views import as_networkx
    from .intake import load
    from .loaders import extract, read
    from .queries.gaps import gaps
    from .queries.links import chain
    from .queries.listings import layout, leaders, suppliers

__version__ = "0.1.0"

__all__ = [
    "Store",
    "as_networkx",
    "chain",
    "extract",
    "gaps",
    "layout",
    "leaders",
    "load",
    "open_store",
    "read",
    "suppliers",
]

_HOME = {
    "Store": "graph",
    "as_networkx": "graph.views",
    "open_store": "graph",
    "load": "intake",
    "extract": "loaders",
    "read": "loaders",
    "chain": "queries.links",
    "gaps": "queries.gaps",
    "layout": "queries.listings",
    "leaders": "queries.listings",
    "suppliers": "queries.listings",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'liantu' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), name)
