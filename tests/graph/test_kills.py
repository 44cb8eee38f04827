"""What a kill leaves, in a few trials at moments that a seed chooses; tools/kills.py makes a hundred."""

import random
from itertools import count
from pathlib import Path

import neo4j_server
import pytest
from kills import WAYS, Tally, Trials, emptied

pytestmark = pytest.mark.slow
on_server = pytest.mark.xdist_group("neo4j")


def assert_whole(trials: Trials, *ways: str) -> None:
    tally = Tally()
    for way in ways:
        trials.run(tally, way)
    assert tally.trials == len(ways)
    assert tally.clean, tally


def test_a_killed_writer_of_a_file_loses_nothing(tmp_path: Path) -> None:
    numbers = count()
    assert_whole(Trials(random.Random(1), lambda: str(tmp_path / f"{next(numbers)}.db"), None), *WAYS)


@on_server
@pytest.mark.parametrize(("what", "way"), [("writer", "all"), ("server", "one")])
def test_a_killed_writer_or_server_loses_nothing(what: str, way: str, server: neo4j_server.Server) -> None:
    assert_whole(Trials(random.Random(2), lambda: emptied(server), server if what == "server" else None), way)
