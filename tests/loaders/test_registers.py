"""Registers as they are exported, and files that are no registers."""

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from register_files import HEADS, code, firm, table, workbook

from liantu.errors import InputError
from liantu.loaders.registers import ListRow, SheetNote, TableEnd, open_table
from liantu.loaders.registers.reading import BATCH
from liantu.schema import Company, RowProblem


def read(path: Path, **named: str) -> tuple[list[Company], list[ListRow], list[RowProblem], list[SheetNote]]:
    companies: list[Company] = []
    listed: list[ListRow] = []
    problems: list[RowProblem] = []
    notes: list[SheetNote] = []
    for event in open_table(path, named):
        if isinstance(event, SheetNote):
            notes.append(event)
        elif not isinstance(event, TableEnd):
            companies += [one for one in event if isinstance(one, Company)]
            listed += [one for one in event if isinstance(one, ListRow)]
            problems += [one for one in event if isinstance(one, RowProblem)]
    return companies, listed, problems, notes


def refusal(path: Path, **named: str) -> str:
    with pytest.raises(InputError) as caught:
        read(path, **named)
    assert path.name in str(caught.value) or named
    return str(caught.value)


def test_an_export_with_a_title_two_head_rows_and_merged_cells(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["企业名录导出结果（共 2 条）"],
        ["基本信息", None, None, "经营信息", None, "地址"],
        ["公司名称", "统一社会信用代码", "注册资本（万元）", "经营范围", "成立时间", None],
        ["云溪明川精密有限公司", code(1), "１,２００", "谐波减速器制造", "2015年3月2日", "湖北省襄樊市襄城区1号"],
        ["恒岳轴承有限公司", code(2), 300, "轴承制造", "2016/4/5", "武汉市江夏区2号"],
    ]
    path = workbook(tmp_path / "名录.xlsx", ("名录", rows), merged=["A1:F1", "A2:C2", "D2:E2", "F2:F3"])
    companies, _, problems, notes = read(path)
    assert [(one.name, one.code, one.capital, one.founded, one.region, one.row) for one in companies] == [
        ("云溪明川精密有限公司", code(1), 1200, "2015-03-02", "湖北省襄阳市襄城区", 4),
        ("恒岳轴承有限公司", code(2), 300, "2016-04-05", "湖北省武汉市江夏区", 5),
    ]
    assert problems == [] and notes[0].head_row == 3 and notes[0].left == ()


def test_a_note_over_all_columns_is_no_part_of_a_head(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["以下数据于2026年3月导出，仅供参考"],
        ["企业名称", "法定代表人", "登记状态", "经营范围", "企业规模"],
        ["卓岭泵业有限公司", "张某", "吊销，未注销", "水泵制造", "小型"],
        ["远帆泵业有限公司", "李某", "吊销，已注销", "水泵制造", "小型"],
        ["海沃泵业有限公司", "王某", "存续（未注销）", "水泵制造", "小型"],
    ]
    for merged in ((), ("A1:E1",)):
        companies, _, _, notes = read(workbook(tmp_path / "名录.xlsx", ("名录", rows), merged=merged))
        assert notes[0].left == ("法定代表人", "企业规模") and notes[0].head_row == 2
        assert [one.state for one in companies] == ["吊销", "注销", "存续"]


def test_several_sheets_of_several_kinds(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "汇总.xlsx",
        ("说明", [["本表由各县市区填报"]]),
        ("企业", [HEADS, firm(1, "明川精密有限公司", "减速器制造")]),
        (
            "供应",
            [["供应商", "采购方", "产品", "采购额（亿元）", "年度"], ["甲轴承厂", "明川精密", "轴承", 0.12, 2024]],
        ),
        ("签约", [["项目名称", "投资方", "总投资", "落户地"], ["减速器项目", "恒岳精工有限公司", "5亿元", "咸安区"]]),
    )
    companies, listed, problems, notes = read(path)
    assert [note.kind for note in notes] == [None, "company", "supply", "project"]
    assert [one.name for one in companies] == ["明川精密有限公司"] and problems == []
    assert [(row.kind, row.amount) for row in listed] == [("supply", 1200), ("project", 50_000)]
    assert listed[0].line == "供应商：甲轴承厂；采购方：明川精密；产品：轴承；采购额（亿元）：0.12；年度：2024"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_every_encoding_of_a_desk(encoding: str, tmp_path: Path) -> None:
    path = table(tmp_path / "名录.csv", [HEADS, firm(1, "明川精密有限公司", "减速器制造，“高精度”")], encoding)
    assert [one.scope for one in read(path)[0]] == ["减速器制造，“高精度”"]


def test_each_broken_row_is_told_and_none_stops_the_load(tmp_path: Path) -> None:
    wrong = code(2)[:-1] + ("0" if code(2)[-1] != "0" else "1")
    rows = [
        HEADS,
        firm(1, "好企业有限公司", "甲"),
        ["坏代码有限公司", wrong, "存续", "面议", "2015-13-40", "", "乙"],
        ["", code(3), "存续", "", "", "", "丙"],
        ["<script>", code(4), "飘浮", "", "", "", "丁"],
        [],
        ["合计", "3"],
        HEADS,
        ["少列有限公司"],
    ]
    companies, _, problems, _ = read(table(tmp_path / "名录.csv", rows))
    assert [one.name for one in companies] == ["好企业有限公司", "坏代码有限公司", "少列有限公司"]
    assert companies[1].code == "" and companies[1].capital is None
    assert [(one.row, one.column, one.lost) for one in problems] == [
        (3, "统一社会信用代码", False),
        (3, "注册资本", False),
        (3, "成立日期", False),
        (4, "企业名称", True),
        (5, "企业名称", True),
    ]


def test_many_rows_come_in_batches_with_true_row_numbers(tmp_path: Path) -> None:
    rows = [firm(number, f"企业{number}号有限公司", "甲") for number in range(BATCH * 2 + 5)]
    sizes = [
        len(event) for event in open_table(table(tmp_path / "名录.csv", [HEADS, *rows])) if isinstance(event, list)
    ]
    assert sum(sizes) == len(rows) and max(sizes) <= BATCH
    assert [one.row for one in read(tmp_path / "名录.csv")[0]] == list(range(2, len(rows) + 2))


def test_unknown_heads_are_told_and_can_be_named(tmp_path: Path) -> None:
    path = table(tmp_path / "名录.csv", [["厂名", "业务"], ["明川精密有限公司", "减速器制造"]])
    assert "厂名、业务" in refusal(path) and "--map" in refusal(path)
    companies, _, _, notes = read(path, 厂名="企业名称", 业务="经营范围")
    assert companies[0].scope == "减速器制造" and notes[0].columns == (("厂名", "企业名称"), ("业务", "经营范围"))
    assert "没有字段“企业名”" in refusal(path, 厂名="企业名")


def test_a_formula_comes_out_as_text_or_not_at_all(tmp_path: Path) -> None:
    path = table(tmp_path / "名录.csv", [HEADS, firm(1, "明川精密有限公司", '=HYPERLINK("http://x")')])
    companies, _, problems, _ = read(path)
    assert companies[0].scope == '=HYPERLINK("http://x")'
    assert [(one.row, one.column) for one in problems] == [(2, "经营范围")] and "公式" in problems[0].reason


def test_a_formula_without_a_stored_value_is_its_text_and_told(tmp_path: Path) -> None:
    rows = [firm(1, "明川精密有限公司", "=A1&B1"), firm(2, "恒岳精工有限公司", "减速器制造")]
    rows[1][3] = "=1000*2"
    companies, _, problems, _ = read(workbook(tmp_path / "名录.xlsx", ("名录", [HEADS, *rows])))
    assert [(one.scope, one.capital) for one in companies] == [("=A1&B1", 1000), ("减速器制造", None)]
    told = [(one.row, one.column, one.value) for one in problems]
    assert told[:2] == [(2, "经营范围", "=A1&B1"), (3, "注册资本", "=1000*2")]


def test_a_number_kept_a_text_by_a_formula_is_that_text(tmp_path: Path) -> None:
    row = firm(1, "明川精密有限公司", "减速器制造")
    row[1] = f'="{row[1]}"'
    companies, _, problems, _ = read(table(tmp_path / "名录.csv", [HEADS, row]))
    assert companies[0].code == code(1) and problems == []


def test_dates_numbers_and_strings_of_a_workbook_are_what_is_shown(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["企业名称", "成立日期", "参保人数", "注册资本（万元）", "经营范围"],
        ["甲精工有限公司", datetime(2015, 3, 2), 12, 1000.5, "减速器、\n轴承制造"],
        ["乙精工有限公司", date(2015, 3, 2), 1e3, True, "甲"],
    ]
    path = workbook(tmp_path / "名录.xlsx", ("名录", rows))
    companies, _, problems, _ = read(path)
    assert [(one.founded, one.staff, one.capital) for one in companies] == [
        ("2015-03-02", 12, 1000.5),
        ("2015-03-02", 1000, None),
    ]
    assert companies[0].scope == "减速器、\n轴承制造" and [one.value for one in problems] == ["是"]


def test_a_stray_cell_far_below_costs_no_row(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "名录.xlsx", ("名录", [HEADS, firm(1, "甲精工有限公司", "甲")])))
    book.worksheets[0]["Z1048576"] = 1
    book.save(tmp_path / "名录.xlsx")
    companies, _, problems, _ = read(tmp_path / "名录.xlsx")
    assert [one.name for one in companies] == ["甲精工有限公司"]
    assert [(one.row, one.lost) for one in problems] == [(1048576, True)]


def test_a_stray_cell_in_the_last_corner_is_told_and_refuses_nothing(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "名录.xlsx", ("名录", [HEADS, firm(1, "甲精工有限公司", "甲")])))
    sheet = book.worksheets[0]
    sheet["XFD1048576"] = 1
    for column in range(9, 16_000):
        sheet.cell(2, column).number_format = "0.00"  # formats alone are no cells that anybody filled
    book.save(tmp_path / "名录.xlsx")
    companies, _, problems, notes = read(tmp_path / "名录.xlsx")
    assert [one.name for one in companies] == ["甲精工有限公司"] and notes[0].left == ()
    assert [(one.row, one.column, one.lost) for one in problems] == [(1048576, "XFD", False)]


def test_a_workbook_of_strict_or_prefixed_xml_is_read(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "名录.xlsx", ("名录", [HEADS, firm(1, "甲精工有限公司", "减速器制造")]))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "新.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            if name.endswith("sheet1.xml"):
                text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
            new.writestr(name, text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "urn:strict"))
    assert read(tmp_path / "新.xlsx")[0] == read(plain)[0]


def test_a_workbook_that_breaks_off_is_one_sentence(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "名录.xlsx", ("名录", [HEADS, firm(1, "甲精工有限公司", "减速器制造")]))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "坏.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    assert "已损坏" in refusal(tmp_path / "坏.xlsx")


def wide(path: Path) -> None:
    workbook(path, ("名录", [[f"列{number}" for number in range(16_000)]]))


def macros(path: Path) -> None:
    workbook(path, ("名录", [HEADS]))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")


def bomb(path: Path) -> None:
    workbook(path, ("名录", [HEADS]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", b"\0" * (60 << 20))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (wide, "16000 列"),
        (macros, "带宏"),
        (bomb, "异常庞大"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")), "密码"),
        (lambda path: path.write_bytes(b"PK\x03\x04 broken"), "已损坏"),
        (lambda path: path.write_bytes(b"hello"), "不是 Excel 工作簿"),
        (lambda path: path.write_bytes(b""), "是空的"),
        (lambda path: workbook(path, ("空", [])), "没有内容"),
    ],
)
def test_a_hostile_workbook_is_one_sentence(make: Callable[[Path], object], sentence: str, tmp_path: Path) -> None:
    make(tmp_path / "坏.xlsx")
    assert sentence in refusal(tmp_path / "坏.xlsx")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(b"\0\1\2")
    assert "不是文本" in refusal(path)


def test_a_quotation_mark_that_never_closes_loses_no_row_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "坏.csv"
    path.write_text('企业名称,经营范围\n卓岭泵业有限公司,水泵\n"远帆有限公司,水泵\n海沃有限公司,膜\n', "utf-8")
    assert "第 3 行的引号没有结束" in refusal(path)
    path.write_text('企业名称,经营范围\n卓岭泵业有限公司,水泵\n远帆有限公司,"水泵\n""大""号"\n', "utf-8")
    assert [one.name for one in read(path)[0]] == ["卓岭泵业有限公司", "远帆有限公司"]


def test_a_cell_that_says_something_of_a_column_is_no_head(tmp_path: Path) -> None:
    rows = [["企业", "环节", "原因", "所在地"], ["卓岭泵业有限公司", "水泵", "登记状态：注销", "所在地：1区"]]
    assert "认不出表头" in refusal(workbook(tmp_path / "表.xlsx", ("未列入", rows)))
    ours = workbook(
        tmp_path / "清单.xlsx", ("封面", [["清单"]]), ("目标企业", [["编号", "原值", "企业"], ["1", "{}", "甲"]])
    )
    assert "liantu 导出的工作簿" in refusal(ours)
