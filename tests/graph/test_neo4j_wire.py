"""How much a load sends to a server."""

from typing import Any, cast

import pytest
from graph_facts import story

from liantu.graph.contents import Content
from liantu.graph.neo4j_columns import text_column
from liantu.graph.neo4j_write import put, ready


class Wire:
    """A transaction on an empty graph that counts the values it is sent."""

    values = 0

    def run(self, _: str, parameters: dict[str, Any] | None = None, **more: Any) -> "Wire":
        self.values += _count({**(parameters or {}), **more})
        return self

    def consume(self) -> None:
        pass

    def single(self, *, strict: bool = False) -> dict[str, Any]:
        return {"found": [], "n": 0}


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    return sum(map(_count, value)) if isinstance(value, list) else 1


def sent(firms: int) -> int:
    item, wire = story("甲", firms=[f"明川{number}" for number in range(firms)]), Wire()
    put(cast(Any, wire), ready([Content(item.document, "", item.facts)]))
    return wire.values


def test_more_facts_and_firms_are_no_more_values() -> None:
    assert sent(1000) == sent(10)


@pytest.mark.parametrize("values", [["乙"], ["", ""], ["\x1f", "a b", ""], list(map(chr, range(0x1F, 0x100)))])
def test_what_parts_texts_is_in_none_of_them(values: list[str]) -> None:
    told = text_column(values)
    assert told.split(told[0])[1:] == values
