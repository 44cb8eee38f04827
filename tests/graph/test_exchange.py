"""Whole stores out and in again: JSON lines, copies, RDF, GraphML, GEXF, networkx, the files of neo4j-admin."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import neo4j_server
import networkx
import pytest
from graph_facts import Story, content, document, stories, story
from hypothesis import HealthCheck, given, settings
from register_files import company

from liantu import as_networkx, open_store
from liantu.errors import InputError
from liantu.graph import Store, neo4j_admin, rdf, views
from liantu.graph.contents import BUNDLE, Content, bundles, copy
from liantu.graph.jsonl import lines, restore
from liantu.graph.neo4j_login import Login
from liantu.graph.neo4j_store import Neo4jStore
from liantu.schema import Batch, Decision, Evidence, Goal, Place, Purchase

QUICK = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
on_server = pytest.mark.xdist_group("neo4j")


def fill(store: Store, items: list[Story]) -> Store:
    """Documents, one of them with an indicator, a register, a supply list and decisions."""
    for item in items:
        store.add(item.document, item.facts, item.same, f"{item.document.name}之路径")
    aims, bought = story("目标"), story("清单", firms=("明川精密",))
    place = Place(("发展目标", "“一主”"), 0, 3, 10, 20, 0, 1, 2)
    evidence = Evidence(aims.document.id, '到2030年,"产值"\n1800亿元', place)
    goal = Goal("云溪市", "Region", "规上企业产值", "≥", 1800.5, "亿元", None, evidence)
    store.add(aims.document, aims.facts, goals=[goal])
    store.add_register(
        document("名录"), [Batch([company("明川精密有限公司"), company("恒岳有限公司", 2, 3)])], "名录.csv"
    )
    purchase = Purchase("明川精密", "明川精密", "轴承", 12.5, "2024", "", 2)
    store.add_register(bought.document, [Batch((), bought.facts, [purchase])])
    first = Decision("target", "甲", "减速器", "接洽中", "表.xlsx", "2026-03-01")
    store.decide([first, Decision("target", "甲", "减速器", "已签约"), Decision("target", "乙", "轴", "x")])
    return store


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "full.db") as store:
        yield fill(store, [story("甲", ("明川", "恒岳钢铁"), ("谐波减速器", "<&\x0b>")), story("乙")])


@QUICK
@given(stories())
def test_json_lines_out_are_json_lines_in(tmp_path_factory: pytest.TempPathFactory, items: list[Story]) -> None:
    folder = tmp_path_factory.mktemp("lines")
    with open_store(folder / "a.db") as one, open_store(folder / "b.db") as other:
        out = list(lines(fill(one, items)))
        assert restore(other, out, "a.jsonl") == len(items) + 3
        assert list(lines(other)) == out
        assert content(other) == content(one) or not items
        assert restore(other, out, "a.jsonl") == 0
        assert list(lines(other)) == out


@pytest.mark.parametrize("line", ["{", "[]", '{"fact": {}}', '{"x": {}}', '{"document": {"id": 1}}', '{"same": {}}'])
def test_a_line_that_is_none_of_ours_is_named(tmp_path: Path, full: Store, line: str) -> None:
    out = list(lines(full))
    with open_store(tmp_path / "b.db") as other, pytest.raises(InputError, match="^a.jsonl：第 3 行读不懂"):
        restore(other, [*out[:2], line, *out[2:]], "a.jsonl")


def test_documents_travel_together_but_not_two_from_one_file_nor_a_register() -> None:
    def told(name: str, source: str = "", size: int = 1) -> Content:
        item = story(name, [f"{name}{number}" for number in range(size)])
        return Content(item.document, source, item.facts)

    register = Content(document("名录"), "名录.csv", companies=[company("明川精密有限公司")])
    given = [told("甲"), told("乙", "a"), told("丙", "a"), register, told("丁", size=BUNDLE), told("戊"), told("戊")]
    found = [[one.document.name[0] for one in bundle] for bundle in bundles(given)]
    assert found == [["甲", "乙"], ["丙"], ["名"], ["丁"], ["戊"], ["戊"]]


def test_what_came_before_a_fault_is_kept(tmp_path: Path, full: Store) -> None:
    out = list(lines(full))
    ends = [number for number, line in enumerate(out) if line.startswith('{"document"')]
    with open_store(tmp_path / "b.db") as other:
        with pytest.raises(InputError):
            restore(other, [*out[: ends[2]], "{"], "a.jsonl")
        assert other.size() == 2 - 1  # of the second nobody knows whether it was all


@on_server
def test_the_server_keeps_what_came_before_a_fault(full: Store, emptied: Callable[[], Login]) -> None:
    def faulty() -> Iterator[Content]:
        yield from list(full.contents())[:2]
        raise InputError("断了")

    with Neo4jStore(emptied()) as neo4j:
        with pytest.raises(InputError):
            list(neo4j.add_all(faulty()))
        assert neo4j.size() == 2


@on_server
def test_a_copy_to_the_server_and_back_loses_nothing(tmp_path: Path, full: Store, emptied: Callable[[], Login]) -> None:
    with Neo4jStore(emptied()) as neo4j, open_store(tmp_path / "back.db") as back:
        assert copy(full, neo4j) == (5, 5)
        assert copy(full, neo4j) == (0, 5)
        assert copy(neo4j, back) == (5, 5)
        assert list(lines(neo4j)) == list(lines(full))
        assert list(lines(back)) == list(lines(full))
        assert list(neo4j.names()) == list(full.names())


def test_networkx_has_every_fact_with_its_quote(full: Store) -> None:
    graph = as_networkx(full)
    facts = sum(len(content.facts) for content in full.contents())
    assert graph.number_of_edges() == facts == 7
    assert {graph.nodes[end]["name"] for end in graph} == {row.name for row in full.names() if row.key == row.entity}
    assert {data["quote"] for _, _, data in graph.edges(data=True)} == {"原句"}


@pytest.mark.parametrize(
    ("write", "read"),
    [(views.write_graphml, networkx.read_graphml), (views.write_gexf, networkx.read_gexf)],
)
def test_other_programs_read_the_same_graph(
    full: Store, write: Callable[[Store, BytesIO], None], read: Callable[[BytesIO], "networkx.Graph[str]"]
) -> None:
    file = BytesIO()
    write(full, file)
    file.seek(0)
    got, graph = read(file), as_networkx(full)
    assert got.number_of_edges() == graph.number_of_edges()
    assert {data["name"] for _, data in got.nodes(data=True)} >= {"明川", "恒岳钢铁", "谐波减速器"}
    assert {data["quote"] for _, _, data in got.edges(data=True)} == {"原句"}


def test_rdf_keeps_to_the_shapes_and_says_where_each_statement_stands(full: Store) -> None:
    from pyshacl import validate
    from rdflib import RDF, Graph

    turtle = Graph().parse(data="".join(rdf.turtle(full)), format="turtle")
    json_ld = Graph().parse(data="".join(rdf.json_ld(full)), format="json-ld")
    assert set(turtle) == set(json_ld)
    assert len(set(turtle.subjects(RDF.type, RDF.Statement))) == 7
    shapes = Graph().parse(data=rdf.shapes(), format="turtle")
    conforms, _, report = validate(turtle, shacl_graph=shapes)
    assert conforms, report
    quoted = next(iter(turtle.subjects(RDF.type, RDF.Statement)))
    turtle.remove((quoted, RDF.object, None))
    assert not validate(turtle, shacl_graph=shapes)[0]


@pytest.mark.slow
@on_server
def test_the_importer_of_neo4j_takes_our_files(tmp_path: Path, full: Store, server: neo4j_server.Server) -> None:
    words = neo4j_admin.write(full, tmp_path / "admin")
    server.stop()
    server.admin(*words.split(" "))
    server.start()
    with Neo4jStore(Login(server.uri, "neo4j", server.password, "neo4j")) as neo4j:
        assert list(lines(neo4j)) == list(lines(full))
        assert list(neo4j.names()) == list(full.names())
        neo4j.remove(story("甲").document.id)
        full.remove(story("甲").document.id)
        assert list(lines(neo4j)) == list(lines(full))
