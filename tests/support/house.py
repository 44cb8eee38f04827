"""What the house consists of, for tests that guard its shape."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = {"tests", "docs", "examples", "build", "dist", "demo"}
"""Folders that hold nothing of the program."""


def sources() -> list[Path]:
    """Every module: the package's, and the scripts beside it."""
    found = [*ROOT.glob("*.py"), *ROOT.glob("*/**/*.py")]
    tops = ((path, path.relative_to(ROOT).parts[0]) for path in found)
    return sorted(path for path, top in tops if top not in OUTSIDE and not top.startswith("."))


def rooms() -> list[Path]:
    """The folders that are packages, those inside others included, without the checkout itself."""
    tops = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in {"tests", "bench"}]
    return sorted(inner.parent for top in tops for inner in top.rglob("__init__.py"))


def package() -> list[Path]:
    """Every module of the package."""
    return sorted([*ROOT.glob("*.py"), *(path for room in rooms() for path in room.glob("*.py"))])


def name(path: Path) -> str:
    """The name under which a module is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(("liantu", *(part for part in parts if part != "__init__")))
