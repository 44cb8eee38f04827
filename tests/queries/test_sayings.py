"""How a sentence about a link is meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.queries.answers import Proof
from liantu.queries.facts import Said
from liantu.queries.sayings import seeks

VERBS = "引进|招引|引入|吸引|招商"
PIECES = st.lists(
    st.sampled_from(["引进", "引", "进", "招商", "电机", "伺服电机", "，", "；", "\n", "发展"]), max_size=8
)


def said(quote: str, link: str) -> Said:
    return Said("某链", link, "Chain", "Link", None, (), Proof("某文", "", quote), True, None)


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [("引进伺服电机企业", True), ("引进人才，发展伺服电机", False), ("发展伺服电机，引进人才", False), ("", False)],
)
def test_a_link_is_wanted_by_a_verb_before_it_in_its_clause(quote: str, wanted: bool) -> None:
    assert seeks(said(quote, "伺服电机")) is wanted


@given(PIECES)
def test_the_search_from_the_name_finds_what_a_pattern_with_the_name_finds(pieces: list[str]) -> None:
    quote = "".join(pieces)
    pattern = re.search(rf"(?:{VERBS})[^，。；;！\n]*电机", quote)
    assert seeks(said(quote, "电机")) is (pattern is not None)
