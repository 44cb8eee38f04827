"""What one version of a plan says otherwise than another: draft and final, or an old plan and today's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ..errors import InputError
from ..graph import Row, Store
from ..schema import ontology
from .answers import Changed, Proof, State
from .belonging import belonging
from .chains import chains
from .facts import Said, ask, called, said_of, settled, weighed
from .listings import Plan, find_plan
from .lookup import names
from .picture import picture, rated
from .projects import by_project, owners_of, told_of
from .scope import scope
from .works import same_works

_KINDS = {
    "RESPONSIBLE_FOR": "责任人",
    "LEADS": "链主与企业",
    "FOCUSES_ON": "环节",
    "SEEKS": "缺口",
    "HOSTS": "布局",
    "DEVELOPS": "布局",
    "TARGETS": "招引目标",
}
_OF_GROUP = ("LEADS", "RESPONSIBLE_FOR")  # shown by the group first
_ORDER = ("目标", "集群", "责任人", "链主与企业", "缺口", "环节", "布局", "招引目标", "项目")
_OPEN = (State.MISSING, State.BROKEN, State.BORROWED, State.WEAK)
_GAP, _WORK = _KINDS["SEEKS"], "项目"
_ASPECTS = "投资{}", "{}", "{}年", "{}"
"""How an investment, a stage, a year and a place are told."""

_BOTH = False, False, True, True
"""Of which of them only what both versions tell is compared."""

_UNTOLD = "投资未写明", "进展未写明", "年份未写明", "地点未写明"
_ADDED, _DROPPED, _ALTERED, STILL = "新增", "删去", "改动", "仍未补上"


def changes(store: Store, old: str, new: str) -> list[Changed]:
    """What the plan `new` adds, drops and alters against `old`; last the gaps declared in `old` that are open still.

    Plans by file name or number, or by the title of one of several in a file; UnknownName, with near names, for one
    that is not loaded.
    """
    plans = find_plan(store, old), find_plan(store, new)
    if plans[0] == plans[1]:
        raise InputError("两份是同一份文件", where=old, todo="请给出旧、新两份不同的文件")
    before, after = (_spoken(store, plan) for plan in plans)
    still = {row.name: row for row in _still(store, before)}
    rows = [*_groups(before, after), *_goals(store, *plans), *_works(store, before, after)]
    for row in _facts(before, after):
        if row.kind == _GAP and (open_ := still.pop(row.name, None)):  # one row, whatever the new plan says of it
            proofs = tuple(dict.fromkeys((*row.evidence, *open_.evidence)))
            row = replace(row, after=f"{row.after}（{STILL}：{open_.after}）", evidence=proofs)
        rows.append(row)
    rows += still.values()
    return sorted(rows, key=lambda row: (row.change == STILL, _ORDER.index(row.kind), row.change, row.name))


def _spoken(store: Store, plan: Plan) -> list[Said]:
    """All that the plan says, as people settled it."""
    verdicts = settled(store)
    rows = [said_of(row) for row in ask(store, "spoken", document=plan.id) if plan.has(row)]
    return called(weighed(rows, verdicts), verdicts)


def _groups(before: list[Said], after: list[Said]) -> Iterable[Changed]:
    """Clusters, chains and industries that only one of the two speaks of; not fields that it only gives to a place:
    those are told as layout."""
    old, new = _named(before), _named(after)
    for name in sorted(old.keys() ^ new.keys()):
        mine, theirs = old.get(name), new.get(name)
        if any(one.predicate != "DEVELOPS" for one in mine or theirs or ()):
            yield _one_sided("集群", name, mine, theirs, plain=True)


def _named(said: list[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        for name, kind in ((one.subject, one.subject_type), (one.object, one.object_type)):
            if kind and ontology().family(kind) == "Group":
                found[name].append(one)
    return found


def _facts(before: list[Said], after: list[Said]) -> Iterable[Changed]:
    """Statements of one kind about one pair: there, gone, or with another role."""
    old, new = _paired(before), _paired(after)
    for kind, name in sorted(old.keys() | new.keys()):
        mine, theirs = old.get((kind, name)), new.get((kind, name))
        if not (mine and theirs):
            yield _one_sided(kind, name, mine, theirs)
        elif (was := _roles(mine)) != (now := _roles(theirs)):
            yield Changed(kind, name, _ALTERED, was, now, (mine[0].proof, theirs[0].proof))


def _paired(said: list[Said]) -> dict[tuple[str, str], list[Said]]:
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.predicate in _KINDS:
            ends = (one.object, one.subject) if one.predicate in _OF_GROUP else (one.subject, one.object)
            found[_KINDS[one.predicate], " › ".join(ends)].append(one)
    return found


def _works(store: Store, before: list[Said], after: list[Said]) -> Iterable[Changed]:
    """Projects of one version only, and those of which the two say otherwise what is invested, how far, when or where.
    Of what only one of them tells, where and when, nothing is said.
    """
    earlier, works = set(before), same_works(by_project([*before, *after]))
    region = next((one.region for one in (*after, *before) if one.region), None)
    if not works:
        return
    told = belonging(chains(store, scope(store, region)), names(store, "Group"))
    for named in works:
        mine, theirs = ([pair for pair in named if (pair[1] in earlier) is first] for first in (True, False))
        owners = "、".join(filter(None, owners_of(named, told)))
        name = f"{owners} › {named[0][0]}" if owners else named[0][0]
        if not (mine and theirs):
            yield _one_sided(_WORK, name, [one for _, one in mine], [one for _, one in theirs], plain=True)
            continue
        pairs = [
            (way.format(was) if was else none, way.format(now) if now else none)
            for way, none, was, now, both in zip(_ASPECTS, _UNTOLD, told_of(mine), told_of(theirs), _BOTH, strict=True)
            if was != now and ((was and now) or not both)
        ]
        if pairs:
            was, now = ("，".join(side) for side in zip(*pairs, strict=True))
            yield Changed(_WORK, name, _ALTERED, was, now, (mine[0][1].proof, theirs[0][1].proof))


def _roles(said: list[Said]) -> str:
    return "、".join(sorted({one.role or "" for one in said} - {""}))


def _one_sided(kind: str, name: str, old: list[Said] | None, new: list[Said] | None, *, plain: bool = False) -> Changed:
    said = old or new or []
    role = "" if plain else _roles(said)
    words = (role or "有", "无") if old else ("无", role or "有")
    return Changed(kind, name, _DROPPED if old else _ADDED, *words, (said[0].proof,))


def _goals(store: Store, old: Plan, new: Plan) -> Iterable[Changed]:
    """Indicators by whose, what and when: added, dropped, or with another value."""
    rows = ask(store, "goals", regions=None)
    before, after = ({_about(row): row for row in rows if row["id"] == one.id and one.has(row)} for one in (old, new))
    for about in sorted(before.keys() | after.keys()):
        mine, theirs = before.get(about), after.get(about)
        if mine and theirs:
            if _amount(mine) != _amount(theirs):
                evidence = (_proof(mine), _proof(theirs))
                yield Changed("目标", _name(about), _ALTERED, _amount(mine), _amount(theirs), evidence)
        elif mine:
            yield Changed("目标", _name(about), _DROPPED, _amount(mine), "无", (_proof(mine),))
        elif theirs:
            yield Changed("目标", _name(about), _ADDED, "无", _amount(theirs), (_proof(theirs),))


def _about(row: Row) -> tuple[str, str, str]:
    return str(row["scope"]), str(row["metric"]), str(row["year"] or "")


def _name(about: tuple[str, str, str]) -> str:
    scope_, metric, year = about
    return f"{scope_} › {metric}" + (f"（{year}年）" if year else "")


def _amount(row: Row) -> str:
    return f"{row['comparator']}{float(row['value'] or 0):g}{row['unit']}"


def _proof(row: Row) -> Proof:
    ends = {"subject": row["scope"], "object": row["metric"], "subject_type": "", "object_type": "", "role": None}
    return said_of({**row, **ends}).proof


def _still(store: Store, before: list[Said]) -> Iterable[Changed]:
    """Gaps that the older document declares and at which, by all that the store knows now, no firm stands."""
    declared: dict[tuple[str, str], Said] = {}
    for one in before:
        if one.predicate == "SEEKS" and one.role != "延伸":
            declared.setdefault((one.subject, one.object), one)
    regions = sorted({one.region for one in declared.values() if one.region})
    for region in regions:
        for link, judged in rated(picture(store, scope(store, region))):
            said = declared.get((link.chain, link.name))
            if said and said.region == region and judged.state in _OPEN and not judged.firms:
                proofs_ = tuple(dict.fromkeys((said.proof, *(one.proof for one in judged.said))))[:4]
                name = f"{link.chain} › {link.name}"
                yield Changed("缺口", name, STILL, said.role or "", judged.state.value, proofs_)
