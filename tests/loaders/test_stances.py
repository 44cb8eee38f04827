"""What the trained reader hears of the standing of things, in words that no list has."""

from pathlib import Path

import pytest

from liantu.loaders import extract, read
from liantu.schema import Fact
from liantu.schema.strengths import IN_ROW, PLANNED, READ_STRONG

TEXT = """绍兴市柯桥区纺织产业链调研报告

一、基本情况
纺织产业链以绍兴市柯桥区为主。印染在全区一抓一大把，外地客商点名来要。织造有三四家厂子在做，够本地用。可一说到纺丝，老板们直摇头，全区没有一家会干，料子都得从外省拉回来。缝纫线只有一个小作坊撑着，旺季根本接不过来。
高端纤维母粒项目已经签约，厂房还没动工。园区正四处托人物色做数码喷墨头的客商。
下一步，重点发展产业用纺织品、智能服装。
"""

TABLE = """绍兴市柯桥区纺织产业链环节现状表

环节\t现状\t下一步
染料\t四家，稳\t扩产
助剂\t外购\t招商
面料设计\t★★★\t做大
包装辅料\t有2家，开工不足\t提升
"""


def facts(text: str, folder: Path) -> list[Fact]:
    path = folder / "报告.txt"
    path.write_text(text, "utf-8")
    return extract(read(path))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[Fact]:
    return facts(TEXT, tmp_path_factory.mktemp("stances"))


def test_everyday_words_tell_what_is_missing_and_what_is_weak(said: list[Fact]) -> None:
    assert {(f.object, f.role) for f in said if f.predicate == "SEEKS"} >= {("纺丝", "缺失"), ("缝纫线", "补强")}


def test_everyday_words_tell_what_is_strong_and_what_is_only_signed(said: list[Fact]) -> None:
    rules = {f.object: f.rule for f in said if f.predicate == "FOCUSES_ON"}
    assert rules["印染"] == READ_STRONG and rules["高端纤维母粒"] in PLANNED


def test_what_is_only_to_be_developed_is_said_to_be_nothing_else(said: list[Fact]) -> None:
    assert not [f for f in said if f.object in ("产业用纺织品", "智能服装") and f.rule.startswith("read")]


def test_the_quote_has_what_tells_how_the_thing_stands(said: list[Fact]) -> None:
    quote = next(f.evidence.quote for f in said if (f.predicate, f.object) == ("SEEKS", "纺丝"))
    assert quote == "可一说到纺丝，老板们直摇头，全区没有一家会干，料子都得从外省拉回来"


def test_a_row_tells_how_the_thing_that_it_begins_with_stands(tmp_path: Path) -> None:
    rows = [f for f in facts(TABLE, tmp_path) if f.rule.startswith(IN_ROW)]
    told = {(f.object, f.role, "｜".join(f.evidence.quote.split("\t"))) for f in rows}
    assert ("助剂", "缺失", "助剂｜外购｜招商") in told
