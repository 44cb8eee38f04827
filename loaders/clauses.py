"""Clauses of a sentence that sets aims, each said in full (甲、乙分别达到3亿元、2亿元 is two), and the year of each."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .amounts import amounts
from .words import words

_ON = rf"(?<=基础上)，|，(?=(?:{words('goal_rises')})[到至]\d)|(?<=\d),(?=\d{{3}})"  # commas within a clause
_SEGMENT = re.compile(rf"(?:[^，,]|{_ON})+")
_CLAUSE = re.compile(rf"(?:[^，,、]|{_ON})+")
_EACH = re.compile(r"(?P<heads>[^，]+?)分别(?P<tail>.+)")
_ALL = re.compile(r"(?P<heads>[^，]+?)(?:均|各自?|都)(?P<tail>[^一-龥]*[一-龥]{0,6}\d.*)")
_AND = re.compile("、|以及|[和与及]")
_TURNED_TO = re.compile("^(?:其中|到20\\d\\d年|(?:大力|重点)?(?:支持|推动|鼓励|引导|推进|力争|确保|争取))+")
# 1个千亿级、3个百亿级产业集群: what is counted stands once, at the end
_LEVELLED = r"[^，、\d]*\d+[个家户条][一-龥]{1,4}级"
_OF_A_LEVEL = re.compile(rf"{_LEVELLED}(?:[、和]{_LEVELLED})*[、和]{_LEVELLED}([一-龥]{{2,12}})")
_DOUBLED = re.compile("(?:实现|再|力争)*(?:翻[一两二三]?番|倍增)(?:以上)?$")
_REACHES = re.compile(rf"(?:并|预计)?(?:{words('goal_verb')})+(?=\d)")
_PERIOD = r"“?十(?P<period>[三四五六])五”?(?:期?末|期间|时期)"
_OF_A_THING = r"以来|以前|之前|(?:底|末)?的[\d一-龥]|[^，。；]{0,12}(?:基础上|相比|同期|水平|基数)|(?:已|度?版)"
_YEAR = re.compile(
    rf"(?<![\d由从自较比])(?P<year>20\d\d)年(?:(?<=[到至].{{5}})|(?!{_OF_A_THING}|底?[^，。；\d]{{1,6}}的[^，。；]{{0,8}}(?:项目|企业)))"
    rf"|{_PERIOD}"
)
_HEAD = re.compile(r"(?:到|至|力争|争取|确保|预计|计划|目标|^)[^\d，]{0,4}$")
_ENDS = {"三": 2020, "四": 2025, "五": 2030, "六": 2035}

After = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a sentence from `start` to `end`; where they are not `exact` it says more in fewer words."""

    text: str
    start: int
    end: int
    exact: bool = True
    year: int | None = None  # that words before have set apart for it (到2027年和2030年分别)

    def spot(self, at: int) -> int:
        """Where in the sentence a character of the text stands, or where the clause ends."""
        return self.start + at if self.exact else self.end


def squeezed(text: str, start: int) -> tuple[str, list[int]]:
    """The text without blanks, and where each of its characters, and its end, stands: 到 2030 年 is 到2030年."""
    kept = [(sign, at) for at, sign in enumerate(text, start) if not sign.isspace()]
    return "".join(sign for sign, _ in kept), [*(at for _, at in kept), (kept[-1][1] if kept else start) + 1]


def clauses(text: str, after: After) -> Iterator[Clause]:
    """The clauses of a sentence in order. `after` tells what follows a place or a firm, where words begin with one."""
    doubled: Clause | None = None
    for segment in _SEGMENT.finditer(text):
        for clause in _said_in(segment, text, after):
            if doubled and _REACHES.match(clause.text):
                of = _DOUBLED.sub("", doubled.text)
                yield Clause(of + clause.text, doubled.start, clause.end, exact=False)
                doubled = None
                continue
            if doubled:
                yield doubled
            doubled = clause if _DOUBLED.search(clause.text) else None
            if not doubled:
                yield clause
    if doubled:
        yield doubled


def _said_in(segment: re.Match[str], text: str, after: After) -> Iterable[Clause]:
    return _each(segment, text, after) or _all(segment, after) or _plain(segment, after)


def _plain(segment: re.Match[str], after: After) -> Iterator[Clause]:
    """Its clauses as they stand; names of places that stand side by side (甲县、乙县) are left together."""
    begun: int | None = None
    for clause in _CLAUSE.finditer(segment.string, *segment.span()):
        start = clause.start() if begun is None else begun
        listed = segment.string.startswith("、", clause.end()) and clause.end() < segment.end()
        begun = start if listed and after(turned(clause[0])) == "" else None
        if begun is None:
            noun = _OF_A_LEVEL.match(segment.string, clause.start(), segment.end())
            yield Clause(segment.string[start : clause.end()] + (noun[1] if noun else ""), start, clause.end())


def turned(words: str) -> str:
    """The words without those that turn to somebody: 支持青岚区."""
    return _TURNED_TO.sub("", words)


def _each(segment: re.Match[str], text: str, after: After) -> list[Clause]:
    """甲、乙分别达到3亿元、2亿元: one clause for each; 分别 after several years likewise."""
    said = _EACH.fullmatch(segment[0])
    values = list(amounts(said["tail"])) if said else []
    if not said or len(values) < 2:
        return []
    lead = _TURNED_TO.match(said["heads"])
    heads = _AND.split(turned(said["heads"]))
    verb = said["tail"][: values[0].start]
    spoken = [said["tail"][value.start : value.end] for value in values]
    if len(heads) == len(values):
        rest = _shared(heads, after) or ""
        full = [f"{head}{rest if head is not heads[-1] else ''}" for head in heads]
        front = lead[0] if lead else ""
        return [
            Clause(f"{front if not n else ''}{head}{verb}{amount}", *segment.span(), exact=False)
            for n, (head, amount) in enumerate(zip(full, spoken, strict=True))
        ]
    told = [int(year["year"]) for year in _YEAR.finditer(text, 0, segment.start()) if year["year"]][-len(values) :]
    if len(told) != len(values):
        told = [int(year) for year in re.findall(r"20\d\d(?=年)", said["heads"])]
    if len(told) == len(values):
        bare = re.sub(r"^.*20\d\d年[^一-龥]*", "", said["heads"])
        both = zip(spoken, told, strict=True)
        return [Clause(f"{bare}{verb}{amount}", *segment.span(), exact=False, year=year) for amount, year in both]
    return []


def _shared(heads: Sequence[str], after: After) -> str | None:
    """What is said of all places of a list after the last (产值 in 甲县、乙县产值); None where they are no places."""
    return after(heads[-1]) if all(after(head) == "" for head in heads[:-1]) else None


def _all(segment: re.Match[str], after: After) -> list[Clause]:
    """甲县、乙县产值均达到3亿元: one clause for each place."""
    said = _ALL.fullmatch(segment[0])
    heads = _AND.split(turned(said["heads"])) if said else []
    if not said or len(heads) < 2:
        return []
    rest = _shared(heads, after)
    if rest is None:
        return []
    named = [*(f"{head}{rest}" for head in heads[:-1]), heads[-1]]
    return [Clause(f"{name}{said['tail']}", *segment.span(), exact=False) for name in named]


def year_of(clause: str) -> tuple[int | None, bool]:
    """The year by which a clause sets something, and whether it holds for the clauses after it too (到2030年，…). Years
    that only tell of a thing (比2025年, 2025年签约的项目) are none.
    """
    named = list(_YEAR.finditer(clause))
    if not named:
        return None, False
    last = named[-1]
    year = int(last["year"]) if last["year"] else _ENDS[last["period"]]
    return year, bool(_HEAD.search(clause[: last.start()]))
