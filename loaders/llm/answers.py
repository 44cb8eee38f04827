"""Answers of a language model taken apart and checked: what is not in the text, or not in the ontology, is refused."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...schema import Document, Evidence, Fact, Place, ontology
from ..regions import places
from ..words import words
from .windows import Piece, Window

LONGEST_NAME = 60
LONGEST_QUOTE = 160
_SURE = 0.9  # no model is surer than the best rules
_UNSAID = 0.5  # the confidence of a fact that comes without one

_THOUGHT = re.compile(r"^.*</think>", re.DOTALL)
_FLAT = re.compile(r"\{[^{}]*\}")
_ENDS = "。！？；"
_FIELDS = ("quote", "subject", "subject_type", "predicate", "object", "object_type")


class Refusal(StrEnum):
    """Why a fact of an answer is not taken."""

    FORM = "写法不合要求"
    QUOTE = "引文不在原文"
    NAME = "名称不在原文"
    TYPE = "类型或关系不符"


def parse(answer: str) -> tuple[list[object], bool]:
    """The facts of an answer as JSON values, and whether it came as a whole.

    Fences, a word of greeting and thoughts around the object are passed over. Of an answer that broke off, or is no
    JSON as a whole, the facts that are complete are taken.
    """
    text = _THOUGHT.sub("", answer)
    try:
        whole: Any = json.loads(text[text.find("{") : text.rfind("}") + 1])
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and isinstance(whole.get("facts"), list):
        return whole["facts"], True
    found = []
    for flat in _FLAT.findall(text):
        try:
            found.append(json.loads(flat))
        except (ValueError, RecursionError):
            continue
    return found, False


class Checker:
    """Takes facts of a document whose quote is an exact substring of its block and whose names stand in the window."""

    def __init__(self, document: Document, rule: str) -> None:
        """`rule` is what the facts taken will be labelled with."""
        self._document, self._rule = document, rule
        self._known = places(document.text, next((part.region for part in document.parts if part.region), None))

    def check(self, item: object, window: Window) -> Fact | Refusal:
        if not isinstance(item, dict) or not all(isinstance(item.get(field), str) for field in _FIELDS):
            return Refusal.FORM
        role = item.get("role") or None
        if role is not None and not isinstance(role, str):
            return Refusal.FORM
        subject, object_ = (self._named(item[side], item[f"{side}_type"]) for side in ("subject", "object"))
        if ontology().faults(subject.kind, item["predicate"], object_.kind, role) or subject.name == object_.name:
            return Refusal.TYPE
        found = _find(item.get("block"), _bare(item["quote"]), window)
        if found is None:
            return Refusal.QUOTE
        piece, start, end = found
        said, all_ = piece.text[start:end], window.words()
        if not (subject.stands_in(all_) and object_.stands_in(all_)):
            return Refusal.NAME
        if not (subject.stands_in(said) or object_.stands_in(said)):
            return Refusal.NAME
        evidence = _evidence(self._document, piece, start, end)
        ends = (subject.name, subject.kind, item["predicate"], object_.name, object_.kind)
        return Fact(*ends, evidence, role, self._rule, _confidence(item.get("confidence")))

    def _named(self, text: str, kind: str) -> "_Name":
        """Places have their full name (武汉 → 武汉市), and may stand in the text by their short one."""
        name = _bare(text)
        if kind != "Region":
            return _Name(name, kind, (name,))
        full = self._known.full(name)
        return _Name(full, kind, (name, *(short for short, long in self._known.short.items() if long == full)))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that a fact may have, and the ways in which the text may write it."""

    name: str
    kind: str
    written: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        if not self.name.isprintable() or re.search(f"[{_ENDS}]", self.name):
            return False
        if not 2 <= len(self.name) <= LONGEST_NAME or re.fullmatch(words("generic"), self.name):
            return False
        return any(form in text for form in self.written)


def _find(block: object, quote: str, window: Window) -> tuple[Piece, int, int] | None:
    """Where the quote stands, widened to its sentence unless that is long."""
    for piece in window.pieces:
        start = piece.text.find(quote) if quote and type(block) is int and piece.block.number == block else -1
        if start >= 0:
            return piece, *_sentence(piece.text, start, start + len(quote))
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    last = min((at + 1 for mark in _ENDS if (at := text.find(mark, end - 1)) >= 0), default=len(text))
    return (first, last) if last - first <= LONGEST_QUOTE else (start, end)


def _evidence(document: Document, piece: Piece, start: int, end: int) -> Evidence:
    block, first, last = piece.block, piece.offsets[start], piece.offsets[end - 1] + 1
    place = Place(block.headings, block.part, block.number, first, last, block.table, block.row, block.cell)
    return Evidence(document.id, document.text[first:last], place)


def _confidence(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return _UNSAID
    return round(min(float(value), _SURE), 3)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
