"""Names in a document: what the tagger marks, completed by projects' endings, by repetition and by lists of places.

Kinds: E firm, G group, K link, I park or platform, J project, R place.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..schema.chains import named_links, things
from .agencies import AGENCY, DEPARTMENT, DEPARTMENTS, is_person
from .builders import Names, builders, with_builders
from .overlaps import Overlaps
from .regions import Places, is_city_group
from .tagger import Span
from .words import words


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a block, with offsets into the block's text; `source` is tagger, cue, repeat or division. `stance`: one
    of tagger.STANCES, where the trained reader tells what the text says of the standing of the thing."""

    text: str
    kind: str
    start: int
    end: int
    confidence: float
    source: str
    stance: str = ""


_EDGE = "，。；：、！？（）()“”《》 \n\t—-"
_FIRM = 0.5  # a mark of a firm that tells what a list lists
_NAMED = re.compile("[一-龥A-Za-z]{2,8}")
_MODEL = re.compile(r"[A-Za-z]{1,5}[-—]?\d[\dA-Za-z.-]*(?:型|系列|款)?")
_SUM = r"投资(?:总?额|规模)?(?:约|近|超过?|达到?|为)?\d+(?:\.\d+)?[万亿]美?元"
_SUMMED = re.compile(
    rf"{_SUM}的(?P<name>[^，。；：、“”（）\s\d][^，。；：、“”（）\s]{{3,40}}?(?:项目|工程|基地|产业园))"
)
_PLANNED = re.compile(
    rf"(?:谋划|规划|筹划|筹备|计划|拟|启动)(?:建设|新建|实施|布局)(?P<name>[^，。；：、“”（）\s\d]{{4,30}}?"
    rf"(?:项目|工程|基地|中心|产业园|园区|工厂|生产线|产线|电站))(?=（|，)(?=[^。；\n]{{0,60}}?{_SUM})"
)
_ENTRY = re.compile(
    rf"^\s*(?:[（(]?\d{{1,3}}[)）、.．]|[①-⑳])\s*(?P<name>[^，。；：、“”（）\s\d][^，。；：、“”（）\s]{{3,30}}?(?:基地|中心|园区?|工厂|产线|电站))"
    rf"(?=（|，)(?=[^。；\n]{{0,60}}?{_SUM})",
    re.MULTILINE,
)
_REGISTERED = re.compile("(?:有限|责任|股份|集团)公司$")
_OF_PLACE = re.compile("[一-龥]{2,8}?[省市区县州镇乡]的(?=[一-龥]{3})")
_FAR_FROM, _FAR = (
    re.compile("[离距]"),
    re.compile("[还尚仍也]?(?:差|有[^，。；]{0,4}距离|[很较太不]?远)"),
)  # 离终端|还差两步
_WORD = 8  # no word before or after a firm is longer
_REST = 2  # characters that may be left of a link's name without being one
_CUT = ("链主", "企业", "项目", "体量")  # words whose first character is no part of the name before them
_SPLIT = re.compile(r"、|以及|(?<=[一-龥])和(?=[一-龥])|及(?=[一-龥]{2})")


def _marked(text: str, span: Span) -> Mention:
    """What the tagger marked; of a firm without the place before it (青岚区的|明川精密有限公司)."""
    led = _OF_PLACE.match(text, span.start, span.end) if span.kind == "E" else None
    start = led.end() if led else span.start
    return Mention(text[start : span.end], span.kind, start, span.end, span.confidence, "tagger")


def find(texts: Sequence[str], tagged: Sequence[Sequence[Span]], places: Places) -> list[tuple[Mention, ...]]:
    """The mentions of each text, by start, from what the tagger marked there; a project may hold the firm at its start,
    others do not overlap."""
    marked: list[list[Mention]] = []
    for text, spans in zip(texts, tagged, strict=True):
        found = [_marked(text, s) for s in spans]
        found = _over(found, _listed_firms(text, found))
        marked.append(_whole_firms(text, _over(found, _projects(text, found))))
    firms, names = _Firms(_repeated(marked)), builders(marked, places, texts)
    return [
        _settle(text, with_builders(text, _over(found, _repeats(text, firms.among(text), found)), names), places, names)
        for text, found in zip(texts, marked, strict=True)
    ]


def _over(old: Iterable[Mention], new: Sequence[Mention]) -> list[Mention]:
    """Old and new mentions; where they overlap the new one stands, but a project that holds the old one or is it."""
    taken = Overlaps(new)
    kept = [m for m in old if m.kind == "J" or all(_holds(one, m) for one in taken.over(m.start, m.end))]
    return sorted([*kept, *new], key=lambda m: (m.start, -m.end, m.kind))


def _holds(one: Mention, other: Mention) -> bool:
    """Is one a project, in whose name the other may stand?"""
    return one.kind == "J" and other.kind in "EKR" and one.start <= other.start and other.end <= one.end


def _projects(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Projects by their ending: whole list items that end in 项目 or 工程 and hold a name; and what a sum or a plan to
    build it shows to be one: 总投资5亿元的甲项目因…, 谋划建设甲产业园，投资约2亿元, 1.甲产业园，总投资2亿元.
    """
    known = Overlaps(m for m in found if m.kind == "J")
    inside = sorted(found, key=lambda m: m.start)
    added = []
    for match in re.finditer(rf"[^，。；：、\n]{{6,45}}?(?:项目|工程)(?={words('after_project')})", text):
        lead = re.match(words("project_lead"), match[0])
        start = match.start() + (lead.end() if lead else 0)
        taken = any(known.over(start, match.end()))
        plain = re.search(words("not_project"), text[start : match.end()])
        if not taken and not plain and match.end() - start > 5 and _begins(inside, start, match.end()):
            added.append(Mention(text[start : match.end()], "J", start, match.end(), 0.6, "cue"))
            known.add(added[-1])
    for match in [*_SUMMED.finditer(text), *_PLANNED.finditer(text), *_ENTRY.finditer(text)]:
        start, end = match.span("name")
        if not any(known.over(start, end)) and not re.search(words("not_project"), match["name"]):
            added.append(Mention(match["name"], "J", start, end, 0.6, "cue"))
            known.add(added[-1])
    return sorted(added, key=lambda m: m.start)


def _listed_firms(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Firms that the reader took for other things, or missed, in a list that says what it lists: 引进甲、乙等央企."""
    firms = Overlaps(m for m in found if m.kind == "E" and m.confidence >= _FIRM)
    added = []
    for listed in _listing().finditer(text):
        names = [_bare(text, *spot) for spot in pieces(text, *listed.span("list"))]
        names = [(start, end) for start, end in names if _NAMED.fullmatch(text, start, end)]
        if listed["owner"] or any(any(firms.over(*spot)) for spot in names):
            added += [
                Mention(text[start:end], "E", start, end, _FIRM, "list of firms")
                for start, end in names
                if text[start:end] not in things() | named_links() and not any(firms.over(start, end))
            ]
    return added


@cache
def _listing() -> re.Pattern[str]:
    """A list that ends in words for firms."""
    firms = f"(?P<owner>{words('firms_by_owner')})|{words('listed_firms')}"
    return re.compile(rf"(?P<list>[^，。；：\n]{{2,80}}、[^，。；：、\n]{{2,12}})等(?:{firms})")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name begins, without the words that lead to it."""
    leads = list(re.compile(words("before_listed")).finditer(text, start, end))
    return (leads[-1].end() if leads else start), end


def _whole_firms(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Firms with the ending that belongs to the name (明川|新材料)."""
    grown: list[Mention] = []
    for m in found:
        end = _grown(text, m.start, m.end) if m.kind == "E" else m.end
        grown.append(Mention(text[m.start : end], m.kind, m.start, end, m.confidence, m.source))
    firms = Overlaps(m for m in grown if m.kind == "E")
    return [whole for m in grown if (whole := m if m.kind in "EJ" else _behind(m, firms))]


def _behind(m: Mention, firms: Overlaps[Mention]) -> Mention | None:
    """A name, or what is left of a link's behind the firm that has taken its first characters; None for nothing."""
    over = list(firms.over(m.start, m.end))
    end = max((firm.end for firm in over), default=m.start)
    if not over:
        return m
    cut = m.kind == "K" and m.end - end > _REST and all(firm.start <= m.start for firm in over)
    return replace(m, text=m.text[end - m.start :], start=end) if cut else None


def _begins(found: Sequence[Mention], start: int, end: int) -> bool:
    """Does one of the mentions, sorted by start, begin between two offsets?"""
    at = bisect_left(found, start, key=lambda m: m.start)
    return at < len(found) and found[at].start < end


def _grown(text: str, start: int, end: int) -> int:
    """Where a firm's name ends with the word that follows it or that its end cuts: 明川|新材料, 明川半|导体."""
    for begin in range(max(start + 2, end - 2), end + 1):
        word = re.compile(words("firm_end")).match(text, begin)
        if word and word.end() > end and not text.endswith(word[0], start, end) and not _product(text, word):
            return word.end()
    return end


def _product(text: str, word: re.Match[str]) -> bool:
    """Does the word begin the name of a product (恒岳|汽车零配件) where it could end a firm's (恒岳汽车、…)?"""
    after = text[word.end() : word.end() + _WORD]
    ends = not after or after[0] in _EDGE or re.match(words("after_firm"), after)
    return not ends and re.fullmatch(words("product_start"), word[0]) is not None


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a list between two offsets; marks inside brackets do not part it."""
    bounds, at = [], start
    for mark in _SPLIT.finditer(text, start, end):
        inside = text.count("（", start, mark.start()) > text.count("）", start, mark.start())
        quoted = text.count("“", start, mark.start()) > text.count("”", start, mark.start())
        if not inside and not quoted:
            bounds.append((at, mark.start()))
            at = mark.end()
    return [*bounds, (at, end)]


def _repeated(marked: Sequence[Sequence[Mention]]) -> tuple[str, ...]:
    """Firm names sure enough to be looked for everywhere, longest first."""
    best: dict[str, float] = {}
    kinds: Counter[tuple[str, bool]] = Counter()
    for found in marked:
        for m in found:
            kinds[m.text, m.kind == "E"] += 1
            if m.kind == "E" and len(m.text) > 1:
                best[m.text] = max(best.get(m.text, 0), m.confidence)
    sure = [name for name in best if best[name] > 0.7 and kinds[name, True] >= kinds[name, False]]
    return tuple(sorted(sure, key=lambda name: (-len(name), name)))


class _Firms:
    """Names to look for, by their first two characters, so that a text is searched for few of them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._by: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            self._by.setdefault(name[:2], []).append(number)

    def among(self, text: str) -> list[str]:
        """Those whose first two characters stand in the text, in their order."""
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        by = self._by
        heads = (head for head in by if head in pairs) if len(by) < len(pairs) else (p for p in pairs if p in by)
        return [self._names[number] for number in sorted(n for head in heads for n in by[head])]


def _repeats(text: str, firms: Sequence[str], found: Sequence[Mention]) -> list[Mention]:
    """Other places of known firm names, where both sides end a word."""
    added: list[Mention] = []
    if not firms:
        return added
    taken = Overlaps(m for m in found if m.kind == "E")
    marked = Overlaps(m for m in found if m.kind not in "JK")
    for name in firms:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(taken.over(at, end)) and _bounded(text, at, end, marked):
                added.append(Mention(name, "E", at, end, 0.7, "repeat"))
                taken.add(added[-1])
            at = text.find(name, end)
    return added


def _bounded(text: str, start: int, end: int, marked: Overlaps[Mention]) -> bool:
    if any(m.start < start for m in marked.over(start, start + 1)):
        return False
    before = text[max(0, start - _WORD) : start]
    left = start == 0 or text[start - 1] in _EDGE or re.search(words("before_firm") + "$", before)
    right = end == len(text) or text[end] in _EDGE or re.match(words("after_firm"), text[end : end + _WORD])
    return bool(left and right)


def _settle(text: str, found: Sequence[Mention], places: Places, names: Names) -> tuple[Mention, ...]:
    """Trim, drop words that name nothing, add places, and let no two names overlap. `names` are those of firms."""
    kept: list[Mention] = []
    for match in AGENCY.finditer(text):
        kept.append(Mention(match[0], "A", match.start(), match.end(), 0.7, "cue"))
    for fields in DEPARTMENTS.finditer(text):
        kept += [
            Mention(field[0], "A", field.start(), field.end(), 0.8, "list of departments")
            for field in DEPARTMENT.finditer(text, *fields.span())
        ]
    for m in found:
        start, end = _trim(text, m)
        start += m.kind == "E" and _cuts_a_place(text, start, places)
        if m.kind in "EJ" and not _REGISTERED.search(text, start, end):  # a registered name begins with the place
            firm = m if m.kind == "E" else next((e for e in found if e.kind == "E" and e.start == m.start), None)
            start += _county(text[start:end], text[start : firm.end] if firm else "", places, names)
        start += text.startswith("的", start)  # 青岚区|的明川精密轴承项目
        if end - start < 2 or (m.kind in "KG" and re.fullmatch(words("generic"), text[start:end])):
            continue
        if m.kind == "E" and _no_firm(text, start, end, places):
            continue
        if m.kind == "K" and re.search(words("aim_of") + "$", text[max(0, start - _WORD) : start]):
            continue
        if m.kind == "K" and _FAR_FROM.match(text, start) and _FAR.match(text, end):
            continue
        if m.kind == "J" and (item := _wished(text, start, end, found)):
            kept += item
            continue
        if m.kind == "J" and end - start < 8 and not re.search(words("project_mark"), text[start:end]):
            continue
        kept.append(Mention(text[start:end], m.kind, start, end, m.confidence, m.source))
    named = Overlaps(kept)
    for match in places.pattern.finditer(text):
        start, end = match.span()
        if not any(m.start <= start and end <= m.end for m in named.over(start, end)):
            kept.append(Mention(match[0], "R", start, end, 0.9, "division"))
    settled: Overlaps[Mention] = Overlaps()
    listed: list[Mention] = []
    rank = {"J": 0, "E": 1, "A": 2, "I": 3, "G": 4, "K": 5, "R": 6}
    for m in sorted(kept, key=lambda m: (rank[m.kind], -m.confidence, m.start)):
        clash = settled.over(m.start, m.end)
        if all(o.kind == "J" and m.kind in "EKR" and o.start <= m.start and m.end <= o.end for o in clash):
            settled.add(m)
            listed.append(m)
    return tuple(sorted(listed, key=lambda m: (m.start, -m.end)))


def _county(name: str, firm: str, places: Places, names: Names) -> int:
    """How many characters of a firm's name, or of that of its project, are the county that it stands behind: none of
    青岚 in 青岚明川, where the document always calls it so.
    """
    cut = places.county_prefix(name)
    return 0 if len(firm) > cut and firm[cut - 1] not in "县区市旗" and names.in_whole(firm, cut) else cut


def _wished(text: str, start: int, end: int, found: Sequence[Mention]) -> list[Mention]:
    """What a project that is only wished for would make (引进轴承项目、齿轮项目): that is wanted, and no project
    is there. Nothing where the project has a firm, a sum or a name of its own.
    """
    begin = max(text.rfind(stop, 0, start) for stop in "，。；！？\n") + 1
    leads = rf"(?:{words('lead')}|{words('seeks')}|谋划|力争|争取|积极|洽谈|若干|[个家])*"
    lead = re.compile(leads).match(text, start, end)
    first = lead.end() if lead else start
    wished = re.search(words("wished_for"), text[begin:first])
    tail = re.search("(?:建设|生产|加工|制造)?(?:等)?(?:项目|工程)$", text[first:end])
    inside = [m for m in found if first <= m.start and m.end <= end and m.kind in "EK"]
    own = "投资" in text[begin:start] or re.search(words("own_project"), text[first:end])
    if not wished or not tail or own or any(m.kind == "E" for m in inside):
        return []
    last = first + tail.start()
    return inside or ([Mention(text[first:last], "K", first, last, 0.6, "cue")] if last - first > 1 else [])


def _cuts_a_place(text: str, start: int, places: Places) -> bool:
    """Is the first character the last one of a place's name: 青岚|区明川精密?"""
    return text[start] in "市县区州旗镇" and any(
        places.pattern.fullmatch(text, start - length, start + 1) for length in (2, 3, 4) if length <= start
    )


def _no_firm(text: str, start: int, end: int, places: Places) -> bool:
    """Is it a general word, a field or product, with or without a place before it, a model (QX500), a group of cities
    (宜荆荆恩), a resource (桂花等特色资源), a person, or what is done along a chain (上延粉体)?
    """
    name = text[start:end]
    if is_person(text, start, end) or re.fullmatch(words("no_firm"), name):
        return True
    if _MODEL.fullmatch(name) or is_city_group(name, text[end : end + _WORD]):
        return True
    place = places.pattern.match(name)
    rest = name[place.end() :] if place else name
    if _only_trade(rest, placed=place is not None):
        return True
    resource = re.match(r"(?:、[^，。；、]{1,8})*等[^，。；]{0,4}资源", text[end : end + 4 * _WORD])
    return bool(re.fullmatch(words("not_firm"), name) or not rest or rest in things() or resource)


def _only_trade(rest: str, *, placed: bool) -> bool:
    """Is a name, without the place before it, made of words of trade alone? Not where it ends as firms do.

    >>> [_only_trade(rest, placed=True) for rest in ("防爆电机", "单晶", "恒岳电机", "钢铁")]
    [True, True, False, False]
    >>> _only_trade("电机", placed=False)
    False
    """
    least = 1 if placed else 2
    trade = re.fullmatch(f"{words('trade_word')}{{{least},}}", rest)
    return bool(trade) and not re.search(words("firm_end") + "$", rest)


def _trim(text: str, m: Mention) -> tuple[int, int]:
    start, end = m.start, m.end
    if end < len(text) and text[end] == "）" and "（" in text[start:end]:
        end += 1
    if m.kind in "KG" and text[end - 1 : end + 1] in _CUT and not text.endswith("产业链", start, end):
        end -= 1  # 甲产业链主企业 leads 甲产业链: one 链 stands for two
    if m.kind in "KG" and text[end - 1 : end + 1] == "集群":
        end += 1
    elif m.kind == "K" and text[end - 2 : end] == "配套" and re.match("能力|率|不足|薄弱|水平", text[end:]):
        end -= 2  # 舱室设备|配套能力弱
    elif m.kind in "KG" and text[end - 3 : end] == "产业集":  # of 产业集约化, 产业集聚
        end -= 1
    if lead := re.match(words("lead"), text[start:end]):
        start += lead.end()
    while m.kind == "K" and re.fullmatch("[A-Za-z]{2}", text[max(0, start - 1) : start + 1]):  # T|FT玻璃基板
        start -= 1
    if m.kind == "E" and (tail := re.search(words("firm_tail") + "$", text[start : end + 1])):
        end = start + tail.start()
    if m.kind in "KGE" and (tail := re.search(words("tail") + "$", text[start:end])):
        end = start + tail.start()
    return start, end
