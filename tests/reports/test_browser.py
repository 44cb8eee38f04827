"""The pages in a real browser with the network off: marks, clicks, search, print, contrast, small screens."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from answer_rows import HOSTILE, gap_rows
from big_chain import big_chain
from big_city import big_city
from browser import CHROMIUM, Page, browser

from liantu.queries.answers import Gap
from liantu.reports.maps.files import draw
from liantu.reports.maps.page import page
from liantu.reports.overview import overview
from liantu.reports.page import page as table_page
from liantu.reports.report import report

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
SCREENS = [(1366, 768), (390, 844)]


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with browser() as page_:
        yield page_


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "chain.html"
    maps = big_chain()
    file.write_text(page(maps, draw(maps), home=True), "utf-8")
    return file


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "index.html"
    file.write_text(overview(big_city(), {"智能装备产业链": "智能装备产业链.html"}), "utf-8")
    return file


def test_every_mark_of_the_data_is_on_the_page(tab: Page, chain: Path) -> None:
    tab.open(chain)
    marks = sum(len(picture.marks) for picture in draw(big_chain()))
    assert tab.run("document.querySelectorAll('.mark').length") == marks > 400
    assert tab.run("document.getElementById('count').textContent") == f"{marks} 个标记"
    assert tab.errors == []


def test_a_click_shows_the_sentence_and_escape_gives_the_focus_back(tab: Page, chain: Path) -> None:
    tab.open(chain)
    box = next(mark for picture in draw(big_chain()) for mark in picture.marks if mark.title == "控制器")
    tab.click(f"[data-mark='{box.id}']")
    panel = tab.run("document.getElementById('panel').innerText")
    assert "控制器" in panel and f"“{box.evidence[0].quote}”" in panel
    assert f"—— {box.evidence[0].document}，{box.evidence[0].place}" in panel
    tab.key("Escape")
    assert tab.run("document.getElementById('panel').hidden") is True
    assert tab.run("document.activeElement.dataset.mark") == box.id


def test_a_mark_opens_by_keyboard(tab: Page, chain: Path) -> None:
    tab.open(chain)
    tab.run("document.querySelector('.mark').focus()")
    tab.key("Enter")
    assert tab.run("document.getElementById('panel').hidden") is False


def test_search_finds_and_dims_the_rest(tab: Page, chain: Path) -> None:
    tab.open(chain)
    tab.type("#search", "谐波减速器配件")
    found = tab.run("[...document.querySelectorAll('.mark.found')].map(n => n.getAttribute('aria-label'))")
    assert found and any("谐波减速器配件" in label for label in found)
    assert tab.run("document.querySelectorAll('.mark.dim').length") > 300
    tab.key("Enter")
    assert "谐波减速器配件" in tab.run("document.getElementById('panel-title').textContent")


def test_a_county_and_a_state_can_be_chosen(tab: Page, chain: Path) -> None:
    tab.open(chain)
    tab.run(
        "const list = document.getElementById('place'); list.value = '青岚区'; list.dispatchEvent(new Event('change'))"
    )
    here = tab.run("[...document.querySelectorAll('.mark.found')].length")
    tab.click("#states .s-strong")
    both = tab.run("[...document.querySelectorAll('.mark.found')].length")
    assert 0 < both < here < 400


def test_hostile_names_are_text(tab: Page, chain: Path, city: Path) -> None:
    for file in (chain, city):
        tab.open(file)
        assert tab.run("document.querySelectorAll('img').length") == 0
        assert HOSTILE[0][:20] in tab.run("document.querySelector('main').textContent")
        assert tab.errors == []


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_fit_the_screen(tab: Page, chain: Path, city: Path, screen: tuple[int, int]) -> None:
    for file in (chain, city):
        tab.open(file, *screen)
        assert tab.run("document.documentElement.scrollWidth") <= screen[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(tab: Page, city: Path, tmp_path: Path, scheme: str) -> None:
    tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.open(city)
    assert tab.violations() == []
    small = big_chain(links=7, firms=12)  # every state, few marks: axe looks at each with all its rules
    (tmp_path / "chain.html").write_text(page(small, draw(small)), "utf-8")
    tab.open(tmp_path / "chain.html")
    tab.click(".mark")
    assert tab.violations() == []


def test_print_has_a_page_for_each_map_and_all_sentences(tab: Page, chain: Path, city: Path) -> None:
    tab.open(chain)
    pages = len(re.findall(rb"/Type /Page\b", tab.pdf()))
    assert pages >= 6
    tab.send("Emulation.setEmulatedMedia", media="print")
    assert tab.run("getComputedStyle(document.getElementById('tools')).display") == "none"
    tab.run("dispatchEvent(new Event('beforeprint'))")
    assert tab.run("document.querySelectorAll('#rows tr').length") > 400
    tab.send("Emulation.setEmulatedMedia", media="")


def test_words_of_the_overview_open_their_sentence(tab: Page, city: Path) -> None:
    tab.open(city)
    word = tab.run("document.querySelector('.words button').textContent")
    tab.click(".words button")
    assert word.rstrip("、；。") in tab.run("document.querySelector('.sheet').innerText")
    assert unquote(tab.run("document.querySelector('td a').getAttribute('href')")) == "智能装备产业链.html"
    assert tab.errors == []


def test_the_overview_counts_what_its_data_say(tab: Page, city: Path) -> None:
    tab.open(city)
    shown = tab.run("[...document.querySelectorAll('#states .number')].map(n => Number(n.textContent))")
    assert shown == list(big_city().states)


def test_a_table_of_gaps_has_low_rows_and_whole_numbers(tab: Page, tmp_path: Path) -> None:
    reasons = tuple(f"第 {number} 条理由：上下游都有本地企业，文件要求引进（+{number}）" for number in range(9))
    rows = [replace(row, reasons=reasons, score=11.5) for row in gap_rows()]
    (tmp_path / "gaps.html").write_text(table_page(report(Gap, rows)), "utf-8")
    for screen in ((1000, 800), (1280, 800)):
        tab.open(tmp_path / "gaps.html", *screen)
        assert tab.run("document.documentElement.scrollWidth") <= screen[0]
        assert tab.run("document.querySelector('tr.main').offsetHeight") < 150
        assert tab.run("document.querySelector('td.score span').offsetHeight") < 30
    tab.click("tr.main")
    assert "第 8 条理由" in tab.run("document.querySelector('td.reasons').innerText")
    assert tab.run("document.querySelector('tr.main').offsetHeight") > 150
