"""Names in texts, found without patterns."""

import re

from hypothesis import given
from hypothesis import strategies as st

from liantu.queries.spelled import around, folded, spots

SIGNS = "谐波减速器、；"
NAMES = st.text("谐波减速器", min_size=1, max_size=7)
TEXTS = st.text(SIGNS, max_size=30)


def pattern(name: str) -> str:
    """The name with something inside, as a pattern says it."""
    inside = rf"[^、，,；;。：:\n]{{1,{min(6, len(name) - 1)}}}?"
    return "|".join(name[:cut] + inside + name[cut:] for cut in range(2, len(name) - 1)) or "(?!)"


@given(NAMES, TEXTS)
def test_a_name_with_something_inside_stands_where_a_pattern_finds_it(name: str, text: str) -> None:
    found = re.search(pattern(name), text)
    assert around(name, text) == (found.span() if found else None)


@given(NAMES, TEXTS)
def test_the_very_name_stands_where_a_pattern_finds_it(name: str, text: str) -> None:
    assert spots(name, text) == [found.span() for found in re.finditer(name, text)]


def test_small_letters_keep_their_places() -> None:
    assert folded("IGBT模块") == "igbt模块"
    assert folded("İGBT") == "İGBT"  # its small form is longer
