"""What an indicator measures, by the words around its value and by what the clauses before it have said."""

import re
from dataclasses import dataclass, field

from .amounts import Amount
from .goal_owners import MEASURE, Owner
from .words import words

_VERB = re.compile(rf"(?:{words('goal_verb')})+$")
_LEAD = re.compile(rf"^(?:{words('goal_lead')}|20\d\d年底?|[^，]{{0,4}}“?十[三四五六]五”?(?:期?末|期间|时期))+")
_AIMED = re.compile(r"^.*(?:目标是?[:：为]?|力争|[县市区]：)")
_STRIVES = re.compile(rf".(?:力争|争取|确保){words('goal_verb')}*$")  # 竹木力争30亿元: what is meant stands before
_LISTED = re.compile(rf"^.*?\d(?:{words('goal_unit')})(?:{words('goal_tail')})?[^，]{{0,12}}[和与及]")  # 5家甲和乙10家
_RATE = re.compile(
    r"^(?:同比|年?均|年?平均|年)?(?:复合)?年?(?:增速|增长率?|递增|下降|提升|占.{0,14}(?:比重|比例)|占比|覆盖率|[增降涨]幅)$"
)
_BARE = re.compile(f"(?:{words('goal_bare')})$")
_MORE = re.compile(words("goal_more"))
_ONLY_MORE = re.compile(rf"(?:{words('goal_more')}|每年|年均)+")
_LEVEL = re.compile("(?:国家|省部?|市|县|区)级")
_OVER = re.compile(r"^(?P<of>.*)(?P<over>[超过])(?=[\d百千])")
_SINCE = re.compile(r"在[^，]{0,10}基础上$|[较比](?:20\d\d|上|去|前)年$")
_BY = re.compile(r"(?<![较比自从在])[到至于]?20\d\d年[底末前]?$|[到至]20\d\d年[底末前]?")  # 营业收入到2030年
_ACHIEVES = re.compile(r"(?<=[一-龥])(?:(?:实现|完成)(?=总?产值|营|销售|税|利|增加值)|预期(?=增))")
_ABROAD = re.compile("全球|世界|国际|我国|中国|全国|国内")  # what is expected of them is no aim of a place
_GROWTH = re.compile("(?:净增|新增|增加|提高|提升|(?:年均|同比)?(?:增长|增速))$")
_NAME = 40  # characters of an indicator, at most


@dataclass(slots=True)
class Heir:
    """What a clause inherits from those before it: whether they set aims, the year, what was measured last and how,
    whose it was, and whether what is told is past.
    """

    aimed: bool
    year: int | None
    previous: str = ""
    renewed: bool = False  # another year governs since: what is measured bare is no longer of what was measured last
    measure: str = ""
    said: dict[str, tuple[str, str]] = field(default_factory=dict)  # by unit: what was measured, and without its owner
    owner: Owner | None = None
    among: bool = False  # after 其中, owners hold for their own clause only
    past: bool = False

    def begin(self) -> None:
        """A new part of the sentence (；): the year goes on, and that aims are set."""
        self.aimed, self.previous, self.past, self.owner, self.among, self.said = True, "", False, None, False, {}

    def remember(self, metric: str, rest: str, unit: str, own: Owner | None) -> None:
        """What the next clause may leave out: the subject, the measure, and (`own`: named in this clause) the owner."""
        self.previous = metric if metric.endswith(rest) else metric + rest
        whole = rest if own is None or own.stays or not metric.endswith(rest) else metric
        self.said[unit], self.renewed = (self.previous, whole), False
        if measure := MEASURE.search(rest):
            self.measure = measure[0].removeprefix("总")
        if own is None:
            self.among = False
        elif not self.among:
            self.owner = own if own.stays else None

    def of_owner(self, own: Owner, unit: str) -> str:
        """What is measured of an owner of whom only the amount is told (其中机床60亿元); "" where nothing tells."""
        if own.stays and unit in self.said:
            return self.said[unit][1]
        return self.measure or ("规模" if "元" in unit or "亿" in unit else "")


def metric_of(amount: Amount, heir: Heir) -> str:
    """What is measured: the words before the number without verbs, and the thing counted after it.

    A bare rate (年均增长7%) belongs to what was measured last, a bare measure (产量) to its subject, a bare value
    (2030年达到200亿元) is of the same; 新增 holds on in a list. Empty where nothing plain is left.
    """
    name = _plain(amount)
    subject = _GROWTH.sub("", _ONLY_MORE.sub("", heir.previous, count=1))
    if not name and not re.match("[一-龥]", amount.after):
        return _same(amount.unit, subject, heir)
    if _ABROAD.match(name):
        return ""
    if _RATE.match(name):
        return subject and subject + name
    name = _whole(name, subject, amount, heir)
    if re.search(r"(?:营收|产值|收入)过$", name):  # 营收过千亿企业若干家
        return ""
    if re.match(r"[一-龥]{2,}", amount.after) and len(name) < 8:
        name += re.match(r"[一-龥A-Za-z“”]*", amount.after)[0]  # type: ignore[index]  # matches the empty string too
    name = "" if _ONLY_MORE.fullmatch(name) else name
    return name.strip("“”：:和与") if 1 < len(name) <= _NAME else ""


def _plain(amount: Amount) -> str:
    """The words before the value without verbs, years and what something rises from."""
    name = _AIMED.sub("", _VERB.sub("", amount.before) if _STRIVES.search(amount.before) else amount.before)
    name = _VERB.sub("", _BY.sub("", _LEAD.sub("", _VERB.sub("", _BY.sub("", _LISTED.sub("", name))))))
    return _ACHIEVES.sub("", name if amount.unit == "倍" else _SINCE.sub("", name))


def _same(unit: str, subject: str, heir: Heir) -> str:
    """What was measured before in the same unit, or grew by points of it."""
    if unit in heir.said:
        known = heir.said[unit][0]
        return subject if known == heir.previous else known
    return subject if unit == "%" and "个百分点" in heir.said else ""


def _whole(name: str, subject: str, amount: Amount, heir: Heir) -> str:
    """A name with what it leaves out of the one before it."""
    previous = heir.previous
    if _BARE.fullmatch(name):
        return name if heir.renewed else _BARE.sub("", subject) + name
    if _LEVEL.fullmatch(name) and previous:
        return _LEVEL.sub(name, previous, count=1) if _LEVEL.search(previous) else name + subject
    if (over := _OVER.match(name)) and not over["of"] and (of := _OVER.match(previous)):
        return of["of"] + name
    if (more := _MORE.match(previous)) and amount.before == name and not _MORE.match(name):
        return more[0] + name
    return name
