"""A chain leader is measured by the goal of its own place and chain, and by suppliers known to be here or elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from city import Triple, plan, read_in
from register_files import HEADS, firm, table

from liantu.graph import Store, open_store
from liantu.intake import load
from liantu.queries.answers import Profile
from liantu.queries.leading import leader
from liantu.queries.listings import leaders, suppliers

SHIPS, ROBOTS = "船舶产业链", "机器人产业链"
HERE: list[Triple] = [
    (ROBOTS, "FOCUSES_ON", "伺服电机"),
    (ROBOTS, "FOCUSES_ON", "编码器"),
    ("明川精密", "LEADS", ROBOTS, "链主"),
]
THERE: list[Triple] = [("望潮重工", "LEADS", SHIPS, "链主"), (SHIPS, "FOCUSES_ON", "船用阀门")]
LIST = ["供应商", "采购方", "采购额（万元）"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    texts = {
        "甲.txt": "云溪市机器人产业方案\n一、目标\n到2029年，全市本地配套率达到40%以上。\n",
        "乙.txt": "望潮市工业方案\n一、目标\n到2029年，全市本地配套率达到70%以上。\n",
    }
    with open_store(tmp_path / "两市.db") as graph:
        plan(graph, HERE)
        plan(graph, THERE, name="望潮.txt", title="望潮市产业规划", region="望潮市")
        read_in(graph, tmp_path, texts)
        yield graph


def asked(store: Store, name: str, region: str | None = None) -> dict[str, Profile]:
    return {row.aspect: row for row in leader(store, name, region=region)}


def test_a_leader_of_another_city_has_that_citys_goal(store: Store) -> None:
    there = asked(store, "望潮重工")
    assert "望潮市2029年的目标" in there["目标"].reasons and there["目标"].item.endswith("70%")
    assert "本地指望潮市" in there["本地配套率"].reasons and there["角色"].item.startswith(SHIPS)
    here = asked(store, "明川精密")
    assert here["目标"].item.endswith("40%") and "本地指云溪市" in here["本地配套率"].reasons
    assert asked(store, "望潮重工", "云溪市").keys().isdisjoint({"目标", "角色"})


def test_a_firm_is_of_the_city_that_a_register_puts_it_in(store: Store, tmp_path: Path) -> None:
    load(store, [table(tmp_path / "采购.csv", [LIST, ["远卓传动", "望潮船厂", 100], ["海泊阀门", "望潮船厂", 300]])])
    rows = [HEADS, firm(1, "望潮船厂", "造船", "望潮市1号"), firm(2, "海泊阀门", "阀门", "望潮市2号")]
    load(store, [table(tmp_path / "名录.csv", rows)])
    assert "本地指望潮市" in asked(store, "望潮船厂")["本地配套率"].reasons


def test_the_goal_of_a_chain_is_not_that_of_the_leader_of_another(store: Store) -> None:
    plan(store, [("恒岳船舶", "LEADS", SHIPS, "链主")], name="丙.txt")
    assert "目标" not in asked(store, "恒岳船舶")


def test_the_goal_of_a_firm_is_not_that_of_another(store: Store, tmp_path: Path) -> None:
    text = "云溪市链主企业方案\n一、目标\n到2029年，恒岳钢铁有限公司本地配套率达到90%以上。\n"
    read_in(store, tmp_path, {"丙.txt": text})
    assert [row.item[-3:] for row in leader(store, "明川精密") if row.aspect == "目标"] == ["40%"]


def test_a_supplier_of_which_nobody_says_where_it_stands_is_not_from_elsewhere(store: Store, tmp_path: Path) -> None:
    bought = [["甲乙商行", "明川精密", 700], ["丙丁商行", "明川精密", 300]]
    load(store, [table(tmp_path / "采购.csv", [LIST, *bought])])
    ratio = asked(store, "明川精密")["本地配套率"]
    assert ratio.item == "未知" and "不是准确值" in ratio.reasons[0] and "甲乙商行、丙丁商行" in ratio.reasons[0]
    assert "本地配套率未知" in asked(store, "明川精密")["目标"].reasons
    load(store, [table(tmp_path / "名录.csv", [HEADS, firm(1, "丙丁商行", "零售", "江苏省苏州市1号")])])
    rows = asked(store, "明川精密")
    assert rows["本地配套率"].item == "0/1000万元 = 0.0%（下限），至多70.0%"
    assert "还说不定：配套率在0.0%和70.0%之间" in rows["目标"].reasons
    load(store, [table(tmp_path / "名录二.csv", [HEADS, firm(2, "甲乙商行", "零售", "云溪市1号")])])
    rows = asked(store, "明川精密")
    assert rows["本地配套率"].item == "700/1000万元 = 70.0%" and rows["本地配套率"].firms == ("甲乙商行",)
    assert "已超过目标30.0个百分点" in rows["目标"].reasons
    assert {row.item: row.firms for row in leader(store, "明川精密") if row.aspect == "供应商"} == {
        "甲乙商行": ("甲乙商行",),
        "丙丁商行": (),
    }


def test_what_a_list_says_is_bought_stands_in_the_needs_and_beside_the_supplier(store: Store, tmp_path: Path) -> None:
    plan(store, [(ROBOTS, "SEEKS", "减速器", "引进")], name="丙.txt")
    heads = ["采购企业", "供应商", "采购物料", "年采购额（万元）", "供应商所在地"]
    bought = [
        ["明川精密", "甲乙商行", "减速器", 700, "江苏无锡"],
        ["明川精密", "丙丁商行", "紧固件", 200, "云溪市"],
        ["明川精密", "戊己商行", "润滑油", 100, "东边"],
        ["明川精密", "庚辛商行", "标签", 250, "本地"],
        ["明川精密", "壬癸商行", "芯片", 250, "海外"],
    ]
    (loaded,) = load(store, [table(tmp_path / "采购.csv", [heads, *bought])])
    assert loaded.table and [(one.column, one.value) for one in loaded.table.problems] == [("供应商所在地", "东边")]
    needs = {row.item: row for row in leader(store, "明川精密") if row.aspect == "需要"}
    assert needs["减速器"].reasons == ("本链要求引进或补强", "未见本地供应", "向甲乙商行采购700万元")
    assert needs["紧固件"].reasons == ("采购清单里有", "本地可供：1家", "向丙丁商行采购200万元")
    assert needs["紧固件"].firms == ("丙丁商行",) and "采购物料：紧固件" in needs["紧固件"].evidence[-1].quote
    ratio = asked(store, "明川精密")["本地配套率"]
    assert ratio.item == "450/1500万元 = 30.0%（下限），至多36.7%" and "戊己商行" in ratio.reasons[0]
    assert {row.supplier: row.item for row in suppliers(store, "明川精密")} == {
        "甲乙商行": "减速器",
        "丙丁商行": "紧固件",
        "戊己商行": "润滑油",
        "庚辛商行": "标签",
        "壬癸商行": "芯片",
    }


def test_only_firms_that_a_sentence_calls_leaders_are_listed_as_such(tmp_path: Path) -> None:
    names = ("明川精密", "恒岳智能", "云机重工", "青岚电机")
    roles = ("配套", "龙头", "龙头", "配套")
    many = "依托明川精密、恒岳智能等企业发展轴承，以云机重工等骨干企业为引领"
    said: list[Triple] = [(name, "LEADS", "智能装备产业链", "龙头") for name in names]
    with open_store(tmp_path / "a.db") as store:
        plan(store, said, quotes={0: many, 1: many, 2: many, 3: "支持青岚电机做大做强"})
        plan(store, [said[1]], name="名单.txt", quotes={0: "恒岳智能"}, heading="龙头企业")
        assert {row.firm: row.role for row in leaders(store)} == dict(zip(names, roles, strict=True))
