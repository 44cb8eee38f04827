"""The ontology: read from ontology.yaml, checked when it is loaded, faults named."""

from functools import cache
from typing import NamedTuple

from ..errors import SchemaError
from .shipped import parsed, text_of

_TYPE_KEYS = {"label", "what", "family", "suffixes", "whole", "examples", "rdf"}
_PREDICATE_KEYS = {"label", "what", "subject", "object", "roles", "per_subject", "examples", "rdf"}


class Type(NamedTuple):
    """A kind of thing. `family` is shared by types that name the same kind of thing; `rdf` is a wider public term."""

    name: str
    label: str
    what: str
    family: str
    suffixes: tuple[str, ...]
    examples: tuple[str, ...]
    rdf: str = ""
    whole: tuple[str, ...] = ()


class Example(NamedTuple):
    """A sentence and the fact (subject, object, role) that a reader should find in it."""

    text: str
    subject: str
    object: str
    role: str | None


class Predicate(NamedTuple):
    """A kind of statement: which types may stand on either side, which roles it may take."""

    name: str
    label: str
    what: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    roles: tuple[str, ...]
    per_subject: str
    examples: tuple[Example, ...]
    rdf: str = ""


class Ontology(NamedTuple):
    types: dict[str, Type]
    predicates: dict[str, Predicate]

    def family(self, kind: str) -> str:
        return self.types[kind].family

    def suffixes(self, kind: str) -> tuple[str, ...]:
        """Endings of the type and of its family, longest first."""
        family = self.family(kind)
        endings = {s for t in self.types.values() if t.family == family for s in t.suffixes}
        return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))

    def whole(self, kind: str) -> tuple[str, ...]:
        """How names of the type's family end that keep their endings."""
        family = self.family(kind)
        return tuple(sorted({end for t in self.types.values() if t.family == family for end in t.whole}))

    def faults(self, subject: str, predicate: str, object_: str, role: str | None) -> list[str]:
        """Why a fact of these types may not be; empty if it may."""
        rule = self.predicates.get(predicate)
        if rule is None:
            return [f"unknown predicate {predicate}"]
        found = []
        if subject not in rule.subject:
            found.append(f"{predicate} takes no subject of type {subject}")
        if object_ not in rule.object:
            found.append(f"{predicate} takes no object of type {object_}")
        if role is not None and role not in rule.roles:
            found.append(f"{predicate} has no role {role}")
        return found


@cache
def ontology() -> Ontology:
    """The shipped ontology. Raises SchemaError that lists every fault at once."""
    return parse(text_of("schema", "ontology.yaml"))


def parse(text: str) -> Ontology:
    """An ontology from YAML text; SchemaError names each offender."""
    raw = parsed(text, "ontology.yaml")
    faults = _check(raw)
    if faults:
        raise SchemaError("本体文件有误：" + "；".join(faults), where="ontology.yaml", todo="请修正后再试")
    types = {
        name: Type(
            name,
            body["label"],
            body["what"],
            body.get("family", name),
            tuple(sorted(body.get("suffixes", ()), key=len, reverse=True)),
            tuple(body["examples"]),
            body.get("rdf", ""),
            tuple(body.get("whole", ())),
        )
        for name, body in raw["types"].items()
    }
    return Ontology(types, {name: _predicate(name, body) for name, body in raw["predicates"].items()})


def _predicate(name: str, body: dict[str, object]) -> Predicate:
    def strings(field: str) -> tuple[str, ...]:
        value = body.get(field, ())
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    shown = body.get("examples", [])
    examples = tuple(Example(item["text"], *item["fact"]) for item in (shown if isinstance(shown, list) else []))
    return Predicate(
        name,
        str(body["label"]),
        str(body["what"]),
        strings("subject"),
        strings("object"),
        strings("roles"),
        str(body["per_subject"]),
        examples,
        str(body.get("rdf", "")),
    )


def _check(raw: object) -> list[str]:
    """Every fault of the raw YAML, in words."""
    if not isinstance(raw, dict) or not raw.get("types") or not raw.get("predicates"):
        return ["types and predicates must both be there"]
    types, predicates = raw["types"], raw["predicates"]
    faults = []
    for name, body in types.items():
        faults += [f"type {name}: unknown key {key}" for key in sorted(set(body) - _TYPE_KEYS)]
        faults += [f"type {name}: {key} is missing" for key in ("label", "what", "examples") if not body.get(key)]
    for name, body in predicates.items():
        faults += [f"predicate {name}: unknown key {key}" for key in sorted(set(body) - _PREDICATE_KEYS)]
        needed = ("label", "what", "subject", "object", "per_subject")
        faults += [f"predicate {name}: {key} is missing" for key in needed if not body.get(key)]
        ends = [*body.get("subject", ()), *body.get("object", ())]
        faults += [f"predicate {name}: no type {end}" for end in ends if end not in types]
        if body.get("per_subject") not in (None, "one", "many"):
            faults.append(f"predicate {name}: per_subject is one or many")
        faults += _check_examples(name, body)
    labels = [body.get("label") for body in types.values()]
    faults += [f"two types are called {label}" for label in sorted({x for x in labels if labels.count(x) > 1})]
    return faults


def _check_examples(name: str, body: dict[str, object]) -> list[str]:
    faults = []
    examples = body.get("examples", [])
    roles = body.get("roles", [])
    for item in examples if isinstance(examples, list) else []:
        subject, object_, role = item["fact"]
        faults += [f"predicate {name}: example lacks {word}" for word in (subject, object_) if word not in item["text"]]
        if role is not None and (not isinstance(roles, list) or role not in roles):
            faults.append(f"predicate {name}: example has unknown role {role}")
    return faults
