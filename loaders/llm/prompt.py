"""What a language model is told and the form its answer is bound to; both follow from the ontology."""

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

from ...schema import ontology
from ...schema.ontology import Predicate


@cache
def system() -> str:
    """The instructions: prompt.txt with the types and predicates of the ontology."""
    known = ontology()
    types = [f"- {t.name}（{t.label}）：{t.what}。例：{'、'.join(t.examples)}" for t in known.types.values()]
    template = Template(files(__package__).joinpath("prompt.txt").read_text("utf-8"))
    predicates = [_line(predicate) for predicate in known.predicates.values()]
    return template.substitute(types="\n".join(types), predicates="\n".join(predicates))


@cache
def schema() -> dict[str, object]:
    """The answer as JSON schema: a list of facts, each of one predicate with the types and roles that it takes."""
    facts = {"type": "array", "items": {"anyOf": [_form(rule) for rule in ontology().predicates.values()]}}
    return _object({"facts": facts})


@cache
def version() -> str:
    """Changes whenever the instructions or the form do."""
    return sha256((system() + json.dumps(schema())).encode()).hexdigest()[:16]


def _line(rule: Predicate) -> str:
    roles = f"；role：{'、'.join(rule.roles)}" if rule.roles else ""
    shown = [f"；例：“{e.text}” → {e.subject}，{e.object}，{e.role or 'null'}" for e in rule.examples]
    ends = f"{'/'.join(rule.subject)} → {'/'.join(rule.object)}"
    return f"- {rule.name}（{rule.label}）{ends}：{rule.what}{roles}{''.join(shown)}"


def _form(rule: Predicate) -> dict[str, object]:
    text = {"type": "string"}
    role = {"type": ["string", "null"], "enum": [*rule.roles, None]} if rule.roles else {"type": "null"}
    return _object(
        {
            "block": {"type": "integer"},
            "quote": text,
            "subject": text,
            "subject_type": {"type": "string", "enum": list(rule.subject)},
            "predicate": {"type": "string", "enum": [rule.name]},
            "object": text,
            "object_type": {"type": "string", "enum": list(rule.object)},
            "role": role,
            "confidence": {"type": "number"},
        }
    )


def _object(properties: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
