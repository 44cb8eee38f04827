"""Indicators of an imaginary city: whose, what, how much, by when; results of the past are none."""

import pytest
from plain_text import document

from liantu.loaders import goals
from liantu.loaders.formats.text import text_lines
from liantu.loaders.sections import sections
from liantu.schema import Document, Goal


def row(goal: Goal) -> tuple[str, str, str, float, str, int | None]:
    return goal.scope, goal.metric, goal.comparator, goal.value, goal.unit, goal.year


def parsed(text: str) -> Document:
    parts, blocks = sections(text, text_lines(text))
    return Document("0", "0", "云溪.txt", text, parts, blocks)


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
        (
            "到2028年，机床、竹木两大产业集群总产值突破90亿元，其中机床达到60亿元，竹木30亿元；规上工业企业达到200家。",
            [
                ("云溪市", "两大产业集群总产值", "≥", 90.0, "亿元", 2028),
                ("机床", "产值", "=", 60.0, "亿元", 2028),
                ("竹木", "产值", "=", 30.0, "亿元", 2028),
                ("云溪市", "规上工业企业", "=", 200.0, "家", 2028),
            ],
        ),
        (
            "到2028年：机床产业规模迈上90亿台阶，竹木产业力争60亿，陶瓷产业保持30亿元以上，茶叶产业冲刺20亿元。",
            [
                ("机床", "规模", "≥", 90.0, "亿元", 2028),
                ("竹木", "规模", "=", 60.0, "亿元", 2028),
                ("陶瓷", "规模", "≥", 30.0, "亿元", 2028),
                ("茶叶", "规模", "=", 20.0, "亿元", 2028),
            ],
        ),
        (
            "争取到2028年机床产业产值翻一番、达到42亿元，年均增长9%以上。",
            [("机床", "产值", "=", 42.0, "亿元", 2028), ("机床", "产值年均增长", "≥", 9.0, "%", 2028)],
        ),
        ("到2030年，全市机床产业产值达到95亿元。", [("机床", "产值", "=", 95.0, "亿元", 2030)]),
        (
            "到2028年，培育专精特新企业30家；万元GDP能耗控制在0.3吨标煤以内；总产值达到1,200亿元。",
            [
                ("云溪市", "专精特新企业", "=", 30.0, "家", 2028),
                ("云溪市", "万元GDP能耗", "≤", 0.3, "吨标煤", 2028),
                ("云溪市", "总产值", "=", 1200.0, "亿元", 2028),
            ],
        ),
        ("力争总产值达到90亿元；目前，已有规上工业企业120家。", [("云溪市", "总产值", "=", 90.0, "亿元", None)]),
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


def test_a_passage_of_a_plan_that_says_what_to_do_sets_what_it_is_to_reach() -> None:
    tasks, stands = "做大云溪茶叶品牌，干茶产能达到2万吨。", "发展茶叶，产能达到1万吨。"
    text = f"云溪市产业发展方案\n一、主要任务\n{tasks}\n二、发展基础\n{stands}\n"
    assert [row(goal) for goal in goals(parsed(text))] == [("云溪市", "干茶产能", "=", 2.0, "万吨", None)]


def test_a_work_report_sets_goals_for_the_year_of_its_heading_or_its_own() -> None:
    text = (
        "云溪市政府工作报告\n——2026年1月18日在云溪市人民代表大会会议上\n"
        "一、2025年工作回顾\n力争的项目全部落地，产值增长5%。\n"
        "二、2026年工作安排\n主要预期目标是：固定资产投资增长7%。\n三、结语\n今年力争工业投资增长8%。\n"
    )
    found = [(goal.metric, goal.year) for goal in goals(parsed(text)) if goal.year != 2025]
    assert found == [("固定资产投资增长", 2026), ("工业投资增长", 2026)]


CHAINS = (
    "产业链 | 2025年实绩（亿元） | 2026年目标（亿元） | 2030年目标（亿元）\n"
    "机床 | 70 | 78 | ≥120\n竹木 | 38 | 41 | —\n合计 | 108 | 119 | 200\n"
)
INDICATORS = (
    "指标名称 | 单位 | 2025年 | 2030年\n规上工业总产值 | 亿元 | 800 | 1,200\n本地配套率（%） | — | 30 | 50以上\n"
)


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            CHAINS,
            [
                ("机床", "规模", "=", 78.0, "亿元", 2026),
                ("机床", "规模", "≥", 120.0, "亿元", 2030),
                ("竹木", "规模", "=", 41.0, "亿元", 2026),
                ("云溪市", "规模", "=", 119.0, "亿元", 2026),
                ("云溪市", "规模", "=", 200.0, "亿元", 2030),
            ],
        ),
        (
            INDICATORS,
            [
                ("云溪市", "规上工业总产值", "=", 1200.0, "亿元", 2030),
                ("云溪市", "本地配套率", "≥", 50.0, "%", 2030),
            ],
        ),
        ("产业链 | 链长 | 企业数\n机床 | 张三 | 70\n竹木 | 李四 | 38\n", []),
    ],
)
def test_a_table_sets_goals_cell_by_cell(
    table: str, wanted: list[tuple[str, str, str, float, str, int | None]]
) -> None:
    found = goals(parsed(f"云溪市产业发展方案\n附表\n{table}"))
    assert [row(goal) for goal in found] == wanted
    assert all(goal.evidence.place.cell is not None for goal in found)


def test_aims_that_are_said_to_follow_have_the_year_that_says_so() -> None:
    told = (
        "现将到2027年的主要目标明确如下：",
        "绿色方面，磷石膏综合利用率不低于80%。",
        "创新方面，高新技术企业不少于900家。",
    )
    assert [(goal.metric, goal.comparator, goal.year) for goal in goals(document(*told))] == [
        ("磷石膏综合利用率", "≥", 2027),
        ("高新技术企业", "≥", 2027),
    ]
