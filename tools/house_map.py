"""Write the table of docs/map.md from what each module says of itself. usage: python tools/house_map.py (make map)"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAP = ROOT / "docs/map.md"
_TABLE = re.compile(r"(?<=\| --- \| --- \|\n)(?:\|.*\n)*")


def modules() -> list[Path]:
    """Every module of the package: those in the root, and those of each room."""
    rooms = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in {"tests", "bench"}]
    return sorted([*ROOT.glob("*.py"), *(path for room in rooms for path in room.rglob("*.py"))])


def written() -> str:
    """The map with a row for each module: its path, and the first line of its docstring."""
    rows = ""
    for path in modules():
        said = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
        rows += f"| `{path.relative_to(ROOT).as_posix()}` | {said} |\n"
    return _TABLE.sub(lambda _: rows, MAP.read_text("utf-8"))


if __name__ == "__main__":
    MAP.write_text(written(), encoding="utf-8", newline="\n")
