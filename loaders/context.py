"""Which group and which place the text speaks of: a frozen value that flows from block to block."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..schema import Block, Document, Status, stem
from . import names
from .headings import heading
from .mentions import Mention
from .regions import Places
from .speech import in_speech
from .words import words

Group = tuple[str, str]  # name, type

_NUMBER = (
    rf"^\s*(?:{names.ORNAMENT}\s*)*(?:\d+(?:[.．]\d+)+[.．、]?|[（(]?[一二三四五六七八九十\d]+[)）、.．]|第[一二三四五六七八九十]+[章节条]"
    r"|[一二三四五六七八九十]是)?\s*"
)
_VERBS = (
    r"(?:打造|培育|壮大|招引|引进|做大|做强|做优|构建|建设|发展|加快|推进|推动"
    r"|升级|提升|大力|着力|积极|和|、|重点|[\d一二三四五六七八九十—\-–]+家)*"
)
_CHIEFS = re.compile(_NUMBER + r"(?:招引|引进|培育|壮大|打造|和|与|、|[\d—\-–]+家)+(?P<name>.+?)(?:重点)?链主企业$")
_TITLE = re.compile(
    _NUMBER
    + rf"(?P<verbs>{_VERBS})(?P<name>[^，。；：]{{2,24}}?(?:产业集群|集群|产业链|产业|制造业|服务业|旅游业?|经济))$"
)
_CHAIN, _LINK = 24, 16  # no name of a chain or of a link in a table is longer
_CALLED = re.compile("产业|集群|链$")
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
    numbering: tuple[str, int] | None = None  # of the title that named the outer group

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
    for one in document.parts:  # a report on the work of a whole city is about no single group
        topic = topics[one.number]
        if topic and one.status == Status.REPORT and stem(topic[0], "Cluster") not in one.title:
            topics[one.number] = None
    state, part = Context(region=places.home), -1
    for block, found in zip(document.blocks, mentions, strict=True):
        if block.part != part:
            part = block.part
            state = Context(topic=topics[part], region=regions[part] or places.home)
        yield block, found, (state := _next(state, block, places, found))


def _next(state: Context, block: Block, places: Places, found: Sequence[Mention]) -> Context:
    boxless = tuple(h for h in block.headings if not h.lstrip().startswith("专栏"))
    if boxless[: len(state.scope)] != state.scope:
        state = replace(state, outer=None, inner=None, scope=())
    state = replace(state, row=state.row if block.cell is not None else place_of_row(block, places), title=None)
    if block.cell is not None:
        row, chain, link = _row_head(block, state, places), _row_chain(block, state), _row_link(block, state)
        return replace(state, row=row, chain=chain, link=link)
    state = replace(state, firm=_profiled(block, found, state))
    title = titled(block) or _named(block, found)
    numbering = _numbering(block)
    sibling = numbering is not None and numbering == state.numbering
    if title is None:
        return replace(state, outer=None, inner=None) if sibling else state
    group, inner, span = title
    if inner and state.outer and state.outer != group and not sibling:
        return replace(state, inner=group, title=span)
    if group == state.group:
        return replace(state, title=span)
    return replace(state, outer=group, inner=None, scope=boxless, title=span, numbering=numbering)


def _numbering(block: Block) -> tuple[str, int] | None:
    """How a block is numbered, and how deep: the next title numbered so begins another matter."""
    head = heading(block.text.lstrip())
    return (head.style, len(head.number)) if head else None


def place_of_row(block: Block, places: Places) -> str | None:
    """The place that a county row begins with: 嘉禾县：加快……; in a numbered one also a place that no table has."""
    row = _ROW.match(block.text)
    name = row["place"].strip() if row else ""
    new = row and row["number"] and _COUNTY.fullmatch(name) and not re.search(words("not_county"), name)
    return places.full(name) if name and (new or places.pattern.fullmatch(name)) else None


def _named(block: Block, found: Sequence[Mention]) -> tuple[Group, bool, tuple[int, int]] | None:
    """The one group that a numbered title names in passing: 1.2 增强甲产业创新能力。"""
    text = block.text.lstrip()
    first = re.split(r"[。：\n]", text, maxsplit=1)[0]
    if not re.match(r"[（(]?[一二三四五六七八九十\d]+[)）、.．]", text) or len(first) > 32:
        return None
    start = len(block.text) - len(text)
    inside = [m for m in found if m.kind == "G" and m.end <= start + len(first) and m.confidence > 0.5]
    if len(inside) > 1:
        inside = [m for m in inside if _CALLED.match(block.text, m.end) or _CALLED.search(m.text)]
    if len(inside) != 1 or "，" in first:
        return None
    name = inside[0].text + (block.text[inside[0].end :][:2] if block.text.startswith("产业", inside[0].end) else "")
    group = names.group(name)
    return None if re.search(words("not_group"), group[0]) else (group, False, (start, start + len(first)))


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
    bare = re.sub(_NUMBER, "", block.text).strip()
    if len(bare) < 40 and not bare.endswith("。"):
        return next((m.text for m in found if m.kind == "E" and m.text == bare), None)
    return state.firm


def titled(block: Block) -> tuple[Group, bool, tuple[int, int]] | None:
    """The group that a heading or run-in title names; whether it is a box title, and where it stands."""
    first = re.split(r"[。：:\n]", block.text.strip(), maxsplit=1)[0]
    if len(first) > 40:
        return None
    chief = _CHIEFS.match(first)
    title = chief or _TITLE.match(first)
    if title is None:
        return None
    whole = len(first) >= len(block.text.strip()) - 1
    if not (whole and len(first) < 30) and not block.text.strip()[len(first) :].startswith("。"):
        return None
    name = title["name"].rpartition("的")[2]
    if re.search(words("title_verb"), name):
        return None
    if chief and name.endswith("产业"):
        name += "链"
    group = names.group(name)
    unnamed = re.compile(words("not_group"))
    if re.fullmatch(words("generic"), name) or any(map(unnamed.search, (name, group[0]))) or len(group[0]) < 2:
        return None
    start = block.text.find(first)
    return group, bool(chief or title["verbs"]), (start, start + len(first))


def _topic(own: Sequence[tuple[Block, Sequence[Mention]]]) -> Group | None:
    """The group that a short text without titles is about: the one it names most often."""
    if sum(len(block.text) for block, _ in own) > 6000:
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
