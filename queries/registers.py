"""Firms of the registers: found by what they make, by their names; who of them stands here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from ..graph import Row, Store
from ..schema import FirmState, stem
from ..schema.chains import links, references
from .answers import Proof
from .collector import uncollected
from .decisions import HERE, SETTLED, remarks
from .facts import ask
from .matching import Match, Tier, Wanted, match, patterns, terms
from .reference import unpraised

MOST = 4_000
"""So many candidates of one link are compared, the largest firms first; answers say where there are more."""

_PLAIN = 4  # characters from which on a name is no common word

ENOUGH = 1_000
"""Where so many rows have a link's name as it is, those with like words are not looked for."""

_DEAD = {FirmState.CANCELLED, FirmState.REVOKED, FirmState.CLOSED, FirmState.MOVED}


class Firm(NamedTuple):
    """A registered firm; fields as in schema.Company. `document`, `sheet` and `row` say where its row stands.

    A tuple, since a wide word finds thousands of them.
    """

    ident: str
    stem: str
    name: str
    former: str
    state: str
    capital: float | None
    currency: str
    region: str
    scope: str
    industry: str
    staff: int | None
    revenue: float | None
    growth: float | None
    owners: str
    chamber: str
    contact: str
    sheet: str
    row: int
    document: str

    @property
    def alive(self) -> bool:
        return self.state not in _DEAD

    @property
    def once(self) -> tuple[str, ...]:
        """Its former names."""
        return tuple(self.former.split("、")) if self.former else ()

    def proof(self, words: str, column: str = "经营范围") -> Proof:
        """Words of the firm's row as evidence."""
        sheet = f"{self.sheet} › " if self.sheet else ""
        return Proof(self.document, f"{sheet}第{self.row}行 {column}", words)


class Maker(NamedTuple):
    """A firm and what its row says of a link."""

    firm: Firm
    match: Match

    @property
    def proof(self) -> Proof:
        words = self.match.words
        column = "经营范围" if words in self.firm.scope else "所属行业" if words in self.firm.industry else "企业名称"
        return self.firm.proof(words, column)


class Makers(NamedTuple):
    """Firms that say something of a link, surest first; `note` is a sentence where not all rows were compared."""

    firms: list[Maker]
    note: str = ""


@uncollected()
def makers(store: Store, wanted: Wanted, regions: Sequence[str] = ()) -> Makers:
    """Registered firms that say something of the link, those that do not count included.

    `regions`, places as registers give them, restrict where they stand.
    """
    rows, note = _rows(store, wanted, regions)
    found: list[tuple[Firm, Match]] = []
    for row in rows:
        said = match(wanted, str(row["scope"]), str(row["industry"]), str(row["name"]))
        if said is not None:
            found.append((_firm(row), said))
    twins = _twins(store, found)
    order = [*Tier, None]
    found.sort(key=lambda pair: (order.index(pair[1].tier), pair[0].ident, pair[0].document))
    best: dict[str, Maker] = {}
    for firm, said in found:
        # The words stand in this row, whatever another register says of the firm's state.
        one = _with_row(twins[firm.ident], firm) if firm.ident in twins else firm
        best.setdefault(one.stem, Maker(one, said))
    return Makers(list(best.values()), note)


def _rows(store: Store, wanted: Wanted, regions: Sequence[str]) -> tuple[list[Row], str]:
    """Rows that may speak of the link, those that have its very name first; and what was not compared, in words."""

    def of(pattern: str, most: int) -> list[Row]:
        return ask(store, "firms", pattern=pattern, most=most, regions=regions or None) if pattern else []

    exact, near = patterns(wanted)
    rows = of(exact, MOST)
    if len(rows) == MOST:
        return rows, f"名录里提到“{wanted.link}”的企业太多，只比较了规模最大的 {MOST:,} 家；可换更具体的环节名"
    if len(rows) >= ENOUGH and near:
        return rows, f"名录里写有“{wanted.link}”的企业已有 {len(rows):,} 家，用词相近的没有再比较"
    more = of(near, MOST)
    note = f"与“{wanted.link}”用词相近的企业太多，只比较了规模最大的 {MOST:,} 家" if len(more) == MOST else ""
    return rows + more, note


def _twins(store: Store, found: Sequence[tuple[Firm, Match]]) -> dict[str, Firm]:
    """Firms that several registers list, each as all its rows say."""
    rows = ask(store, "firms_twice", idents=sorted({firm.ident for firm, _ in found})) if found else []
    twice = [str(row["ident"]) for row in rows]
    return {firm.ident: firm for firm in named(store, idents=twice)} if twice else {}


def makers_here(store: Store, wanted: Sequence[Wanted], regions: Sequence[str]) -> dict[str, list[Maker]]:
    """By link, the living firms in the regions whose scope says that they make it; links without are absent.

    `regions` is a JSON list of places as registers give them (local.regions_here). What people found out counts: who
    settled here is here, who does not make it is left out.
    """
    said = remarks(store)
    found: dict[str, list[Maker]] = {}
    for one in wanted:
        here = [
            maker
            for maker in makers(store, one, regions).firms
            if maker.match.tier in (Tier.SURE, Tier.MATCH)
            and maker.firm.alive
            and said.verdict(maker.firm.ident, one.link) in ("", HERE, SETTLED)
        ]
        settled = {ident for ident, link in said.here() if link == one.link} - {maker.firm.ident for maker in here}
        here += [maker for maker in (makers(store, one).firms if settled else ()) if maker.firm.ident in settled]
        if here:
            found[one.link] = here
    return found


def with_words(store: Store, pattern: str, regions: Sequence[str] = ()) -> list[Firm]:
    """Registered firms whose texts match a pattern of graph.scope_pattern, one each; of some places only, if given."""
    rows = [_firm(row) for row in ask(store, "firms", pattern=pattern, most=MOST, regions=regions or None)]
    return list({firm.ident: firm for firm in reversed(rows)}.values())[::-1]


def also_called(link: str) -> tuple[str, ...]:
    """Other names of a reference link; none for one of those others, which may be but a kind of it.

    Names that another one ends with or holds (减速器 of 谐波减速器) are the wider word for it and left out.

    >>> "BMS" in also_called("电池管理系统"), also_called("BMS")
    (True, ())
    """
    names = _names().get(link, frozenset())
    spelled = {spelling for name in (link, *names) for spelling in terms(Wanted(name)) if name != spelling} | {
        link,
        *names,
    }
    return tuple(sorted(name for name in names - {link} if not any(name in one for one in spelled - {name})))


def is_reference(link: str) -> bool:
    """Is it a link of a reference chain, whether or not documents name it?"""
    return link in _names()


def is_thing(name: str) -> bool:
    """Is it a link of a reference chain, or another name of one?"""
    return name in _things()


@cache
def _things() -> frozenset[str]:
    return frozenset().union(_names(), *_names().values())


def kin_of(link: str) -> tuple[str, ...]:
    """What is near to a link: makers of it may make this. The reference link that has it as a name of its own, that
    one's other names if they are long enough to be no common word or make up this one, and its name without praise.

    >>> kin_of("医用皮肤敷料")[0], kin_of("内存闪存")[:2], "风电设备" in kin_of("先进风电设备")
    ('伤口敷料', ('内存', '存储器'), True)
    >>> kin_of("拉链")
    ('服装辅料',)
    """
    near = {name for name, also in _names().items() if link in also}
    bare = unpraised(link)
    also = {one for name in (*near, link) for one in _names().get(name, ())} | {bare}
    near |= {one for one in also if len(one) >= _PLAIN or (one in link and link.replace(one, "", 1) in also)}
    common = {name for name in near if _is_common(name)}
    return tuple(sorted(near - {link, *also_called(link)} - common))


def _is_common(name: str) -> bool:
    """Is it but the common word for what another of the link's names calls in full (辅料 beside 服装辅料)?"""
    return len(name) < _PLAIN and any(one != name and one.endswith(name) for one in _names().get(name, ()))


@cache
def _names() -> dict[str, frozenset[str]]:
    """By the name of a reference link, its other names; a link may stand in several chains."""
    found: dict[str, frozenset[str]] = {}
    for chain in references():
        for link in links(chain).values():
            found[link.name] = found.get(link.name, frozenset()) | frozenset(link.also)
    return found


def named(store: Store, *, idents: Sequence[str] = (), names: Sequence[str] = ()) -> list[Firm]:
    """Registered firms by identity or by a name of theirs (former ones too), one each, whatever registers name them."""
    stems = sorted({stem(name, "Enterprise") for name in names})
    rows = ask(store, "firms_named", idents=sorted(set(idents)), stems=stems)
    same: dict[str, list[Firm]] = defaultdict(list)
    for row in rows:
        firm = _firm(row)
        same[firm.ident].append(firm)
    return [_merged(firms) for firms in same.values()]


def _merged(firms: Sequence[Firm]) -> Firm:
    """One firm of its rows: the fullest row, and a dissolution that any of them knows of."""
    fullest = max(firms, key=lambda firm: (bool(firm.region), len(firm.scope), firm.document))
    dead = next((firm for firm in firms if not firm.alive), fullest)
    return fullest if dead is fullest else fullest._replace(state=dead.state)


def _with_row(firm: Firm, row: Firm) -> Firm:
    return firm._replace(scope=row.scope, industry=row.industry, document=row.document, sheet=row.sheet, row=row.row)


def _firm(row: Mapping[str, Any]) -> Firm:
    """The row as a firm. Taken apart at once, since a wide word finds thousands."""
    return Firm._make(_VALUES(row))


_VALUES = itemgetter(*Firm._fields)
