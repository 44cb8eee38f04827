"""One project under several names, its year and cost; of which chain a field is that a place is given."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, islice

from ..graph.resolve import bare_name
from ..schema import stem
from .facts import Said
from .sayings import progress

STAGES = ("已投产", "已建成", "在建", "已签约", "谋划", "", "已搁置", "已终止")
"""How far projects are, the furthest first; last those of which nothing comes."""

ENDED = frozenset({"已搁置", "已终止"})

_YEAR = re.compile(r"20\d\d(?=\s*(?:[-—–~～至到]+\s*20\d\d\s*)?年)")
_AMOUNT = re.compile(
    r"(?:总?投资|年产|日产|年处理|日处理)[约超近达]?[\d.]+[万亿]?(?:平方米|立方米|公里|千瓦时?|亿元|万元"
    r"|[吨台套件辆只片米个支瓶头元])(?:的|，|\s)*"
)
_WORK = re.compile(r"(?:生产|建设|制造)?(?:项目|工程)(?:建设)?$")
_GROUP = re.compile("[^重点大条个]产业链|[^重点大条个]产业集群|产业(?!链|集群|布局|基础|方向|发展)")
_STOPS = "。；;！\n"
_INVESTED = r"投资(?:总?额|规模)?(?:约|超过?|达到?|为|近)?\s*(?P<value>\d+(?:\.\d+)?\s*[万亿])美?元?"
_IN_BRACKET = re.compile(rf"[（(][^（）()]*?{_INVESTED}")
_BEFORE = re.compile(rf"{_INVESTED}(?:的|[，,]?(?:改扩建|新建|扩建|建设|打造|实施))[^，。；;、]{{0,8}}$")
_BEHIND = re.compile(
    rf"(?:[（(][^（）()]*[）)])?(?:，(?:项目)?(?:选址|位于|坐落|落户|占地|由)[^，。；;]{{0,20}}|[^，。；;、（(]{{0,12}})"
    rf"[，,（(。]?[^，。；;、（(]{{0,4}}{_INVESTED}(?!美?元?的)"
)

Named = tuple[str, Said]
"""The name by which the store knows a project, and what is said of it under that name."""


def same_works(said: Mapping[str, Sequence[Said]]) -> list[list[Named]]:
    """What is said of each project; names that differ only by the firm in front, an amount or a word such as 生产 are
    one project where they have a firm in common and no two amounts; with and without their place in front, where one
    place or one sentence tells of both. The fullest name comes first.
    """
    firms = {name: {one.subject for one in found if one.subject_type == "Enterprise"} for name, found in said.items()}
    places = {name: {one.object for one in found if one.subject_type == "Project"} for name, found in said.items()}
    placed: dict[str, list[str]] = defaultdict(list)
    for name in sorted(said, key=lambda name: (-len(name), name)):
        around = {*places[name], *(one.region for one in said[name] if one.region)}
        placed[bare_name(name, "".join(sorted(around)))].append(name)
    named = {names[0]: names for group in placed.values() for names in _by_place(group, places, said)}
    for name, names in named.items():
        firms[name] = set().union(*(firms[one] for one in names))
    alike: dict[str, list[str]] = defaultdict(list)
    for name in named:
        alike[_core(name, firms[name])].append(name)
    return [
        [(one, told) for name in names for one in named[name] for told in said[one]]
        for group in alike.values()
        for names in _split(group, firms)
    ]


def _by_place(
    names: Sequence[str], places: Mapping[str, Collection[str]], said: Mapping[str, Sequence[Said]]
) -> list[list[str]]:
    """Names that differ by a place in front at most: one project where they share a place or a sentence."""
    found: list[list[str]] = []
    for name in names:
        quotes = {one.proof.quote for one in said[name]}
        for others in found:
            shared = set(places[name]) & {place for one in others for place in places[one]}
            if shared or quotes & {told.proof.quote for one in others for told in said[one]}:
                others.append(name)
                break
        else:
            found.append([name])
    return found


def _split(names: Sequence[str], firms: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Names of one core, apart where firms or amounts tell them apart."""
    doubt = any(
        not set(firms[one]) & set(firms[other]) or len({*_AMOUNT.findall(one), *_AMOUNT.findall(other)}) > 1
        for one, other in combinations(names, 2)
    )
    return [[name] for name in names] if doubt else [list(names)]


def _core(name: str, firms: Iterable[str]) -> str:
    """What a project makes, without whose it is and how large.

    >>> _core("明川精密年产60万吨冷轧板生产项目", ["明川精密"]), _core("冷轧板二期项目", [])
    ('冷轧板', '冷轧板二期')
    """
    for firm in sorted(firms, key=len, reverse=True):
        name = name.removeprefix(firm)
    return _WORK.sub("", _AMOUNT.sub("", name))


def years_of(quote: str, name: str) -> list[str]:
    """The year next to the project's name in its part of the sentence; all of the quote's, where it does not name it.

    >>> years_of("一期2025年投产；冷轧板项目2027年开工、2028年投产", "冷轧板项目")
    ['2027']
    >>> years_of("轴承项目2026—2028年建成", "轴承项目"), years_of("轴承项目开工", "轴承项目")
    (['2026'], [])
    """
    place = quote.find(name)
    if place < 0:
        return _YEAR.findall(quote)
    begin = max(quote.rfind(stop, 0, place) for stop in _STOPS) + 1
    end = min((at for stop in _STOPS if (at := quote.find(stop, place)) >= 0), default=len(quote))
    found = [
        (max(begin + match.start() - place - len(name), place - begin - match.start()), match[0])
        for match in _YEAR.finditer(quote[begin:end])
    ]
    return [min(found)[1]] if found else []


def investment(quote: str, name: str) -> str:
    """What the project costs by the words right before its name or right behind it; "" where they do not say.

    >>> quote = "总投资52亿元的轴承项目落户青岚区，总投资18亿元的机床项目开工"
    >>> investment(quote, "轴承项目"), investment(quote, "机床项目")
    ('52亿元', '18亿元')
    >>> investment("推进轴承项目（总投资2.5亿元）", "轴承项目")
    '2.5亿元'
    >>> investment("轴承项目（青岚区，总投资3亿元，在建）", "轴承项目")
    '3亿元'
    >>> investment("轴承项目落户青岚区，总投资18亿元的机床项目开工", "轴承项目")
    ''
    """
    place = quote.find(name)
    after = place + len(name)
    found = (
        _IN_BRACKET.match(quote, after) or _BEFORE.search(quote[:place]) or _BEHIND.match(quote, after)
        if place >= 0
        else None
    )
    return re.sub(r"\s", "", found["value"]) + "元" if found else ""


def progress_of(named: Iterable[Named]) -> str:
    """How far a project is: the furthest that a sentence says; that it ended counts unless a later text goes on."""
    told = [(one.date or "", stage) for name, one in named if (stage := progress(one.proof.quote, name, _since(one)))]
    ends = [one for one in told if one[1] in ENDED]
    rest = [one for one in told if one[1] not in ENDED]
    if ends and not any(max(ends)[0] and date > max(ends)[0] for date, _ in rest):
        return max(ends)[1]
    return min((stage for _, stage in rest), key=STAGES.index, default="")


def _since(said: Said) -> str:
    """When the text was written: its date, else the year in its title."""
    year = _YEAR.search(said.title)
    return said.date or (year[0] if year else "")


def belongs(said: Said, chains: Collection[str], links: Collection[str]) -> bool:
    """Is a field that a place is given one of these chains or of their links; or does the heading, else the title of
    the plan, under which it is given, name one of them?
    """
    stems = {stem(chain, "Cluster") for chain in chains}
    if stem(said.object, "Cluster") in stems or said.object in links:
        return True
    named = (told for told in (*reversed(said.headings), said.title) if _GROUP.search(told))
    return any(re.search(f"{re.escape(one)}(?:产业|集群|链)", told) for told in islice(named, 1) for one in stems)
