"""Reference chains: the links that a field has wherever it is made, each with its place in an official classification.

chains/index.yaml names the chains and says how documents call them; one file each holds the links, chains/classes.yaml
the names of the classes. People edit those; read is chains.json, which `make packs` packs of them, since so much YAML
takes longer to read than a question to answer. Chains are checked when they are packed; SchemaError lists faults.
"""

import json
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

from ..errors import SchemaError
from .shipped import text_of

STANDARD = "《国民经济行业分类》GB/T 4754-2017"
EMERGING = "《战略性新兴产业分类（2018）》"
_SHORT = 3  # characters: such a name may be a firm's as well
STAGES = ("上游", "中游", "下游", "配套")


class RefLink(NamedTuple):
    """A link of a reference chain. `after` are the links that come right after it, `code` its class in STANDARD.

    The code has four digits, or three or two where no class but only the group or division has the whole link.
    """

    name: str
    chain: str
    stage: str
    also: tuple[str, ...]
    after: tuple[str, ...]
    code: str

    def __hash__(self) -> int:
        """Of what tells links apart: questions look up thousands."""
        return hash((self.chain, self.name))

    @property
    def source(self) -> str:
        """Where it stands in the classification: 《国民经济行业分类》GB/T 4754-2017 3841 锂离子电池制造."""
        return f"{STANDARD} {self.code} {classes()[self.code]}"


class Reference(NamedTuple):
    """A chain or, with `parts`, a wide field made of chains. `also` are other names that documents use.

    `source` is its class or classes in EMERGING, which has the chain as a whole; "" for the chains that it has not.
    """

    name: str
    also: tuple[str, ...]
    file: str
    parts: tuple[str, ...]
    source: str


@cache
def references() -> dict[str, Reference]:
    """Every reference chain by its name."""
    emerging = _packed()["emerging"]
    named = {code: f"{code} {name}" for code, name in emerging["classes"].items()}
    sources = {
        chain: EMERGING + "、".join(named[code] for code in codes) for chain, codes in emerging["chains"].items()
    }
    found = {
        name: Reference(
            name, tuple(body.get("also", ())), body.get("file", ""), tuple(body.get("parts", ())), sources.get(name, "")
        )
        for name, body in _packed()["index"].items()
    }
    _complain("index", [*_index_faults(found), *(f"no chain {name}" for name in sources if name not in found)])
    return found


@cache
def classes() -> dict[str, str]:
    """Names of classes of STANDARD by their codes."""
    return {str(code): str(name) for code, name in _packed()["classes"].items()}


@cache
def links(chain: str) -> dict[str, RefLink]:
    """The links of a reference chain by name, in their order; none for a wide field, whose parts have them.

    >>> links("新型显示")["玻璃基板"].after
    ('显示面板',)
    """
    file = references()[chain].file
    return _links(chain, _packed()[file]) if file else {}


@cache
def before(chain: str) -> dict[str, tuple[RefLink, ...]]:
    """By the name of each link of a reference chain, the links that come right before it.

    >>> "玻璃基板" in [link.name for link in before("新型显示")["显示面板"]]
    True
    """
    every = links(chain).values()
    return {link.name: tuple(one for one in every if link.name in one.after) for link in every}


def leaves(chain: str) -> tuple[str, ...]:
    """The chain itself or, for a wide field, its parts."""
    return references()[chain].parts or (chain,)


@cache
def things() -> frozenset[str]:
    """Names of fields and products that no firm bears by themselves: of chains, and of their links unless very short.

    >>> {"汽车电子", "伺服电机"} <= things()
    True
    """
    found = {word for one in references().values() for word in (one.name, *one.also)}
    return frozenset(found | {word for word in named_links() if len(word) > _SHORT})


@cache
def named_links() -> frozenset[str]:
    """Every name that a link of a reference chain has."""
    every = (link for chain in references() for link in links(chain).values())
    return frozenset(word for link in every for word in (link.name, *link.also))


def _links(chain: str, raw: Any) -> dict[str, RefLink]:
    """Links as a file of chains/ has them, by stage and name."""
    return {
        name: RefLink(name, chain, stage, tuple(row.get("also", ())), tuple(row.get("to", ())), str(row.get("gb")))
        for stage, body in raw.items()
        for name, row in body.items()
    }


def parse(chain: str, raw: Any, codes: Collection[str]) -> dict[str, RefLink]:
    """Links from what a file of chains/ holds, checked; SchemaError lists its faults. `codes` are those of classes."""
    faults = [f"no stage {stage}" for stage in raw if stage not in STAGES]
    names: dict[str, str] = {}
    for name, row in ((name, row) for body in raw.values() for name, row in body.items()):
        also, after = row.get("also", ()), row.get("to", ())
        faults += [f"{name}: {word} is no text" for word in (*also, *after) if not isinstance(word, str)]
        faults += [f"{name}: unknown key {key}" for key in sorted(set(row) - {"gb", "also", "to"})]
        faults += [f"{word} names both {names[word]} and {name}" for word in (name, *also) if word in names]
        names |= dict.fromkeys((name, *also), name)
    found = _links(chain, raw)
    for link in found.values():
        faults += [f"{link.name}: no link {other}" for other in link.after if other not in found]
        faults += [f"{link.name}: no class {link.code}"] * (link.code not in codes)
    _complain(chain, faults)
    return found


def _index_faults(found: dict[str, Reference]) -> list[str]:
    faults: list[str] = []
    names: dict[str, str] = {}
    for name, reference in found.items():
        faults += [f"{name}: either file or parts"] * (bool(reference.file) == bool(reference.parts))
        faults += [f"{name}: no chain {part}" for part in reference.parts if part not in found]
        words = (name, *reference.also)
        faults += [f"{word} names both {names[word]} and {name}" for word in words if word in names]
        names |= dict.fromkeys(words, name)
    return faults


@cache
def _packed() -> dict[str, Any]:
    """What each file of chains/ holds, by its name."""
    found: dict[str, Any] = json.loads(text_of("schema", "chains.json"))
    return found


def _complain(where: str, faults: list[str]) -> None:
    if faults:
        raise SchemaError("参考链有误：" + "；".join(faults), where=where, todo="请修正后再试")
