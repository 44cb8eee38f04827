"""The five maps (五图) of chains, gathered from the store: structure, uses, layout, roadmap, targets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from ..graph import Store
from ..schema import contains, divisions, find, stem
from .answers import Aim, Proof, State, Work
from .answers import Target as Company
from .chains import Chains, Link, chains, stage_of
from .facts import Said, facts, proofs
from .listings import documents
from .lookup import same_name
from .picture import Row, picture, rated
from .pictures import NO_YEAR, STAGES, UNSTAGED, Base, Box, ChainMaps, Event, Firm, Lane, Lead, Order, Spot, Use
from .plans import goals
from .priority import default_weights, words
from .projects import projects
from .scope import TOWNS, UNPLACED, Scope, scope, step
from .targets import targets
from .works import ENDED, belongs, years_of

_ROLES = ("链主", "龙头", "配套")
OPEN = (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)
"""States of a link that something should be done about."""

_WORDS = {"≥": "达到", "≤": "不超过", "≈": "约", "=": ""}
_KINDS = frozenset("各全省市州盟县区旗镇乡")
_VILLAGES = ("村", "社区")
_ASKED = (
    "LEADS",
    "LOCATED_IN",
    "APPLIED_IN",
    "DEVELOPS",
    "HOSTS",
    "RESPONSIBLE_FOR",
    "SUPPORTED_BY",
    "UPSTREAM_OF",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What all chains share, read once. `asked` is the place that was asked for; `places[name]` is where something
    stands, with the facts that say so."""

    here: Scope
    asked: str | None
    said: dict[str, list[Said]]
    places: dict[str, list[Said]]
    counties: tuple[str, ...]
    dates: dict[str, str]
    goals: Sequence[Aim]
    works: Sequence[Work]

    def place(self, name: str) -> str:
        """Where the thing stands: the place on the maps that facts name, else the first that they name."""
        found = [one.object for one in self.places.get(name, ())]
        return next((one for one in found if one in self.counties), found[0] if found else "")


@dataclass(frozen=True, slots=True)
class _Chain:
    """One chain with its parts: their names (`below`), what is known of them, and the links, most urgent first; firms
    that would fill one, and which of them documents name, as a pair with the link.
    """

    name: str
    below: frozenset[str]
    known: Chains
    rows: Sequence[Row]
    companies: Sequence[Company]
    named: Set[tuple[str, str]]


def maps(
    store: Store, chain: str | None = None, *, region: str | None = None, ground: Ground | None = None
) -> list[ChainMaps]:
    """The maps of one chain with its parts, or of every outermost chain that has links; UnknownName with near names.

    Of a place, by default the one that most documents speak for. `ground` is ground_of(store, region), for those who
    have it already.
    """
    ground = ground or ground_of(store, region)
    names = [chain] if chain else outermost(store, ground.here)
    return [_maps(ground, _chain(store, ground, name)) for name in names]


def outermost(store: Store, here: Scope) -> list[str]:
    """Chains with links, in themselves or their parts, that stand in no other; a ring counts by its first name."""
    known = chains(store, here)
    having = {link.chain for link in known.every()}
    inner = {part for outer in known.inside for part in known.below(outer) - {outer}}
    names, covered = [], set[str]()
    for name in (*sorted((having | set(known.inside)) - inner), *sorted(having)):
        below = known.below(name)
        if name not in covered and below & having:
            names.append(name)
            covered |= below
    return names


def ground_of(store: Store, region: str | None = None) -> Ground:
    """What all chains of the place share, by default of the one that most documents speak for."""
    here = scope(store, region)
    said = {name: facts(store, name, None if name == "LOCATED_IN" else here.spoken) for name in _ASKED}
    places: dict[str, list[Said]] = defaultdict(list)
    for one in said["LOCATED_IN"]:
        places[one.subject].append(one)
    dates = {one.document: one.date for one in documents(store) if one.date}
    aims = goals(store, region=region, standing=True)
    works = projects(store, region=None if here.spoken == UNPLACED else here.name)
    return Ground(here, region, said, dict(places), _counties(here, said), dates, aims, works)


def _chain(store: Store, ground: Ground, name: str) -> _Chain:
    drawn = picture(store, ground.here, chain=name)
    known, rows = drawn.known, rated(drawn)
    same = [one for one in (*known.links, *known.inside) if same_name(name, one, "Group")]
    shown = name if name in same else same[0] if same else min(drawn.wanted)
    is_open = any(one.state in OPEN for _, one in rows)
    if not is_open:
        return _Chain(shown, drawn.wanted, known, rows, (), frozenset())
    found = targets(store, chain=shown, region=ground.asked)
    pairs = zip(found.targets, found.candidates, strict=True)
    named = {(firm.company, firm.link) for firm, one in pairs if one.wanted or one.makes}
    return _Chain(shown, drawn.wanted, known, rows, found.targets, named)


def _counties(here: Scope, said: dict[str, list[Said]]) -> tuple[str, ...]:
    """The places one step below: counties by the table of divisions, places that the documents name, parks that they
    give an industry. Of a county these are its towns, which no table knows; its villages lie two steps below.
    """
    city = here.name
    official = {one.code for one in find(city)}
    codes = {one.name: code for code, one in divisions().items() if one.parent in official}
    named = {one.object for one in said["LOCATED_IN"] if one.object_type == "Region"}
    given = [one for name in ("DEVELOPS", "HOSTS") for one in said[name]]
    named |= {one.subject for one in given if one.subject_type == "Region"}
    named = {name for name in named - {city} if set(name) - _KINDS}  # 县市区 is no place
    if step(city) == TOWNS:
        inside = {name for name in named & set(here.places) if not name.endswith(_VILLAGES)}
    else:
        inside = {name for name in named if (contains(city, name) if official else not find(name))}
    inside |= {one.subject for one in given if one.subject_type == "Park"}

    def order(name: str) -> tuple[str, str]:
        around = [code for county, code in codes.items() if contains(county, name)]
        return (min(around, default="9"), "" if name in codes else name)

    return tuple(sorted(set(codes) | inside, key=order))


def _maps(ground: Ground, chain: _Chain) -> ChainMaps:
    boxes = _boxes(ground, chain)
    drawn = ChainMaps(
        chain=chain.name,
        region=ground.here.name,
        parts=tuple(sorted(chain.below - {chain.name})),
        boxes=boxes,
        orders=_orders(ground, {link.name for link, _ in chain.rows}),
        leads=_leads(ground, chain.below, {firm.name for box in boxes for firm in box.firms}),
        uses=_uses(ground, chain.below, chain.rows),
        counties=ground.counties,
        spots=_spots(ground, chain.below, boxes),
        bases=_bases(ground, chain.below),
        events=_events(ground, chain.below),
        lanes=_lanes(ground, chain),
    )
    cited = tuple(sorted({proof.document for proof in drawn.evidence()}))
    date = max((ground.dates[one] for one in cited if one in ground.dates), default="")
    return replace(drawn, documents=cited, date=date)


def _boxes(ground: Ground, chain: _Chain) -> tuple[Box, ...]:
    """Links by stage; the chain's own before those of its parts, the most urgent first."""
    stages = _stages({link.name for link, _ in chain.rows}, ground.said["UPSTREAM_OF"])
    boxes = []
    for link, one in sorted(chain.rows, key=lambda row: (row[0].chain != chain.name, row[0].chain)):
        stage = stage_of(link) or stages.get(link.name, UNSTAGED)
        first, *more = one.reasons
        reasons = (first, *words(one.factors, default_weights()), *more)
        firms = _firms(ground, chain.known, link, one.firms)
        boxes.append(Box(link.chain, stage, link.name, one.state, reasons, firms, one.count, proofs(one.said)))
    return tuple(sorted(boxes, key=lambda box: (*STAGES, UNSTAGED).index(box.stage)))


def _stages(links: set[str], orders: Iterable[Said]) -> dict[str, str]:
    """Where no reference chain has the link: what nothing is stated to come before is 上游, nothing after 下游."""
    pairs = [(one.subject, one.object) for one in orders if one.subject in links and one.object in links]
    before, after = {one for one, _ in pairs}, {other for _, other in pairs}
    ends = {True: "上游", False: "下游"}
    return {link: "中游" if link in before and link in after else ends[link in before] for link in before | after}


def _firms(ground: Ground, known: Chains, link: Link, names: Iterable[str]) -> tuple[Firm, ...]:
    """The firms of a link, chain leaders first, each with what says that it stands there, leads and lies where."""
    made: dict[str, list[Said]] = defaultdict(list)
    for maker in link.makers:
        if maker.said:
            made[maker.firm].append(maker.said)
    roles: dict[str, list[Said]] = defaultdict(list)
    for one in known.leads.get(link.chain, ()):
        roles[one.subject].append(one)
    firms = []
    for name in names:
        role = min((one.role or "龙头" for one in roles[name]), key=_ROLES.index, default="")
        told = made[name] + roles[name] + ground.places.get(name, [])
        firms.append(Firm(name, role, ground.place(name), proofs(told)))
    return tuple(sorted(firms, key=lambda firm: ((*_ROLES, "").index(firm.role), firm.name)))


def _orders(ground: Ground, links: set[str]) -> tuple[Order, ...]:
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in ground.said["UPSTREAM_OF"]:
        if one.subject in links and one.object in links and one.subject != one.object:
            found[one.subject, one.object].append(one)
    return tuple(Order(*pair, proofs(said)) for pair, said in sorted(found.items()))


def _leads(ground: Ground, below: frozenset[str], at_links: set[str]) -> tuple[Lead, ...]:
    """Firms that the documents call leaders of the chain without saying of which link."""
    found: dict[str, list[Said]] = defaultdict(list)
    for one in ground.said["LEADS"]:
        if one.object in below and one.subject not in at_links:
            found[one.subject].append(one)
    rows = []
    for firm, said in found.items():
        role = min((one.role or "龙头" for one in said), key=_ROLES.index)
        groups = tuple(sorted({one.object for one in said}))
        rows.append(Lead(firm, role, groups, ground.place(firm), proofs(said + ground.places.get(firm, []))))
    return tuple(sorted(rows, key=lambda row: (_ROLES.index(row.role), row.groups, row.firm)))


def _uses(ground: Ground, below: frozenset[str], rows: Sequence[Row]) -> tuple[Use, ...]:
    states = {link.name: one.state for link, one in reversed(rows)}
    found: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for one in ground.said["APPLIED_IN"]:
        if one.subject in below or (one.subject_type == "Link" and one.subject in states):
            kind = "环节" if one.subject_type == "Link" else "产业链"
            found[one.subject, kind, one.object].append(one)
    return tuple(
        Use(item, kind, states.get(item) if kind == "环节" else None, field, proofs(said))
        for (item, kind, field), said in sorted(found.items())
    )


def _spots(ground: Ground, below: frozenset[str], boxes: Sequence[Box]) -> tuple[Spot, ...]:
    states = {box.link: box.state for box in reversed(boxes)}
    assigned: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for predicate, relation in (("HOSTS", "承载"), ("DEVELOPS", "主导产业")):
        for one in ground.said[predicate]:
            if one.subject in ground.counties and belongs(one, below, states):
                assigned[one.object, one.subject, relation].append(one)
    standing: dict[tuple[str, str], list[Firm]] = defaultdict(list)
    for box in boxes:
        for firm in box.firms:
            if firm.region in ground.counties and firm not in standing[box.link, firm.region]:
                standing[box.link, firm.region].append(firm)
    shared: dict[str, set[str]] = defaultdict(set)
    for row, region, *_ in (*assigned, *standing):
        shared[row].add(region)
    fields = [
        Spot(group, "产业", region, relation, (), len(shared[group]), None, proofs(said))
        for (group, region, relation), said in sorted(assigned.items())
    ]
    return tuple(fields) + tuple(
        Spot(link, "环节", region, "企业", tuple(one.name for one in found), len(shared[link]), states[link],
             tuple(dict.fromkeys(proof for one in found for proof in one.evidence)))
        for (link, region), found in sorted(standing.items()) if found
    )  # fmt: skip


def _bases(ground: Ground, below: frozenset[str]) -> tuple[Base, ...]:
    """Parks and platforms of the chain, with the county that a document or their own name puts them in."""
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in ground.said["SUPPORTED_BY"]:
        if one.subject in below:
            found[one.object, one.object_type].append(one)
    for one in ground.said["HOSTS"]:
        if one.object in below and one.subject_type == "Park":
            found[one.subject, "Park"].append(one)
    kinds = {"Park": "园区"}
    rows = []
    for (name, kind), said in sorted(found.items()):
        told = ground.place(name)
        around = (one for one in ground.counties if contains(one, name))
        region = next((one for one in (name, told) if one in ground.counties), None) or next(around, "")
        rows.append(Base(name, kinds.get(kind, "平台"), said[0].subject, region, proofs(said)))
    return tuple(rows)


def _events(ground: Ground, below: frozenset[str]) -> tuple[Event, ...]:
    """Goals of the chain and its parts, and projects in the year that their sentence names."""
    names = {stem(name, "Cluster") for name in below}
    rows = [
        Event(year_of(goal), "目标", f"{goal.metric}{amount(goal)}", "", goal.scope, "", "", "；".join(goal.conflict),
              goal.evidence)
        for goal in ground.goals
        if stem(goal.scope, "Cluster") in names
    ]  # fmt: skip
    for work in ground.works:
        if work.chain in below and work.progress not in ENDED:
            years = [year for proof in work.evidence for year in years_of(proof.quote, work.project)]
            rows.append(
                Event(min(years, default=NO_YEAR), "项目", work.project, work.progress or "进度未写明", work.chain,
                      "、".join(work.firms), work.region, "", work.evidence)
            )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.year, row.kind, row.what)))


def _lanes(ground: Ground, chain: _Chain) -> tuple[Lane, ...]:
    """Candidates named for the whole chain or a part, then every gap by rank with the candidates for it."""
    links = {link.name for link, _ in chain.rows}
    by_link: dict[str, list[Company]] = defaultdict(list)
    for company in chain.companies:
        by_link[company.link].append(company)
    lanes = [
        _filled(ground, chain, Lane(name, "", None, 0, "文件点名的招引对象", (), (), (), ()), found)
        for name, found in sorted(by_link.items())
        if name not in links
    ]
    for rank, (link, one) in enumerate(chain.rows, start=1):
        if one.state in OPEN:
            gap = Lane(link.chain, link.name, one.state, rank, f"做{link.name}的企业", (), (), (), proofs(one.said))
            lanes.append(_filled(ground, chain, gap, by_link[link.name]))
    return tuple(lanes)


def _filled(ground: Ground, chain: _Chain, lane: Lane, companies: Sequence[Company]) -> Lane:
    """The lane with its candidates; who can introduce one of them comes before who answers for the chain."""
    who, why = _introducers(ground, lane.chain)
    ways = tuple(dict.fromkeys(way for one in companies for way in one.introducers))
    told = (*lane.evidence, *(proof for one in companies for proof in one.evidence), *why)
    return replace(
        lane,
        candidates=tuple(one.company for one in companies),
        places=tuple(dict.fromkeys(one.region for one in companies if one.region)),
        introducers=(*ways, *who),
        evidence=tuple(dict.fromkeys(told)),
        named=tuple(one.company for one in companies if (one.company, one.link) in chain.named),
        proofs=tuple(one.evidence[:1] for one in companies),
    )


def _introducers(ground: Ground, group: str) -> tuple[tuple[str, ...], tuple[Proof, ...]]:
    """Who can introduce, by role: officials and bodies that answer for the group, its chain leaders, its 龙头."""
    bodies = [one for one in ground.said["RESPONSIBLE_FOR"] if one.object == group]
    firms = [one for one in ground.said["LEADS"] if one.object == group and one.role in ("链主", "龙头")]
    firms.sort(key=lambda one: (_ROLES.index(one.role or "龙头"), one.subject))
    roles: dict[str, list[str]] = defaultdict(list)
    for one in (*bodies, *firms):
        if one.role and not any(one.subject in names for names in roles.values()):
            roles[one.role].append(one.subject)
    return tuple(f"{role}：{'、'.join(names)}" for role, names in roles.items()), proofs([*bodies, *firms])


def year_of(goal: Aim) -> str:
    return str(goal.year) if goal.year else NO_YEAR


def amount(goal: Aim) -> str:
    """What a goal is to reach, in words."""
    return f"{_WORDS[goal.comparator]}{goal.value:g}{goal.unit}"
