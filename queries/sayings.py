"""How a sentence about a link is meant: against it, as means to use, as a plan, or not surely read at all."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..schema import SURE
from ..schema.patterns import Late
from ..schema.shipped import shipped
from .called import LEADING, ONE_OF_MANY, is_called
from .drafts import outdated
from .facts import Said
from .spelled import spots

_STAGE = re.compile(
    r"(?<![上中、和])(?:上游|中游|下游)(?!、?[上中下]游|(?:[^，]{0,4})(?:企业|客户|用户|厂商|市场|需求|应用))"
)
STOPS = "，。；;！\n"
ENDS = "。；;！\n"
_BRACKET = re.compile("[（(][^（）()]*[）)]")
_DATED = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<month>1?\d)月|[上下]半年|[初中底末]|[一二三四]季度)?[前内份]?(?:全面|正式|全部|顺利|可|将)?"
    r"(?P<what>(?:开工|动工|启动|开建|建成|竣工|完工|投产|达产|投用|投入|试产)[^，。；;]*)"
)
_NOW = re.compile("，(?:目前|现|并|且|项目)*已[^，。；;]*")
_AGREED = ("已签约", "谋划")
_TABLES = {"progress", "ended"}
# 取消审批 ends no project
_SPENT = r"(?=[了的，。；;！、\n”）)]|$|建设|实施|推进|投资|合作|合同|协议|至今|状态|多年|[半一二三两]年)"
_NEXT = (
    r"(?:，(?:(?:但|后)?(?:因为?|由于|受|鉴于)[^，。；;！\n、]{0,20}|[^，。；;！\n、]{2,12}(?:退出|变[化动更]|调整|撤资)))?"
    r"，(?:[^，。；;！\n、]{0,20}?(?:已|被|宣告|宣布|而|起|以来)[^，。；;！\n、]{0,8}?|(?:[但后现故]|项目|目前)*)"
)
"""，因资金问题已于去年终止; ，因股东变动，双方已协商终止; ，暂停实施"""


class _Words(NamedTuple):
    """sayings.yaml; word lists as alternatives of a regular expression."""

    against: Late
    uses: Late
    means: Late
    makes: Late
    planned: Late
    promised: Late
    institutes: Late
    works: Late
    erecting: Late
    making: Late
    standing: Late
    groups: tuple[str, ...]
    seeks: Late
    lent: Late
    empty: Late
    progress: tuple[tuple[str, bool, Late], ...]
    ended: tuple[tuple[str, Late, Late], ...]
    particulars: Late
    resumed: Late
    unbegun: Late
    beginning: Late
    erect: Late
    rests: Late
    coming: Late
    done: frozenset[str]


@cache
def _words() -> _Words:
    raw = shipped("queries", "sayings.yaml")
    lists = {
        name: "|".join(sorted(raw[name], key=len, reverse=True))
        for name in raw
        if name not in _TABLES and isinstance(raw[name], list)
    }
    return _Words(
        against=Late(lists["against"]),
        uses=Late(lists["uses"]),
        means=Late(f"(?:{lists['means']})等?$"),
        makes=Late(lists["makes"]),
        planned=Late(lists["planned"]),
        promised=Late(lists["promised"]),
        institutes=Late(f"(?:{lists['building']})[^，。；;]{{0,24}}?(?:{lists['institutes']})"),
        works=Late(
            f"[^，。；;、]{{0,24}}?(?:{lists['works']})|(?:、[^，。；;、]{{1,30}}){{0,8}}等[^，。；;、]{{0,12}}项目"
        ),
        erecting=Late(lists["erecting"]),
        making=Late(lists["making"]),
        standing=Late(lists["standing"]),
        groups=tuple(raw["groups"]),
        seeks=Late(lists["seeks"]),
        lent=Late(rf"[^。；;！\n]*?(?:{lists['lent']})"),
        empty=Late(f"(?:{lists['empty']})+"),
        coming=Late(lists["coming"]),
        done=frozenset(raw["done"]),
        progress=tuple((row["stage"], row["firm"], Late("|".join(row["words"]))) for row in raw["progress"]),
        ended=tuple((row["stage"], *_endings("|".join(row["words"]))) for row in raw["ended"]),
        particulars=Late(rf"(?:，(?:{lists['particulars']})[^，。；;]*(?=，))+"),
        resumed=Late(lists["resumed"]),
        unbegun=Late(f"(?:{lists['unbegun']})[^，。；;]*?(?:{lists['beginning']})"),
        beginning=Late(lists["beginning"]),
        erect=Late(f"(?:{lists['erect']})$"),
        rests=Late(lists["rests"]),
    )


def _endings(words: str) -> tuple[Late, Late]:
    """What says after a name, and right before it, that nothing comes of it."""
    spent = f"(?<![不未])(?:{words}){_SPENT}"
    return Late(rf"[^，。；;！\n]*?(?:{_NEXT})?{spent}"), Late(
        f"(?<![不未])(?:{words})(?:了|建设|实施)?[^，。；;！\n、]{{0,6}}$"
    )


def is_empty(link: str) -> bool:
    """Is it a kind of firm without content (上下游配套企业) or a whole chain, which names no link?"""
    return _words().empty.fullmatch(link) is not None or link.endswith(_words().groups)


def is_planned(said: Said) -> bool:
    """Does the sentence say that the firm's making of it is still to come?"""
    return _planned(said.proof.quote, said.object)


@lru_cache(maxsize=1 << 16)
def _planned(quote: str, link: str) -> bool:
    """By a word for it; or the thing is what an institute that is to be built will develop, or what a work will make.

    >>> _planned("支持青篁竹业建设研究院，重点开发竹纤维", "竹纤维"), _planned("青篁竹业研究院开发竹纤维", "竹纤维")
    (True, False)
    >>> _planned("加快青篁竹业竹纤维生产线等项目建设", "竹纤维"), _planned("青篁竹业竹纤维项目已建成投产", "竹纤维")
    (True, False)
    >>> _planned("青篁竹业竹纤维项目落户我市", "竹纤维"), _planned("青篁竹业竹纤维生产基地达产后将年产5万吨", "竹纤维")
    (True, True)
    >>> _planned("青篁竹业竹纤维研发中心项目，总投资2亿元", "竹纤维"), _planned("签下青篁竹业竹纤维基地", "竹纤维")
    (True, True)
    >>> _planned("青篁竹业签订竹纤维供货协议", "竹纤维"), _planned("总投资2亿元的竹纤维项目已投产", "竹纤维")
    (False, False)
    """
    places = [start for start, _ in spots(link, quote)]
    said = _words().planned.search(quote) is not None or _promised(quote)
    return said or bool(places) and all(_to_come(quote, place, place + len(link)) for place in places)


def _promised(quote: str) -> bool:
    """Does the sentence tell what a project will bring that has only been agreed on?"""
    words = _words()
    begun = words.standing.search(words.promised.sub("", quote)) or progress(quote) in words.done
    return not begun and words.promised.search(quote) is not None


def is_signed(said: Said) -> bool:
    """Does the sentence of a project say that it is agreed on or planned, and no more?"""
    return progress(said.proof.quote, said.object) in _AGREED


def is_ended(said: Said) -> bool:
    """Does the sentence say that nothing comes of the thing: the project for it was given up or put off?"""
    return _ended(said.proof.quote, said.object) != ""


def is_of_ended(said: Said) -> bool:
    """Is the firm named of the group only for a work that was given up or put off, and not called a leader there?"""
    quote, loose = said.proof.quote, said.role in (LEADING, ONE_OF_MANY, None)
    return loose and _ended(quote, said.subject) != "" and not is_called(quote, said.headings, said.subject)


@lru_cache(maxsize=1 << 16)
def _ended(quote: str, name: str) -> str:
    """How it ended, by what follows the name or stands right before it; "" where it did not, or not by this sentence.
    What is told last counts.

    >>> _ended("原定落户的轴承项目因资金问题已终止", "轴承"), _ended("暂缓轴承项目，推进机床项目", "轴承项目")
    ('已终止', '已搁置')
    >>> _ended("2023年签约的轴承项目，因股东退出，双方已协商终止协议", "轴承项目")
    '已终止'
    >>> _ended("轴承项目投产、机床项目终止", "轴承项目"), _ended("轴承项目取消审批环节", "轴承项目")
    ('', '')
    >>> _ended("轴承项目停工两年，现已复工", "轴承项目"), _ended("轴承项目（已开工）、机床项目（已解约）", "轴承项目")
    ('', '')
    >>> _ended("轴承项目已签约，后因选址问题被取消", "轴承项目"), _ended("轴承项目开工，机床项目已终止", "轴承项目")
    ('已终止', '')
    >>> _ended("轴承项目，位于青岚区，总投资6亿元，已暂停实施", "轴承项目")
    '已搁置'
    >>> _ended("轴承项目因环评未获批，暂停实施", "轴承项目"), _ended("轴承项目开工，暂停审批水泥项目", "轴承项目")
    ('已搁置', '')
    """
    words = _words()
    for start, stop in spots(name, quote):
        first, last = around(quote, start, stop, ENDS)
        particulars = words.particulars.match(quote, stop, last)
        begins = (stop, particulars.end() + 1) if particulars else (stop,)
        after = ((stage, end.match(quote, begin, last)) for stage, end, _ in words.ended for begin in begins)
        found = [
            (told.end(), stage)
            for stage, told in after
            if told and not _of_others(told[0]) and not words.resumed.search(quote, told.end(), last)
        ]
        found += [(start, stage) for stage, _, before in words.ended if before.search(quote, first, start)]
        if found:
            return max(found)[1]
    return ""


def _of_others(text: str) -> bool:
    """Do the words between a name and its end speak of another work: the next of a list, or that of a later clause?"""
    if "）、" in text or ("、" in text and _stages(text)):
        return True
    _, comma, later = text.partition("，")
    return bool(comma) and _words().works.search(later) is not None


def _to_come(quote: str, place: int, after: int) -> bool:
    """Is the thing at this place what an institute that is to be built will develop, or what a work will make?"""
    words = _words()
    begin, end = around(quote, place, after, ENDS)
    first, last = around(quote, place, after, f"{ENDS}，、")
    tail = re.match(r"[^，。；;]*?等([^，。；;]*)", quote[last:end])
    own = quote[first:last] + (tail[1] if tail else "")
    stage = progress(quote[begin:end])
    if words.standing.search(own) or stage in words.done:
        return False
    if words.institutes.search(quote, begin, place):
        return True
    erected = stage == "在建" or words.erecting.search(quote, begin, end) is not None
    bare = after == len(quote) and not words.making.search(quote, first, place)
    institute = words.institutes.match(quote, after)
    works = words.works.match(quote, institute.end() if institute else after)
    return erected and (bare or works is not None)


def around(quote: str, place: int, after: int, stops: str) -> tuple[int, int]:
    """Where the words around a place begin and end, by these stops."""
    begin = max(quote.rfind(stop, 0, place) for stop in stops) + 1
    return begin, min((at for stop in stops if (at := quote.find(stop, after)) >= 0), default=len(quote))


def seeks(said: Said) -> bool:
    """Does the clause want the link brought in?"""
    return _leading(_words().seeks, said.proof.quote, said.object) is not None


def progress(quote: str, name: str = "", since: str = "") -> str:
    """How far a project is by its sentence; "" where it does not say. `name` is the project's: its own clause counts,
    with what stands in brackets behind it. What a year is named for that is later than `since` (the date of the text)
    is to come.

    >>> progress("年产60万吨冷轧板项目已建成投产"), progress("确保冷轧板项目2027年建成投产"), progress("冷轧板项目")
    ('已投产', '在建', '')
    >>> progress("已完成东港大桥等项目，推动城市建设", "东港大桥"), progress("围绕东港大桥，签约三个项目", "东港大桥")
    ('已建成', '')
    >>> progress("签约东港大桥项目，推进产业建设", "东港大桥项目"), progress("明川精密建设研究院", "研究院")
    ('已签约', '谋划')
    >>> progress("明川精密与青岚区签约，投资6亿元建设轴承项目", "轴承项目")
    '已签约'
    >>> progress("签约机床项目，建设轴承项目", "轴承项目")
    '谋划'
    >>> progress("轴承项目（青岚区，2027年开工）", "轴承项目", "2026")
    '谋划'
    >>> progress("轴承项目2026年3月开工", "轴承项目", "2026-05")
    '在建'
    """
    words, place = _words(), quote.find(name) if name else -1
    if place < 0:
        return _stage(quote, since)
    if ended := _ended(quote, name):
        return ended
    begin, end = around(quote, place, place + len(name), STOPS)
    first, last = around(quote, place, place + len(name), ENDS)
    if bracket := _BRACKET.match(quote, place + len(name)):  # what it says goes before the verb of a list of projects
        told = _stages(bracket[0], since)
        if told and told[0][1]:
            return told[0][0]
        others = (_BRACKET.sub("", text) for text in (quote[first:place], quote[bracket.end() : last]))
        return progress(name.join(others), name, since)
    before, clause = quote[begin:place], quote[begin:end]
    if words.rests.match(clause):
        return ""
    found = _stage(clause, since)
    if (
        found == "在建"
        and words.erect.search(before)
        and not any(firm for _, firm in _stages(clause.replace(name, ""), since))
    ):
        return "已签约" if _signed(quote[first:begin]) and "拟" not in before else "谋划"
    if found in _AGREED and (now := _NOW.match(quote, end, last)):  # 环评已批复，现已开工
        found = next((stage for stage, firm in _stages(now[0], since) if firm), found)
    return found or next((stage for stage, firm in _stages(quote[first:last], since) if firm), "")


def _signed(before: str) -> bool:
    """Does the clause right before say that somebody signed, and not for what? Then it is for what comes next."""
    clause = re.split(f"[{STOPS}]", before.rstrip(STOPS))[-1]
    return _stage(clause) == "已签约" and _words().works.match(clause) is None


def _stages(text: str, since: str = "") -> list[tuple[str, bool]]:
    """The stages of which a word stands in the text, and whether that word is a firm one."""
    words = _words()
    found = [(stage, firm) for stage, firm, spelled in words.progress if spelled.search(text)]
    later = _later(text, since)
    if later or words.coming.search(text):
        open_ = [one for one in found if one[0] not in words.done]
        found = open_ or ([("在建", True)] if found else [])
    if words.unbegun.search(text) or (later and words.beginning.match(later)):
        found = [one for one in found if one[0] != "在建"] or [("谋划", True)]
    return found


def _later(text: str, since: str) -> str:
    """What the text names a year for that is later than `since` (2026, 2026-05-12), or is not before it and stands
    behind what has only been agreed on (已签约，2026年开工); "" where it names none.
    """
    for found in _DATED.finditer(text):
        date = found["year"] + (f"-{int(found['month']):02}" if found["month"] and len(since) > 4 else "")
        if since and date > since[: len(date)]:
            return found["what"]
        before = text[: found.start()]
        same = date == since[: len(date)] if since else not re.search(r"20\d\d年", before)
        if same and _agreed(before):
            return found["what"]
    return ""


def _agreed(text: str) -> bool:
    """Does the text tell of no more than an agreement or a plan?"""
    told = [stage for stage, firm, spelled in _words().progress if firm and spelled.search(text)]
    return bool(told) and told[0] in _AGREED


def _stage(text: str, since: str = "") -> str:
    return next((stage for stage, _ in _stages(text, since)), "")


def is_lent(said: Said) -> bool:
    """Does the sentence say that what is made elsewhere will do?"""
    return _lent(said.proof.quote, said.object)


@lru_cache(maxsize=1 << 14)
def _lent(quote: str, link: str) -> bool:
    """After the link's name, in its sentence.

    >>> _lent("轴承依靠邻江市供应，可在省内协作解决", "轴承"), _lent("轴承依靠邻江市供应", "轴承")
    (True, False)
    >>> _lent("齿轮可就近供应，轴承依赖进口", "轴承")
    False
    """
    return any(_words().lent.match(quote, stop) for _, stop in spots(link, quote))


@lru_cache(maxsize=1 << 14)
def _not_meant(quote: str, link: str) -> str | None:
    words = _words()
    if _leading(words.against, quote, link) is not None:
        return "原文是不发展或避免"
    used = _leading(words.uses, quote, link)
    if used is not None and not words.makes.search(used) and words.means.search(used):
        return "原文是企业采用的技术，不是要补的环节"
    return None


def _leading(words: Late, quote: str, name: str) -> str | None:
    """What follows the first of the words that stands before the name in one clause, to the end of the clause.

    Searched from the name, since a pattern with each name in it would be compiled for each.
    """
    place = quote.find(name)
    while place >= 0:
        begin = max(quote.rfind(stop, 0, place) for stop in STOPS) + 1
        found = words.search(quote, begin, place)
        if found:
            after = place + len(name)
            ends = [end for stop in STOPS if (end := quote.find(stop, after)) >= 0]
            return quote[found.end() : min(ends, default=len(quote))]
        place = quote.find(name, place + 1)
    return None


def stage(quote: str, link: str) -> str:
    """The stage of the chain that the link's own clause puts it in, by the last such word before it; "" if by none.

    >>> [stage("上游发展矿石、焦炭，中游做强冷轧板，向下游汽车板延伸", link) for link in ("焦炭", "冷轧板", "汽车板")]
    ['上游', '中游', '下游']
    >>> stage("面向下游企业，发展轴承", "轴承"), stage("补齐上下游轴承", "轴承"), stage("对接下游客户发展轴承", "轴承")
    ('', '', '')
    """
    place = quote.find(link)
    begin = max(quote.rfind(stop, 0, place) for stop in STOPS) + 1 if place > 0 else 0
    found = _STAGE.findall(quote[begin:place]) if place > 0 else []
    return str(found[-1]) if found else ""


def why_not(said: Said, dropped: frozenset[tuple[str, str]]) -> str | None:
    """Why a statement that a link is wanted does not count; None if it counts. `dropped` as from replaced()."""
    if said.confidence < SURE:
        return "读取把握不大，请人核对"
    if outdated(said, dropped):
        return "征求意见稿曾提出，正式稿没有再提"
    return _not_meant(said.proof.quote, said.object)
