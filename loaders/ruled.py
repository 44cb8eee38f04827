"""What rules read, block by block: by layout, by frames, and by what words say of the standing of a thing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..schema import Block, Document, ontology
from ..schema.strengths import IN_ROW
from . import names
from .about import about, head_group, speaks
from .apart import around_box
from .cells import OF_ROWS, head, pursues
from .context import Context, walk
from .frames import Found, fits, mark
from .lacking import HEARD_LACKING, HEARD_STANDING, holding, lacking, told_until
from .lacks import ENOUGH, LACKING, LENT
from .mentions import Mention
from .overlaps import within
from .owners import GROUPS
from .regions import Places
from .relations import ReadPassage
from .said import Named, Said
from .structure import structural
from .weighing import HELD, LACKS, LACKS_BY_HEAD, NOT_LACKING, ROW_LACKS
from .words import words

_LACK = 0.8  # what plain words say is lacking is so, if its name is one

_IN_FRAME = 0.7  # a frame that fits is evidence for the names in it too

ANY = "", GROUPS[0]
"""The subject of what is denied of any."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of a passage: where it begins in the text of which passage, its names by offsets into its own text, and
    its context."""

    passage: int
    start: int
    block: Block
    mentions: Sequence[Mention]
    context: Context
    rest: int  # characters from its start to the end of its passage


def contexts(
    document: Document, read: Sequence[ReadPassage], mentions: Sequence[Sequence[Mention]], known: Places
) -> Iterator[Spot]:
    """The blocks of the passages with their contexts."""
    spots: list[tuple[int, int, int]] = []
    blocks: list[Block] = []
    named: list[list[Mention]] = []
    for number, one in enumerate(read):
        for start, end, block in one.passage.blocks:
            spots.append((number, start, len(one.passage.text.rstrip()) - start))
            blocks.append(replace(block, text=one.passage.text[start:end]))
            inside = within(mentions[number], start, end)
            named.append([replace(m, start=m.start - start, end=m.end - start) for m in inside])
    plain = replace(document, blocks=tuple(blocks))
    for (number, start, rest), (block, found, context) in zip(spots, walk(plain, named, known), strict=True):
        yield Spot(number, start, block, found, context, rest)


def ruled(spots: Iterable[Spot], known: Places) -> list[Said]:
    """What rules read in the blocks."""
    said: list[Said] = []
    for spot in spots:
        for item in _block(spot, known):
            begins = 0 if item.rule in OF_ROWS else item.start + spot.start
            said.append(replace(item, start=begins, end=item.end + spot.start, passage=spot.passage))
    return said


def _block(spot: Spot, known: Places) -> Iterator[Said]:
    block, mentions, context = spot.block, spot.mentions, spot.context
    yield from (Said(*item) for item in structural(block, mentions, context, known))
    if block.cell is not None:
        yield from _heard_of_row(spot, known)
        return
    yield from _lacks(block, mentions, context, known)
    title, turns = context.title or (0, 0), speaks(block.text, mentions)
    for sentence in re.finditer(r"[^。！？；\n]+", block.text):
        body = [m for m in mentions if m.start >= title[1]]
        start = max(sentence.start(), title[1])
        if start < sentence.end():
            turned = turns.at(start, on=not context.group)
            own = _turned(context, turned) if turned else context
            own = about(block.text, start, [m for m in body if start <= m.start < sentence.end()], own)
            for fit in fits(mark(block.text, start, sentence.end(), body), own.has):
                found = (Said(*item, fit.start, fit.end) for item in _said(fit, own, known))
                yield from (one for one in found if one.predicate != "HAS_PROJECT" or _owns_projects(block, own))
                yield from _denied(fit, own, known)


def _turned(context: Context, group: Named) -> Context:
    """The context of a sentence that speaks of this group, which no title of its own names."""
    return replace(context, inner=group) if context.group else replace(context, topic=group)


def _owns_projects(block: Block, context: Context) -> bool:
    """Is the group of the context that of the projects in the block? Under headings only one that a title names; of a
    box of projects none that stands around it.
    """
    return not around_box(context.group, block) if context.group else not block.headings


def _lacks(block: Block, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """What clauses say is lacking, and what is not: the place has that."""
    head, turns = head_group(block, mentions), speaks(block.text, mentions)
    rule = LACKS_BY_HEAD if head else LACKS

    def whose(m: Mention) -> tuple[Named, bool]:
        told = head or turns.at(m.start, on=not context.group) or context.group
        return told or context.topic or ANY, not told

    for m, found in lacking(block.text, mentions, known):
        group, guessed = whose(m)
        item, sure = typed(m, ("Link",), known), round(_LACK * max(m.confidence, _IN_FRAME), 3)
        if not item or empty(item):
            continue
        if found.role in LACKING:
            yield Said(group, "SEEKS", item, found.role, rule, sure, m.start, found.end, guessed=guessed)
            continue
        yield Said(ANY, "SEEKS", item, None, NOT_LACKING, 1.0, m.start, m.end, denied=True)
        if found.role in (ENOUGH, LENT) and not guessed:
            yield Said(group, "FOCUSES_ON", item, None, NOT_LACKING, sure, m.start, found.end)
    for m, rule in holding(block.text, mentions, known):
        group, guessed = whose(m)
        item, sure = typed(m, ("Link",), known), round(_LACK * max(m.confidence, _IN_FRAME), 3)
        if item and not empty(item):
            end = m.end if rule == HELD else told_until(block.text, m)
            yield Said(group, "FOCUSES_ON", item, None, rule, sure, m.start, end, guessed=guessed)


def _heard_of_row(spot: Spot, known: Places) -> Iterator[Said]:
    """What the trained reader hears a row say of the thing that is a whole cell, if no head tells how it stands."""
    block, context = spot.block, spot.context
    chain, about = context.chain or (None if context.row else context.group or context.topic), head(block.column or "")
    if pursues(block.column or "") or (about and (about.kind != "links" or about.role)):
        return
    for m in spot.mentions:
        item, rule, role = typed(m, ("Link",), known), HEARD_STANDING.get(m.stance), HEARD_LACKING.get(m.stance)
        whole = m.kind == "K" and block.text.strip() == m.text
        if whole and item and not empty(item) and (rule or role):
            sure = round(_LACK * max(m.confidence, _IN_FRAME), 3)
            told = ("SEEKS", role, ROW_LACKS) if role else ("FOCUSES_ON", None, f"{IN_ROW}{rule}")
            yield Said(chain or ANY, told[0], item, told[1], told[2], sure, 0, spot.rest, guessed=not chain)


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


def _denied(fit: Found, context: Context, known: Places) -> Iterator[Said]:
    """What a frame rules out, name by name."""
    for subject, predicate, object_ in fit.frame.denies:
        rule = ontology().predicates[predicate]
        for one, _ in _names(subject, fit, context, known, rule.subject):
            for other, _ in _names(object_, fit, context, known, rule.object):
                yield Said(one, predicate, other, None, fit.frame.name, 1.0, fit.start, fit.end, denied=True)


def _names(slot: str, fit: Found, context: Context, known: Places, types: Sequence[str]) -> list[tuple[Named, float]]:
    if slot == "group":
        group = context.group or context.topic
        return [(group, 1.0)] if group else []
    if slot == "holder":
        return [((context.firm, "Enterprise"), 1.0)] if context.firm else []
    if slot == "region":
        return [((context.region, "Region"), 1.0)] if context.region else []
    named = [(typed(m, types, known), max(m.confidence, _IN_FRAME)) for m in fit.slots[slot]]
    return [(name, sure) for name, sure in named if name and name[0] and not empty(name)]


def empty(name: Named) -> bool:
    group = name[1] in ("Link", "Application") and re.search("集群$|供应链$|^等|[一-龥][—–]+[一-龥]", name[0])
    broken = name[0].count("（") != name[0].count("）") or bool(
        re.match(r"[\d.]+[一-龥]", name[0]) and name[1] in GROUPS
    )
    return len(name[0]) < 2 or bool(group or broken or re.fullmatch(words("generic"), name[0]))


def typed(m: Mention, types: Sequence[str], known: Places) -> Named | None:
    """A mention as a name of one of the types that a predicate takes."""
    if m.kind == "R":
        return known.full(m.text), "Region"
    if m.kind == "A":
        return names.agency(m.text), "Agency"
    if m.kind == "E":
        return names.firm(m.text), "Enterprise"
    if m.kind == "J":
        return m.text, "Project"
    if m.kind == "I" and "Project" in types and "Platform" not in types:
        return m.text, "Project"
    if m.kind == "I":
        return m.text, names.place_or_platform(m.text)
    if "Link" in types or "Application" in types:
        return names.link(known.without(m.text)), next(kind for kind in ("Link", "Application") if kind in types)
    name, kind = names.group(m.text)
    if kind in types:
        return name, kind
    return (re.sub(r"产业集群$|集群$|产业链$", "", name), "Industry") if "Industry" in types else (name, "Cluster")
