"""A whole store as JSON lines and back: what goes out comes in again, to the last bit.

A line is {"document": …}, and then what that document brought, one a line: {"fact": …}, {"same": …}, {"goal": …},
{"company": …}, {"purchase": …}. Lines {"decision": …} come last.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any, NoReturn

from ..errors import InputError
from ..schema import Decision, Document, Evidence, Fact, Goal, Part, Place, Same, Status
from .contents import Content, company_of, purchase_of
from .store import Store

_BROUGHT = ("fact", "same", "goal", "company", "purchase")


def lines(store: Store) -> Iterator[str]:
    """The store as lines without their ends."""
    for content in store.contents():
        yield _line("document", _document_row(content))
        yield from (_line("fact", {**fact.row(), "confidence": fact.confidence}) for fact in content.facts)
        yield from (_line("same", same._asdict()) for same in content.same)
        yield from (_line("goal", asdict(goal)) for goal in content.goals)
        yield from (_line("company", one._asdict()) for one in content.companies)
        yield from (_line("purchase", one._asdict()) for one in content.purchases)
    yield from (_line("decision", one._asdict()) for one in store.decisions())


def restore(store: Store, text: Iterable[str], where: str, progress: Callable[[str], None] | None = None) -> int:
    """Add what the lines say and the store lacks, a document at a time; how many documents were new.

    InputError names the line that is no such line; documents before it are in the store, and nothing of its own.
    """
    new = 0
    said: list[Decision] = []
    for content, fresh in store.add_all(_contents(text, where, said)):
        new += fresh
        if progress:
            progress(content.document.name)
    store.decide(said[len(store.decisions()) :])
    return new


def _contents(text: Iterable[str], where: str, said: list[Decision]) -> Iterator[Content]:
    """Documents with what they brought; decisions are added to `said`."""
    head: tuple[Document, str] | None = None
    found: dict[str, list[Any]] = {}
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        kind, row = _parsed(line, number, where)
        try:
            if kind == "document":
                if head:
                    yield _content(head, found)
                head, found = _document(row), {name: [] for name in _BROUGHT}
            elif kind == "decision":
                said.append(Decision(**row))
            else:
                found[kind].append(_READERS[kind](row))
        except (KeyError, TypeError, ValueError) as error:
            _refuse(number, where, error)
    if head:
        yield _content(head, found)


def _content(head: tuple[Document, str], found: dict[str, list[Any]]) -> Content:
    return Content(*head, *(found[name] for name in _BROUGHT))


def _parsed(line: str, number: int, where: str) -> tuple[str, dict[str, Any]]:
    try:
        ((kind, row),) = json.loads(line).items()
    except (ValueError, AttributeError) as error:
        _refuse(number, where, error)
    if kind not in (*_BROUGHT, "document", "decision") or not isinstance(row, dict):
        _refuse(number, where, None)
    return kind, row


def _refuse(number: int, where: str, cause: Exception | None) -> NoReturn:
    todo = "这里要的是 liantu export jsonl 写出的文件"
    raise InputError(f"第 {number} 行读不懂", where=where, todo=todo) from cause


def _line(kind: str, row: dict[str, Any]) -> str:
    return json.dumps({kind: row}, ensure_ascii=False, allow_nan=False)


def _document_row(content: Content) -> dict[str, Any]:
    document = content.document
    about = {"id": document.id, "sha256": document.sha256, "name": document.name, "characters": len(document.text)}
    return {**about, "source": content.source, "parts": [asdict(part) for part in document.parts]}


def _document(row: dict[str, Any]) -> tuple[Document, str]:
    parts = tuple(Part(**{**part, "status": part["status"] and Status(part["status"])}) for part in row["parts"])
    return Document(row["id"], row["sha256"], row["name"], " " * row["characters"], parts, ()), str(row["source"])


def _place(row: dict[str, Any]) -> Place:
    return Place(**{**row, "headings": tuple(row["headings"])})


def _fact(row: dict[str, Any]) -> Fact:
    place = dict(row["place"])
    evidence = Evidence(place.pop("document"), row["quote"], _place(place))
    ends = row["subject"], row["subject_type"], row["predicate"], row["object"], row["object_type"]
    return Fact(*ends, evidence, row["role"], row["rule"], row["confidence"])


def _goal(row: dict[str, Any]) -> Goal:
    evidence = row["evidence"]
    return Goal(**{**row, "evidence": Evidence(evidence["document"], evidence["quote"], _place(evidence["place"]))})


_READERS: dict[str, Callable[[dict[str, Any]], object]] = {
    "fact": _fact,
    "same": lambda row: Same(**row),
    "goal": _goal,
    "company": company_of,
    "purchase": purchase_of,
}
