"""Rows of supply lists and lists of signed projects as facts, each proved by its row in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema import Batch, Evidence, Fact, Place, Purchase, locate
from .rows import ListRow, located

_RULE = "list"


@dataclass(slots=True)
class ListFacts:
    """Turns rows into batches for the document with this id. Its text is the rows in words, one a line."""

    document: str
    _at: int = 0
    _line: int = 0

    def batch(self, rows: Sequence[ListRow]) -> Batch:
        facts: list[Fact] = []
        purchases = []
        for row in rows:
            proof = self._proof(row)
            if row.kind == "supply":
                seller, buyer = row.values["seller"], row.values["buyer"]
                facts.append(Fact(seller, "Enterprise", "SUPPLIES", buyer, "Enterprise", proof, None, _RULE))
                if place := located(row.values.get("place", "")):
                    facts.append(Fact(seller, "Enterprise", "LOCATED_IN", place, "Region", proof, None, _RULE))
                item, year = row.values.get("item", ""), row.values.get("year", "")
                purchases.append(Purchase(seller, buyer, item, row.amount, year, row.sheet, row.row))
            else:
                facts += _project(row, proof)
        return Batch((), facts, purchases)

    def _proof(self, row: ListRow) -> Evidence:
        start, self._at = self._at, self._at + len(row.line) + 1
        place = Place((row.sheet,) if row.sheet else (), 0, self._line, start, start + len(row.line), 0, row.row - 1, 0)
        self._line += 1
        return Evidence(self.document, row.line, place)


def _project(row: ListRow, proof: Evidence) -> list[Fact]:
    """The firm undertakes the project, which lies where the list says."""
    project, firm, place = row.values["project"], row.values["firm"], row.values.get("place", "")
    facts = [Fact(firm, "Enterprise", "UNDERTAKES", project, "Project", proof, None, _RULE)]
    if place:
        facts.append(Fact(project, "Project", "LOCATED_IN", locate(place) or place, "Region", proof, None, _RULE))
    return facts
