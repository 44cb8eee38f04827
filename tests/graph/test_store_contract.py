"""What every store must do; a new kind joins by one line in KINDS."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from graph_facts import Story, content, document, fact, same, stories, story
from graph_facts import put_story as put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register_files import company

from liantu.errors import InputError, StoreError
from liantu.graph import Added, Change, Double, Store, open_store
from liantu.graph.neo4j_store import Neo4jStore
from liantu.schema import Batch, Decision, Evidence, Goal, Place, Purchase

KINDS = ["sqlite", pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j"))]

NewStore = Callable[[], Store]
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SHOWN = {
    "sql": "SELECT n.name, e.name AS shown FROM node n JOIN node e ON e.id = n.entity ORDER BY n.name",
    "cypher": "MATCH (n:Name) OPTIONAL MATCH (n)-[:SAME_AS]->(e) "
    "RETURN n.name AS name, coalesce(e.name, n.name) AS shown ORDER BY name",
}
NAMED = {
    "sql": "SELECT count(*) AS n FROM node WHERE name = :name",
    "cypher": "MATCH (n:Name {name: $name}) RETURN count(*) AS n",
}
GOALS = {
    "sql": "SELECT scope, scope_key, metric, comparator, value, unit, year, quote FROM goal",
    "cypher": "MATCH (g:Goal) RETURN g.scope, g.scope_key, g.metric, g.comparator, g.value, g.unit, g.year, g.quote",
}


@pytest.fixture(params=KINDS)
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewStore]:
    """Makes an empty store; the one before is closed, for there is only one database on the server."""
    opened: list[Store] = []
    numbers = count()

    def make() -> Store:
        while opened:
            opened.pop().close()
        if request.param == "neo4j":
            opened.append(Neo4jStore(request.getfixturevalue("emptied")()))
        else:
            opened.append(open_store(tmp_path / f"{next(numbers)}.db"))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def shown(store: Store) -> list[tuple[object, object]]:
    """Each node's own name, and the one that its entity is shown by."""
    return [(row["name"], row["shown"]) for row in store.ask(SHOWN[store.dialect])]


def after(store: Store, items: Sequence[Story]) -> str:
    """What is in the store when it has been given these."""
    for item in items:
        put(store, item)
    return content(store)


def test_counts_what_came_and_what_went(new_store: NewStore) -> None:
    store = new_store()
    one = story("甲", links=("谐波减速器", "冷轧板"))
    assert put(store, one) == Change(2, 3)
    assert store.has(one.document.id)
    assert put(store, story("乙")) == Change(1, 0)
    assert store.remove(one.document.id) == Change(-2, -1)
    assert not store.has(one.document.id)
    assert store.remove(one.document.id) == Change(0, 0)


@QUICK
@given(stories().flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))))
def test_any_order_gives_the_same_graph(new_store: NewStore, orders: tuple[list[Story], list[Story]]) -> None:
    assert after(new_store(), orders[0]) == after(new_store(), orders[1])


@QUICK
@given(stories("文"), stories("另"))
def test_add_then_remove_leaves_no_trace(new_store: NewStore, items: list[Story], more: list[Story]) -> None:
    store = new_store()
    before = after(store, items)
    for item in more:
        put(store, item)
    for item in more:
        store.remove(item.document.id)
    assert content(store) == before


@QUICK
@given(stories())
def test_a_second_add_changes_nothing(new_store: NewStore, items: list[Story]) -> None:
    store = new_store()
    before = after(store, items)
    assert {put(store, item) for item in items} == {Change(0, 0)}
    assert content(store) == before


def test_keeps_quotes_to_the_letter(new_store: NewStore) -> None:
    store, source = new_store(), document("甲")
    quotes = ["", " ", "一\x1f二\x1e三", "a;b,c\n'\"\\", "𠮷", "\x1f", ""]
    pair = ("明川", "Enterprise"), ("减速器", "Link")
    facts = [fact(source, pair[0], "MAKES", pair[1], start) for start in range(len(quotes))]
    store.add(source, [replace(f, evidence=replace(f.evidence, quote=q)) for f, q in zip(facts, quotes, strict=True)])
    (kept,) = store.contents()
    there = {one.evidence.place.start: one.evidence.quote for one in kept.facts}
    assert [there[start] for start in range(len(quotes))] == quotes


def test_shows_the_longest_surface(new_store: NewStore) -> None:
    store = new_store()
    put(store, story("甲", firms=("明川精密",)))
    put(store, story("乙", firms=("明川精密有限公司",)))
    assert [name for name, _ in shown(store)] == ["明川精密有限公司", "谐波减速器"]
    store.remove(document("乙").id)
    assert [name for name, _ in shown(store)] == ["明川精密", "谐波减速器"]


def test_joined_names_are_one_entity_until_the_join_goes(new_store: NewStore) -> None:
    store = new_store()
    put(store, story("甲", firms=("明川",)))
    put(store, story("乙", firms=("明川精密",)))
    put(store, Story(document("丙"), (), (same("明川", "明川精密"),)))
    assert [entity for _, entity in shown(store)] == ["明川精密", "明川精密", "谐波减速器"]
    store.remove(document("丙").id)
    assert [entity for _, entity in shown(store)] == ["明川", "明川精密", "谐波减速器"]


def test_a_join_waits_for_its_names(new_store: NewStore) -> None:
    store = new_store()
    put(store, Story(document("丙"), (), (same("明川", "明川精密"),)))
    put(store, story("甲", firms=("明川",)))
    put(store, story("乙", firms=("明川精密",)))
    assert [entity for _, entity in shown(store)] == ["明川精密", "明川精密", "谐波减速器"]


def test_an_edited_file_replaces_its_older_self(new_store: NewStore) -> None:
    store = new_store()
    put(store, story("旧", links=("谐波减速器", "冷轧板")), "计划.txt")
    put(store, story("旁"), "别的.txt")
    new = story("新", links=("减速器",))
    assert put(store, new, "计划.txt") == Change(-1, 0, story("旧").document.id)
    replaced = content(store)
    only_new = new_store()
    put(only_new, story("旁"), "别的.txt")
    put(only_new, new, "计划.txt")
    assert content(only_new) == replaced


def test_indicators_come_and_go_with_their_document(new_store: NewStore) -> None:
    store, one = new_store(), story("甲")
    place = Place(("发展目标",), 0, 3, 10, 20)
    goal = Goal("云溪市", "Region", "规上企业产值", "≥", 1800.0, "亿元", 2030, Evidence(one.document.id, "原句", place))
    before = content(store)
    store.add(one.document, one.facts, goals=[goal])
    assert [tuple(row.values()) for row in store.ask(GOALS[store.dialect])] == [
        ("云溪市", "Region:云溪市", "规上企业产值", "≥", 1800.0, "亿元", 2030, "原句")
    ]
    store.remove(one.document.id)
    assert content(store) == before


def test_a_fact_of_no_part_leaves_nothing_behind(new_store: NewStore) -> None:
    store = new_store()
    before = content(store)
    with pytest.raises(StoreError):
        store.add(document("甲"), story("乙").facts)
    assert content(store) == before


def test_a_register_streams_in_and_goes_without_a_trace(new_store: NewStore) -> None:
    store, item = new_store(), story("单", firms=("明川精密",))
    put(store, story("甲"))
    before = content(store)
    bought = Purchase("明川精密", "明川精密", "轴承", 12.5, "2024", "", 2)
    batches = [
        Batch([company("明川精密有限公司")]),
        Batch([company("恒岳有限公司", 2)]),
        Batch((), item.facts, [bought]),
    ]
    added = store.add_register(item.document, iter(batches))
    assert (added.companies, added.change.facts, added.doubles) == (2, 1, ())
    assert store.has(item.document.id)
    assert store.add_register(item.document, iter(batches)) == Added(Change(0, 0), 0)
    assert store.remove(item.document.id).facts == -1
    assert content(store) == before


def test_of_firms_with_one_identity_the_first_of_a_register_stays(new_store: NewStore) -> None:
    store = new_store()
    firms = [company("明川精密有限公司"), company("另一家有限公司", row=3), company("恒岳有限公司", 2, 4)]
    added = store.add_register(document("单"), [Batch(firms[:1]), Batch(firms[1:])])
    assert added.companies == 2
    assert added.doubles == (Double(firms[1], "明川精密有限公司", "", 2),)


def test_another_firm_with_the_same_code_is_kept_by_its_name(new_store: NewStore) -> None:
    store = new_store()
    one = company("明川精密有限公司")
    other = company("另一家有限公司", row=3)._replace(former="")
    again = other._replace(row=4)
    added = store.add_register(document("单"), [Batch([one, other]), Batch([again])])
    assert added.companies == 2
    assert added.doubles == (
        Double(other, "明川精密有限公司", "", 2, True),
        Double(again, "明川精密有限公司", "", 2),
    )
    (content_,) = store.contents()
    assert [(firm.name, firm.code, firm.row) for firm in content_.companies] == [
        (one.name, one.code, 2),
        (other.name, "", 3),
    ]


def test_a_register_that_breaks_off_leaves_nothing(new_store: NewStore) -> None:
    def breaking() -> Iterator[Batch]:
        yield Batch([company("明川精密有限公司")])
        raise InputError("断了")

    store = new_store()
    before = content(store)
    with pytest.raises(InputError):
        store.add_register(document("单"), breaking())
    assert content(store) == before


def test_an_edited_register_replaces_its_older_self(new_store: NewStore) -> None:
    store = new_store()
    store.add_register(document("旧"), [Batch([company("明川精密有限公司")])], "名录.csv")
    added = store.add_register(document("新"), [Batch([company("恒岳有限公司", 2)])], "名录.csv")
    assert added.change.replaced == document("旧").id
    replaced = content(store)
    only_new = new_store()
    only_new.add_register(document("新"), [Batch([company("恒岳有限公司", 2)])], "名录.csv")
    assert content(only_new) == replaced


def test_the_last_word_counts_and_can_be_taken_back(new_store: NewStore) -> None:
    store = new_store()
    first = Decision("target", "甲", "减速器", "接洽中", "表.xlsx", "2026-03-01")
    assert store.decide([first]) == 1
    assert store.decide([first]) == 0
    assert store.decide([first._replace(value="已签约"), first._replace(subject="乙")]) == 2
    assert store.decide([first._replace(value="")]) == 1
    assert store.decide([first._replace(value="")]) == 0


def test_people_join_and_part_names_for_good(new_store: NewStore) -> None:
    store, joined = new_store(), same("明川", "恒岳钢铁")
    store.decide([Decision("same", joined.one, joined.other, "同一")])
    put(store, story("甲", firms=("明川", "恒岳钢铁")))
    assert {entity for _, entity in shown(store)} == {"恒岳钢铁", "谐波减速器"}
    store.decide([Decision("same", joined.one, joined.other, "")])
    assert {entity for _, entity in shown(store)} == {"明川", "恒岳钢铁", "谐波减速器"}
    put(store, Story(document("丙"), (), (joined,)))
    store.decide([Decision("same", joined.one, joined.other, "不同")])
    assert {entity for _, entity in shown(store)} == {"明川", "恒岳钢铁", "谐波减速器"}


def test_values_are_parameters(new_store: NewStore) -> None:
    store = new_store()
    put(store, story("甲", firms=("明川'; DROP TABLE node; --",)))
    statement = NAMED[store.dialect]
    assert store.ask(statement, {"name": "明川'; DROP TABLE node; --"}) == [{"n": 1}]
    assert store.ask(statement, {"name": "明川"}) == [{"n": 0}]


def test_an_answer_is_kept_until_something_is_written(new_store: NewStore) -> None:
    store = new_store()
    put(store, story("甲"))
    answers = iter(["一", "二", "三"])

    def ask() -> str:
        return next(answers)

    assert [store.remembered("甲几家", ask) for _ in range(2)] == ["一", "一"]
    assert store.remembered("乙几家", ask) == "二"
    put(store, story("乙"))
    assert store.remembered("甲几家", ask) == "三"


def test_an_answer_is_not_kept_where_the_store_was_written_meanwhile(new_store: NewStore) -> None:
    store = new_store()
    put(store, story("甲"))

    def slow() -> str:
        put(store, story("乙"))
        return "旧"

    assert store.remembered("几家", slow) == "旧"
    assert store.remembered("几家", lambda: "新") == "新"
