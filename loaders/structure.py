"""What layout says: box titles, county rows, tables, dash chains, places and firms inside names."""

import re
from collections.abc import Iterator, Sequence

from ..schema import Block
from . import names
from .context import Context
from .mentions import Mention, pieces
from .overlaps import within
from .regions import Places
from .words import words

Said = tuple[tuple[str, str], str, tuple[str, str], str | None, str, float, int, int]

PLACE_IN_NAME = "place in a name"
"""The rule of a place right before a name or inside it."""

_DASH = r"\s*(?:—+|–+|－|→|-)\s*"
_STEP = r"[一-龥A-Za-z（）]{2,12}"
_CHAIN = re.compile(rf"“?(?P<steps>{_STEP}(?:{_DASH}{_STEP}){{2,}})”?")
_QUOTED = re.compile(rf"“(?P<steps>{_STEP}(?:{_DASH}{_STEP})+)”(?=[^，。]{{0,10}}链)")
_FROM_TO = re.compile(
    r"从(?P<first>[一-龥]{2,10})到(?P<last>[一-龥]{2,10}?)(?:的|等)?[^，。]{0,4}(?:全产业|产业链|全链条)"
)
_WAY = re.compile("高铁|铁路|高速|公路|航线|大道|走廊|城际|国道")  # 甲市—乙市—丙市高铁 is no chain
_COLUMNS = (("column_missing", "缺失"), ("column_weak", "补强"), ("column_wanted", "引进"))  # what heads say of links
_ITEM = 16  # no item in a table is longer; what is, is a sentence
_PLACE = 64  # no name of a place is longer
_ELSEWHERE = re.compile(r"大学|学院|医院|银行|幼儿园|中学|小学|学校|铁路|高速|水库|公路|实验室")
_STEP_VERB = re.compile(r"^.*?(?:延伸|形成|构建|打造|完善|打通|做强|形成了|实现)")
_STEP_TAIL = re.compile(r"(?:一体化|全产业链|产业链|的|完整|链条).*$")


def structural(block: Block, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """What the layout of a block says, with offsets into its text."""
    if context.inner and context.outer and context.title:
        yield context.inner, "PART_OF", context.outer, None, "box title", 0.95, *context.title
    if block.cell is not None:
        yield from _cell(block, mentions, context)
        return
    yield from _chains(block, context, known)
    group = context.group or context.topic
    if block.level and context.firm and group:
        firm = context.firm, "Enterprise"
        yield firm, "LEADS", group, "龙头", "heading of a profile", 0.7, 0, len(block.text)
    for m in mentions:
        yield from _owner(m, mentions, context, known)
        yield from _place(m, mentions, context, known)


def gap_role(head: str) -> str | None:
    """What the head of a column says of the links it lists: 缺失, 补强, 引进, or nothing."""
    plain = re.sub(r"\s", "", head)
    return next((role for name, role in _COLUMNS if re.search(words(name), plain)), None)


def _cell(block: Block, mentions: Sequence[Mention], context: Context) -> Iterator[Said]:
    """A cell of a row that begins with a place: clusters it has, industries it is assigned; or that names a chain: what
    that lacks, where the head of the column says so."""
    column = re.sub(r"\s", "", block.column or "")
    role = gap_role(column)
    if context.chain and block.cell and role:
        for start, end in pieces(block.text, 0, len(block.text)):
            item = names.link(re.sub(r"\s", "", block.text[start:end]))
            if 1 < len(item) <= _ITEM:
                yield context.chain, "SEEKS", (item, "Link"), role, "column of gaps", 0.85, start, end
        return
    if not context.row or "产业" not in column or block.cell == 0:
        return
    place = context.row, "Region"
    for start, end in pieces(block.text, 0, len(block.text)):
        raw = re.sub(r"\s", "", block.text[start:end])
        name, kind = names.group(raw.removeprefix(context.row))
        if not re.fullmatch(r"[\d.]*", raw):
            cluster = kind == "Cluster" or "集群" in column
            said = ("HOSTS", "Cluster") if cluster else ("DEVELOPS", "Industry")
            yield place, said[0], (name, said[1]), None, "table", 0.9, start, end


def _chains(block: Block, context: Context, known: Places) -> Iterator[Said]:
    group = context.group or context.topic
    for match in [*_CHAIN.finditer(block.text), *_QUOTED.finditer(block.text)]:
        steps = [_STEP_TAIL.sub("", s) for s in re.split(_DASH, match["steps"])]
        steps[0] = _STEP_VERB.sub("", steps[0])
        if any(len(s) < 2 for s in steps) or re.search(r"\d", match["steps"]):
            continue
        if known.pattern.fullmatch(steps[0]) or _WAY.search(match["steps"]):
            continue
        span = match.span()
        for one, other in zip(steps, steps[1:], strict=False):
            yield (one, "Link"), "UPSTREAM_OF", (other, "Link"), None, "dash chain", 0.9, *span
        for step in steps if group else ():
            yield group, "FOCUSES_ON", (step, "Link"), None, "dash chain", 0.85, *span  # type: ignore[misc]  # group is set
    for match in _FROM_TO.finditer(block.text):
        ends = (match["first"], "Link"), "UPSTREAM_OF", (match["last"], "Link")
        yield *ends, None, "from one end to the other", 0.8, *match.span()


def _owner(m: Mention, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """A project whose name begins with a firm: the firm builds it."""
    if m.kind != "J":
        return
    inside = within(mentions, m.start, m.end - 1)
    owner = next((o for o in inside if o.kind == "E" and o.start <= m.start + 6), None)
    if owner is None:
        return
    firm = names.firm(owner.text), "Enterprise"
    if context.row:
        yield firm, "LOCATED_IN", (context.row, "Region"), None, _row_rule(context.row, known), 0.95, m.start, m.end
    yield firm, "UNDERTAKES", (m.text, "Project"), None, "firm at the start of a project", 0.85, m.start, m.end


def _place(m: Mention, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """Where a firm, project, park or platform lies: its row, or the place its name begins with."""
    kinds = {"E": "Enterprise", "J": "Project", "I": names.place_or_platform(m.text)}
    if m.kind == "G":
        head = known.pattern.match(m.text)
        rest = m.text[head.end() :].lstrip("的") if head else ""
        if head and rest.endswith("集群") and len(rest) > 3:
            place = known.full(head[0])
            yield (place, "Region"), "HOSTS", names.group(rest), None, "place before a cluster", 0.85, m.start, m.end
    if m.kind not in kinds:
        return
    one = (names.firm(m.text) if m.kind == "E" else m.text), kinds[m.kind]
    if context.row and m.kind in "EJ":
        yield one, "LOCATED_IN", (context.row, "Region"), None, _row_rule(context.row, known), 0.95, 0, m.end
    elif (spot := _spot(m, mentions, known)) and not spot.endswith("省"):
        yield one, "LOCATED_IN", (spot, "Region"), None, PLACE_IN_NAME, 0.8, m.start, m.end


def _row_rule(place: str, known: Places) -> str:
    """A rule of its own for the row of a place that no table has: the scorer sees no name there and cannot be asked."""
    return "county row" if known.pattern.fullmatch(place) else "row of a new place"


def _spot(m: Mention, mentions: Sequence[Mention], known: Places) -> str | None:
    """The place right before a name, or the last one inside it."""
    near = within(mentions, max(0, m.start - _PLACE), m.start)
    before = next((r for r in near if r.kind == "R" and r.end == m.start), None)
    if before:
        return known.full(before.text)
    heads = [h for h in known.pattern.finditer(m.text) if h.end() < len(m.text)] if m.kind in "JI" else []
    return known.full(heads[-1][0]) if heads and not _ELSEWHERE.search(m.text) else None
