"""Registers and lists into a store, and out again without a trace."""

from pathlib import Path

from click.testing import CliRunner
from graph_facts import content, put_story, story
from register_files import HEADS, code, firm, table, workbook

from liantu.cli import cli
from liantu.graph import Store, open_store
from liantu.intake import State, load

FIRMS = 'SELECT name, state, region, "row" FROM company ORDER BY "row"'
BUYS = """
    SELECT s.name AS seller, b.name AS buyer, item, amount
    FROM purchase p JOIN node s ON s.id = p.seller JOIN node b ON b.id = p.buyer"""


def store_in(folder: Path) -> Store:
    return open_store(folder / "云溪.db")


def test_a_register_is_loaded_once_replaced_when_edited_and_gone_when_unloaded(tmp_path: Path) -> None:
    path = table(tmp_path / "名录.csv", [HEADS, firm(1, "明川精密有限公司", "减速器制造")])
    with store_in(tmp_path) as store:
        put_story(store, story("甲"))
        before = content(store)
        (first,) = load(store, [path])
        assert first.state is State.ADDED and first.table is not None and first.table.companies == 1
        assert load(store, [path])[0].state is State.UNCHANGED
        table(
            path, [HEADS, firm(1, "明川精密有限公司", "减速器制造"), firm(2, "恒岳有限公司", "轴承制造", state="注销")]
        )
        (second,) = load(store, [path])
        assert second.state is State.REPLACED
        assert [(row["name"], row["state"]) for row in store.ask(FIRMS)] == [
            ("明川精密有限公司", "存续"),
            ("恒岳有限公司", "注销"),
        ]
        store.remove(str(second.document))
        assert content(store) == before and store.ask(FIRMS) == []


def test_doubles_are_told_and_another_firm_with_a_code_is_kept_without_it(tmp_path: Path) -> None:
    rows = [
        HEADS,
        firm(1, "明川精密有限公司", "甲"),
        firm(1, "明川精密有限公司", "甲"),
        firm(1, "另一家有限公司", "甲"),
        firm(2, "恒岳有限公司", "乙"),
    ]
    with store_in(tmp_path) as store:
        (loaded,) = load(store, [table(tmp_path / "名录.csv", rows)])
        assert loaded.table is not None and loaded.table.companies == 3
        assert [(one.row, one.lost) for one in loaded.table.problems] == [(3, True), (4, False)]
        assert "重复" in loaded.table.problems[0].reason and "名称不同" in loaded.table.problems[1].reason
        assert {row["row"] for row in store.ask(FIRMS)} == {2, 4, 5}


def test_a_table_of_which_every_row_is_refused_is_a_failure_with_its_reasons(tmp_path: Path) -> None:
    path = table(tmp_path / "名录.csv", [HEADS, firm(1, "", "减速器制造"), firm(2, "", "轴承制造")])
    with store_in(tmp_path) as store:
        before = content(store)
        (loaded,) = load(store, [path])
        assert loaded.state is State.FAILED and "2 行数据没有一行可用" in str(loaded.error)
        assert loaded.table is not None and [one.row for one in loaded.table.problems] == [2, 3]
        assert content(store) == before and load(store, [path])[0].state is State.FAILED
    told = CliRunner().invoke(cli, ["load", str(path), "--store", str(tmp_path / "云溪.db")])
    assert told.exit_code == 1 and "没有一行可用" in told.stderr and "第 3 行 企业名称：没有企业名称" in told.stderr
    assert "没有读出任何产业内容" not in told.stderr


def test_a_supply_list_gives_facts_with_the_row_as_proof_and_amounts(tmp_path: Path) -> None:
    rows = [["供应商", "采购方", "产品", "金额（万元）"], ["甲轴承厂", "明川精密", "轴承", "1,200"]]
    with store_in(tmp_path) as store:
        load(store, [table(tmp_path / "供应.csv", rows)])
        assert store.ask(BUYS) == [{"seller": "甲轴承厂", "buyer": "明川精密", "item": "轴承", "amount": 1200.0}]
        (fact,) = store.ask("SELECT predicate, quote FROM fact")
        assert fact == {
            "predicate": "SUPPLIES",
            "quote": "供应商：甲轴承厂；采购方：明川精密；产品：轴承；金额（万元）：1,200",
        }


def test_a_file_that_is_no_table_leaves_nothing_behind(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        before = content(store)
        good = table(tmp_path / "名录.csv", [HEADS, firm(1, "明川精密有限公司", "甲")])
        bad = tmp_path / "坏.csv"
        lines = good.read_text("utf-8").splitlines()
        bad.write_text("\n".join([*lines * 3000, '"' + "长" * (2 << 20)]), "utf-8")
        (loaded,) = load(store, [bad])
        assert loaded.state is State.FAILED and "读不出来" in str(loaded.error)
        assert content(store) == before and store.ask(FIRMS) == []


def test_a_folder_gives_its_tables_and_its_texts(tmp_path: Path) -> None:
    (tmp_path / "规划.txt").write_text("云溪市产业规划\n支持明川精密发展谐波减速器。\n", "utf-8")
    workbook(tmp_path / "名录.xlsx", ("一", [HEADS, firm(1, "明川精密有限公司", "甲")]))
    with open_store(tmp_path / "库.db") as store:
        assert {one.name: one.state for one in load(store, [tmp_path])} == {
            "规划.txt": State.ADDED,
            "名录.xlsx": State.ADDED,
        }
        assert code(1) in str(store.ask("SELECT code FROM company"))
