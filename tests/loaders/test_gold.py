"""Reading the shared documents stays above a floor. Skipped where ../shared is not there."""

import importlib.util
from pathlib import Path

import pytest

from liantu.loaders.tagger import tagger

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared"
FLOORS = [("gold", "documents", 0.55), ("gold/other", "documents/other", 0.3)]


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "gold/score.py").exists(), reason="../shared with the gold facts is not there")
@pytest.mark.parametrize("gold, documents, floor", FLOORS)
def test_relaxed_f1_stays_above_a_floor(gold: str, documents: str, floor: float) -> None:
    spec = importlib.util.spec_from_file_location("evaluate", ROOT / "training/evaluate.py")
    assert spec is not None and spec.loader is not None
    evaluate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluate)
    assert evaluate.measure(SHARED / gold, SHARED / documents, tagger())["f1"] >= floor
