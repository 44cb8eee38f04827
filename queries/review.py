"""What only a person can settle: facts the reader doubts, names that look alike, firms that may be registered ones.

Nothing here is done silently: each question has an id by natural keys, and the answer is a decision.
"""

from collections.abc import Iterator

from ..graph import Store, scope_pattern
from ..graph.resolve import short_forms
from ..schema import key, ontology, stem
from .answers import Alias, Question
from .decisions import DIFFERENT, RIGHT, SAME, decided
from .facts import WRONG, ask, said_of
from .lookup import lookup
from .registers import Firm, named, with_words

BELOW = 550
"""Facts that a reader is less sure of (in thousandths) are asked about."""

MOST = 300
"""So many questions of one kind: more than a person answers in an afternoon."""

_RULES = {"short_name": "简称与全称", "short_place": "地名的简称"}
"""Rules of graph.resolve as people read them; others have Chinese names."""

_ALIKE = 80.0  # of 100: how alike two names must be to be asked about


def review(store: Store) -> list[Question]:
    """Open questions first, then what is decided already; by kind."""
    found = [*_facts(store), *_alike(store), *_registered(store)]
    return sorted(found, key=lambda one: bool(one.answer))


def aliases(store: Store, name: str | None = None) -> list[Alias]:
    """Names that are joined, with the rule or the person that joined them; of one firm only, if given."""
    shown = lookup(store, "Enterprise", name) if name else None
    rows = []
    for row in ask(store, "aliases"):
        shown_as, one, other, rule, document = (
            str(row[name]) for name in ("shown", "one", "other", "rule", "document")
        )
        rows.append(Alias(shown_as, one, other, _RULES.get(rule, rule), document))
    return [row for row in rows if shown in (None, row.name)]


def _facts(store: Store) -> Iterator[Question]:
    """One question for each doubtful statement, with its sentence."""
    answers, seen = decided(store, "fact"), set[tuple[str, str]]()
    for row in ask(store, "doubtful", below=BELOW, most=MOST):
        said = said_of(row)
        about = str(row["subject_key"]), f"{said.predicate}\t{row['object_key']}\t{said.role or ''}"
        if about in seen:
            continue
        seen.add(about)
        label = ontology().predicates[said.predicate].label
        role = f"（{said.role}）" if said.role else ""
        question = f"{said.subject} {label}{role} {said.object}"
        why = f"读得不太确定（{float(row['confidence'] or 0):.2f}）"
        yield Question(
            "事实", question, why, answers.get(about, ""), (RIGHT, WRONG), "fact", "\t".join(about), (said.proof,)
        )


def _alike(store: Store) -> Iterator[Question]:
    """Pairs of firms' names that differ little and are not joined; and pairs that a person settled."""
    from rapidfuzz import fuzz, process

    answers = decided(store, "same")
    nodes = {str(row["name"]): str(row["key"]) for row in ask(store, "firm_nodes")}
    names = list(nodes)
    found: set[tuple[str, str]] = set()
    for place, name in enumerate(names):
        near = process.extract(name, names[place + 1 :], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5)
        found |= {(name, other) for other, _, _ in near}
        if len(found) > MOST:
            break
    shown = {node: name for name, node in nodes.items()}
    for one, other in sorted(found):
        about = (min(nodes[one], nodes[other]), max(nodes[one], nodes[other]))
        yield _same(one, other, "名称相近", answers.pop(about, ""), about)
    for about, answer in sorted(answers.items()):
        first, second = (shown.get(node, node.split(":", 1)[-1]) for node in about)
        yield _same(first, second, "已由人工判定", answer, about)


def _same(one: str, other: str, why: str, answer: str, about: tuple[str, str]) -> Question:
    question = f"{one} 与 {other} 是不是同一家企业"
    return Question("同名", question, why, answer, (SAME, DIFFERENT), "same", "\t".join(about), ())


def _registered(store: Store) -> Iterator[Question]:
    """Short names of documents that may mean a registered firm: told, never joined by themselves."""
    answers = decided(store, "firm")
    nodes = {str(row["key"]): str(row["name"]) for row in ask(store, "firm_nodes")}
    taken = {
        key(name, "Enterprise")
        for firm in named(store, names=list(nodes.values()))
        for name in (firm.name, *firm.former)
    }
    left = {node: name for node, name in nodes.items() if node not in taken}
    for node, name in list(left.items())[:MOST]:
        for firm in _longer(store, name):
            about = f"{node}\t{firm.ident}"
            question = f"文件里的“{name}”是不是名录里的“{firm.name}”"
            answer = answers.get((node, firm.ident), "")
            proof = firm.proof(firm.name, "企业名称")
            yield Question("名录", question, "简称与全称相符", answer, (SAME, DIFFERENT), "firm", about, (proof,))


def _longer(store: Store, name: str) -> list[Firm]:
    """Registered firms that a document may call by this shorter name; at most three."""
    short = stem(name, "Enterprise")
    if len(short) < 2:
        return []
    found = [firm for firm in with_words(store, scope_pattern(short)) if short in short_forms(firm.stem, firm.region)]
    return found[:3]
