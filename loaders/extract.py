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
    read = [_plain(block) for block in document.blocks]
    document = replace(document, blocks=tuple(block for block, _ in read))
    known = places(document.text, next((part.region for part in document.parts if part.region), None))
    mentions = find(document, known)
    facts: dict[tuple[str, str, str, str | None], Fact] = {}
    for (_, offsets), (block, found, context) in zip(read, walk(document, mentions, known), strict=True):
        for fact in _block(original, (block, offsets), found, context, known):
            facts.setdefault((fact.subject, fact.predicate, fact.object, fact.role), fact)
    return list(facts.values())


def _plain(block: Block) -> tuple[Block, tuple[int, ...]]:
    """The block without breaks inside sentences, with full-width marks; each character's document offset."""
    keep = [
        at
        for at, char in enumerate(block.text)
        if char != "\n" or block.text[:at].rstrip().endswith(("。", "；", "：", "！")) or block.cell is not None
    ]
    text = "".join(block.text[at] for at in keep).translate(_MARKS)
    return replace(block, text=text), tuple(block.start + at for at in keep)


def _block(
    document: Document,
    placed: tuple[Block, tuple[int, ...]],
    mentions: Sequence[Mention],
    context: Context,
    known: Places,
) -> Iterator[Fact]:
    block, offsets = placed
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
            yield _fact(document, placed, (subject, predicate, object_, role, rule, confidence), (start, end))


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
        if predicate == "PART_OF":
            left = [(name, sure) for name, sure in left if name[1] == "Cluster"]
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
    group = name[1] in ("Link", "Application") and re.search("集群$|供应链$|^等", name[0])
    broken = name[0].count("（") != name[0].count("）")
    return len(name[0]) < 2 or bool(group or broken or re.fullmatch(words("generic"), name[0]))


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
    if m.kind == "I" and "Project" in types and "Platform" not in types:
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
    placed: tuple[Block, tuple[int, ...]],
    said: tuple[Named, str, Named, str | None, str, float],
    span: tuple[int, int],
) -> Fact:
    subject, predicate, object_, role, rule, confidence = said
    block, offsets = placed
    start, end = offsets[span[0]], offsets[min(span[1], len(offsets)) - 1] + 1
    place = Place(block.headings, block.part, block.number, start, end, block.table, block.row, block.cell)
    evidence = Evidence(document.id, document.text[start:end], place)
    one, other = (re.sub(r"\s", "", name) for name in (subject[0], object_[0]))
    return Fact(one, subject[1], predicate, other, object_[1], evidence, role, rule, confidence)
