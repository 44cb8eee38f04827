"""Run every benchmark and print one table."""

from rich.console import Console
from rich.table import Table

from . import asking, drawing, loading, reading, registering, sharing, starting


def main() -> None:
    """Figures with the target beside them, where the project has one."""
    table = Table("benchmark", "figure", "target")
    for module in (loading, reading, starting, asking, drawing, registering, sharing):
        for row in module.rows():
            table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
