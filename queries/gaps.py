"""The state of each link of each chain in a region, with reasons and sentences."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ..graph import Store
from .answers import Gap, State, Step
from .chains import Chains, Link, chains
from .facts import Said, facts, proofs
from .lookup import home, lookup

_SEVERAL = 3  # local firms that make a link strong without a chain leader
_ROLES = ("缺失", "引进", "补强", "延伸")
_SAYS = {"缺失": "文件写明缺失", "引进": "文件要求引进", "补强": "文件要求补强", "延伸": "文件要求向此延伸"}
_MISSING = {"缺失", "引进"}


@dataclass(frozen=True, slots=True)
class _Judged:
    state: State
    score: float
    reasons: tuple[str, ...]
    said: list[Said]


@cache
def _weights() -> dict[str, dict[str, float]]:
    text = files("liantu.queries").joinpath("weights.yaml").read_text("utf-8")
    raw = yaml.safe_load(text)
    flat = {name: float(value) for name, value in raw.items() if not isinstance(value, dict)}
    return {"said": raw["said"], "state": raw["state"], "factor": flat}


def gaps(store: Store, *, chain: str | None = None, region: str | None = None, state: State | None = None) -> list[Gap]:
    """One row for each chain × link, most urgent first. Without a region: the city most documents speak for.

    UnknownName (with near names) for a chain or region that no document names.
    """
    city = home(store)
    where, firms = _region(store, region, city)
    known = chains(store, city, firms)
    wanted = known.below(lookup(store, "Group", chain)) if chain else set(known.links)
    rows = []
    for name in sorted(wanted & set(known.links)):
        for link, found in sorted(known.links[name].items()):
            rows.append((name, link, found, _judge(known, name, link, found)))
    rows.sort(key=lambda row: (-row[3].score, row[0], row[1]))
    answers = [_gap(known, where, rank, *row) for rank, row in enumerate(rows, start=1)]
    return [gap for gap in answers if state is None or gap.state == state]


def chain(store: Store, name: str, *, region: str | None = None) -> list[Step]:
    """The links of one chain and of its parts, with what stands before and after each."""
    city = home(store)
    _, firms = _region(store, region, city)
    known = chains(store, city, firms)
    steps = []
    for one in sorted(known.below(lookup(store, "Group", name)) & set(known.links)):
        for link, found in sorted(known.links[one].items()):
            judged = _judge(known, one, link, found)
            before, after = known.neighbours(link)
            makers = tuple(sorted({said.subject for said in found.makers}))
            steps.append(Step(one, link, judged.state, tuple(before), tuple(after), makers, proofs(judged.said)))
    return steps


def _region(store: Store, region: str | None, city: str | None) -> tuple[str, frozenset[str] | None]:
    """The region's shown name and, below the city, the firms that stand there."""
    if region is None or region == city:
        return city or "全部地区", None
    name = lookup(store, "Region", region)
    return name, frozenset(one.subject for one in facts(store, "LOCATED_IN", city) if one.object == name)


def _judge(known: Chains, chain: str, link: str, found: Link) -> _Judged:
    firms = sorted({one.subject for one in found.makers})
    leaders = {one.subject for found_ in known.leads.values() for one in found_ if one.role == "链主"}
    roles = [role for role in _ROLES if any(one.role == role for one in found.wanted)]
    before, after = known.neighbours(link)
    waiting = {name for other in after for name in _makers(known, chain, other)}
    both = bool(waiting) and any(_makers(known, chain, other) for other in before)
    state, why = _state(firms, leaders & set(firms), roles, not firms and both)
    weights, reasons, score = _weights(), [why], 0.0
    for points, text in _factors(known, chain, state, roles, len(waiting), found):
        score += points
        reasons.append(f"{text}（+{points:g}）")
    score += weights["state"][state.value]
    said = sorted(found.wanted, key=lambda one: _ROLES.index(one.role or "延伸"))
    order = [one for one in known.order if link in (one.subject, one.object)] if state is State.BROKEN else []
    ordered = said + order + found.makers if state in (State.MISSING, State.BROKEN) else found.makers + said
    return _Judged(state, round(score, 2), tuple(reasons), ordered + found.named)


def _state(firms: list[str], leaders: set[str], roles: list[str], broken: bool) -> tuple[State, str]:
    """The state and the sentence that explains it; design: text first, and silence is never absence."""
    if not firms and _MISSING & set(roles):
        return State.MISSING, "文件未点名本地企业"
    if broken:
        return State.BROKEN, "上下游都有本地企业，这一环没有"
    if firms and {*_MISSING, "补强"} & set(roles):
        return State.WEAK, f"已有本地企业{len(firms)}家，文件仍要求补链"
    if leaders:
        return State.STRONG, "链主企业在此环节：" + "、".join(sorted(leaders))
    if len(firms) >= _SEVERAL:
        return State.STRONG, f"文件点名{len(firms)}家本地企业"
    if firms:
        return State.PRESENT, f"文件点名{len(firms)}家本地企业"
    if "补强" in roles:
        return State.WEAK, "文件称其薄弱，未点名本地企业"
    return State.UNKNOWN, "只列为发展方向，没有说现在有没有企业"


def _factors(
    known: Chains, chain: str, state: State, roles: list[str], waiting: int, found: Link
) -> list[tuple[float, str]]:
    """Points and words of every factor that counts for the link."""
    weights, factors = _weights(), []
    factor = weights["factor"]
    if roles:
        factors.append((float(weights["said"][roles[0]]), _SAYS[roles[0]]))
    if state is State.BROKEN:
        factors.append((factor["broken"], "上下游之间断开"))
    if waiting and state in (State.MISSING, State.BROKEN, State.WEAK):
        factors.append((factor["downstream"] * min(waiting, 3), f"下游有{waiting}家本地企业"))
    if roles and any(one.role == "链主" for one in known.leads.get(chain, ())):
        factors.append((factor["leader"], "本链有链主企业"))
    more = len({one.proof for one in found.wanted}) - 1
    if more > 0:
        factors.append((factor["sentence"] * min(more, 4), f"另有{more}处原文提到"))
    return factors


def _makers(known: Chains, chain: str, link: str) -> set[str]:
    found = known.links[chain].get(link) if chain in known.links else None
    return {one.subject for one in found.makers} if found else set()


def _gap(known: Chains, where: str, rank: int, chain: str, link: str, found: Link, judged: _Judged) -> Gap:
    leads = sorted(known.leads.get(chain, ()), key=lambda one: (one.role != "链主", one.role != "龙头", one.subject))
    leaders = tuple(dict.fromkeys(one.subject for one in leads if one.role in ("链主", "龙头")))
    firms = tuple(sorted({one.subject for one in found.makers}))
    evidence = proofs(judged.said)
    return Gap(chain, link, where, judged.state, judged.score, rank, judged.reasons, evidence, firms, leaders)
