"""Facts of a document: blocks to mentions to facts. Pure: the same document gives the same facts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..schema import Block, Document, Evidence, Fact, Place, ontology
from . import names
from .context import Context, walk
from .frames import Found, fits, mark
from .mentions import Mention, find
from .regions import Places, places
from .structure import structural
from .words import words

Named = tuple[str, str]  # name, type

# Half-width marks are read as full-width ones; one character for one, so offsets hold.
_MARKS = str.maketrans({",": "，", ";": "；", "(": "（", ")": "）", ":": "：", "?": "？", "!": "！"})


def extract(document: Document) -> list[Fact]:
    """Every fact the text states, each once, with its first quote; in the order of the text."""
    original = document
    blocks = tuple(replace(block, text=block.text.translate(_MARKS)) for block in document.blocks)
    document = replace(document, blocks=blocks)
    known = places(document.text, next((part.region for part in document.parts if part.region), None))
    mentions = find(document, known)
    facts: dict[tuple[str, str, str, str | None], Fact] = {}
    for block, found, context in walk(document, mentions, known):
        for fact in _block(original, block, found, context, known):
            facts.setdefault((fact.subject, fact.predicate, fact.object, fact.role), fact)
    return list(facts.values())


def _block(
    document: Document, block: Block, mentions: Sequence[Mention], context: Context, known: Places
) -> Iterator[Fact]:
    said = list(structural(block, mentions, context, known))
    title = context.title or (0, 0)
    if block.cell is None:
        for sentence in re.finditer(r"[^。！？；\n]+", block.text):
            body = [m for m in mentions if m.start >= title[1]]
            start = max(sentence.start(), title[1])
            if start < sentence.end():
                marked = mark(block.text, start, sentence.end(), body)
                for fit in fits(marked, context.has):
                    said += [(*item, fit.start, fit.end) for item in _said(fit, context, known)]
    for subject, predicate, object_, role, rule, confidence, start, end in said:
        if not ontology().faults(subject[1], predicate, object_[1], role) and subject[0] != object_[0]:
            yield _fact(document, block, (subject, predicate, object_, role, rule, confidence), (start, end))


def _said(fit: Found, context: Context, known: Places) -> Iterator[tuple[Named, str, Named, str | None, str, float]]:
    """What a frame says, name by name. Many firms with many items and no pairing say what the group makes."""
    frame = fit.frame
    for subject, predicate, object_, role in frame.facts:
        rule = ontology().predicates[predicate]
        many = predicate == "MAKES" and min(len(fit.slots.get("firm", ())), len(fit.slots["item"])) > 1
        if many:
            subject, predicate, rule = "group", "FOCUSES_ON", ontology().predicates["FOCUSES_ON"]
        left = _names(subject, fit, context, known, rule.subject)
        right = _names(object_, fit, context, known, rule.object)
        for one, sure in left:
            for other, also in right:
                yield one, predicate, other, role, frame.name, round(frame.confidence * min(sure, also), 3)


def _names(slot: str, fit: Found, context: Context, known: Places, types: Sequence[str]) -> list[tuple[Named, float]]:
    if slot == "group":
        group = context.group or context.topic
        return [(group, 1.0)] if group else []
    if slot == "holder":
        return [((context.firm, "Enterprise"), 1.0)] if context.firm else []
    if slot == "region":
        return [((context.region, "Region"), 1.0)] if context.region else []
    named = [(typed(m, types, known), m.confidence) for m in fit.slots[slot]]
    return [(name, sure) for name, sure in named if name and name[0] and not _empty(name)]


def _empty(name: Named) -> bool:
    return len(name[0]) < 2 or bool(re.fullmatch(words("generic"), name[0]))


def typed(m: Mention, types: Sequence[str], known: Places) -> Named | None:
    """A mention as a name of one of the types that a predicate takes."""
    if m.kind == "R":
        return known.full(m.text), "Region"
    if m.kind == "A":
        return m.text, "Agency"
    if m.kind == "E":
        return names.firm(m.text), "Enterprise"
    if m.kind == "J":
        return m.text, "Project"
    if m.kind == "I":
        return m.text, names.place_or_platform(m.text)
    if "Link" in types or "Application" in types:
        return names.link(m.text), next(kind for kind in ("Link", "Application") if kind in types)
    name, kind = names.group(m.text)
    if kind in types:
        return name, kind
    return (re.sub(r"产业集群$|集群$|产业链$", "", name), "Industry") if "Industry" in types else (name, "Cluster")


def _fact(
    document: Document,
    block: Block,
    said: tuple[Named, str, Named, str | None, str, float],
    span: tuple[int, int],
) -> Fact:
    subject, predicate, object_, role, rule, confidence = said
    start, end = span[0], min(span[1], len(block.text))
    place = Place(
        block.headings,
        block.part,
        block.number,
        block.start + start,
        block.start + end,
        block.table,
        block.row,
        block.cell,
    )
    evidence = Evidence(document.id, document.text[place.start : place.end], place)
    return Fact(*subject, predicate, *object_, evidence, role, rule, confidence)
