"""What a text says is strong, or only here."""

import pytest
from city import CHAIN, Triple, plan, rows

from liantu.graph import Store
from liantu.queries.answers import State
from liantu.queries.gaps import gaps
from liantu.schema.strengths import IN_ROW, READ_PLANNED, READ_STRONG, READ_THERE


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("全市谐波减速器产量居全国首位，要引进上游企业", State.STRONG),
        ("谐波减速器占全国三成，优势突出", State.STRONG),
        ("现状：谐波减速器领跑全国", State.STRONG),
        ("电机、谐波减速器、轴承市占率均居行业前三", State.STRONG),
        ("已有电机产能6万台，谐波减速器产能12万台，但下游缺失", State.PRESENT),
        ("谐波减速器、轴承等配套齐全", State.PRESENT),
        ("中游巩固电机、谐波减速器制造优势，突破轴承", State.PRESENT),
        ("谐波减速器虽有3家企业生产，但高端仍靠外购", State.PRESENT),
        ("谐波减速器已有企业小批量生产", State.PRESENT),
        ("谐波减速器是我市的看家产品", State.STRONG),
        ("云溪谐波减速器供应能力强", State.STRONG),
        ("但青岚区电机、谐波减速器全国知名", State.STRONG),
        ("谐波减速器、轴承企业达到160余家", State.STRONG),
        ("拥有谐波减速器生产企业十二家", State.STRONG),
        ("我市是全国最大的谐波减速器生产基地", State.STRONG),
        ("谐波减速器有三家企业，供需平衡", State.PRESENT),
        ("谐波减速器、轴承具备一定基础", State.PRESENT),
        ("谐波减速器能够自给", State.PRESENT),
        ("谐波减速器初具规模", State.PRESENT),
        ("谐波减速器有一定基础，但规模偏小", State.MISSING),
        ("谐波减速器自给率不足", State.MISSING),
        ("打造全国最大的谐波减速器生产基地", State.MISSING),
        ("江阳谐波减速器全国领先", State.MISSING),
        ("与全国领先水平相比，谐波减速器差距较大", State.MISSING),
        ("谐波减速器有3家企业，规模偏小", State.MISSING),
        ("到2030年已有电机产能6万台，谐波减速器产能12万台", State.MISSING),
        ("邻江市电机、谐波减速器优势突出", State.MISSING),
        ("力争谐波减速器产量居全国首位", State.MISSING),
        ("国内谐波减速器优势突出，我市缺失", State.MISSING),
    ],
)
def test_what_a_sentence_says_that_the_place_makes_much_of_stands_here(quote: str, state: State, store: Store) -> None:
    said: list[Triple] = [
        (CHAIN, "FOCUSES_ON", "谐波减速器"),
        (CHAIN, "SEEKS", "谐波减速器", "引进"),
        ("青岚区", "DEVELOPS", "智能装备"),
    ]
    plan(store, said, quotes={0: quote, 1: "引进谐波减速器企业"})
    row = rows(store)["谐波减速器"]
    assert row.state is state
    if state in (State.STRONG, State.PRESENT):
        assert row.reasons[0].startswith(("文件称本地这一环", "文件说本地已有生产")) and row.evidence[0].quote == quote


def test_what_a_sentence_calls_outstanding_is_strong_with_one_firm_too_unless_the_text_calls_it_weak(
    store: Store,
) -> None:
    said: list[Triple] = [(CHAIN, "SEEKS", "伺服电机", "引进"), ("明川精密", "MAKES", "谐波减速器")]
    quotes = {1: "明川精密谐波减速器产销量连续多年居全国第一"}
    plan(store, said, quotes=quotes)
    row = next(row for row in gaps(store) if row.link == "谐波减速器")
    assert row.state is State.STRONG and row.firms == ("明川精密",) and row.evidence[0].quote == quotes[1]
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "补强")], name="二.txt")
    assert rows(store)["谐波减速器"].state is State.WEAK


def test_what_a_text_says_is_here_and_calls_weak_elsewhere_is_weak(store: Store) -> None:
    said: list[Triple] = [(CHAIN, "FOCUSES_ON", "谐波减速器"), (CHAIN, "SEEKS", "谐波减速器", "补强")]
    plan(store, said, quotes={0: "谐波减速器优势突出", 1: "谐波减速器产能不足"})
    row = rows(store)["谐波减速器"]
    assert row.state is State.WEAK and {proof.quote for proof in row.evidence} == {
        "谐波减速器优势突出",
        "谐波减速器产能不足",
    }


def test_a_heading_of_aims_tells_what_is_to_be(store: Store) -> None:
    quotes = {0: "谐波减速器产量居全国第一"}
    plan(store, [(CHAIN, "FOCUSES_ON", "谐波减速器")], quotes=quotes, heading="（二）发展目标")
    assert rows(store)["谐波减速器"].state is State.UNKNOWN


@pytest.mark.parametrize(
    ("quote", "heading", "state"),
    [
        ("本体组装、谐波减速器", "优势环节", State.STRONG),
        ("本体组装、谐波减速器", "现有环节", State.PRESENT),
        ("本体组装、谐波减速器", "重点环节", State.UNKNOWN),
        ("强项：本体组装、谐波减速器；弱项：编码器", "一、现状", State.STRONG),
        ("强项：本体组装；弱项：编码器、谐波减速器", "一、现状", State.UNKNOWN),
        ("工业机器人\t谐波减速器\t优势突出", "一、现状", State.STRONG),
        ("工业机器人\t谐波减速器\t优势环节，产能居全省前三", "一、现状", State.STRONG),
        ("工业机器人\t谐波减速器\t有，但产能不足", "一、现状", State.UNKNOWN),
        ("谐波减速器\t空白", "一、现状", State.UNKNOWN),
        ("智能装备产业链目前谐波减速器配套完善", "一、现状", State.PRESENT),
        ("谐波减速器、编码器为传统强项", "一、现状", State.STRONG),
        ("谐波减速器已形成规模", "一、现状", State.PRESENT),
        ("谐波减速器力争形成规模", "一、现状", State.UNKNOWN),
    ],
)
def test_what_is_listed_or_told_as_a_strength_stands_here(quote: str, heading: str, state: State, store: Store) -> None:
    plan(store, [(CHAIN, "FOCUSES_ON", "谐波减速器")], quotes={0: quote}, heading=heading)
    assert rows(store)["谐波减速器"].state is state


def test_what_is_much_of_one_end_of_an_order_is_not_much_of_the_other(store: Store) -> None:
    said: list[Triple] = [("谐波减速器", "UPSTREAM_OF", "本体组装"), (CHAIN, "SEEKS", "谐波减速器", "补强")]
    plan(store, said, quotes={0: "本体组装优势突出"})
    assert rows(store)["谐波减速器"].state is State.WEAK


@pytest.mark.parametrize(
    ("rule", "role", "state"),
    [
        (READ_STRONG, None, State.STRONG),
        (READ_THERE, None, State.PRESENT),
        (f"{IN_ROW}{READ_THERE}", None, State.PRESENT),
        (READ_PLANNED, None, State.WEAK),
        (READ_THERE, "补强", State.WEAK),
        (READ_STRONG, "缺失", State.WEAK),
        (READ_THERE, "缺失", State.MISSING),
        (READ_PLANNED, "缺失", State.MISSING),
    ],
)
def test_what_the_reader_hears_counts_but_not_that_a_thing_is_here_which_the_text_says_nobody_has(
    rule: str, role: str | None, state: State, store: Store
) -> None:
    said: list[Triple] = [(CHAIN, "FOCUSES_ON", "谐波减速器")]
    said += [(CHAIN, "SEEKS", "谐波减速器", role)] if role else []
    plan(store, said, quotes={0: "谐波减速器一抓一大把"}, rules={0: rule})
    assert rows(store)["谐波减速器"].state is state
