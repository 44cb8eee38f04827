"""Facts of a document: passages to names to facts. Pure: the same document gives the same facts."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ..schema import Block, Document, Fact, ontology
from . import names
from .apart import around_box, of_a_speaker, of_another, of_another_passage, of_own_sentence
from .bound import bound_elsewhere, is_layout, of_the_chain
from .cells import BY_HEAD, OF_ROWS, head
from .chiefs import ROLES
from .context import Context, walk
from .frames import Found, fits, mark
from .lacking import holding, lacking, with_lacking
from .lacks import ENOUGH, LACKING, LENT
from .mentions import Mention, find
from .overlaps import within
from .owners import GROUPS, owned
from .proving import QUICK, proved
from .quick import Quick
from .regions import Places, places
from .relations import PAIR, ReadPassage, pairs, read_passages
from .said import Named, Said
from .structure import PLACE_IN_NAME, structural
from .tagger import Tagger, tagger
from .undone import standing
from .weighing import CHIEF, HELD, LACKS, LACKS_BY_HEAD, NOT_LACKING, weighed
from .windows import Passage, passages
from .words import words

_ENDS = "。；！？\n"

_BY_HEAD = frozenset(
    {"LEADS", "TARGETS", "SEEKS", "FOCUSES_ON", "RESPONSIBLE_FOR"}
)  # what heads of columns know better than the scorer

_LACK = 0.8  # what plain words say is lacking is so, if its name is one

_CHOSEN = re.compile("[^，。；]{0,40}中(?:择优|比选)?(?:产生|遴选|选出|选择|选定|确定|培育)")

_ANY = "", GROUPS[0]
"""The subject of what is denied of any."""

_IN_FRAME = 0.7  # a frame that fits is evidence for the names in it too

_AT_HOME = 0.5  # a text about a city names it beside every firm; to say that the firm lies there takes more


def extract(document: Document, model: Tagger | Quick | None = None) -> list[Fact]:
    """Every fact the text states, each once, with its first quote; in the order of the text.

    Rules say what leaves no doubt, the pair scorer of the model what is likely (weighing.py). Where both speak of the
    same two names, the surer one gives the role. The quick tagger scores no pairs; its facts say so by their rule.
    """
    read, said = sayings(document, model or tagger())
    titled = [any(block.headings for *_, block in one.passage.blocks) for one in read]
    ruled, scored = ([one for one in said if (one.rule == PAIR) is paired] for paired in (False, True))
    said = weighed(ruled, scored, titled.__getitem__)
    best: dict[tuple[Named, str, Named], float] = {}
    told = {_statement(one) for one in said if one.rule == HELD}
    for one in said:
        best[_statement(one)] = max(best.get(_statement(one), 0), one.confidence)
    facts: dict[tuple[str, str, str], Fact] = {}
    for one in sorted(said, key=lambda s: (s.passage, s.end, s.start)):
        first, surest = _statement(one) in told, best[_statement(one)]
        if one.rule == HELD if first else one.confidence == surest:
            fact = proved(document, read[one.passage].passage, replace(one, confidence=surest))
            if re.search(words("share_prices"), fact.evidence.quote):
                continue
            facts.setdefault((fact.subject, fact.predicate, fact.object), fact)
    return list(_spoken_of(facts.values()))


def _statement(one: Said) -> tuple[Named, str, Named]:
    return one.subject, one.predicate, one.object


def _spoken_of(facts: Collection[Fact]) -> Iterator[Fact]:
    """Without those that only a place in a name says, of what nothing else is said: every school has one."""
    others = [fact for fact in facts if not fact.rule.endswith(PLACE_IN_NAME)]
    named = {name for fact in others for name in (fact.subject, fact.object)}
    yield from (fact for fact in facts if not fact.rule.endswith(PLACE_IN_NAME) or fact.subject in named)


def sayings(document: Document, model: Tagger | Quick) -> tuple[list[ReadPassage], list[Said]]:
    """All that rules and the pair scorer read in a document, sure or not."""
    known = places(document.text, next((part.region for part in document.parts if part.region), None))
    read = read_passages(list(passages(document)), known.home, model)
    named = find([r.passage.text for r in read], [r.spans() for r in read], known)
    mentions = [
        with_lacking(one.passage.text, _without_people(found, one.passage), known)
        for one, found in zip(read, named, strict=True)
    ]
    said = _ruled(document, read, mentions, known)
    text, texts = re.sub(r"\s", "", document.text), [one.passage.text for one in read]
    if isinstance(model, Quick):
        said = list(standing(list(owned(said, (), read, text)), texts, known))
        return read, [replace(one, rule=f"{QUICK}{one.rule}") for one in _undenied(said) if _sound(one)]
    heeded = {read[one.passage].passage.block_at(one.start).number for one in said if one.rule.startswith(BY_HEAD)}
    scored: list[Said] = []
    for number, one in enumerate(read):
        scored += [replace(item, passage=number) for item in _paired(one, mentions[number], known, model, text, heeded)]
    scored = list(_no_other_chief(scored, said))
    every = list(standing([*owned(said, scored, read, text), *scored], texts, known))
    return read, [item for item in _undenied(every) if _sound(item)]


def _without_people(found: Sequence[Mention], passage: Passage) -> tuple[Mention, ...]:
    """Nobody under 链长 or 联系人 is a firm."""
    return tuple(m for m in found if m.kind != "E" or not _of_people(passage.block_at(m.start)))


def _of_people(block: Block) -> bool:
    about = head(block.column) if block.column else None
    return about is not None and about.kind == "people"


def _undenied(said: Sequence[Said]) -> Iterator[Said]:
    """Without what the words there rule out: 为明川精密供应减速器 says who buys it, not who makes it."""
    denied = [one for one in said if one.denied]
    for one in said:
        if not one.denied and not any(_rules_out(no, one) for no in denied):
            yield one


def _rules_out(no: Said, one: Said) -> bool:
    """Do the same words deny it, of its subject or of any?"""
    about = one.passage, one.predicate, one.object
    there = one.start < no.end and no.start < one.end
    return there and about == (no.passage, no.predicate, no.object) and no.subject in (one.subject, _ANY)


def _sound(said: Said) -> bool:
    (subject, kind), (object_, other) = said.subject, said.object
    faults = ontology().faults(kind, said.predicate, other, said.role)
    return bool(subject and object_ and subject != object_ and not faults)


def _paired(
    read: ReadPassage, mentions: Sequence[Mention], known: Places, model: Tagger, text: str, heeded: Collection[int]
) -> Iterator[Said]:
    """What the pair scorer says, but of cells (`heeded`: their blocks) whose heads say what they are to the chain."""
    said_of = dict(lacking(read.passage.text, mentions, known))
    held = set(holding(read.passage.text, mentions, known))
    for pair in pairs(read, mentions, known, model, text):
        predicate, _, role = pair.label.partition("/")
        told = said_of.get(pair.other) if predicate == "SEEKS" else None
        if told and told.role in LACKING:  # one wording, one role
            role = told.role
        elif predicate == "SEEKS" and role in LACKING and pair.other in held:
            continue
        ends = [read.passage.block_at(m.start).number for m in (pair.one, pair.other) if m.source != "title"]
        by_head = predicate in _BY_HEAD and any(number in heeded for number in ends)
        if predicate == "HAS_PROJECT" and of_another_passage(pair, read.passage, text):
            continue
        if by_head or not _may_say(predicate, pair.other, read.passage) or of_a_speaker(pair, read.passage):
            continue
        rule = ontology().predicates[predicate]
        one, other = typed(pair.one, rule.subject, known), typed(pair.other, rule.object, known)
        at_home = predicate == "LOCATED_IN" and other == (known.home, "Region")
        if predicate in ("DEVELOPS", "HOSTS") and (
            pair.other in said_of or bound_elsewhere(pair.one, pair.other, mentions, read.passage.text)
        ):
            continue
        beside = predicate == "PART_OF" and _turned_to(pair.one, read.passage.text)
        unsure = beside or (at_home and pair.probability < _AT_HOME)
        unsure |= predicate == "MAKES" and of_own_sentence(pair.one, pair.other, mentions, read.passage.text)
        unsure |= predicate == "LOCATED_IN" and of_the_chain(pair.one, pair.other, read.passage)
        unsure |= predicate == "LOCATED_IN" and of_another(pair.one, pair.other, mentions, read.passage.text)
        if one and other and not _empty(one) and not _empty(other) and not unsure:
            said = Said(one, predicate, other, role or None, PAIR, pair.probability, *pair.span)
            yield _in_its_list(_under_its_head(said, read.passage), pair.one, read.passage.text)


def _no_other_chief(scored: Sequence[Said], said: Sequence[Said]) -> Iterator[Said]:
    """Without the chiefs that the scorer sees where words tell who is whose: it gives each post to every chain."""
    told = [one for one in said if one.rule == CHIEF]
    for one in scored:
        asked = one.predicate == "RESPONSIBLE_FOR" and one.role in ROLES
        if not asked or not any(
            one.passage == other.passage and one.start < other.end and other.start < one.end for other in told
        ):
            yield one


def _under_its_head(said: Said, passage: Passage) -> Said:
    """What a cell lists under 发展方向 is pursued, not lacking, unless the cell says so: the scorer sees no heads."""
    block = passage.block_at(said.start)
    pursued = said.predicate == "SEEKS" and block.cell and re.search(words("column_direction"), block.column or "")
    if pursued and not re.search(words("seeks"), block.text):
        return replace(said, predicate="FOCUSES_ON", role=None)
    return said


def _in_its_list(said: Said, firm: Mention, text: str) -> Said:
    """A firm of a plain list (已有企业：甲、乙) is one of many; of those to choose a chief from each leads."""
    if said.predicate != "LEADS" or firm.source == "title":
        return said
    begins = max(text.rfind(mark, 0, firm.start) for mark in _ENDS) + 1
    if re.match(words("plain_list"), text[begins : firm.start]):
        return replace(said, role="配套")
    chosen = re.search("[从在][^，]*$", text[begins : firm.start]) and _CHOSEN.match(text, firm.end)
    return replace(said, role="龙头") if chosen else said


def _may_say(predicate: str, item: Mention, passage: Passage) -> bool:
    """Not that somebody makes what a column of a table lists as lacking, nor that a group seeks what a label lists as
    held."""
    if item.source == "title":
        return True
    if predicate == "SEEKS":
        return not re.match(f"{words('label_held')}：", _after_stop(passage.text, item.start))  # 优势环节：甲、乙
    block = passage.block_at(item.start)
    return is_layout(block) or predicate not in ("MAKES", "FOCUSES_ON", "DEVELOPS", "HOSTS")


def _after_stop(text: str, at: int) -> str:
    """What stands between the last stop and a place."""
    return text[max(text.rfind(mark, 0, at) for mark in _ENDS) + 1 : at].lstrip()


def _ruled(
    document: Document,
    read: Sequence[ReadPassage],
    mentions: Sequence[Sequence[Mention]],
    known: Places,
) -> list[Said]:
    """What rules read, block by block."""
    spots: list[tuple[int, int]] = []
    blocks: list[Block] = []
    named: list[list[Mention]] = []
    for number, one in enumerate(read):
        for start, end, block in one.passage.blocks:
            spots.append((number, start))
            blocks.append(replace(block, text=one.passage.text[start:end]))
            inside = within(mentions[number], start, end)
            named.append([replace(m, start=m.start - start, end=m.end - start) for m in inside])
    said: list[Said] = []
    plain = replace(document, blocks=tuple(blocks))
    for (number, start), (block, found, context) in zip(spots, walk(plain, named, known), strict=True):
        for item in _block(block, found, context, known):
            begins = 0 if item.rule in OF_ROWS else item.start + start
            said.append(replace(item, start=begins, end=item.end + start, passage=number))
    return said


def _block(block: Block, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    yield from (Said(*item) for item in structural(block, mentions, context, known))
    if block.cell is not None:
        return
    yield from _lacks(block, mentions, context, known)
    title = context.title or (0, 0)
    for sentence in re.finditer(r"[^。！？；\n]+", block.text):
        body = [m for m in mentions if m.start >= title[1]]
        start = max(sentence.start(), title[1])
        if start < sentence.end():
            about = _about(block.text, start, [m for m in body if start <= m.start < sentence.end()], context)
            for fit in fits(mark(block.text, start, sentence.end(), body), about.has):
                found = (Said(*item, fit.start, fit.end) for item in _said(fit, about, known))
                yield from (one for one in found if one.predicate != "HAS_PROJECT" or _owns_projects(block, about))
                yield from _denied(fit, about, known)


def _owns_projects(block: Block, context: Context) -> bool:
    """Is the group of the context that of the projects in the block? Under headings only one that a title names; of a
    box of projects none that stands around it.
    """
    return not around_box(context.group, block) if context.group else not block.headings


def _lacks(block: Block, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """What clauses say is lacking, and what is not: the place has that."""
    head = _head(block, mentions)
    group, rule = head or context.group or context.topic or _ANY, LACKS_BY_HEAD if head else LACKS
    guessed = not (head or context.group)
    for m, found in lacking(block.text, mentions, known):
        item, sure = typed(m, ("Link",), known), round(_LACK * max(m.confidence, _IN_FRAME), 3)
        if not item or _empty(item):
            continue
        if found.role in LACKING:
            yield Said(group, "SEEKS", item, found.role, rule, sure, m.start, found.end, guessed=guessed)
            continue
        yield Said(_ANY, "SEEKS", item, None, NOT_LACKING, 1.0, m.start, m.end, denied=True)
        if found.role in (ENOUGH, LENT) and not guessed:
            yield Said(group, "FOCUSES_ON", item, None, NOT_LACKING, sure, m.start, found.end)
    for m in holding(block.text, mentions, known):
        item, sure = typed(m, ("Link",), known), round(_LACK * max(m.confidence, _IN_FRAME), 3)
        if item and not _empty(item):
            yield Said(group, "FOCUSES_ON", item, None, HELD, sure, m.start, m.end, guessed=guessed)


def _head(block: Block, mentions: Sequence[Mention]) -> Named | None:
    """The group that is the whole first sentence of a paragraph (竹木家居。巩固…), which is about it."""
    for m in mentions[:1]:
        if m.kind == "G" and not block.text[: m.start].strip() and block.text.startswith("。", m.end):
            return names.group(m.text)
    return None


def _about(text: str, start: int, mentions: Sequence[Mention], context: Context) -> Context:
    """The context of a sentence that itself says which group it is about: 围绕甲产业集群，着力引进…, 甲产业链：以…"""
    for m in mentions:
        labels = not text[start : m.start].strip() and text[m.end : m.end + 1] == "："
        if _turned_to(m, text, start) or (labels and m.kind == "G" and re.search("集群$|产业链$", m.text)):
            return replace(context, inner=names.group(m.text))
    return context


def _turned_to(m: Mention, text: str, start: int = 0) -> bool:
    """Does the clause that begins at `start` turn to this group? It is no part of that of the clause before."""
    turned = re.search(r"(?:围绕|聚焦|针对|立足)$", text[start : m.start]) and text[m.end : m.end + 1] == "，"
    return bool(turned and m.kind == "G" and re.search("集群$|产业链$|产业$", m.text))


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
    return [(name, sure) for name, sure in named if name and name[0] and not _empty(name)]


def _empty(name: Named) -> bool:
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
