"""What a person said of a statement counts: a right one is sure whatever its reader thought, a wrong one is gone."""

from collections.abc import Sequence

import pytest
from city import CHAIN, plan, rows

from liantu.graph import Store
from liantu.queries.answers import Gap, State
from liantu.queries.changes import changes
from liantu.queries.facts import RIGHT, WRONG
from liantu.queries.leading import leader
from liantu.queries.listings import leaders
from liantu.schema import Decision, key

DOUBT = 0.3
FIRM, GROUP, LINK = "Enterprise", "Chain", "Link"


def settle(store: Store, value: str, *statements: Sequence[str]) -> None:
    """A person's word on statements: subject, its type, predicate, object, its type and, where it has one, the role."""
    store.decide(
        [
            Decision("fact", key(one[0], one[1]), f"{one[2]}\t{key(one[3], one[4])}\t{(*one[5:], '')[0]}", value)
            for one in statements
        ]
    )


def link(store: Store, name: str) -> Gap:
    return rows(store)[name]


MADE = [("甲泵业", "MAKES", "水泵"), ("乙泵业", "MAKES", "水泵"), (CHAIN, "FOCUSES_ON", "水泵")]


def test_a_doubtful_maker_that_is_right_counts_as_any_other(store: Store) -> None:
    plan(store, MADE, confidence=DOUBT)
    assert not link(store, "水泵").firms
    settle(store, RIGHT, ("甲泵业", FIRM, "MAKES", "水泵", LINK))
    found = link(store, "水泵")
    assert (found.state, found.firms) == (State.PRESENT, ("甲泵业",))
    assert "另有1处企业读取把握不大，未计入，请人核对" in found.reasons
    settle(store, RIGHT, ("乙泵业", FIRM, "MAKES", "水泵", LINK))
    found = link(store, "水泵")
    assert found.firms == ("乙泵业", "甲泵业")
    assert not [reason for reason in found.reasons if "把握不大" in reason]
    assert [one.item for one in leader(store, "甲泵业") if one.reasons == ()] == ["水泵"]


def test_as_many_firms_count_as_are_right_and_no_more(store: Store) -> None:
    plan(store, [*MADE, ("丙泵业", "MAKES", "水泵")])
    plan(store, [("甲泵业", "MAKES", "水泵"), ("丁泵业", "MAKES", "水泵")], name="二.txt", confidence=DOUBT)
    settle(store, WRONG, ("乙泵业", FIRM, "MAKES", "水泵", LINK))
    settle(store, RIGHT, ("甲泵业", FIRM, "MAKES", "水泵", LINK), ("丁泵业", FIRM, "MAKES", "水泵", LINK))
    found = link(store, "水泵")
    assert (found.state, found.firms) == (State.STRONG, ("丁泵业", "丙泵业", "甲泵业"))
    assert "文件或名录点名3家本地企业" in found.reasons


@pytest.mark.parametrize(("role", "state"), [("缺失", State.MISSING), ("补强", State.WEAK)])
def test_a_doubtful_want_that_is_right_is_wanted(store: Store, role: str, state: State) -> None:
    plan(store, [(CHAIN, "SEEKS", "轴承", role)], confidence=DOUBT)
    assert link(store, "轴承").state is State.UNKNOWN
    settle(store, RIGHT, (CHAIN, GROUP, "SEEKS", "轴承", LINK, role))
    assert link(store, "轴承").state is state


def test_a_doubtful_praise_that_is_right_is_praise(store: Store) -> None:
    plan(store, [(CHAIN, "FOCUSES_ON", "轴承")], quotes={0: "轴承产量居全省首位。"}, confidence=DOUBT)
    assert link(store, "轴承").state is State.UNKNOWN
    settle(store, RIGHT, (CHAIN, GROUP, "FOCUSES_ON", "轴承", LINK))
    assert link(store, "轴承").state is State.STRONG


def test_whom_a_person_calls_a_leader_is_one_though_no_sentence_says_so(store: Store) -> None:
    said = ("甲泵业", "LEADS", CHAIN, "龙头")
    plan(store, [said], quotes={0: "依托甲泵业等企业发展智能装备产业链。"})
    assert [one.role for one in leaders(store)] == ["配套"]
    settle(store, RIGHT, ("甲泵业", FIRM, "LEADS", CHAIN, GROUP, "龙头"))
    assert [one.role for one in leaders(store)] == ["龙头"]


def test_what_a_person_struck_is_no_difference_of_two_versions(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "水泵", "缺失")], name="旧.txt")
    plan(store, [(CHAIN, "SEEKS", "水泵", "缺失"), (CHAIN, "SEEKS", "轴承", "缺失")], name="新.txt", title="二")
    said = f"{CHAIN} › 轴承"
    assert said in {one.name for one in changes(store, "旧.txt", "新.txt")}
    settle(store, WRONG, (CHAIN, GROUP, "SEEKS", "轴承", LINK, "缺失"))
    assert said not in {one.name for one in changes(store, "旧.txt", "新.txt")}
