"""The samples are what their script writes, and their register is a right one."""

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from python_calamine import CalamineWorkbook

from liantu.schema.uscc import clean_uscc

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "examples/6-企业名录.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "tools/make_examples.py")
    assert spec is not None and spec.loader is not None
    script: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder: Path = tmp_path_factory.mktemp("examples")
    script.main(folder)
    return folder


def rows(path: Path) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


def test_documents_are_what_the_script_writes(made: Path) -> None:
    names = {path.name for path in made.glob("*.docx")}
    assert names == {path.name for path in (ROOT / "examples").glob("*.docx")} and len(names) == 3
    for name in names:
        with zipfile.ZipFile(made / name) as one, zipfile.ZipFile(ROOT / "examples" / name) as other:
            assert {n: one.read(n) for n in one.namelist()} == {n: other.read(n) for n in other.namelist()}


def test_the_register_is_what_the_script_writes_and_its_codes_are_right(made: Path) -> None:
    found = rows(REGISTER)
    assert rows(made / REGISTER.name) == found
    heads, firms = found[0], found[1:]
    codes = [row[heads.index("统一社会信用代码")] for row in firms]
    assert len(firms) == 40 == len(set(codes)) == len({row[0] for row in firms})
    assert all(clean_uscc(code) == code for code in codes)
    assert {row[heads.index("登记状态")] for row in firms} == {"存续", "注销", "吊销"}
    assert len({row[heads.index("所属城市")] for row in firms}) > 6
