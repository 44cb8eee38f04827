"""What plans set out to reach."""

import re
from collections import defaultdict
from operator import itemgetter

from ..graph import Row, Store
from ..schema import stem
from .answers import Aim
from .drafts import FINAL, outdated
from .facts import Said, ask, listed, proofs, said_of, superseded
from .scope import scope

_DROPPED = "（正式稿没有再提）", "（已有正式稿）"
"""What the final plan says of an indicator of its draft: nothing, or something else."""

_SIZE = re.compile("(?:产业|集群)?总?(?:产值|规模)")  # plans say either of how large a chain is


def goals(
    store: Store,
    *,
    region: str | None = None,
    metric: str | None = None,
    year: int | None = None,
    standing: bool = False,
) -> list[Aim]:
    """Indicators that plans set for a place and what lies in it, by default the one that most documents speak for.

    `metric` is a word in the indicator's name. The same indicator with other values in other plans is told in
    `conflict`; final plans come first. Of drafts of which the store has the final plan only what that says otherwise,
    or no more, has rows: the last ones, as their status says. The sentences of a row are its own: those of the other
    values stand in the rows of these. With `standing`, such drafts have no rows, nor are they told in those of others.
    """
    here = scope(store, region)
    rows = ask(store, "goals", regions=listed({*here.spoken, *here.places}))
    said = [_said(row) for row in rows]
    dropped = superseded(store, said)
    old = [outdated(one, dropped) for one in said]
    same: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    counted = [(replaced, row) for replaced, row in zip(old, rows, strict=True) if not (standing and replaced)]
    for _, row in counted:
        same[_about(row)].append(row)
    finals: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for _, row in counted:
        if row["status"] == FINAL:
            finals[_about(row)].append(row)
    found: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for replaced, row in sorted(counted, key=itemgetter(0)):
        if not replaced or all(_clash(row, other) for other in finals[_about(row)]):
            found[(replaced, *_about(row), row["comparator"], row["value"], row["unit"], row["status"])].append(row)
    return [
        _aim(group, same[_about(group[0])], _DROPPED[bool(finals[_about(group[0])])] if about[0] else "")
        for about, group in found.items()
        if (not metric or metric in str(group[0]["metric"])) and year in (None, group[0]["year"])
    ]


def _about(row: Row) -> tuple[object, ...]:
    """What two statements must share to speak of one indicator: whose it is, what, by when."""
    group = row["scope_type"] in ("Cluster", "Chain", "Industry")
    metric = str(row["metric"])
    if group and _SIZE.fullmatch(metric) and "元" in str(row["unit"]):
        metric = "产值"
    return stem(str(row["scope"]), "Cluster" if group else "Region"), metric, row["year"], row["region"]


def _clash(one: Row, other: Row) -> bool:
    """Do two statements of one indicator contradict each other? At least 78 and 78 do not."""
    same = (one["value"], one["unit"]) == (other["value"], other["unit"])
    return not same or {"≥", "≤"} <= {one["comparator"], other["comparator"]}


def _aim(rows: list[Row], same: list[Row], dropped: str) -> Aim:
    """A row of one indicator; `dropped` is what has become of it in the final plan."""
    first = rows[0]
    others = [row for row in same if _clash(first, row)]
    conflict = [f"{_amount(row)}（{row['status'] or '未注明'}，{row['document']}）" for row in others]
    evidence = proofs([_said(row) for row in rows])
    return Aim(
        str(first["scope"]),
        str(first["metric"]),
        str(first["comparator"]),
        _number(first),
        str(first["unit"]),
        int(first["year"]) if first["year"] else None,
        str(first["status"] or "") + dropped,
        tuple(dict.fromkeys(conflict)),
        evidence,
        str(first["region"] or ""),
        str(first["scope_type"] or ""),
    )


def _number(row: Row) -> float:
    """The value as people write it: 3 firms, 7.5 %."""
    value = float(row["value"] or 0)
    return int(value) if value.is_integer() else value


def _amount(row: Row) -> str:
    return f"{row['comparator']}{float(row['value'] or 0):g}{row['unit']}"


def _said(row: Row) -> Said:
    ends = {"subject": row["scope"], "object": row["metric"], "subject_type": row["scope_type"], "object_type": ""}
    return said_of({**row, **ends, "role": None})
