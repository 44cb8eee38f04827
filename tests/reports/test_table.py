"""Tables: Chinese aligned, names as they are, everything in a pipe."""

import io
import re
import zipfile
from dataclasses import replace
from unicodedata import east_asian_width

import pytest
from answer_rows import HOSTILE

from liantu.queries.answers import Aim, Gap, Leader, Proof, Source
from liantu.reports.page import page
from liantu.reports.report import Report, free, report
from liantu.reports.table import show
from liantu.reports.workbook import workbook

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def cells(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


@pytest.mark.parametrize("width", [60, 80, 140, 240])
def test_no_line_is_wider_than_the_terminal(table: Report, width: int) -> None:
    lines = ANSI.sub("", show(table, terminal=True, width=width)).splitlines()
    body = lines[: next(n for n, line in enumerate(lines) if line.startswith("共 "))]
    assert max(cells(line) for line in body) <= width


def test_columns_start_at_the_same_cell_in_every_row(table: Report) -> None:
    lines = show(table, terminal=False).splitlines()
    starts = {cells(line[: line.index(sign)]) for line in lines[1:8] for sign in ("云溪市",)}
    assert starts == {cells(lines[0][: lines[0].index("地区")])}


def test_a_pipe_gets_one_line_a_row_with_all_sentences(table: Report) -> None:
    text = show(table, terminal=False)
    lines = text.splitlines()
    assert ANSI.search(text) is None
    assert lines[1].count("“") == 3
    assert all(name in lines[6] for name in HOSTILE)


def test_states_are_counted_and_unknown_is_not_missing(table: Report) -> None:
    text = show(table, terminal=True, width=100)
    assert "共 7 个环节：++ 强 1，+ 有 1，~ 弱 1，x 缺 1，/ 断 1，> 借 1，? 未提及 1。" in text
    assert "未提及 ≠ 缺" in text
    assert "-o 结果.xlsx" in text


@pytest.mark.parametrize("width", [80, 100, 120])
def test_score_and_leaders_are_seen_on_every_usual_terminal(table: Report, width: int) -> None:
    head = ANSI.sub("", show(table, terminal=True, width=width)).splitlines()[0]
    assert {"名次", "产业链", "环节", "状态", "得分", "链主", "理由与原文"} <= set(head.split())


def test_a_terminal_has_no_empty_column_and_a_pipe_all(table: Report) -> None:
    bare = replace(table, rows=tuple({**row, "firms": []} for row in table.rows))
    text = ANSI.sub("", show(bare, terminal=True, width=240))
    assert "本地企业" not in text.splitlines()[0] and "各行都没有本地企业" in text
    assert "本地企业" in show(bare, terminal=False).splitlines()[0]


def test_one_long_cell_moves_no_other_row_of_a_pipe(table: Report) -> None:
    first, *others = table.rows
    long = replace(table, rows=({**first, "reasons": ["理由" * 100]}, *others))
    assert max(map(cells, show(long, terminal=False).splitlines()[2:8])) < 400


@pytest.mark.parametrize("width", [80, 120])
def test_goals_are_read_from_left_to_right_on_every_usual_terminal(width: int) -> None:
    proof = (Proof("云溪.txt", "第3段", "力争先进制造业集群规上企业产值突破1800亿元"),)
    clash = ("=900亿元（正式，望潮.txt）",)
    said = [("先进制造业集群规上企业产值", "≥", 1800, "亿元", clash), ("链主企业", "=", 50, "家", ())]
    rows = [Aim("云溪市", *one[:4], 2030, "征求意见稿", one[4], proof, "云溪市") for one in said]
    lines = ANSI.sub("", show(report(Aim, rows), terminal=True, width=width)).splitlines()
    assert lines[0].split() == ["指标", "数值", "出入与原文"] and "各行对象都是云溪市" in lines[-1]
    assert "≥1800亿元" in lines[2] and "=900亿元" in lines[2]
    assert any(line.startswith("链主企业") and " 50家 " in line for line in lines)
    assert show(report(Aim, rows), terminal=False).split()[3:6] == ["关系", "数值", "单位"]


def test_what_a_narrow_terminal_leaves_out_is_said(table: Report) -> None:
    narrow, wide = (ANSI.sub("", show(table, terminal=True, width=width)) for width in (80, 120))
    assert "没有列出本地企业" in narrow and "各行地区都是云溪市" in narrow
    assert "没有列出" not in wide and "本地企业" in wide.splitlines()[0]


def test_a_list_is_shortened_between_its_items(table: Report) -> None:
    reasons = [f"理由{number}：文件写明上下游都有本地企业" for number in range(9)]
    long = replace(table, rows=tuple({**row, "reasons": reasons} for row in table.rows))
    text = "".join(ANSI.sub("", show(long, terminal=True, width=240)).split())
    assert "理由1：文件写明上下游都有本地企业…（共9项）" in text


def test_how_equal_scores_are_ordered_is_said_wherever_ranks_are(table: Report) -> None:
    said = "得分相同的，有原文的在前，再按产业链和环节的名称排"
    assert said in show(table, terminal=True, width=80) and said in show(table, terminal=False)
    assert said in page(table)
    assert said in zipfile.ZipFile(io.BytesIO(workbook(table))).read("xl/sharedStrings.xml").decode("utf-8")


def test_nothing_shortened_is_not_called_shortened() -> None:
    text = show(free("查询结果", [{"名称": "明川精密", "数": 3}]), terminal=True, width=80)
    assert "省略" not in text and "共 1 行。" in text


@pytest.mark.parametrize(("kind", "what"), [(Gap, "可以放宽"), (Leader, "可以放宽"), (Source, "liantu load")])
def test_no_rows_say_what_to_do(kind: type[Gap], what: str) -> None:
    assert what in show(report(kind, []), terminal=True, width=80)
