"""Named statements asked of a store, and the facts they give."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..graph import Row, Store
from ..schema import Place
from .answers import Proof


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as a question sees it: shown names, and the sentence."""

    subject: str
    object: str
    subject_type: str
    object_type: str
    role: str | None
    headings: tuple[str, ...]
    proof: Proof
    final: bool
    date: str | None
    predicate: str = ""


@cache
def statement(name: str, dialect: str) -> str:
    """The text of a named statement in the store's dialect."""
    return files("liantu.queries").joinpath(f"statements/{name}.{dialect}").read_text("utf-8")


def ask(store: Store, name: str, **parameters: str | int | None) -> list[Row]:
    return store.ask(statement(name, store.dialect), parameters)


def facts(store: Store, predicate: str, region: str | None = None) -> list[Said]:
    """Facts of one predicate from parts that speak for the region; final plans first."""
    return [said_of(row) for row in ask(store, "facts", predicate=predicate, region=region)]


def said_of(row: Row) -> Said:
    """The fact in a row of the statements `facts` and `about`."""

    def number(name: str) -> int | None:
        value = row[name]
        return int(value) if value is not None else None

    def text(name: str) -> str:
        return str(row[name] or "")

    headings = tuple(json.loads(text("headings")))
    spot = [number(name) or 0 for name in ("part", "block", "start", "end")]
    place = Place(headings, spot[0], spot[1], spot[2], spot[3], number("table"), number("row"), number("cell"))
    role = text("role") or None
    proof = Proof(text("document"), str(place), text("quote"))
    ends = text("subject"), text("object"), text("subject_type"), text("object_type")
    return Said(
        *ends, role, headings, proof, row["status"] == "正式", text("date") or None, str(row.get("predicate", ""))
    )


def proofs(said: list[Said], limit: int = 6) -> tuple[Proof, ...]:
    """The distinct sentences of facts, in their order, final plans first."""
    ordered = sorted(said, key=lambda one: not one.final)
    return tuple(dict.fromkeys(one.proof for one in ordered))[:limit]
