"""The quick reader: the same rules on names from a lighter tagger; what it finds depends on the text alone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from plain_text import document

from liantu.cli import cli
from liantu.graph import open_store
from liantu.loaders import extract, quick_tagger, read
from liantu.loaders.overlaps import Overlaps, within
from liantu.loaders.tagger import Span

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
LINE = "以明川精密科技有限公司为链主企业，重点发展工业机器人、数控机床、伺服电机等产品。"


def marked(*texts: str) -> list[list[Span]]:
    return quick_tagger().mark(texts)


def test_firms_and_links_are_marked_where_they_stand() -> None:
    (spans,) = marked(LINE)
    found = {(LINE[s.start : s.end], s.kind) for s in spans}
    assert {("明川精密科技有限公司", "E"), ("数控机床", "K")} <= found
    assert all(0 < s.confidence <= 1 for s in spans)


def test_what_is_found_does_not_depend_on_the_texts_beside() -> None:
    alone = marked(LINE)[0]
    assert marked("", LINE, "发展", LINE, "") == [[], alone, [], alone, []]


def test_a_text_longer_than_what_is_looked_at_together_is_read_to_its_end() -> None:
    alone, (whole,) = marked(LINE)[0], marked(LINE * 2000)
    last = (2000 - 1) * len(LINE)
    names = [(s.start, s.end, s.kind) for s in whole if s.start >= last]
    assert names == [(s.start + last, s.end + last, s.kind) for s in alone]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name[0])
def test_examples_give_facts_with_exact_quotes(path: Path) -> None:
    text = read(path)
    facts = extract(text, quick_tagger())
    assert len(facts) > 3 and all(fact.rule.startswith("quick:") for fact in facts)
    assert all(f.evidence.quote == text.text[f.evidence.place.start : f.evidence.place.end] for f in facts)
    assert extract(text, quick_tagger()) == facts


def test_titles_tables_and_frames_hold_as_for_the_best_reader() -> None:
    facts = extract(document("智能装备产业集群。" + LINE.replace("科技有限公司", "")), quick_tagger())
    said = {(f.subject, f.predicate, f.object, f.role) for f in facts}
    assert ("智能装备产业集群", "FOCUSES_ON", "数控机床", None) in said
    assert ("明川精密", "LEADS", "智能装备产业集群", "链主") in said


def test_extract_and_load_read_quickly_when_told_to(tmp_path: Path) -> None:
    plan, store = tmp_path / "规划.txt", str(tmp_path / "k.db")
    plan.write_text("云溪市智能装备产业集群方案\n一、智能装备产业集群\n" + LINE + "\n", "utf-8")
    lines = CliRunner().invoke(cli, ["extract", str(plan), "--reader", "quick"]).stdout.splitlines()
    rules = {json.loads(line)["rule"] for line in lines}
    assert rules and all(rule.startswith("quick:") for rule in rules)
    load = ["load", str(plan), "--reader", "quick", "--store", store]
    assert CliRunner().invoke(cli, load).exit_code == 0
    with open_store(store) as graph:
        assert {fact.rule for content in graph.contents() for fact in content.facts} == rules
    again = CliRunner().invoke(cli, load)
    assert again.exit_code == 0 and "已有的文件没有再快读" in again.stderr


def test_spans_are_found_by_where_they_stand() -> None:
    spans = [Span(a, a + size, "K", 1.0) for a in range(0, 300, 7) for size in (2, 5, 90)]
    for start, end in ((0, 1), (31, 33), (64, 64), (100, 260), (500, 600)):
        plain = [s for s in spans if s.start < end and start < s.end]
        assert sorted(set(Overlaps(spans).over(start, end)), key=spans.index) == plain
        assert within(spans, start, end) == [s for s in spans if start <= s.start and s.end <= end]
