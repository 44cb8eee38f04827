"""The plans and articles inside one file: where each begins, its title, issuer, date, status and place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..schema import Part, Status, contains
from .headings import heading, is_box
from .lines import Line
from .speaks import region

_DASHES = frozenset({"-", "—", "——"})
_DRAFT = re.compile(r"[（(]\s*(?:公开)?(?:征求意见|讨论|送审|草案|试行?征求意见|审议)\s*稿?\s*[)）]")
_KINDS = "方案|规划|意见|通知|计划|办法|措施|纲要|清单|要点|决定|规定|条例|细则|政策|指南|行动|公告|通告|批复|函|图谱"
_PLAN = re.compile(rf"(?:{_KINDS})(?:[（(〔][^）)〕]*[）)〕])*$")
_TABLE = re.compile(
    r"(?:一览|分工|安排|任务|责任|情况|汇总|对照|分解|进度|目标|计划|名单|明细)表(?:[（(〔][^）)〕]*[）)〕])*$"
)
_SHEET = re.compile("(?<![代图发外手仪钟水])表$")  # 重点项目表
_REPORT = re.compile(r"(?:报告|总结|综述)(?:[（(][^）)]*[）)])*$")
_YEARS = re.compile(r"[（(]\s*\d{4}\s*年?\s*[—–\-~～至]+\s*\d{4}\s*年?\s*[)）]")
_ATTACHMENT = re.compile(r"附\s*件\s*(\d+|[一二三四五六七八九十]+)?\s*[：:]?")
_SALUTATION = re.compile(r"[^。；]{0,120}(?:各|市直|省直|县直|区直|有关|单位|政府|委员会|局)[^。；]{0,80}[：:]")
_SYMBOL = re.compile(r"[一-龥]{1,8}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*第?\s*\d+\s*号")
_ISSUER = re.compile(r"[一-龥]{2,24}(?:局|委员会|政府|办公室|指挥部|办公厅|厅|委|工作组)")
_PLACED = re.compile(r"(?:\d{4}年)?[一-龥]{2,5}?(?:省|市|自治州|州|盟|县|区|旗)|关于")
_CALLS = re.compile("(?:[^，。；！？\\s]{2,12}[！？]){1,2}(?=.{4})")
_ENDS = re.compile("[。；]")
_STOPS = re.compile(r"[。；！？]")
_INTRO = re.compile(r"为|根据|按照|依据|围绕|近年来|当前|第一条|经|现将")

_FIGURE = "〇○零一二三四五六七八九"
_DATE = re.compile(
    rf"(?P<year>\d{{4}}|[{_FIGURE}]{{4}})\s*[年\-/.]"
    rf"(?:\s*(?P<month>\d{{1,2}}|[{_FIGURE}十]{{1,3}})\s*(?:月|[\-/.])(?:\s*(?P<day>\d{{1,2}}|[{_FIGURE}十]{{1,3}})\s*日?)?)?"
)
# Periods and horizons that a title names: when its plan ends says nothing of when it was made.
_SPAN = r"\d{4}\s*年?(?:\s*\d{1,2}\s*月)?"
_HORIZON = re.compile(
    rf"{_SPAN}\s*(?:[—–~～\-]+|至|到)\s*{_SPAN}(?!\d)|(?<!截)[到至]\s*\d{{4}}\s*年"
    rf"|(?:\d{{4}}|[{_FIGURE}]{{4}})\s*年(?=远景|愿景|目标|[前底末])"
)
_COMING = re.compile("项目|[开动竣完]工|投[产用]|建成|达[到产]|[到至]20\\d\\d年")
_HELD = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)在[^，。]{4,40}会议上")
_STAMP = re.compile(r"[\d\-/:\s]{8,20}[，,]\s*(?:正文[：:])?\s*")
_DATED = re.compile(r"(?:来源[：:]\S*\s+)?(?:发布|成文|印发|公布|更新)?(?:时间|日期)?[：:]?\s*")

_HEAD = 12  # lines at the top of a part
_LEAST, _TITLE, _SHORT = 8, 60, 40  # characters of a title, at least and at most; of a line that is no sentence


def split(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of one plan or article at a time."""
    first = next((at for at, line in enumerate(lines) if line.bare), 0)
    cuts = {0, *(at for at in _cuts(lines) if at > first)}
    marks = [*sorted(cuts), len(lines)]
    for one, other in zip(marks, marks[1:], strict=False):
        if other > one:
            yield list(lines[one:other])


def _cuts(lines: Sequence[Line]) -> Iterator[int]:
    spots = [at for at, line in enumerate(lines) if line.bare and line.cell is None and line.box is None]
    attached = [at for at in spots if _ATTACHMENT.fullmatch(lines[at].bare)]
    named: set[str] = set()  # what a notice on top brings: 关于印发《…方案》的通知
    for n, at in enumerate(spots):
        if n < _HEAD:
            named |= set(re.findall(r"《([^》]+)》", lines[at].bare))
        text = lines[at].bare
        if text in _DASHES or (at in attached and len(attached) > 1):
            yield at
        elif _DRAFT.fullmatch(text) and (above := _above(lines, spots, n)) is not None:
            yield above
        elif n and (lines[at].title or _begins(lines, spots, n)):
            before = lines[spots[n - 1]]
            if text in named:
                named = set()
            elif not (before.title or _ATTACHMENT.fullmatch(before.bare) or before.bare in _DASHES):
                yield at


def _above(lines: Sequence[Line], spots: Sequence[int], n: int) -> int | None:
    """Where the title above a draft's mark (the n-th line that is not blank) begins; it may be broken over a few."""
    title, first = "", None
    for at in reversed(spots[max(0, n - 3) : n]):
        text = lines[at].bare
        if len(text) > _SHORT or _STOPS.search(text) or heading(text) or _date(text) or _ISSUER.fullmatch(text):
            break
        if _ATTACHMENT.fullmatch(text):
            return at
        title, first = text + title, at
    return first if _PLAN.search(title) or _REPORT.search(title) else None


def _begins(lines: Sequence[Line], spots: Sequence[int], n: int) -> bool:
    """Is the n-th of the lines the title of another plan: by its words, by what stands before and what follows?"""
    text = lines[spots[n]].bare
    if not _titled(text) or n + 1 == len(spots):
        return False
    before = lines[spots[n - 1]].bare
    after = [lines[at].bare for at in spots[n + 1 : n + 3]]
    signed = n > 1 and bool(_ISSUER.fullmatch(before))  # on the first line it is who issues what follows
    ended = bool(re.search(r"[。）)]$", before)) or _date(before) is not None or signed
    first = heading(after[0])
    opened = (
        _YEARS.fullmatch(after[0])
        or _SYMBOL.fullmatch(after[0])
        or _SALUTATION.fullmatch(after[0])
        or (first is not None and first.number[-1] == 1 and first.rank < 8)
        or (len(after[0]) > _SHORT and _INTRO.match(after[0]))
        or (len(after) > 1 and _date(after[0]) is not None and _dated(after[0]))
    )
    return ended and bool(opened)


def _titled(text: str) -> bool:
    """Does a line read like the title of a plan?"""
    named = _LEAST <= len(text) <= _TITLE and bool(_PLAN.search(text) or _REPORT.search(text))
    return named and not (re.search(r"[，。；：！？]", text) or heading(text) or is_box(text))


def attached(lines: Sequence[Line]) -> bool:
    """Does the part begin as an attachment (附件1)?"""
    return bool(_ATTACHMENT.fullmatch(next((line.bare for line in lines if line.bare), "")))


def part(number: int, lines: Sequence[Line], cover: Part | None = None) -> Part:
    """What a part says of itself; an attachment takes from its `cover` what it does not say."""
    texts = [line.bare for line in lines if line.bare and line.bare not in _DASHES]
    own = [line.bare for line in lines if line.bare and line.cell is None]
    head = texts[:_HEAD]
    title = _title(lines, head[1:] if attached(lines) else head)
    draft = any(_DRAFT.search(text) for text in head[:5] if len(text) <= _TITLE)
    issued, issuer = _PLAN.search(title) or _TABLE.search(title) or _is_table(title, lines), _issuer(own)
    status = Status.REPORT if _REPORT.search(title) else Status.FINAL if issued else Status.NEWS
    place = region(_CALLS.sub("", title), issuer, head, "".join(texts), plan=draft or status != Status.NEWS)
    made = Part(number, title, issuer, _signed(own), Status.DRAFT if draft else status, place)
    if cover is None or not attached(lines):
        return made
    own_status = draft or (made.status != Status.NEWS and cover.status != Status.DRAFT)
    return replace(
        made,
        issuer=made.issuer or cover.issuer,
        date=made.date or cover.date,
        region=made.region or cover.region,
        status=made.status if own_status else cover.status,
    )


def _is_table(title: str, lines: Sequence[Line]) -> bool:
    """Is a part a table, by its title or since most of its text stands in cells?"""
    cells, every = (sum(len(line.bare) for line in lines if line.cell is not None or whole) for whole in (False, True))
    return bool(_SHEET.search(title)) or 2 * cells > every


def names_a_plan(title: str) -> bool:
    """Is it the title of a plan, a report or a table, which says of its place no more than for which it speaks?"""
    return any(kind.search(title) for kind in (_PLAN, _REPORT, _TABLE, _SHEET))


def placed(parts: Sequence[Part], region: str, *, sure: bool) -> tuple[Part, ...]:
    """The parts with the place that a person says they speak for, which is surer than what was recognised.

    Where some parts tell a place and others none it is meant for those; where it is not said of this very file
    (`sure`), a recognised place that lies in it says more.
    """
    some = {part.region is None for part in parts} == {True, False}

    def kept(part: Part) -> bool:
        return part.region is not None and (some or (not sure and contains(region, part.region)))

    return tuple(part if kept(part) else replace(part, region=region) for part in parts)


def _title(lines: Sequence[Line], head: Sequence[str]) -> str:
    """The title of a part: what a style or its words call so, else the line above the date, else the first one."""
    styled = next((line.bare for line in lines if line.title and line.bare), None)
    title = styled or _worded(head) or _above_date(head)
    if title is None:
        own = [line.bare for line in lines if line.cell is None and line.bare in head]
        title = next((text for text in (*own, *head) if _may_head(text)), head[0] if head else "")
        title = _headline(_STAMP.sub("", title))
    title = _DRAFT.sub("", title).lstrip("# ")
    named = re.search(r"《([^》]+)》", title)
    return named[1] if named and _PLAN.search(title) else title


def _headline(line: str) -> str:
    """The title of news that a line is, or that it begins with where the text follows in the same line."""
    if len(line) <= _SHORT and not _ENDS.search(line):
        return line
    called = _CALLS.match(line)  # 开门红！… goes on
    begun = called.end() if called else 0
    title = line[:begun] + re.split("[。！？]", line[begun:])[0][: _SHORT - begun]
    first = title.partition(" ")[0]
    return first if len(line) > _TITLE and len(first) >= _LEAST else title


def _may_head(text: str) -> bool:
    """May the line be a title: no sentence, no date? A year is part of one (云溪市2026年分工表), and so is a call at
    its head (开门红！云溪市30个项目集中开工)."""
    date = None if _TABLE.search(text) else _date(text)
    return not _STOPS.search(_CALLS.sub("", text)) and not date


def _worded(head: Sequence[str]) -> str | None:
    """A title that ends in a word such as 方案, perhaps broken over some lines, with the years below it."""
    for first in range(min(3, len(head))):
        title = ""
        for text in head[first : first + 3]:
            if len(title + text) > _TITLE + 20 or heading(text) or _STOPS.search(text):
                break
            own = _PLAN.search(text) and _PLACED.match(text)
            title = (title if not own else "") + _DRAFT.sub("", text)
            if _PLAN.search(title) or _REPORT.search(title):
                after = head[head.index(text) + 1 :][:1]
                return title + (after[0] if after and _YEARS.fullmatch(after[0]) else "")
    return None


def _above_date(head: Sequence[str]) -> str | None:
    for above, text in zip(head, head[1:], strict=False):
        if (
            _date(text)
            and len(text) <= _SHORT
            and 6 <= len(above) <= _TITLE
            and not _STOPS.search(_CALLS.sub("", above))
        ):
            return above
    return None


def _issuer(texts: Sequence[str]) -> str | None:
    """The last line that is an authority's name alone, at the foot of a notice, else the first one."""
    for n, text in enumerate(texts):
        bare = re.sub(r"\s", "", text)
        signed = n + 1 < len(texts) and len(texts[n + 1]) < 24 and _date(texts[n + 1])
        if (
            _ISSUER.fullmatch(bare)
            and not bare.endswith(("格局", "布局", "结局"))
            and (signed or n < _HEAD or n + 3 > len(texts))
        ):
            return bare
    return None


def _signed(texts: Sequence[str]) -> str | None:
    """The date that a line of its own gives, else one in a short line."""
    held = [match[1] for text in texts[:_HEAD] if (match := _HELD.search(text))]
    alone = [text for text in texts if len(text) < 30 and _dated(text)]
    ends = [*texts[:_HEAD], *texts[max(_HEAD, len(texts) - 4) :]]
    short = [text for text in ends if (len(text) < 32 and not (heading(text) or _tells(text))) or _STAMP.match(text)]
    return next((found for text in [*held, *alone, *short] if (found := _date(text))), None)


def _tells(text: str) -> bool:
    """Is the line a sentence of what is to come in some year: 扩产项目完成备案，2027年开工。"""
    return text.endswith(("。", "；")) and _COMING.search(text) is not None


def _dated(text: str) -> bool:
    """Is the line a date and nothing else but what kind of date it is, a time and a source?"""
    match = _DATE.search(text)
    if match is None or not match["month"] or not _DATED.fullmatch(text[: match.start()].lstrip("（(")):
        return False
    return bool(re.fullmatch(r"\s*[）)]?\s*(?:印发|发布)?[\s\d:：]*(?:来源.*|[一-龥]{0,16})", text[match.end() :]))


def _date(text: str) -> str | None:
    """The first date of a text as YYYY-MM-DD, as precise as it is.

    >>> _date("二〇二六年六月二十日"), _date("2026年 6月"), _date("2026-02-09 09:03"), _date("第2026号")
    ('2026-06-20', '2026-06', '2026-02-09', None)
    >>> _date("行动计划（2026—2028年）"), _date("规划和2035年远景目标纲要"), _date("2026年工作要点")
    (None, None, '2026')
    """
    text = _HORIZON.sub(lambda span: "，" * len(span[0]), text)
    for match in _DATE.finditer(text):
        year, month, day = (_figure(match[name]) for name in ("year", "month", "day"))
        if (
            1949 <= year <= 2100
            and month <= 12
            and day <= 31
            and not (re.match(r"[/.\-]\D|[/.\-]$", text[match.end() :]))
        ):
            shown = [f"{year:04}", f"{month:02}", f"{day:02}"]
            return "-".join(shown[: 1 + bool(month) + bool(month and day)])
    return None


def _figure(text: str | None) -> int:
    if not text:
        return 0
    if text.isdecimal():
        return int(text)
    digits = text.replace("○", "〇").replace("零", "〇")
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
    return int("".join(str(_DIGITS.index(sign)) for sign in digits))


_DIGITS = "〇一二三四五六七八九"
