"""Workbooks that go out and come back: no edits change nothing, edits change exactly what they say."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from graph_facts import put_story, story
from register_files import HEADS, firm, table

from liantu.commands.documents import loaded_table, problems_table
from liantu.graph import Store, open_store
from liantu.intake import State, load
from liantu.queries.decisions import history, remarks
from liantu.queries.listings import documents
from liantu.queries.targets import targets
from liantu.reports.target_book import BLANKS, target_book
from liantu.returns import MARK, Fate

SCOPE = "谐波减速器制造"
DAY = "2026-03-01"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    rows = [HEADS, *(firm(number, f"外地{number}号有限公司", SCOPE) for number in range(1, 6))]
    table(tmp_path / "名录.csv", rows)
    with open_store(tmp_path / "云溪.db") as opened:
        put_story(opened, story("方案", firms=("明川精密",)))
        load(opened, [tmp_path / "名录.csv"])
        yield opened


def book(store: Store, path: Path) -> Path:
    found = targets(store, "谐波减速器")
    path.write_bytes(target_book(found, documents(store), history(store), DAY))
    return path


def edit(path: Path, row: int, **cells: str) -> None:
    """Fill in cells of the sheet of targets, by their kind."""
    opened = openpyxl.load_workbook(path)
    sheet = opened["目标企业"]
    heads = [cell.value for cell in sheet[1]]
    for kind, value in cells.items():
        head = next(blank.head for blank in BLANKS if blank.kind == kind)
        sheet.cell(row, heads.index(head) + 1).value = value
    opened.save(path)


def fates(store: Store, path: Path, at: str = DAY) -> list[tuple[int, Fate]]:
    (loaded,) = load(store, [path], at=at)
    assert loaded.error is None and loaded.table is not None
    return [(row.row, row.fate) for row in loaded.table.returned]


def test_a_workbook_without_edits_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "清单.xlsx")
    assert load(store, [path])[0].state is State.UNCHANGED
    assert history(store) == []
    assert path.read_bytes() == book(store, tmp_path / "又.xlsx").read_bytes()


def test_edits_come_back_each_with_its_fate_and_stay_in_the_history(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "清单.xlsx")
    edit(path, 2, owner="张三", result="接洽中", verdict="胡写")
    edit(path, 3, verdict="不生产")
    assert fates(store, path) == [(2, Fate.NEW), (2, Fate.NEW), (2, Fate.FAILED), (3, Fate.NEW)]
    assert fates(store, path) == [(2, Fate.FAILED)]
    assert [(one.kind, one.value, one.source, one.at) for one in history(store)] == [
        ("owner", "张三", "清单.xlsx", DAY),
        ("result", "接洽中", "清单.xlsx", DAY),
        ("verdict", "不生产", "清单.xlsx", DAY),
    ]
    after = targets(store, "谐波减速器")
    assert len(after.targets) == 4 and "人工核实：不生产" in {one.reason for one in after.left}
    second = book(store, tmp_path / "第二份.xlsx")
    edit(second, 2, result="已签约", owner="")
    assert fates(store, second, "2026-04-01") == [(2, Fate.CHANGED), (2, Fate.CHANGED)]
    one = targets(store, "谐波减速器").candidates[0]
    assert remarks(store).get("result", one.ident, one.link) == "已签约"
    assert remarks(store).get("owner", one.ident, one.link) == ""


def test_sorting_and_a_reload_of_the_register_do_no_harm(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "清单.xlsx")
    edit(path, 2, owner="张三")
    first = targets(store, "谐波减速器").candidates[0]
    opened = openpyxl.load_workbook(path)
    sheet = opened["目标企业"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value
    opened.save(path)
    assert fates(store, path) == [(len(rows) + 1, Fate.NEW)]
    store.remove(next(one.id for one in documents(store) if one.document == "名录.csv"))
    load(store, [tmp_path / "名录.csv"])
    assert remarks(store).get("owner", first.ident, first.link) == "张三"


def test_a_workbook_of_another_store_is_one_sentence(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "清单.xlsx")
    edit(path, 2, owner="张三")
    with open_store(tmp_path / "别的.db") as other:
        (loaded,) = load(other, [path])
    assert loaded.state is State.FAILED and "另一个库" in str(loaded.error)


def test_a_spoilt_workbook_is_one_sentence(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "清单.xlsx")
    opened = openpyxl.load_workbook(path)
    sheet = opened["目标企业"]
    for cell in sheet[1]:
        cell.value = "改名" if cell.value == "结果" else cell.value
    opened.save(path)
    (loaded,) = load(store, [path])
    assert loaded.state is State.FAILED and "缺少列：结果" in str(loaded.error)


def test_everything_is_text_with_frozen_heads_and_lists(store: Store, tmp_path: Path) -> None:
    table(tmp_path / "坏.csv", [HEADS, firm(9, "毒企有限公司", '=HYPERLINK("http://x")谐波减速器制造')])
    load(store, [tmp_path / "坏.csv"])
    path = book(store, tmp_path / "清单.xlsx")
    opened = openpyxl.load_workbook(path)
    names = ["封面", "缺口", "目标企业", "引荐路径", "证据", "未列入及原因", "历史记录", MARK]
    assert opened.sheetnames == names and opened[MARK].sheet_state == "hidden"
    sheet = opened["目标企业"]
    assert sheet.freeze_panes == "E2" and sheet.column_dimensions["A"].hidden
    assert {str(rule.sqref).split(":")[0][0] for rule in sheet.data_validations.dataValidation}
    with zipfile.ZipFile(path) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "sheet" in name)


def test_what_was_not_taken_is_exported_with_the_other_problems(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "list.xlsx")
    edit(path, 2, result="瞎填")
    loaded = load(store, [path], at=DAY)
    rows = problems_table(loaded).rows
    assert [(row["sheet"], row["row"], row["kept"]) for row in rows] == [("目标企业", 2, "未收回")]
    assert [row["state"] for row in loaded_table(loaded, []).rows] == ["已更新，失败 1 处"]


OFFICE = shutil.which("localc") or shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
@pytest.mark.slow
def test_libreoffice_opens_it_and_what_it_saves_comes_back(store: Store, tmp_path: Path) -> None:
    path = book(store, tmp_path / "list.xlsx")
    edit(path, 2, owner="张三")
    out = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert fates(store, out / "list.xlsx") == [(2, Fate.NEW)]
