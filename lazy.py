"""Names of a package, looked up in its modules when first used, so that a question imports only what it needs."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, home: Mapping[str, str]) -> Callable[[str], object]:
    """A `__getattr__` for the package; `home` says which of its modules holds which names, names apart by blanks.

    No name may be that of a module: importing the module would take its place.
    """
    module_of = {name: module for module, names in home.items() for name in names.split()}

    def look_up(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f".{module_of[name]}", package), name)
        setattr(sys.modules[package], name, value)
        return value

    return look_up
