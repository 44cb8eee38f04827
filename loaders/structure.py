"""What layout says: box titles, county rows, dash chains, places and firms inside names; tables are in cells.py."""

import re
from collections.abc import Iterator, Sequence

from ..schema import Block
from . import names
from .cells import PLACE_IN_NAME, Said, in_cell
from .chiefs import chiefs
from .context import Context
from .mentions import Mention, pieces
from .overlaps import within
from .regions import Places
from .shares import in_brackets
from .words import words

_DASH = r"\s*(?:—+|–+|－|→|-)\s*"
_STEP = r"[一-龥A-Za-z（）]{2,12}"
_CHAIN = re.compile(rf"“?(?P<steps>{_STEP}(?:{_DASH}{_STEP}){{2,}})”?")
_QUOTED = re.compile(rf"“(?P<steps>{_STEP}(?:{_DASH}{_STEP})+)”(?=[^，。]{{0,10}}链)")
_FROM_TO = re.compile(
    r"从(?P<first>[一-龥]{2,10})到(?P<last>[一-龥]{2,10}?)(?:的|等)?[^，。]{0,4}(?:全产业|产业链|全链条)"
)
_WAY = re.compile("高铁|铁路|高速|公路|航线|大道|走廊|城际|国道")  # 甲市—乙市—丙市高铁 is no chain
_PLACE = 64  # no name of a place is longer
_ELSEWHERE = re.compile(r"大学|学院|医院|银行|幼儿园|中学|小学|学校|铁路|高速|水库|公路|实验室")
_LIST = re.compile(
    "(?:重[大点]|招商|储备|产业|建设|签约|开工|投资)[^，。；]{0,8}项目(?:清单|名单|库|表|安排|布局|建设)?(?:[（(][^）)]*[）)])?$"
)
_SUM = re.compile(r"投资[约近超达为]*[\d.]+[万亿]美?元")
_SITE = re.compile(
    r"(?:，(?:项目)?(?:计划|总|占地|用地|年产|建设规模|由)[^，。；\n]{2,20}){0,3}"
    r"，?(?:项目)?(?:拟|已|将)?(?:选址|位于|坐落|地处|落户|布局|落[在于地])[于在]?"
)
_BOX = re.compile(r"\s*专[栏项]")
_LISTED = re.compile(
    r"\s*(?P<number>\d{1,3}(?:\s*[.、．]|\s)|[（(]?\d{1,3}[）)]|[①-⑳]|项目[一二三四五六七八九十\d]+[：:])?\s*"
    r"(?P<name>[^，。；：（）()\n]{4,40})(?P<rest>[^\n]*)"
)
_LEADING = re.compile(
    r"(?P<list>[^，。；：;“”（）\s]{2,60}?)等?[两二三四五六七八九十\d]+[大个条]?(?:主导|支柱|首位|优势|特色)产业"
    r"(?![集链园]|[^，。；]{0,6}(?:占|产值|增加值))"
)
_PLACED = re.compile("(?:^|[，：])[一-龥]{2,4}(?<!全)[县市区旗镇乡](?!”)")
_ENDS = "。；！？\n"
_ITEM = 14  # characters: no industry in such a list has a longer name
_STEP_VERB = re.compile(r"^.*?(?:延伸|形成|构建|打造|完善|打通|做强|形成了|实现)")
_STEP_TAIL = re.compile(r"(?:一体化|全产业链|产业链|的|完整|链条).*$")


def structural(block: Block, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """What the layout of a block says, with offsets into its text."""
    if context.inner and context.outer and context.title:
        yield context.inner, "PART_OF", context.outer, None, "box title", 0.95, *context.title
    yield from chiefs(block.text, context.chain or context.group)
    if block.cell is not None:
        yield from in_cell(block, context, known)
        return
    yield from _chains(block, context, known)
    yield from _listed(block, mentions, context, known)
    yield from _leading(block, context, known)
    yield from in_brackets(block.text, known)
    group = context.group or context.topic
    if block.level and context.firm and group:
        firm = context.firm, "Enterprise"
        yield firm, "LEADS", group, "龙头", "heading of a profile", 0.7, 0, len(block.text)
    for m in mentions:
        yield from _owner(m, mentions, context, known)
        yield from _place(m, mentions, context, known, block.text)


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


def _listed(block: Block, mentions: Sequence[Mention], context: Context, known: Places) -> Iterator[Said]:
    """An entry of a list of projects (专栏3：重大项目): the place whose list it is, the firm its name begins with.
    Without such a heading, or without a number, only where a project's name begins the line.
    """
    titled = any(_LIST.search(head.strip()) for head in block.headings[-2:])  # the entry itself may be the last one
    entry = _LISTED.match(block.text)
    if entry is None or not (titled or entry["number"]):
        return
    start, end = entry.span("name")
    first = next((m for m in mentions if m.kind == "J" and start <= m.start and m.end <= end), None)
    begins = first is not None and first.start <= start + known.county_prefix(entry["name"])
    ends = first is not None and (first.end == end or re.compile(words("after_project")).match(block.text, first.end))
    if not ((titled and entry["number"]) or (begins and ends)):
        return
    cost = re.match(r".*?投资[^，。；]*", entry["rest"])
    last = entry.start("rest") + cost.end() if cost else end
    if first and ends:
        start, end = first.start, first.end  # 原列入计划的甲县|轴承项目|因资金问题停工
    elif re.search(words("project_mark") + "$", entry["name"].strip()) or "投资" in entry["rest"]:
        start += known.county_prefix(entry["name"].strip())
    else:
        return
    name = block.text[start:end].strip()
    project = name, "Project"
    heads = list(known.pattern.finditer(entry["name"]))
    own = known.full(heads[-1][0]) if heads else None
    place = bracketed(block.text, end, known) or _sited(block.text, end, known) or own or context.row or context.region
    if place:
        yield project, "LOCATED_IN", (place, "Region"), None, "listed project", 0.85, start, last
    owner = next((m for m in within(mentions, start, end) if m.kind == "E" and m.start == start), None)
    if owner:
        yield (names.firm(owner.text), "Enterprise"), "UNDERTAKES", project, None, "listed project", 0.85, start, last


def boxed(block: Block) -> str:
    """The title of the box of projects that the block stands in (专栏3 重大项目); "" for none."""
    return next((head for head in reversed(block.headings) if _BOX.match(head) and _LIST.search(head.strip())), "")


def bracketed(text: str, end: int, known: Places) -> str | None:
    """The place that brackets behind a name begin with: 轴承项目（青岚区，总投资5亿元，在建）."""
    found = re.match(r"\s*[（(]([^（）()，,；;、]{2,16})", text[end : end + _PLACE])
    name = found[1].strip() if found else ""
    new = re.fullmatch("(?![该本全我])[一-龥]{1,5}[县市区旗镇乡]", name) and not re.search(words("not_county"), name)
    return known.full(name) if name and (new or known.pattern.fullmatch(name)) else None


def _leading(block: Block, context: Context, known: Places) -> Iterator[Said]:
    """Industries that the plan's place calls its leading ones, by their number: 甲、乙两大主导产业. Not what is said
    under the title of a group, or of another place.
    """
    place = context.region
    if context.group or context.row or not place:
        return
    for match in _LEADING.finditer(block.text):
        begun = _STEP_VERB.sub("", match["list"])
        begun = re.sub(words("leads_to"), "", begun)
        start = match.end("list") - len(begun)
        items = [names.field(block.text[one:end]) for one, end in pieces(block.text, start, match.end("list"))]
        before = re.split(f"[{_ENDS}]", block.text[: match.end("list")])[-1]
        elsewhere = known.pattern.search(before.replace(place, "")) or _PLACED.search(before.replace(place, ""))
        if len(items) > 1 and not elsewhere and all(1 < len(item) <= _ITEM for item in items):
            said = "DEVELOPS", "leading industries", 0.85, start, match.end()
            yield from (((place, "Region"), said[0], (item, "Industry"), None, *said[1:]) for item in items)


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


def _place(m: Mention, mentions: Sequence[Mention], context: Context, known: Places, text: str) -> Iterator[Said]:
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
    elif m.kind == "E" and (county := known.county_prefix(m.text)):
        place = known.full(m.text[:county])
        yield one, "LOCATED_IN", (place, "Region"), None, f"registered {PLACE_IN_NAME}", 0.8, m.start, m.end
    elif m.kind == "E" and text.endswith("的", 0, m.start):
        return  # 青岚区的明川精密: a frame says so, of firms of which nothing else is said too
    elif m.kind == "J" and (told := bracketed(text, m.end, known) or _sited(text, m.end, known)):
        yield one, "LOCATED_IN", (told, "Region"), None, "place behind a project", 0.85, m.start, m.end
        return
    spot = _spot(m, mentions, known, text)
    summed = m.kind == "J" and _SUM.search(_around(text, m, _ENDS)[0])
    if spot and not spot.endswith("省"):
        rule = "project with its sum" if summed else PLACE_IN_NAME
        yield one, "LOCATED_IN", (spot, "Region"), None, rule, 0.8, m.start, m.end
    elif summed and context.region:
        before = _around(text, m, f"，{_ENDS}")[1]
        named = [known.full(found[0]) for found in known.pattern.finditer(before) if found[0]]
        place = named[-1] if named else context.region
        yield one, "LOCATED_IN", (place, "Region"), None, "project with its sum", 0.6, m.start, m.end


def _sited(text: str, end: int, known: Places) -> str | None:
    """The place that the words behind a project's name put it in, perhaps after its sum and the like: 轴承项目，总投资
    5亿元，选址在青岚区.
    """
    found = _SITE.match(text, end, end + _PLACE)
    place = known.pattern.match(text, found.end()) if found else None
    return known.full(place[0]) if place and place[0] else None


def _around(text: str, m: Mention, stops: str) -> tuple[str, str]:
    """What stands between two stops around a name, and what of it before the name."""
    first = max(text.rfind(mark, 0, m.start) for mark in stops) + 1
    last = min((at for mark in stops if (at := text.find(mark, m.end)) >= 0), default=len(text))
    return text[first:last], text[first : m.start]


def _row_rule(place: str, known: Places) -> str:
    """A rule of its own for the row of a place that no table has: the scorer sees no name there and cannot be asked."""
    return "county row" if known.pattern.fullmatch(place) else "row of a new place"


def place_before(m: Mention, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The place right before a name (青岚区轴承项目, 青岚区的轴承项目)."""
    start = m.start - text.endswith("的", 0, m.start)
    near = within(mentions, max(0, start - _PLACE), start)
    return next((r for r in near if r.kind == "R" and r.end == start), None)


def _spot(m: Mention, mentions: Sequence[Mention], known: Places, text: str) -> str | None:
    """The place right before a name, or the last one inside it."""
    before = place_before(m, mentions, text)
    if before:
        return known.full(before.text)
    heads = [h for h in known.pattern.finditer(m.text) if h.end() < len(m.text)] if m.kind in "JI" else []
    return known.full(heads[-1][0]) if heads and not _ELSEWHERE.search(m.text) else None
