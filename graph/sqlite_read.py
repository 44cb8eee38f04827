"""Documents out of the tables of schema.sql with all they brought, as contents.py has them."""

from collections.abc import Callable, Mapping

from ..schema import Same
from .contents import Content, company_of, document_of, fact_of, goal_of, purchase_of
from .store import Parameter, Row

Ask = Callable[[str, Mapping[str, Parameter]], list[Row]]

NAMES = "SELECT n.key, n.type, n.name, e.key FROM node AS n JOIN node AS e ON e.id = n.entity ORDER BY n.key"

_PURCHASES = """
SELECT s.name AS seller, b.name AS buyer, p.item, p.amount, p.year, p.sheet, p."row"
FROM purchase AS p JOIN node AS s ON s.id = p.seller JOIN node AS b ON b.id = p.buyer
WHERE p.document = :id ORDER BY p.sheet, p."row"
"""


def content(ask: Ask, document: str) -> Content:
    """The document of this id; it must be there."""

    def of(table: str, order: str) -> list[Row]:
        return ask(f"SELECT * FROM {table} WHERE document = :id ORDER BY {order}", {"id": document})

    about = ask("SELECT * FROM document WHERE id = :id", {"id": document})[0]
    return Content(
        document_of(about, of("part", "number")),
        str(about["source"]),
        facts=[fact_of(row) for row in of("fact", "id")],
        same=[Same(str(row["one"]), str(row["other"]), str(row["rule"])) for row in of("same", "one, other")],
        goals=[goal_of(row) for row in of("goal", "id")],
        companies=[company_of(row) for row in of("company", "id")],
        purchases=[purchase_of(row) for row in ask(_PURCHASES, {"id": document})],
    )
