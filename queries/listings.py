"""Who leads, which place has what, who supplies whom, which documents are loaded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, LiantuError, UnknownName
from ..graph import Row, Store, Value
from ..graph.resolve import may_be_one
from ..schema import stem
from .answers import Chief, Layout, Leader, Source, Supply
from .facts import Said, ask, facts, facts_of, proofs
from .identity import firm_called, fronts_of
from .lookup import lookup, near
from .purchases import items_of
from .sayings import is_of_ended
from .scope import scope

_ROLES = ("链主", "龙头", "配套")
_CHIEFS = ("链长", "副链长")
_SHOWN = 3  # sentences of each kind under a supplier that nobody names as one


def leaders(
    store: Store, name: str | None = None, *, chain: str | None = None, region: str | None = None
) -> list[Leader]:
    """Firms that lead a group, chain leaders first: those of a place, by default the one that most documents speak for.

    A firm is of the place that a document puts it in, else of the one that the plan speaks for that names it as leader;
    a plan of the place may name one from outside. Filters by firm, which may be of anywhere, and chain with its parts.
    """
    here = scope(store, region)
    firm = firm_called(store, name) if name else None
    groups = _below(store, lookup(store, "Group", chain)) if chain else None
    places = {one.subject: one.object for one in facts(store, "LOCATED_IN")}
    found: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for one in facts(store, "LEADS"):
        at = places.get(one.subject) or one.region or ""
        ours = at in here.places or (one.region or "") in here.spoken
        if (firm == one.subject if firm else ours) and not is_of_ended(one):
            found[one.subject, one.object, one.role or "龙头"].append(one)
    rows = [
        Leader(who, group, role, places.get(who) or said[0].region or here.name, proofs(said))
        for (who, group, role), said in found.items()
        if groups is None or group in groups
    ]
    return sorted(rows, key=lambda row: (row.group, _ROLES.index(row.role), row.firm))


def chiefs(store: Store, *, chain: str | None = None, region: str | None = None) -> list[Chief]:
    """Officials who are chiefs (链长) of a group, by post and name, as plans of the place say. Filters as `leaders`."""
    here = scope(store, region)
    groups = _below(store, lookup(store, "Group", chain)) if chain else None
    found: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for one in facts(store, "RESPONSIBLE_FOR"):
        if one.role in _CHIEFS and (one.region or "") in {*here.spoken, *here.places}:
            found[one.subject, one.object, one.role].append(one)
    rows = [
        Chief(who, group, role, said[0].region or here.name, proofs(said))
        for (who, group, role), said in found.items()
        if groups is None or group in groups
    ]
    return sorted(rows, key=lambda row: (row.group, _CHIEFS.index(row.role), row.official))


def _below(store: Store, chain: str) -> set[str]:
    """The chain and every chain that is part of it."""
    inside = defaultdict(set)
    for one in facts(store, "PART_OF"):
        inside[one.object].add(one.subject)
    found, rim = {chain}, {chain}
    while rim:
        rim = {inner for one in rim for inner in inside[one]} - found
        found |= rim
    return found


def layout(store: Store, *, region: str | None = None) -> list[Layout]:
    """Places with the clusters they have and the industries they are assigned; who else has the same."""
    found: dict[tuple[str, str, str, str], list[Said]] = defaultdict(list)
    shared: dict[str, set[str]] = defaultdict(set)
    for predicate, relation in (("HOSTS", "承载"), ("DEVELOPS", "主导产业")):
        for one in facts(store, predicate):
            found[one.subject, one.object, one.object_type, relation].append(one)
            shared[one.object].add(one.subject)
    inside = scope(store, region).places if region else ()
    return [
        Layout(*named, tuple(sorted(shared[named[1]] - {named[0]})), proofs(said))
        for named, said in sorted(found.items())
        if not region or named[0] in inside
    ]


def suppliers(store: Store, firm: str) -> list[Supply]:
    """Stated supply from and to the firm, with what was bought by supply lists, then other firms that make what comes
    just before what it makes; one row for each pair.
    """
    name = firm_called(store, firm)
    stated: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in facts_of(store, "SUPPLIES", "Enterprise", [name]):
        stated[one.subject, one.object].append(one)
    bought = {customer: items_of(store, customer) for _, customer in stated}
    rows = [
        Supply(*pair, "、".join(bought[pair[1]].get(pair[0], ())), "供应", proofs(said))
        for pair, said in sorted(stated.items())
    ]
    mine = {one.object for one in facts_of(store, "MAKES", "Enterprise", [name])}
    steps = [one for one in facts_of(store, "UPSTREAM_OF", "Link", mine) if one.object in mine]
    orders: dict[str, list[Said]] = defaultdict(list)
    makes: dict[str, list[Said]] = defaultdict(list)
    for one in steps:
        orders[one.subject].append(one)
    for one in facts_of(store, "MAKES", "Link", orders):
        if one.subject != name and (one.subject, name) not in stated:
            makes[one.subject].append(one)
    fronts = fronts_of(store) if makes else []
    mine_too = [other for other in makes if may_be_one(stem(other, "Enterprise"), stem(name, "Enterprise"), fronts)]
    for other in mine_too:  # the firm itself by its short or full name: nobody is his own supplier
        del makes[other]
    for supplier, made in makes.items():
        links = sorted({one.object for one in made})
        said = [one for link in links for one in orders[link][:_SHOWN]]
        rows.append(Supply(supplier, name, "、".join(links), "上游环节", proofs([*made[:_SHOWN], *said])))
    return sorted(rows, key=lambda row: (row.relation, row.supplier, row.customer, row.item))


def documents(store: Store) -> list[Source]:
    """Loaded documents, one row for each plan in them."""

    def text(value: Value) -> str | None:
        return None if value is None else str(value)

    return [
        Source(
            str(row["document"]),
            str(row["id"]),
            str(row["title"]),
            text(row["issuer"]),
            text(row["date"]),
            text(row["status"]),
            text(row["region"]),
            int(row["facts"] or 0),
            int(row["rows"] or 0),
            int(row["goals"] or 0),
        )
        for row in ask(store, "documents")
    ]


def find_document(store: Store, name: str) -> str:
    """The id of a document by its id, its file name or a path to the file; UnknownName with near names."""
    known = {row.id: row.document for row in documents(store)}
    found = [id_ for id_, document in known.items() if _called(name, id_, document)]
    if not found:
        raise _unknown(name, known.values())
    if len(found) > 1:
        raise InputError(f"有{len(found)}份文件都叫“{name}”", todo="请改用编号：" + "、".join(sorted(found)))
    return found[0]


def _called(name: str, number: str, document: str) -> bool:
    return name == number or Path(name).name in (document, Path(document).stem)


def _unknown(name: str, known: Iterable[str]) -> LiantuError:
    """A file that lies there has not been loaded; anything else is no name of a document."""
    if Path(name).is_file():
        return InputError("这份文件还没有载入", where=name, todo=f"请先运行 liantu load {name}")
    return UnknownName("文件", name, near(Path(name).name, sorted(set(known))))


@dataclass(frozen=True, slots=True)
class Plan:
    """A document, or the one plan of this title in it."""

    id: str
    title: str | None = None

    def has(self, row: Row) -> bool:
        """Is the row of a statement from this plan?"""
        return self.title is None or row["title"] == self.title


def find_plan(store: Store, name: str) -> Plan:
    """A document as find_document takes it, or a plan in one by its title; UnknownName with near names."""
    parts = documents(store)
    if any(_called(name, part.id, part.document) for part in parts):
        return Plan(find_document(store, name))
    title = name.strip("《》")
    found = {(part.id, part.document) for part in parts if part.title == title}
    if not found:
        raise _unknown(name, {part.document for part in parts} | {part.title for part in parts})
    if len(found) > 1:
        files = "、".join(sorted(document for _, document in found))
        raise InputError(f"有{len(found)}份文件里都有“{title}”", todo=f"请改用文件名：{files}")
    return Plan(next(iter(found))[0], title)


def run_file(store: Store, path: str | Path, parameters: Mapping[str, Value]) -> list[Row]:
    """Rows of a reading statement kept in a file."""
    try:
        statement = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("查询文件读不出来", where=str(path), todo="请核对路径，并存为 UTF-8") from error
    return store.ask(statement, parameters)
