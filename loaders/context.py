"""Which group and which place the text speaks of: a frozen value that flows from block to block."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..schema import Block, Document, Status, stem
from . import names
from .headings import Heading, heading
from .mentions import Mention
from .regions import Places
from .speech import in_speech
from .titles import Group, Groups, bare, groups, in_passing, listed, titled
from .words import words

_TITLE = 80  # characters at the head of a text in which its title stands
_CHAIN, _LINK = 24, 16  # no name of a chain or of a link in a table is longer
_ROW = re.compile(
    r"^\s*(?P<number>\d+[.．、]|[（(]?[一二三四五六七八九十]+[)）、])?\s*(?P<place>[^：:，。]{2,12})[：:]"
)


_COUNTY = re.compile(r"(?![各省市县区州旗地]+$)[一-龥]{2,7}(?:县|市|区|旗)")  # 县市区 is the head of a column


@dataclass(frozen=True, slots=True)
class Context:
    """What headings and titles say at a block. `row` is the place of a county row."""

    outer: Group | None = None
    inner: Group | None = None
    topic: Group | None = None
    region: str | None = None
    row: str | None = None
    chain: Group | None = None  # of a table's row
    link: str | None = None  # that a table's row is about
    firm: str | None = None
    scope: tuple[str, ...] = ()
    title: tuple[int, int] | None = None
    numbering: Heading | None = None  # of the title that named the outer group …
    level: int = 0  # … and how deep it stands as a heading

    @property
    def has(self) -> frozenset[str]:
        """What frames may need: a group, a group of a title, a region where no title names a group, a firm."""
        held = {"group"} if self.group or self.topic else set()
        held |= {"title"} if self.group else {"region"}
        return frozenset(held | ({"holder"} if self.firm else set()))

    @property
    def group(self) -> Group | None:
        """The innermost group a title names."""
        return self.inner or self.outer


def walk(
    document: Document, mentions: Sequence[Sequence[Mention]], places: Places
) -> Iterator[tuple[Block, Sequence[Mention], Context]]:
    """Each block with its mentions and its context."""
    regions = {part.number: part.region for part in document.parts}
    # A plan says by its headings what each passage is about; an article or a short text has one topic.
    loose = {part.number for part in document.parts if part.status == Status.NEWS or len(document.text) <= 6000}
    own: dict[int, list[tuple[Block, Sequence[Mention]]]] = {number: [] for number in regions}
    for block, found in zip(document.blocks, mentions, strict=True):
        if block.part in loose:
            own[block.part].append((block, found))
    topics = {number: _topic(own[number]) if number in loose else None for number in regions}
    named = groups(_named(document.blocks, mentions), document.text[:_TITLE])
    for one in document.parts:  # a report on the work of a whole city is about no single group
        topic = topics[one.number]
        if topic and one.status == Status.REPORT and stem(topic[0], "Cluster") not in one.title:
            topics[one.number] = None
    state, part = Context(region=places.home), -1
    for block, found in zip(document.blocks, mentions, strict=True):
        if block.part != part:
            part = block.part
            state = Context(topic=topics[part], region=regions[part] or places.home)
        yield block, found, (state := _next(state, block, places, found, named))


def _named(blocks: Sequence[Block], mentions: Sequence[Sequence[Mention]]) -> Iterator[Group]:
    """The groups that a document names with an ending, or in a column of chains."""
    for block, found in zip(blocks, mentions, strict=True):
        yield from (group for one in listed(block.text, found) for group in one)
        if block.cell is not None and re.fullmatch(words("column_chains"), re.sub(r"\s", "", block.column or "")):
            yield names.group(re.sub(r"\s", "", block.text))


def _next(state: Context, block: Block, places: Places, found: Sequence[Mention], named: Groups) -> Context:
    boxless = tuple(h for h in block.headings if not h.lstrip().startswith("专栏"))
    if boxless[: len(state.scope)] != state.scope:
        state = replace(state, outer=None, inner=None, scope=())
    state = replace(state, row=state.row if block.cell is not None else place_of_row(block, places), title=None)
    if block.cell is not None:
        row, chain, link = _row_head(block, state, places), _row_chain(block, state), _row_link(block, state)
        return replace(state, row=row, chain=chain, link=link)
    state = replace(state, firm=_profiled(block, found, state))
    title = titled(block) or named.headed(block) or in_passing(block, found)
    sibling = ends(block, state.numbering, state.level)
    if title is None:
        return replace(state, outer=None, inner=None) if sibling else state
    group, inner, span = title
    if inner and state.outer and state.outer != group and not sibling:
        return replace(state, inner=group, title=span)
    if group == state.group:
        return replace(state, title=span)
    return replace(
        state,
        outer=group,
        inner=None,
        scope=boxless,
        title=span,
        numbering=heading(block.text.lstrip()),
        level=block.level,
    )


def ends(block: Block, numbering: Heading | None, level: int) -> bool:
    """Does a block end what stands under a title so numbered, at this level of headings: as the next of its list, or as
    a heading that stands no deeper? A list that begins at 1 in another style stands under the title."""
    head = heading(block.text.lstrip())
    if head and numbering and (head.style, len(head.number)) == (numbering.style, len(numbering.number)):
        return True
    return 0 < block.level < level or (0 < block.level == level and not (head and head.number[-1] == 1))


def place_of_row(block: Block, places: Places) -> str | None:
    """The place that a county row begins with: 嘉禾县：加快……; in a numbered one also a place that no table has."""
    row = _ROW.match(block.text)
    name = row["place"].strip() if row else ""
    new = row and row["number"] and _COUNTY.fullmatch(name) and not re.search(words("not_county"), name)
    return places.full(name) if name and (new or places.pattern.fullmatch(name)) else None


def _row_head(block: Block, state: Context, places: Places) -> str | None:
    """The place at the head of a table's row; it holds for the cells after it."""
    name = re.sub(r"\s", "", block.text)
    if block.cell == 0:
        return places.full(name) if places.pattern.fullmatch(name) or _COUNTY.fullmatch(name) else None
    return state.row


def _row_chain(block: Block, state: Context) -> Group | None:
    """The chain or cluster that a cell of a table's row names, by its ending or by the head above; it holds for the
    cells after it."""
    name, column = (re.sub(r"\s", "", text) for text in (block.text, block.column or ""))
    if block.cell == 0:
        state = replace(state, chain=None)
    if name == column:  # the head itself
        return None
    called = re.search(r"(?:产业链|产业集群|集群)$", name) or re.fullmatch(words("column_chains"), column)
    plain = re.fullmatch(rf"(?!{words('no_chain')})[一-龥A-Za-z\d“”（）()+]{{2,{_CHAIN}}}", name)
    if called and plain and not re.search(words("not_group"), name):
        return names.group(name)
    return state.chain


def _row_link(block: Block, state: Context) -> str | None:
    """The one link that a cell of a table's row names under 环节; it holds for the cells after it."""
    name, column = (re.sub(r"\s", "", text) for text in (block.text, block.column or ""))
    kind = "column_row_link_alone" if block.cell and state.chain else "column_row_link"
    if name != column and re.fullmatch(words(kind), column):
        return names.link(name) if re.fullmatch(rf"[一-龥A-Za-z\d（）]{{2,{_LINK}}}", name) else None
    return state.link if block.cell else None


def _profiled(block: Block, found: Sequence[Mention], state: Context) -> str | None:
    """The firm whose profile the text under its heading is."""
    own = bare(block.text)
    if len(own) < 40 and not own.endswith("。"):
        return next((m.text for m in found if m.kind == "E" and m.text == own), None)
    return state.firm


def _topic(own: Sequence[tuple[Block, Sequence[Mention]]]) -> Group | None:
    """The group that a short text without titles is about: the one it names most often. None where its own title names
    several."""
    several = own and any(len(one) > 1 for one in listed(own[0][0].text, own[0][1]))
    if several or sum(len(block.text) for block, _ in own) > 6000:
        return None
    counts: Counter[Group] = Counter()
    for number, (block, found) in enumerate(own):
        for m in found:
            if len(own) > 1 and in_speech(block.text, m.start):
                continue
            tail = re.match(r"产业集群|产业链|产业", block.text[m.end :])
            if m.kind == "G" and (tail or re.search(r"产业|集群|链$", m.text)):
                counts[names.group(m.text)] += 3 if number == 0 else 1
    best = sorted(counts, key=lambda group: (-counts[group], group))
    if best and counts[best[0]] * 4 < sum(counts.values()):
        return None
    return best[0] if best and not re.search(words("not_group"), best[0][0]) else None
