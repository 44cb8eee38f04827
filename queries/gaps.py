"""The state of each link of each chain in a place, with reasons, sentences and rank.

The store keeps the answer until something is written: in a meeting one table is asked for again and again.
"""

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from ..graph import Store
from .answers import Gap, Proof, State

if TYPE_CHECKING:
    from .priority import Weights


def gaps(
    store: Store,
    *,
    chain: str | None = None,
    region: str | None = None,
    state: State | None = None,
    circle: Sequence[str] = (),
    reference: str | None = None,
    weights: "Weights | None" = None,
) -> list[Gap]:
    """One row for each chain × link, most urgent first. Without a region: the place most documents speak for.

    `circle` are places or metropolitan circles to borrow from, `reference` the reference chain that `chain` is (by
    default its name says). UnknownName (with near names) for a chain or region that nothing names.
    """

    def work_out() -> list[Gap]:
        from .links import judged  # with all that judges links, a fifth of the time of an answer that was kept

        return judged(store, chain=chain, region=region, circle=circle, reference=reference, weights=weights)

    if weights:  # of the user's own making
        found = work_out()
    else:
        question = json.dumps(["gaps", _program(), chain, region, circle, reference], ensure_ascii=False)
        found = _rows(store.remembered(question, lambda: _text(work_out())))
    return [gap for gap in found if state in (None, gap.state)]


def _text(found: list[Gap]) -> str:
    return json.dumps([list(gap.row().values()) for gap in found], ensure_ascii=False, separators=(",", ":"))


def _rows(text: str) -> list[Gap]:
    return [
        Gap(chain, link, region, State(state), score, rank, tuple(reasons), _proofs(said), tuple(firms), tuple(leaders))
        for chain, link, region, state, score, rank, reasons, said, firms, leaders in json.loads(text)
    ]


def _proofs(said: list[dict[str, str]]) -> tuple[Proof, ...]:
    return tuple(Proof(**one) for one in said)


@cache
def _program() -> int:
    """A sum of what answers questions: another version, or a file that was edited, may answer otherwise."""
    found = []
    for room in ("queries", "schema", "graph"):
        for folder, _, names in os.walk(Path(__file__).parent.parent / room):
            stats = ((name, Path(folder, name).stat()) for name in names if not name.endswith(".pyc"))
            found += [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    return crc32(repr(sorted(found)).encode())
