"""Files are read back by other programs: what we wrote is what they see, and nothing else."""

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest
from answer_rows import HOSTILE, PLAN, SENTENCE
from openpyxl import load_workbook

from liantu.errors import OutputError
from liantu.queries.answers import Gap, Layout
from liantu.reports import files
from liantu.reports.report import Report, free, report
from liantu.reports.table import show

FIELDS = ["chain", "link", "region", "state", "score", "rank", "reasons", "evidence", "firms", "leaders"]


def test_json_has_the_rows_in_the_agreed_keys(table: Report, tmp_path: Path) -> None:
    rows = json.loads(files.write(table, tmp_path / "g.json").read_text("utf-8"))
    assert [sorted(row) for row in rows] == [sorted(FIELDS)] * 7
    assert list(rows[0]) == FIELDS
    assert rows[0]["evidence"][0] == {"document": PLAN, "place": "二、重点方向 › 专栏1 › 第12段", "quote": SENTENCE}
    assert rows[6]["state"] == "未提及"


def test_csv_opens_in_excel_and_holds_no_formula(table: Report, tmp_path: Path) -> None:
    data = files.write(table, tmp_path / "g.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["状态"] for row in rows] == ["缺", "断", "弱", "借", "强", "有", "未提及"]
    assert rows[5]["环节"] == HOSTILE[0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_csv_text_that_looks_like_a_formula_is_text(text: str) -> None:
    line = next(csv.reader(io.StringIO(files.as_csv(free("x", [{"a": text}])).split("\r\n", 1)[1], newline="")))
    assert line == ["'" + text]


def test_csv_keeps_negative_numbers_as_numbers() -> None:
    assert files.as_csv(free("x", [{"a": -1.5}])).splitlines() == ["a", "-1.5"]


def test_workbook_links_rows_and_sentences_and_holds_only_text(table: Report, tmp_path: Path) -> None:
    book = load_workbook(files.write(table, tmp_path / "g.xlsx"))
    assert book.sheetnames == ["产业链环节状态表", "原文", "说明"]
    main, sentences, legend = book.worksheets
    assert [cell.value for cell in main[1]][:5] == ["名次", "产业链", "环节", "地区", "状态"]
    assert main.freeze_panes == "A2" and main.auto_filter.ref == "A1:J8"
    assert {cell.data_type for row in main.iter_rows(min_row=2) for cell in row if cell.value is not None} == {"n", "s"}
    assert sentences.max_row == 1 + 8  # 5 rows with one sentence, one with three, one (未提及) with none
    assert main["J3"].hyperlink.location == "'原文'!A5"
    assert (sentences["A5"].value, sentences["C5"].value, sentences["F5"].value) == ("3", "高精度编码器", SENTENCE)
    assert any("未提及 ≠ 缺" in str(row[1].value) for row in legend.iter_rows())


def test_workbook_keeps_hostile_names(gaps: list[Gap], tmp_path: Path) -> None:
    row = free("x", [{"name": name} for name in HOSTILE])
    sheet = load_workbook(files.write(row, tmp_path / "g.xlsx")).active
    assert sheet is not None
    assert [(cell.value, cell.data_type, cell.hyperlink) for (cell,) in sheet.iter_rows(min_row=2)] == [
        (name, "s", None) for name in HOSTILE
    ]


def test_types_are_told_by_their_labels_and_keep_their_names_in_json(tmp_path: Path) -> None:
    rows = [Layout("竹溪县", "竹制品", kind, "主导产业", (), ()) for kind in ("Cluster", "Industry", "Chain")]
    shown = report(Layout, rows)
    labels = ["产业集群", "产业", "产业链"]
    table = show(shown, terminal=False)
    assert all(f" {label} " in table for label in labels) and "Cluster" not in table and "Industry" not in table
    assert [line.split(",")[2] for line in files.as_csv(shown).splitlines()[1:]] == labels
    sheet = load_workbook(files.write(shown, tmp_path / "布局.xlsx"))["产业布局"]
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == labels
    assert (
        '"产业集群"' in (html := files.write(shown, tmp_path / "布局.html").read_text("utf-8"))
        and '"Cluster"' not in html
    )
    assert [row["group_type"] for row in json.loads(files.as_json(shown))] == ["Cluster", "Industry", "Chain"]


def test_a_cell_longer_than_the_format_allows_is_cut_not_lost(tmp_path: Path) -> None:
    sheet = load_workbook(files.write(free("x", [{"a": "链" * 40_000}]), tmp_path / "g.xlsx")).active
    assert sheet is not None
    assert str(sheet["A2"].value) == "链" * 32_766 + "…"


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".html"])
def test_same_rows_same_bytes(suffix: str, table: Report, tmp_path: Path) -> None:
    one, other = (files.write(table, tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "other"))
    assert one == other


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".html"])
def test_no_rows_and_half_characters_can_be_written(suffix: str, tmp_path: Path) -> None:
    assert files.write(report(Gap, []), tmp_path / f"empty{suffix}").stat().st_size
    assert files.write(free("x", [{"document": "plan\udcff.txt"}]), tmp_path / f"half{suffix}").stat().st_size


def test_unknown_suffix_and_missing_folder_are_told(table: Report, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"不认识的文件后缀.*\.xlsx"):
        files.write(table, tmp_path / "g.pdf")
    with pytest.raises(OutputError, match="文件夹不存在"):
        files.write(table, tmp_path / "no" / "g.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/shm").is_dir() or sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_full_disk_leaves_the_old_file_and_no_rest(table: Report, tmp_path: Path) -> None:
    import resource
    import signal

    target = tmp_path / "g.json"
    target.write_text("old", "utf-8")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OutputError, match="写不进去"):
            files.write(table, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert [path.name for path in tmp_path.iterdir()] == ["g.json"]
    assert target.read_text("utf-8") == "old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_no_right_to_write_is_told(table: Report, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="没有写权限"):
        files.write(table, tmp_path / "g.csv")
