"""No statement reads all of a table that grows with documents or registers, unless that is what it is asked for."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import liantu.queries
from liantu.graph import open_store

STATEMENTS = Path(liantu.queries.__file__).parent / "statements"
BIG = {"fact", "node", "maker", "made", "early", "company", "purchase", "former_name"}
WHOLE = {"doubtful": "the least sure of all facts, asked for once in a review"}
"""Statements that may read a whole table, and why."""


def scanned(db: sqlite3.Connection, statement: str) -> set[str]:
    """The tables that SQLite would read from end to end to answer."""
    names = dict.fromkeys(re.findall(r":(\w+)", re.sub(r"--.*|'[^']*'", "", statement)))
    alias = {short: table for table, short in re.findall(r"\b(\w+) AS (\w+)\b", statement)}
    steps = "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", names))
    found: list[str] = re.findall(r"^SCAN (\w+)(?! USING COVERING INDEX node_joined)\b", steps, re.MULTILINE)
    return {alias.get(one, one) for one in found} & BIG


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    open_store(tmp_path / "云溪.db").close()
    return sqlite3.connect(tmp_path / "云溪.db")


@pytest.mark.parametrize("name", sorted(path.stem for path in STATEMENTS.glob("*.sql")))
def test_a_statement_finds_its_rows_by_an_index(db: sqlite3.Connection, name: str) -> None:
    with closing(db):
        found = scanned(db, STATEMENTS.joinpath(f"{name}.sql").read_text("utf-8"))
    assert bool(found) is (name in WHOLE), found


def test_a_scan_is_seen(db: sqlite3.Connection) -> None:
    with closing(db):
        assert scanned(db, "SELECT f.quote FROM fact AS f WHERE f.quote = :quote") == {"fact"}
