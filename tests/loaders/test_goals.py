"""Indicators of an imaginary city: whose, what, how much, by when; results of the past are none."""

import pytest
from plain_text import document

from liantu.loaders import goals
from liantu.schema import Goal


def row(goal: Goal) -> tuple[str, str, str, float, str, int | None]:
    return goal.scope, goal.metric, goal.comparator, goal.value, goal.unit, goal.year


@pytest.mark.parametrize(
    "text, wanted",
    [
        (
            "到2030年，力争规上企业产值突破1800亿元，占规上工业比重超90%。",
            [
                ("云溪市", "规上企业产值", "≥", 1800.0, "亿元", 2030),
                ("云溪市", "规上企业产值占规上工业比重", "≥", 90.0, "%", 2030),
            ],
        ),
        (
            "力争2027年实现硅基新材料产业产值达500亿元左右。",
            [("硅基新材料", "产值", "≈", 500.0, "亿元", 2027)],
        ),
        (
            "到“十五五”末，全市建成营收超1000亿元的产业集群2个，能耗控制在3.5%以内。",
            [("云溪市", "营收超1000亿元的产业集群", "=", 2.0, "个", 2030), ("云溪市", "能耗", "≤", 3.5, "%", 2030)],
        ),
        ("计划引进超过20个数字经济领域重大项目。", [("云溪市", "数字经济领域重大项目", "≥", 20.0, "个", None)]),
        (
            "确保水稻种植面积稳定在95万亩以上，产量47万吨以上。",
            [("云溪市", "水稻种植面积", "≥", 95.0, "万亩", None), ("云溪市", "水稻产量", "≥", 47.0, "万吨", None)],
        ),
        (
            "力争每年新增专精特新企业30家、规上工业企业120家，规上工业企业总数达到900家。",
            [
                ("云溪市", "每年新增专精特新企业", "=", 30.0, "家", None),
                ("云溪市", "每年新增规上工业企业", "=", 120.0, "家", None),
                ("云溪市", "规上工业企业总数", "=", 900.0, "家", None),
            ],
        ),
        (
            "到2026年，高端机床、玻璃深加工四条重点产业链总产值突破900亿元，机床产业链本地配套率由2025年的38%提高到50%。",
            [
                ("云溪市", "四条重点产业链总产值", "≥", 900.0, "亿元", 2026),
                ("机床产业链", "本地配套率", "=", 50.0, "%", 2026),
            ],
        ),
        (
            "到2028年，研发投入强度不低于3.6%，本地配套率至少60%，单位能耗低于2.5%，落后企业不多于3家。",
            [
                ("云溪市", "研发投入强度", "≥", 3.6, "%", 2028),
                ("云溪市", "本地配套率", "≥", 60.0, "%", 2028),
                ("云溪市", "单位能耗", "≤", 2.5, "%", 2028),
                ("云溪市", "落后企业", "≤", 3.0, "家", 2028),
            ],
        ),
        ("力争新增营收过千亿、百亿企业各若干家。", []),
        ("截至2025年底，全市规上企业已达1037家。", []),
        ("2019年高新技术企业约7000家。", []),
        ("力争招引和培育1—3家链主企业。", []),
    ],
)
def test_reads_what_is_to_be_reached(text: str, wanted: list[tuple[str, str, str, float, str, int | None]]) -> None:
    assert [row(goal) for goal in goals(document(text))] == wanted


def test_a_title_says_whose_indicator_and_quotes_are_exact() -> None:
    plan = document("智能装备产业集群。到2030年，产值突破300亿元。")
    (goal,) = goals(plan)
    assert (goal.scope, goal.scope_type, goal.value) == ("智能装备产业集群", "Cluster", 300.0)
    assert goal.evidence.quote == plan.text[goal.evidence.place.start : goal.evidence.place.end] == "产值突破300亿元"
