"""The links of chains in a place, judged: as gaps, with what their ranks rest on, in the order of the stages."""

from collections.abc import Sequence

from ..graph import Store
from ..schema.chains import RefLink, references
from .answers import Explained, Gap, State, Step
from .chains import Chains, stage_of
from .facts import proofs
from .picture import Row, picture, rated
from .priority import Weights, default_weights, ranks, score, words
from .scope import Scope, scope
from .states import neighbours, view

_NAMED = 3  # firms that a reason names


def judged(
    store: Store,
    *,
    chain: str | None = None,
    region: str | None = None,
    circle: Sequence[str] = (),
    reference: str | None = None,
    weights: Weights | None = None,
) -> list[Gap]:
    """What `gaps` answers, in every state, worked out from the facts."""
    here = scope(store, region)
    drawn = picture(store, here, chain=chain, circle=tuple(circle), reference=reference)
    heads = _heads(drawn.known)
    return [_gap(heads, here, rank, row, weights) for rank, row in enumerate(rated(drawn, weights), start=1)]


def explain(
    store: Store,
    *,
    chain: str | None = None,
    region: str | None = None,
    state: State | None = None,
    circle: Sequence[str] = (),
    reference: str | None = None,
    weights: Weights | None = None,
) -> list[Explained]:
    """As `gaps`, with the factors of each rank and how much it depends on the weights."""
    here = scope(store, region)
    drawn = picture(store, here, chain=chain, circle=tuple(circle), reference=reference)
    heads, rows = _heads(drawn.known), rated(drawn, weights)
    found = []
    for rank, (link, one) in zip(ranks([one for _, one in rows], weights or default_weights()), rows, strict=True):
        gap = _gap(heads, here, rank.rank, (link, one), weights)
        factors = tuple(words(one.factors, weights or default_weights()))
        share = f"{rank.top_five:.1%}"
        match = link.match.link if link.match else None
        name = f"{match.chain}·{match.stage}·{match.name}" if match else ""
        rules = (rank.by_count, rank.by_text, rank.by_structure)
        found.append(
            Explained(
                gap.chain, gap.link, gap.region, gap.state, gap.score, gap.rank, factors, *rules, share, name,
                _source(match), gap.evidence,
            )
        )  # fmt: skip
    return [row for row in found if state in (None, row.state)]


def chain(store: Store, name: str, *, region: str | None = None, reference: str | None = None) -> list[Step]:
    """The links of one chain and of its parts, with what stands before and after each, in the order of the stages."""
    here = scope(store, region)
    drawn = picture(store, here, chain=name, reference=reference)
    seen, rows = view(drawn.known, {}), rated(drawn)
    order = {"上游": 0, "中游": 1, "下游": 2, "配套": 3}
    steps = []
    for link, one in rows:
        before, after = neighbours(seen, link)
        stage = stage_of(link)
        steps.append(
            Step(
                link.chain, stage, link.name, one.state, tuple(before), tuple(after), one.firms, proofs(one.said),
                _source(link.match.link if link.match else None),
            )
        )  # fmt: skip
    return sorted(steps, key=lambda step: (step.chain, order.get(step.stage, 4), step.link))


def _source(link: RefLink | None) -> str:
    """The class of the link, and that of its whole chain where it has one."""
    return "；".join(filter(None, (link.source, references()[link.chain].source))) if link else ""


def _heads(known: Chains) -> dict[str, dict[str, tuple[str, ...]]]:
    """By chain and role, the firms that lead it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for chain, leads in known.leads.items():
        firms = {role: {lead.subject for lead in leads if lead.role == role} for role in ("链主", "龙头")}
        found[chain] = {role: tuple(sorted(names)) for role, names in firms.items()}
    return found


def _gap(
    heads: dict[str, dict[str, tuple[str, ...]]], here: Scope, rank: int, row: Row, weights: Weights | None
) -> Gap:
    link, one = row
    points = weights or default_weights()
    first, *more = one.reasons
    led = heads.get(link.chain, {})
    dragons = "、".join(led.get("龙头", ())[:_NAMED])
    without = () if led.get("链主") or not dragons else (f"文件没有点名本链链主，龙头企业有：{dragons}",)
    reasons = (first, *words(one.factors, points), *more, *without)
    state, total = one.state, score(one.factors, points)
    shown = proofs(one.said)
    return Gap(
        link.chain, link.name, here.name, state, total, rank, reasons, shown, one.firms, led.get("链主", ())
    )  # fmt: skip
