"""The garbage collector after a question is as it was before, also when the question fails."""

import gc
from pathlib import Path

import pytest

from liantu.errors import UnknownName
from liantu.graph import open_store
from liantu.queries.collector import uncollected
from liantu.queries.gaps import gaps


def test_the_collector_pauses_and_goes_on() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError), uncollected():
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_question_leaves_it_as_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path / "云溪.db") as store:
        gaps(store)
        assert gc.isenabled()
        with pytest.raises(UnknownName):
            gaps(store, chain="没有这条链")
        assert gc.isenabled()
