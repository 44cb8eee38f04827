"""What a draft said and its final plan does not say any more steers no answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from city import Triple, plan, read_in

from liantu.graph import Store, open_store
from liantu.queries.answers import State
from liantu.queries.chains import makers
from liantu.queries.city import city
from liantu.queries.counties import assign
from liantu.queries.facts import facts
from liantu.queries.gaps import gaps
from liantu.queries.leading import leader
from liantu.queries.listings import layout, leaders
from liantu.queries.overlaps import overlaps
from liantu.queries.projects import projects
from liantu.queries.scope import scope
from liantu.schema import Status

CHAIN = "智能装备产业链"
KEPT: list[Triple] = [
    (CHAIN, "SEEKS", "伺服电机", "引进"),
    (CHAIN, "FOCUSES_ON", "机器人本体"),
    ("禾川县", "DEVELOPS", "智能装备"),
    ("明川精密", "LEADS", CHAIN, "链主"),
]
GONE: list[Triple] = [
    ("青岚区", "DEVELOPS", "智能装备"),
    ("恒岳机械", "LEADS", CHAIN, "龙头"),
    ("恒岳机械", "MAKES", "伺服电机"),
    ("恒岳机械", "MAKES", "机器人本体"),
    (CHAIN, "HAS_PROJECT", "码垛机器人项目"),
]
DRAFT, FINAL = "云溪市装备产业方案（征求意见稿）", "关于印发《云溪市装备产业方案》的通知"


@pytest.fixture
def draft(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "云溪.db") as graph:
        plan(graph, KEPT + GONE, name="稿.txt", title=DRAFT, status=Status.DRAFT)
        yield graph


@pytest.fixture
def final(draft: Store) -> Store:
    plan(draft, KEPT, name="终.txt", title=FINAL)
    return draft


def test_a_draft_counts_until_its_final_plan_is_there(draft: Store) -> None:
    assert {row.region for row in layout(draft)} == {"青岚区", "禾川县"}
    assert [row.regions for row in overlaps(draft) if row.kind == "产业"] == [("禾川县", "青岚区")]
    assert makers(draft, scope(draft)).keys() == {"伺服电机", "机器人本体"}


def test_places_firms_and_projects_that_the_final_plan_dropped_are_gone(final: Store) -> None:
    assert {row.region for row in layout(final)} == {"禾川县"} and not overlaps(final)
    assert {row.region for row in assign(final)} == {"禾川县"}
    assert {row.firm for row in leaders(final)} == {"明川精密"} and not projects(final)
    assert not makers(final, scope(final))
    assert {row.link: row.state for row in gaps(final)}["伺服电机"] is State.MISSING
    assert {row.aspect for row in leader(final, "恒岳机械")} == {"本地配套率"}
    assert not city(final).shared


def test_a_firm_that_another_document_names_too_stays_and_is_counted_once(final: Store) -> None:
    plan(final, [("恒岳机械", "MAKES", "伺服电机")], name="报.txt", title="工作报告", status=Status.REPORT)
    assert [(link.name, link.firms, link.present) for link in makers(final, scope(final)).values()] == [
        ("伺服电机", 1, ["恒岳机械"])
    ]


def test_a_draft_takes_no_place_among_the_few_that_are_asked_for(final: Store) -> None:
    plan(final, [GONE[0]], name="报.txt", title="工作报告", status=Status.REPORT)
    found = facts(final, "DEVELOPS", most=1)
    assert {(one.subject, one.proof.document) for one in found} == {("青岚区", "报.txt"), ("禾川县", "终.txt")}
    assert len(facts(final, "DEVELOPS", drafts=True)) == 4


def test_the_plan_of_earlier_years_replaces_no_draft(tmp_path: Path) -> None:
    with open_store(tmp_path / "云溪.db") as graph:
        plan(graph, GONE, name="新稿.txt", title="云溪市装备方案（2026—2028年）（征求意见稿）", status=Status.DRAFT)
        plan(graph, KEPT, name="旧终.txt", title="云溪市装备方案（2023—2025年）")
        assert {row.region for row in layout(graph)} == {"青岚区", "禾川县"}


def test_a_goal_of_a_draft_is_no_contradiction_of_the_final_plan(tmp_path: Path) -> None:
    texts = {
        "稿.txt": "云溪市装备产业方案\n（征求意见稿）\n到2030年，全市规上工业产值达到900亿元。\n",
        "终.txt": "关于印发《云溪市装备产业方案》的通知\n到2030年，全市规上工业产值达到600亿元。\n",
    }
    with open_store(tmp_path / "云溪.db") as graph:
        plan(graph, KEPT)
        read_in(graph, tmp_path, texts)
        assert [(goal.value, goal.conflict) for goal in city(graph).goals] == [(600, ())]
