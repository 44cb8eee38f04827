"""The network as a page and as files: nothing is lost, nothing is fetched, names stay text."""

import io
import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
import yaml
from networks import QUOTE, large, small

from liantu.errors import OutputError
from liantu.reports.network import as_graph, as_xml, network_page
from liantu.reports.network_files import write
from liantu.reports.network_pyvis import pyvis_page

ROOT = Path(__file__).parents[2]
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = "</script><img src=x onerror=alert(1)>"
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.S)


def opened(page: str, folder: Path, name: str = "") -> tuple[str, str]:
    """The page's elements after its script ran, and what the browser complained about."""
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-background-networking", "--enable-logging=stderr"]
    software = [
        "--use-gl=angle",
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
        "--virtual-time-budget=3000",
    ]
    address = file.as_uri() + (f"#{quote(name)}" if name else "")
    command = [str(BROWSER), *flags, *software, f"--user-data-dir={folder / 'profile'}", "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode(), "\n".join(re.findall(r".*CONSOLE.*", done.stderr.decode()))


def test_every_node_edge_and_sentence_is_on_the_page() -> None:
    found = DATA.search(network_page(small()))
    assert found is not None
    data = json.loads(found[1])
    assert [node[0] for node in data["nodes"]] == ["恒岳钢铁", "明川精密", "智能装备产业链", "谐波减速器"]
    assert len(data["edges"]) == 3 and data["years"] == ["2024", "2026"]
    assert data["texts"].count(QUOTE) == 1


def test_the_same_network_gives_the_same_bytes() -> None:
    assert network_page(large(400, 600)) == network_page(large(400, 600))
    assert as_xml(small(), ".gexf") == as_xml(small(), ".gexf")


@pytest.mark.parametrize("draw", [network_page, pyvis_page])
def test_names_cannot_become_markup_and_nothing_is_fetched(draw: "type[str]") -> None:
    page = str(draw(small(HOSTILE)))
    assert "<img" not in page
    assert not re.search(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "default-src 'none'" in page


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_draws_it_and_shows_the_sentences_of_what_is_chosen(tmp_path: Path) -> None:
    dom, complaints = opened(network_page(small()), tmp_path, "明川精密")
    assert complaints == ""
    panel = dom[dom.index('<aside id="panel"') : dom.index("</aside>")]
    assert "企业，3 条关系" in panel
    assert panel.count(f"“{QUOTE}”") == 2 and panel.count("<li") == 3
    assert dom.count("<canvas") > 3


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_shows_hostile_names_as_text(tmp_path: Path) -> None:
    dom, complaints = opened(network_page(small(HOSTILE)), tmp_path, HOSTILE)
    assert complaints == ""
    assert '<h2 id="name">&lt;/script&gt;&lt;img' in dom


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_opens_the_pyvis_page_without_a_network(tmp_path: Path) -> None:
    dom, complaints = opened(pyvis_page(small()), tmp_path)
    assert complaints == ""
    assert "<canvas" in dom


@pytest.mark.parametrize(("suffix", "read"), [(".gexf", nx.read_gexf), (".graphml", nx.read_graphml)])
def test_files_hold_what_the_network_holds(suffix: str, read: "type[nx.Graph[str]]") -> None:
    graph = read(io.BytesIO(as_xml(small(), suffix).encode()))  # type: ignore[arg-type]  # the stubs know paths only
    assert {data["label"] for _, data in graph.nodes(data=True)} == {node.name for node in small().nodes}
    assert sorted(data["quote"] for *_, data in graph.edges(data=True)) == sorted(
        edge.evidence[0].quote for edge in small().edges
    )


def test_a_graph_has_places_and_centrality() -> None:
    data = as_graph(small()).nodes[1]
    assert data["centrality"] == 1.0 and 0 <= data["x"] <= 1


def test_pyvis_is_refused_where_a_browser_would_stall(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="500"):
        write(large(600, 700), tmp_path / "a.html", "pyvis")
    assert not list(tmp_path.iterdir())


def test_scripts_of_others_are_those_on_record() -> None:
    folder = ROOT / "reports" / "vendor"
    listed = yaml.safe_load((folder / "vendor.yaml").read_text("utf-8"))
    licences = (folder / "LICENSES.txt").read_text("utf-8")
    assert {path.name for path in folder.glob("*.js")} == set(listed)
    for name, bundle in listed.items():
        assert sha256((folder / name).read_bytes()).hexdigest() == bundle["sha256"]
        for package, facts in bundle["packages"].items():
            assert f"{package} {facts['version']} ({facts['licence']})" in licences
