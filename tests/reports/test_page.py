"""The page: nothing from a document becomes markup, nothing can reach a network; tried in a browser where one is."""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from answer_rows import HOSTILE, SENTENCE

from liantu.queries.answers import Gap
from liantu.reports.page import page
from liantu.reports.report import Report, free, report

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.S)


def payload(text: str) -> dict[str, list[list[object]]]:
    found = DATA.search(text)
    assert found is not None
    loaded: dict[str, list[list[object]]] = json.loads(found[1])
    return loaded


def test_rows_reach_the_page_unchanged(table: Report) -> None:
    rows = payload(page(table))["rows"]
    assert rows[0][2] == "谐波减速器"
    assert rows[5][2] == HOSTILE[0] and rows[5][6] == list(HOSTILE)


def test_names_cannot_become_markup(table: Report) -> None:
    text = page(table)
    assert "<img" not in text
    assert text.count("</script>") == 2


def test_a_hostile_title_is_text() -> None:
    assert f"<h1>{'&lt;/script&gt;'}" in page(free(HOSTILE[0], [{"a": 1}]))


def test_only_our_style_and_script_may_run_and_nothing_is_fetched(table: Report) -> None:
    text = page(table)
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', text)
    assert policy is not None and policy[1].startswith("default-src 'none'; ")
    for part in (re.search(r"<style>(.*?)</style>", text, re.S), re.search(r"<script>(.*?)</script>", text, re.S)):
        assert part is not None
        assert f"'sha256-{b64encode(sha256(part[1].encode()).digest()).decode()}'" in policy[1]
    assert "http://" not in DATA.sub("", text) and "https://" not in DATA.sub("", text)


def test_the_script_sets_text_only() -> None:
    script = page(report(Gap, []))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_shows_every_row_and_the_names_as_text(table: Report, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(table), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command = [str(BROWSER), *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()]
    dom = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    shown = dom[dom.index('<tbody id="rows">') : dom.index("</tbody>")]
    assert shown.count('class="main"') == len(table.rows)
    assert shown.count(SENTENCE) >= 6
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown and "<img" not in shown
    assert "7 行，8 条原文，来自 2 份文件" in dom
