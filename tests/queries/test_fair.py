"""Targets for ten gaps out of three exports with near-misses and broken rows, by their ranks."""

from pathlib import Path

import pytest
from fair import LINKS, fair, plan

from liantu.graph import open_store
from liantu.intake import load
from liantu.queries.gaps import gaps
from liantu.queries.targets import targets


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_precision_and_recall_on_three_exports(seed: int, tmp_path: Path) -> None:
    made = fair(tmp_path, seed)
    with open_store(tmp_path / "库.db") as store:
        store.add(*plan())
        loaded = load(store, sorted(tmp_path.glob("*查*.*")) + sorted(tmp_path.glob("启*.*")))
        assert [one.error for one in loaded] == [None] * 3
        told = {(one.file, one.sheet, one.row) for each in loaded if each.table for one in each.table.problems}
        assert told == made.broken
        assert sum(each.table.companies for each in loaded if each.table) == 399  # all but the one without a name
        hits = shown = right = 0
        ranks = {gap.link: gap.rank for gap in gaps(store)}
        for link in LINKS:
            names = [one.company for one in targets(store, gap=ranks[link]).targets]
            assert not set(names) & made.wrong
            hits += len(set(names[:5]) & made.right[link])
            shown += len(names[:5])
            right += len(set(names) & made.right[link])
    assert hits / shown >= 0.9
    assert right / sum(len(firms) for firms in made.right.values()) >= 0.85
