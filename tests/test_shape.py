"""Modules and functions stay small, errors are caught by name, what is waved through has a reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import ROOT, sources

LINES, BODY, PARAMETERS, DEPTH = 400, 60, 7, 2
EDGES = {"guard.py", "shell.py"}
"""Modules that run at the edge of a process, where an error of any kind has to be told."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    return ((path, ast.parse(path.read_text("utf-8"))) for path in sources())


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LINES, "split the module by what it is about, not by size"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            taken = [each.arg for each in given if each.arg not in {"self", "cls"}]
            assert lines <= BODY, f"{path.name}:{node.lineno} {node.name} has {lines} lines"
            assert len(taken) <= PARAMETERS, f"{path.name}:{node.lineno} {node.name} takes {len(taken)} arguments"


def test_every_module_says_what_it_is_about() -> None:
    assert [path.name for path, tree in trees() if not ast.get_docstring(tree)] == []


def test_errors_are_caught_by_name() -> None:
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and path.name not in EDGES
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)  # it only tidies up
    ]
    assert broad == []


def test_classes_are_not_deep() -> None:
    bases: dict[str, list[str]] = {}
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]

    def depth(name: str) -> int:
        return 1 + max((depth(base) for base in bases[name] if base in bases), default=0)

    assert {name for name in bases if depth(name) > DEPTH} == set()


def test_what_the_type_checker_is_told_to_ignore_has_a_reason() -> None:
    for path in sources():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r"#\s*type:\s*ignore", line):
                assert re.search(r"#\s*type:\s*ignore\[[\w, -]+\]\s+#\s*\S", line), f"{path.name}:{number}"


def test_files_are_opened_with_an_encoding() -> None:
    """Windows would use the code page of the desk."""
    missing = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            words = {word.arg for word in node.keywords}
            least = {"read_text": 1, "write_text": 2}.get(node.func.attr)
            if least is not None and len(node.args) < least and "encoding" not in words:
                missing.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert missing == []
