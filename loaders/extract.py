"""Facts of a document: passages to names to facts. Pure: the same document gives the same facts."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ..schema import Block, Document, Fact, ontology
from ..schema.strengths import READ_AS, READ_PLANNED, THERE
from .about import turned_to
from .apart import Under, of_a_speaker, of_another, of_another_passage, of_own_sentence, under
from .bound import bound_elsewhere, is_layout, of_the_chain
from .cells import BY_HEAD, PLACE_IN_NAME, head
from .chiefs import ROLES
from .lacking import holding, lacking, with_lacking
from .lacks import LACKING
from .mentions import Mention, find
from .owners import at_home, owned
from .parts import names_a_plan
from .proving import QUICK, proved
from .quick import Quick
from .regions import Places, places
from .relations import PAIR, ReadPassage, pairs, read_passages
from .ruled import ANY, contexts, empty, ruled, typed
from .said import Named, Said
from .stances import things, with_stances
from .tagger import Tagger, tagger
from .titles import figure
from .undone import standing
from .weighing import CHIEF, STANDING, weighed
from .windows import Passage, passages
from .words import words

_ENDS = "。；！？\n"

_BY_HEAD = frozenset(
    {"LEADS", "TARGETS", "SEEKS", "FOCUSES_ON", "RESPONSIBLE_FOR"}
)  # what heads of columns know better than the scorer

_CHOSEN = re.compile("[^，。；]{0,40}中(?:择优|比选)?(?:产生|遴选|选出|选择|选定|确定|培育)")

_AT_HOME = 0.5  # a text about a city names it beside every firm; to say that the firm lies there takes more


def extract(document: Document, model: Tagger | Quick | None = None) -> list[Fact]:
    """Every fact the text states, each once, with its first quote; in the order of the text.

    Rules say what leaves no doubt, the pair scorer of the model what is likely (weighing.py). Where both speak of the
    same two names, the surer one gives the role. The quick tagger scores no pairs; its facts say so by their rule.
    """
    read, said = sayings(document, model or tagger())
    titled = [any(block.headings for *_, block in one.passage.blocks) for one in read]
    by_rule, scored = ([one for one in said if (one.rule == PAIR) is paired] for paired in (False, True))
    said = list(_not_made(weighed(by_rule, scored, titled.__getitem__)))
    best: dict[tuple[Named, str, Named], float] = {}
    told = {_statement(one) for one in said if one.rule in STANDING}
    for one in said:
        best[_statement(one)] = max(best.get(_statement(one), 0), one.confidence)
    facts: dict[tuple[str, str, str], Fact] = {}
    for one in sorted(said, key=lambda s: (s.passage, s.end, s.start)):
        first, surest = _statement(one) in told, best[_statement(one)]
        if one.rule in STANDING if first else one.confidence == surest:
            fact = proved(document, read[one.passage].passage, replace(one, confidence=surest))
            if re.search(words("share_prices"), fact.evidence.quote):
                continue
            facts.setdefault((fact.subject, fact.predicate, fact.object), fact)
    return list(_spoken_of(facts.values()))


def _not_made(said: Sequence[Said]) -> Iterator[Said]:
    """Without what is heard to stand here where the same passage says which firm makes it: that says it better."""
    made = {(one.passage, one.object[0]) for one in said if one.predicate == "MAKES"}
    for one in said:
        if READ_AS.get(one.rule) != THERE or (one.passage, one.object[0]) not in made:
            yield one


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
    text, texts = re.sub(r"\s", "", document.text), [one.passage.text for one in read]
    mentions = [
        with_lacking(one.passage.text, _names(found, one.passage, text), known)
        for one, found in zip(read, named, strict=True)
    ]
    if isinstance(model, Tagger):
        known_things = things(m for found in mentions for m in found)
        mentions = [with_stances(one, found, known_things, model) for one, found in zip(read, mentions, strict=True)]
    spots = list(contexts(document, read, mentions, known))
    said = ruled(spots, known)
    if isinstance(model, Quick):
        said = list(standing(list(owned(said, (), read, text)), texts, known))
        return read, [replace(one, rule=f"{QUICK}{one.rule}") for one in _undenied(said) if _sound(one)]
    heeded = {read[one.passage].passage.block_at(one.start).number for one in said if one.rule.startswith(BY_HEAD)}
    titles = under(((spot.block, spot.mentions, spot.context) for spot in spots), heeded)
    scored: list[Said] = []
    for number, one in enumerate(read):
        scored += [replace(item, passage=number) for item in _paired(one, mentions[number], known, model, text, titles)]
    scored = list(_no_other_chief(scored, said))
    scored = list(at_home(scored, said))
    every = list(standing([*owned(said, scored, read, text), *scored], texts, known))
    return read, [item for item in _undenied(every) if _sound(item)]


def _names(found: Sequence[Mention], passage: Passage, text: str) -> tuple[Mention, ...]:
    """The mentions of a passage that name something: nobody under 链长 or 联系人 is a firm, and what a heading says of
    its group (：壳子强、心脏弱) is no thing."""
    return tuple(
        m
        for m in found
        if not (m.kind == "E" and _of_people(passage.block_at(m.start)))
        and not (m.kind == "K" and text.count(m.text) == 1 and figure(passage.block_at(m.start), m.text, text))
    )


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
    return there and about == (no.passage, no.predicate, no.object) and no.subject in (one.subject, ANY)


def _sound(said: Said) -> bool:
    (subject, kind), (object_, other) = said.subject, said.object
    faults = ontology().faults(kind, said.predicate, other, said.role)
    return bool(subject and object_ and subject != object_ and not faults)


def _paired(
    read: ReadPassage, mentions: Sequence[Mention], known: Places, model: Tagger, text: str, titles: Under
) -> Iterator[Said]:
    """What the pair scorer says, but of cells whose heads say what they are to the chain, and of another's things."""
    said_of = dict(lacking(read.passage.text, mentions, known))
    held = {m for m, rule in holding(read.passage.text, mentions, known) if rule != READ_PLANNED}
    for pair in pairs(read, mentions, known, model, text):
        predicate, _, role = pair.label.partition("/")
        told = said_of.get(pair.other) if predicate == "SEEKS" else None
        if told and told.role in LACKING:  # one wording, one role
            role = told.role
        elif predicate == "SEEKS" and role in LACKING and pair.other in held:
            continue
        ends = [read.passage.block_at(m.start).number for m in (pair.one, pair.other) if m.source != "title"]
        by_head = predicate in _BY_HEAD and any(number in titles.heeded for number in ends)
        if predicate == "HAS_PROJECT" and of_another_passage(pair, read.passage, text):
            continue
        if by_head or not _may_say(predicate, pair.other, read.passage) or of_a_speaker(pair, read.passage):
            continue
        if titles.another(pair, read.passage, mentions):
            continue
        rule = ontology().predicates[predicate]
        one, other = typed(pair.one, rule.subject, known), typed(pair.other, rule.object, known)
        at_home = predicate == "LOCATED_IN" and other == (known.home, "Region")
        if predicate in ("DEVELOPS", "HOSTS") and (
            pair.other in said_of
            or bound_elsewhere(pair.one, pair.other, mentions, read.passage.text)
            or (one == (known.home, "Region") and _in_title(pair.other, read.passage))
        ):
            continue
        beside = predicate == "PART_OF" and turned_to(pair.one, read.passage.text)
        unsure = beside or (at_home and pair.probability < _AT_HOME)
        unsure |= predicate == "MAKES" and of_own_sentence(pair.one, pair.other, mentions, read.passage.text)
        unsure |= predicate == "LOCATED_IN" and of_the_chain(pair.one, pair.other, read.passage)
        unsure |= predicate == "LOCATED_IN" and of_another(pair.one, pair.other, mentions, read.passage.text)
        if one and other and predicate == "TARGETS" and _to_choose_from(pair.other, read.passage.text):
            yield Said(other, "LEADS", one, "龙头", PAIR, pair.probability, *pair.span)
        elif one and other and not empty(one) and not empty(other) and not unsure:
            guessed = titles.unsure(pair)
            said = Said(one, predicate, other, role or None, PAIR, pair.probability, *pair.span, guessed=guessed)
            yield _in_its_list(_under_its_head(said, read.passage), pair.one, read.passage.text)


def _in_title(m: Mention, passage: Passage) -> bool:
    """Does a name stand in the title of a plan or report? That title says of its place only that it is the plan's."""
    title = passage.titles[0] if passage.titles else ""
    return m.source != "title" and passage.block_at(m.start).text.strip() == title and names_a_plan(title)


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
    return replace(said, role="龙头") if _to_choose_from(firm, text) else said


def _to_choose_from(firm: Mention, text: str) -> bool:
    """Is it one of those from which a leader is to be chosen: 拟从甲、乙中产生?"""
    begins = max(text.rfind(mark, 0, firm.start) for mark in _ENDS) + 1
    led = re.search("[从在][^，]*$", text[begins : firm.start])
    return led is not None and _CHOSEN.match(text, firm.end) is not None


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
