"""How urgent a gap is: a sum of visible factors; and how much its rank depends on the weights."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from ..schema.shipped import shipped
from .answers import State
from .states import Judged

Weights = Mapping[str, float]
"""Points by the name of the factor (said.引进, downstream, …)."""

_WORDS = {
    "said.缺失": "文件写明缺失",
    "said.引进": "文件要求引进",
    "said.补强": "文件要求补强",
    "said.延伸": "文件要求向此延伸",
    "sentence": "另有{0:g}处原文提到",
    "broken": "上下游都有本地企业",
    "downstream": "下游有{0:g}家本地企业",
    "leader": "本链有链主企业",
    "assigned": "{0:g}个县市区或园区主攻此产业",
    "candidates": "文件点名{0:g}家招引目标企业",
    "dependence": "单点依赖",
}
_TEXT = ("said", "sentence")
_STRUCTURE = ("broken", "downstream", "leader", "assigned", "dependence")
_DRAWS, _TOP, _SEED = 1000, 5, 20170630


class Rank(NamedTuple):
    """Where a gap stands: under the given weights, under three published rules, and in random weightings.

    `by_count` ranks by the number of firms (none, up to 20, more), `by_text` by what documents say alone,
    `by_structure` by the chain alone. `top_five` is the share of 1,000 weightings, each weight between a third and
    three times what it is, in which the gap is among the first five.
    """

    rank: int
    by_count: int
    by_text: int
    by_structure: int
    top_five: float


@cache
def default_weights() -> Weights:
    return _flat(shipped("queries", "weights.yaml"))


def read_weights(path: str | Path) -> Weights:
    """Weights of a user's file over the shipped ones. InputError for a file that is none or names no known factor."""
    import yaml  # heavy, and seldom asked for

    try:
        raw = yaml.safe_load(Path(path).read_text("utf-8-sig"))
        given = _flat(raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError, ValueError, AttributeError) as error:
        raise InputError("权重文件读不出来", where=str(path), todo="请写成 YAML，例如 downstream: 2") from error
    strange = sorted(set(given) - set(default_weights()))
    if strange:
        known = "、".join(sorted(default_weights()))
        raise InputError(f"权重文件里有不认识的因素：{'、'.join(strange)}", where=str(path), todo=f"可用：{known}")
    return {**default_weights(), **given}


def _flat(raw: Any) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in raw.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        found |= {f"{name}.{key}" if key else str(name): float(number) for key, number in inner}
    return found


def score(factors: Mapping[str, float], weights: Weights) -> float:
    return round(sum(weights[name] * value for name, value in factors.items()), 2)


def words(factors: Mapping[str, float], weights: Weights) -> list[str]:
    """Each factor with its points, as people read it."""
    return [
        f"{_WORDS[name].format(value)}（+{weights[name] * value:g}）"
        for name, value in factors.items()
        if name in _WORDS and weights[name] * value
    ]


def moved(before: Mapping[str, float], after: Mapping[str, float], weights: Weights) -> list[str]:
    """What makes a score another one: each factor whose points differ, as people read it.

    >>> moved({"state.缺": 1}, {"state.弱": 1, "dependence": 1}, {"state.缺": 2, "state.弱": 1, "dependence": 2})
    ['状态为缺-2', '状态为弱+1', '单点依赖+2']
    """
    found = []
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, 0), after.get(name, 0)
        if points := weights[name] * (now - was):
            kind, _, state = name.partition(".")
            found.append((f"状态为{state}" if kind == "state" else _WORDS[name].format(now or was)) + f"{points:+g}")
    return found


def ranks(rows: Sequence[Judged], weights: Weights) -> list[Rank]:
    """The rank of each row under every rule; rows are in the order of their score, which decides ties."""
    if not rows:
        return []
    import numpy as np

    names = sorted(weights)
    table = np.array([[row.factors.get(name, 0.0) for name in names] for row in rows])
    weight = np.array([weights[name] for name in names])
    draws = np.exp(np.random.default_rng(_SEED).uniform(-np.log(3), np.log(3), (_DRAWS, len(names)))) * weight
    first = np.array(_first_alike(table.tolist()))
    scores = table[first] @ draws.T  # rows × draws
    # A stable order: equal scores keep the order of the rows, as in the table that is shown.
    best = first[np.argsort(-scores, axis=0, kind="stable")[:_TOP]]
    share = np.bincount(best.ravel(), minlength=len(rows)) / _DRAWS

    def by(prefixes: tuple[str, ...]) -> list[int]:
        chosen = np.array([name.split(".")[0] in prefixes for name in names])
        return _places((-(table @ (weight * chosen))).tolist())

    count = _places([_bracket(row) for row in rows])
    by_text, by_structure = by(_TEXT), by(_STRUCTURE)
    return [Rank(i + 1, count[i], by_text[i], by_structure[i], round(float(share[i]), 3)) for i in range(len(rows))]


def _first_alike(table: list[list[float]]) -> list[int]:
    """The rows that can be among the first: of those with the same factors, which score alike whatever the weights."""
    seen: Counter[tuple[float, ...]] = Counter()
    found = []
    for place, row in enumerate(map(tuple, table)):
        seen[row] += 1
        if seen[row] <= _TOP:
            found.append(place)
    return found


def _bracket(row: Judged) -> float:
    """The published count rule: none, up to twenty, more; what the documents do not speak of comes last."""
    if row.state is State.UNKNOWN:
        return 3
    return 0 if not row.count else 1 if row.count <= 20 else 2


def _places(values: Sequence[float]) -> list[int]:
    """1 for the smallest; equal values share the better place."""
    ordered = sorted(values)
    first: dict[float, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return [first[value] for value in values]
