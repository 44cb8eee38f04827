"""Reading the shared documents stays above a floor. Skipped where ../shared is not there."""

from importlib import import_module
from itertools import islice
from pathlib import Path

import pytest

from liantu.loaders.tagger import tagger

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared"


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "gold/score.py").exists(), reason="../shared with the gold facts is not there")
@pytest.mark.parametrize("name, floor", [("gold", 0.75), ("gold/other", 0.65), ("held", 0.3)])
def test_relaxed_f1_stays_above_a_floor(name: str, floor: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "training")
    evaluate = import_module("evaluate")
    documents = dict(evaluate.SETS).get(name)
    judged = evaluate.golden(SHARED / name, SHARED / documents) if documents else islice(evaluate.held(), 40)
    assert evaluate.measure(name, judged, tagger())["f1"] >= floor
