"""The examples in docstrings hold."""

import doctest
import importlib

import pytest
from house import name, package

MODULES = [name(path) for path in package() if path.stem != "__main__"]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_hold(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_there_are_examples() -> None:
    found = [doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module)) for module in MODULES]
    assert sum(len(test.examples) for tests in found for test in tests) > 40
