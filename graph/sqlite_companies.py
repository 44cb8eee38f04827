"""Registers, purchases and decisions into the tables of schema.sql, inside a transaction that the caller has begun."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..schema import Batch, Company, Decision, Purchase, key, stem, without_code
from .scopes import distinct, words
from .sqlite_write import add_facts, join
from .store import Added, Change, Double
from .surfaces import number_of

_COMPANY = f"INSERT OR IGNORE INTO company VALUES ({', '.join('?' * 23)})"
_SEARCH = "INSERT INTO company_search (rowid, bigrams) VALUES (?, ?)"
_LATER = ("company_stem", "company_region", "company_document")
_FIRM = "Enterprise"
_SAME = "same"

Row = tuple[Any, ...]


class _First(NamedTuple):
    name: str
    former: str
    sheet: str
    row: int


def put_register(db: sqlite3.Connection, document: str, batches: Iterable[Batch]) -> Added:
    """The batches of one register, whose document and part are there already."""
    facts = nodes = companies = 0
    doubles: list[Double] = []
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM company").fetchone()
    later = [] if last else _put_off(db)
    for batch in batches:
        if batch.facts:  # a batch of firms has none, and asking which nodes they join costs more than its rows
            came = add_facts(db, batch.facts)
            facts, nodes = facts + came.facts, nodes + came.nodes
        _put_purchases(db, document, batch.purchases)
        doubles += _put_companies(db, document, last, batch.companies)
        last += len(batch.companies)
        companies += len(batch.companies)
    for index in later:
        db.execute(index)
    lost = sum(not one.apart for one in doubles)
    return Added(Change(facts, nodes), companies - lost, tuple(doubles))


def _put_off(db: sqlite3.Connection) -> list[str]:
    """Drop the indexes that an empty table can do without while it is filled: sorted at the end they are built faster
    than row by row all over the file. Returns the statements that make them again.
    """
    later = []
    for name in _LATER:
        later += [row[0] for row in db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,))]
        db.execute(f"DROP INDEX {name}")
    return later


def unsearch(db: sqlite3.Connection, document: str) -> None:
    """Take the document's firms out of the index, which keeps no copy of them; before their rows go."""
    if not db.execute("SELECT 1 FROM company WHERE document = ? LIMIT 1", (document,)).fetchone():
        return
    others = db.execute("SELECT 1 FROM company WHERE document <> ? LIMIT 1", (document,)).fetchone()
    if not others:
        db.execute("INSERT INTO company_search (company_search) VALUES ('delete-all')")
        return
    rows = db.execute("SELECT id, name, industry, scope FROM company WHERE document = ? ORDER BY id", (document,))
    db.executemany(
        "INSERT INTO company_search (company_search, rowid, bigrams) VALUES ('delete', ?, ?)",
        ((number, distinct(words(*texts))) for number, *texts in rows),
    )


def decide(db: sqlite3.Connection, decisions: Sequence[Decision]) -> int:
    """Append what differs from what counts now; how many did. Joins by people take effect at once."""
    changed = 0
    touched: set[str] = set()
    for one in decisions:
        about = (one.kind, one.subject, one.object)
        now = db.execute(
            "SELECT value FROM decision WHERE kind = ? AND subject = ? AND object = ? ORDER BY number DESC LIMIT 1",
            about,
        ).fetchone()
        if (now[0] if now else "") == one.value:
            continue
        db.execute(
            "INSERT INTO decision (kind, subject, object, value, source, at) VALUES (?, ?, ?, ?, ?, ?)",
            (*about, one.value, one.source, one.at),
        )
        changed += 1
        if one.kind == _SAME:
            touched |= {one.subject, one.object}
    if touched:
        join(db, touched)
    return changed


def _put_companies(db: sqlite3.Connection, document: str, last: int, companies: Sequence[Company]) -> list[Double]:
    """Insert the firms as rows `last` + 1, …; those whose identity the document has already are told and left out."""
    if not companies:
        return []
    doubles: list[Double] = []
    kept = _insert(db, [_row(document, last + n, one) for n, one in enumerate(companies, 1)])
    taken = {row[0] for row in kept}
    left = [(last + n, one) for n, one in enumerate(companies, 1) if last + n not in taken]
    again: list[Row] = []
    for number, one in left:
        first = _first(db, document, one)
        alone = without_code(one, first.name, first.former)
        fresh = _insert(db, [_row(document, number, alone)]) if alone else []
        again += fresh
        doubles.append(Double(one, first.name, first.sheet, first.row, bool(fresh)))
    kept += again
    db.executemany(_SEARCH, [(row[0], words(row[4], row[14], row[13])) for row in kept])
    former = [(stem(name, _FIRM), row[0]) for row in kept if row[6] for name in str(row[6]).split("、")]
    db.executemany("INSERT OR IGNORE INTO former_name VALUES (?, ?)", former)
    return doubles


def _row(document: str, number: int, one: Company) -> Row:
    return (number, document, one.ident, stem(one.name, _FIRM), *one)


def _insert(db: sqlite3.Connection, rows: list[Row]) -> list[Row]:
    """Those of the rows whose identity the document had not yet."""
    before = db.total_changes
    db.executemany(_COMPANY, rows)
    if db.total_changes - before == len(rows):
        return rows
    numbers = json.dumps([row[0] for row in rows])
    there = "SELECT id FROM company WHERE id IN (SELECT value FROM json_each(?))"
    taken = {number for (number,) in db.execute(there, (numbers,))}
    return [row for row in rows if row[0] in taken]


def _first(db: sqlite3.Connection, document: str, one: Company) -> _First:
    """The row that has the firm's identity already."""
    return _First(
        *db.execute(
            'SELECT name, former, sheet, "row" FROM company WHERE ident = ? AND document = ?', (one.ident, document)
        ).fetchone()
    )


def _put_purchases(db: sqlite3.Connection, document: str, purchases: Sequence[Purchase]) -> None:
    def ends(one: Purchase) -> tuple[int, int]:
        return number_of(key(one.seller, _FIRM)), number_of(key(one.buyer, _FIRM))

    db.executemany(
        "INSERT INTO purchase VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(document, one.sheet, one.row, *ends(one), one.item, one.amount, one.year) for one in purchases],
    )
