"""What only a person can settle: facts the reader doubts, names that look alike, firms that may be registered ones.

Nothing here is done silently: each question has an id by natural keys, and the answer is a decision.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from itertools import combinations

from ..errors import UnknownName
from ..graph import Row, Store
from ..graph.resolve import parts_of, same_trade
from ..schema import key, ontology, stem
from .answers import Alias, Question
from .decisions import DIFFERENT, SAME, decided
from .facts import RIGHT, WRONG, ask, proofs, said_of
from .identity import firm_called, fronts_of, pairs
from .likely import JOINED, MOST, Pair, likely
from .lookup import names, near
from .registers import Firm, named

BELOW = 550
"""Facts that a reader is less sure of (in thousandths) are asked about."""

_RULES = {"short_name": "简称与全称", "short_place": "地名的简称"}
"""Rules of graph.resolve as people read them; others have Chinese names."""

_ASKED_ABOUT = {"Enterprise": "Enterprise", "Group": "Cluster", "Link": "Link", "Agency": "Agency"}
"""Families whose facts a person may ask for by name, each with one of its types."""

_About = tuple[str, str]
"""A statement as decisions name it: the subject's key; the predicate, the object's key and the role."""

_ALIKE = 80.0  # of 100: how alike two names must be to be asked about
_SETTLED = "已由人工判定"


def review(store: Store, about: str | None = None) -> list[Question]:
    """Open questions first, then what is decided already; by kind.

    `about` names a firm, chain, link or whoever answers for a chain: then every fact that names it, however sure the
    reader is, and nothing else.
    UnknownName, with near names, if no document names it.
    """
    return sorted(_naming(store, about) if about else _open(store), key=lambda one: bool(one.answer))


def _open(store: Store) -> Iterator[Question]:
    nodes = {str(row["key"]): str(row["name"]) for row in ask(store, "firm_nodes")}
    listed = likely(store, nodes)
    yield from _facts(store)
    yield from _alike(store, nodes, {about for one in listed for about in pairs(one.node, one.firm)})
    yield from _registered(store, nodes, listed)


def aliases(store: Store, name: str | None = None) -> list[Alias]:
    """Names that are joined, with the rule or the person that joined them; of one firm only, if given."""
    shown = firm_called(store, name) if name else None
    rows = []
    for row in ask(store, "aliases"):
        shown_as, one, other, rule, document = (
            str(row[name]) for name in ("shown", "one", "other", "rule", "document")
        )
        rows.append(Alias(shown_as, one, other, _RULES.get(rule, rule), document))
    rows += [*_registered_aliases(store), *_sure_aliases(store)]
    return [row for row in rows if shown in (None, row.name)]


def _sure_aliases(store: Store) -> list[Alias]:
    """Names of documents that can mean one registered firm only."""
    nodes = {str(row["key"]): str(row["name"]) for row in ask(store, "firm_nodes")}
    answers = decided(store, "firm")
    return [
        Alias(one.name, one.name, one.firm.name, "简称与名录全称", one.firm.document)
        for one in likely(store, nodes, most=len(nodes))
        if one.why == JOINED and (one.node, one.firm.ident) not in answers
    ]


def _registered_aliases(store: Store) -> list[Alias]:
    """Names of documents that people joined with a registered firm."""
    said = [row for row in ask(store, "decided", kind="firm") if row["value"] == SAME]
    if not said:
        return []
    firms = {firm.ident: firm for firm in named(store, idents=[str(row["object"]) for row in said])}
    shown = {
        str(row["key"]): str(row["name"]) for row in ask(store, "shown", keys=[str(row["subject"]) for row in said])
    }
    return [
        Alias(shown[node], node.split(":", 1)[-1], firms[ident].name, "人工（名录）", str(row["source"]))
        for row in said
        if (node := str(row["subject"])) in shown and (ident := str(row["object"])) in firms
    ]


def _facts(store: Store) -> Iterator[Question]:
    """One question for each doubtful statement, with its sentence; and the sure ones that a person settled."""
    answers = decided(store, "fact")
    doubtful = _statements(ask(store, "doubtful", below=BELOW, most=MOST))
    for about, rows in doubtful.items():
        yield _fact(about, rows[:1], "存疑", answers.pop(about, ""))
    settled = _statements(
        ask(store, "facts_about", keys=sorted({subject for subject, _ in answers})) if answers else ()
    )
    for about, rows in settled.items():
        if about in answers:
            yield _fact(about, rows, _SETTLED, answers[about])


def _naming(store: Store, name: str) -> Iterator[Question]:
    """One question for each statement that names the firm, chain, link or body, with its sentences."""
    answers = decided(store, "fact")
    for about, rows in _statements(ask(store, "facts_about", keys=_keys(store, name))).items():
        yield _fact(about, rows, "文件写明" if _sure(rows[0]) else "存疑", answers.get(about, ""))


def _keys(store: Store, name: str) -> list[str]:
    """The keys of the firm, chain, link and body of that name; a firm also by its registered name, an official also by
    the person's name behind the post.
    """
    keys = {key(name, kind) for kind in _ASKED_ABOUT.values()}
    with suppress(UnknownName):
        keys.add(key(firm_called(store, name), "Enterprise"))
    keys |= {key(one, "Agency") for one in names(store, "Agency") if len(name) > 1 and one.endswith(name)}
    if not ask(store, "shown", keys=sorted(keys)):
        known = {one for family in _ASKED_ABOUT for one in names(store, family)}
        raise UnknownName("企业、产业链、环节或负责人", name, near(name, sorted(known)))
    return sorted(keys)


def _statements(rows: Iterable[Row]) -> dict[_About, list[Row]]:
    """Rows by the statement that they are, as decisions have it, in their order."""
    found: dict[_About, list[Row]] = defaultdict(list)
    for row in rows:
        about = f"{row['predicate']}\t{row['object_key']}\t{row['role'] or ''}"
        found[str(row["subject_key"]), about].append(row)
    return found


def _sure(row: Row) -> bool:
    return float(row["confidence"] or 0) * 1000 >= BELOW


def _fact(about: _About, rows: Sequence[Row], why: str, answer: str) -> Question:
    """The question whether a statement is right; how sure the reader was is told of the first row."""
    said = [said_of(row) for row in rows]
    first = said[0]
    label = ontology().predicates[first.predicate].label
    role = f"（{first.role}）" if first.role else ""
    question = f"{first.subject} {label}{role} {first.object}"
    told = f"{why}（把握 {float(rows[0]['confidence'] or 0):.0%}）"
    return Question("事实", question, told, answer, (RIGHT, WRONG), "fact", "\t".join(about), proofs(said))


def _alike(store: Store, shown: Mapping[str, str], listed: Set[tuple[str, str]]) -> Iterator[Question]:
    """Pairs of firms' names that may be one firm and are not joined; and pairs that a person settled. `shown` are names
    by key, `listed` the pairs that the questions about registers ask about.
    """
    answers = decided(store, "same")
    nodes = {name: node for node, name in shown.items()}
    found = _namesakes(list(nodes), fronts_of(store))
    for (one, other), why in sorted(found.items())[:MOST]:
        about = (min(nodes[one], nodes[other]), max(nodes[one], nodes[other]))
        if about not in listed or about in answers:
            yield _same(one, other, why, answers.pop(about, ""), about)
    for about in _with_register(store):  # settled by the question about the register, and shown there
        answers.pop(about, None)
    for about, answer in sorted(answers.items()):
        first, second = (shown.get(node, node.split(":", 1)[-1]) for node in about)
        yield _same(first, second, _SETTLED, answer, about)


def _namesakes(names: Sequence[str], places: Sequence[str]) -> dict[tuple[str, str], str]:
    """Pairs of names that differ little, or have one name proper and no other trade (明川, 云溪明川精密), and why."""
    from rapidfuzz import fuzz, process

    found: dict[tuple[str, str], str] = {}
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        proper, trade = parts_of(stem(name, "Enterprise"), places)
        groups[proper].append((name, trade))
    for group in groups.values():
        for (one, trade), (other, another) in combinations(sorted(group), 2):
            if same_trade(trade, another):
                found[one, other] = "字号相同"
    found |= {pair: "只差一字" for pair in _one_apart(names) if pair not in found}
    for place, name in enumerate(names):
        if len(found) > MOST:
            break
        near = process.extract(name, names[place + 1 :], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)
        for other, _, _ in near:
            found.setdefault((min(name, other), max(name, other)), "名称相近")
    return found


def _one_apart(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that have one other character only, neither the first nor the last: less than _ALIKE where a name
    is short.

    >>> list(_one_apart(["华兴远", "华鑫远", "恒岳钢铁", "恒越钢铁", "明川精密", "明川精工"]))
    [('华兴远', '华鑫远'), ('恒岳钢铁', '恒越钢铁')]
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for place in range(1, len(name) - 1):
            alike[f"{name[:place]} {name[place + 1 :]}"].append(name)
    for group in alike.values():
        yield from combinations(sorted(group), 2)


def _with_register(store: Store) -> Iterator[tuple[str, str]]:
    """Pairs of names that follow from what people say of registered firms."""
    answers = decided(store, "firm")
    firms = {firm.ident: firm for firm in named(store, idents=[ident for _, ident in answers])} if answers else {}
    for node, ident in answers:
        yield from pairs(node, firms[ident]) if ident in firms else ()


def _same(one: str, other: str, why: str, answer: str, about: tuple[str, str]) -> Question:
    question = f"{one} 与 {other} 是不是同一家企业"
    return Question("同名", question, why, answer, (SAME, DIFFERENT), "same", "\t".join(about), ())


def _registered(store: Store, nodes: Mapping[str, str], listed: Iterable[Pair]) -> Iterator[Question]:
    """Names of documents that may mean a registered firm, and what is settled."""
    answers = decided(store, "firm")
    for one in listed:
        answer = answers.pop((one.node, one.firm.ident), "")
        yield _listed(one.node, one.name, one.firm, _SETTLED if answer else one.why, answer)
    firms = {firm.ident: firm for firm in named(store, idents=[ident for _, ident in answers])} if answers else {}
    for (node, ident), answer in sorted(answers.items()):
        if ident in firms:
            yield _listed(node, nodes.get(node, node.split(":", 1)[-1]), firms[ident], _SETTLED, answer)


def _listed(node: str, name: str, firm: Firm, why: str, answer: str) -> Question:
    question, about = f"文件里的“{name}”是不是名录里的“{firm.name}”", f"{node}\t{firm.ident}"
    proof = firm.proof(firm.name, "企业名称")
    return Question("名录", question, why, answer, (SAME, DIFFERENT), "firm", about, (proof,))
