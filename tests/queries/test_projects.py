"""Projects that documents name: how far they are, under which name, of which chain, and where."""

from pathlib import Path

import pytest
from city import Triple, plan

from liantu.graph import open_store
from liantu.intake import load
from liantu.queries.changes import changes
from liantu.queries.gaps import gaps
from liantu.queries.maps import maps
from liantu.queries.projects import projects
from liantu.schema import Status

CHAIN = "智能装备产业链"


@pytest.mark.parametrize(
    ("quote", "stage"),
    [
        ("2025年已完成机器人生产基地项目等工程，推动城市建设", "已建成"),
        ("活动集中签约机器人生产基地项目，推进产业链建设", "已签约"),
        ("围绕机器人生产基地项目，着力引进一批配套企业", ""),
        ("确保机器人生产基地项目年内开工", "谋划"),
        ("支持明川精密建设机器人生产基地项目，形成产能", "谋划"),
        ("加快机器人生产基地项目前期工作", "谋划"),
        ("加快推进机器人生产基地项目建设", "在建"),
        ("原定落户我市的机器人生产基地项目因资金问题已终止", "已终止"),
        ("已签约的机器人生产基地项目，因选址问题被取消", "已终止"),
        ("机器人生产基地项目、轴承项目暂缓实施", "已搁置"),
        ("机器人生产基地项目已签约，轴承项目已终止", "已签约"),
        ("机器人生产基地项目未取消，正在建设", "在建"),
        ("总投资3亿元的机器人生产基地项目因环评未通过已停止推进", "已终止"),
        ("机器人生产基地项目因能耗指标未落实不再推进", "已终止"),
        ("机器人生产基地项目因资金问题停工", "已搁置"),
        ("机器人生产基地项目完成主体施工", "在建"),
        ("机器人生产基地项目主体工程完工", "在建"),
        ("后者拟在青岚区投资5亿元建设机器人生产基地项目", "谋划"),
        ("与恒岳机械签署协议，后者拟在青岚区投资5亿元建设机器人生产基地项目", "谋划"),
        ("轴承项目（青岚区，已投产）、机器人生产基地项目（禾川县，总投资5亿元，正在建设）", "在建"),
    ],
)
def test_how_far_a_project_is_by_the_words_of_its_clause(quote: str, stage: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, [(CHAIN, "HAS_PROJECT", "机器人生产基地项目")], quotes={0: quote})
        assert [row.progress for row in projects(graph)] == [stage]


@pytest.mark.parametrize(
    ("quote", "stage"),
    [
        ("机器人生产基地项目，总投资5亿元，2028年开工建设", "谋划"),
        ("机器人生产基地项目（青岚区，2028年5月动工）", "谋划"),
        ("机器人生产基地项目（青岚区，2024年开工）", "在建"),
        ("机器人生产基地项目（青岚区，2028年建成投产）", "在建"),
        ("机器人生产基地项目（青岚区，2024年3月竣工投产）", "已投产"),
    ],
)
def test_a_year_after_the_text_is_still_to_come(quote: str, stage: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        said: list[Triple] = [(CHAIN, "HAS_PROJECT", "机器人生产基地项目")]
        plan(graph, said, quotes={0: quote}, title="云溪市机器人行动方案（2026—2028年）")
        assert [row.progress for row in projects(graph)] == [stage]


REPORT = """云溪市2026年政府工作报告

一、过去一年工作回顾

海洋装备产业加快起势，恒岳重工交付首艘工船。

项目建设势头强劲。总投资18.5亿元的竹山县华东隔膜项目完成主体施工；因市场变化，总投资50亿元的竹山县锦程多晶硅项目经与企业协商终止。

二、今年主要任务

规划建设铝灰回收中心，项目选址在竹山县，总投资1.8亿元，目前处于前期阶段。

远方精工减速机扩建项目落在竹山县，投资7.5亿元，设备正在调试。
"""

BOXES = """云溪市产业规划

第一节  装备制造集群

做强盾构机、起重机。

专栏3  重大项目

1.云溪生物医药产业园，总投资38亿元，在建。

2.竹山县起重机智能工厂项目（竹山县，总投资4.8亿元，已投产）

第二节  光电信息产业链

提升镜头水平。

专栏4  光电信息产业链重点项目

1.云岭光学年产3000万件车载镜头项目（房县，总投资21.6亿元，在建）
"""


def _rows(tmp_path: Path, text: str) -> dict[str, tuple[str, str, str, str]]:
    """Each project that a text names: its chain, place, progress and cost."""
    (tmp_path / "文.txt").write_text(text, "utf-8")
    with open_store(tmp_path / "a.db") as graph:
        load(graph, [tmp_path / "文.txt"], workers=1)
        return {row.project: (row.chain, row.region, row.progress, row.investment) for row in projects(graph)}


def test_projects_of_a_report_are_found_by_their_sums_and_have_no_chain_of_another_paragraph(tmp_path: Path) -> None:
    assert _rows(tmp_path, REPORT) == {
        "华东隔膜项目": ("", "竹山县", "在建", "18.5亿元"),
        "锦程多晶硅项目": ("", "竹山县", "已终止", "50亿元"),
        "铝灰回收中心": ("", "竹山县", "谋划", "1.8亿元"),
        "远方精工减速机扩建项目": ("", "竹山县", "在建", "7.5亿元"),
    }


def test_lines_of_boxes_tell_place_sum_and_stage_in_brackets_and_the_box_or_the_item_the_chain(tmp_path: Path) -> None:
    assert _rows(tmp_path, BOXES) == {
        "云溪生物医药产业园": ("", "云溪市", "在建", "38亿元"),
        "起重机智能工厂项目": ("装备制造集群", "竹山县", "已投产", "4.8亿元"),
        "云岭光学年产3000万件车载镜头项目": ("光电信息产业链", "房县", "在建", "21.6亿元"),
    }


def test_one_project_with_and_without_its_place_is_one_row(tmp_path: Path) -> None:
    said: list[Triple] = [("恒岳机械", "UNDERTAKES", "云溪轴承二期"), (CHAIN, "HAS_PROJECT", "轴承二期")]
    quote = "云溪轴承二期（青岚区，总投资6亿元，在建）"
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, said, quotes={0: quote, 1: quote})
        assert [(row.project, row.chain) for row in projects(graph)] == [("云溪轴承二期", CHAIN)]
    with open_store(tmp_path / "b.db") as graph:
        plan(graph, said)
        assert len(projects(graph)) == 2  # two sentences, and no place: nobody knows whether they mean one


WORKS = ("冷轧板项目", "恒岳机械年产60万吨冷轧板生产项目", "恒岳机械冷轧板二期项目")


def test_one_project_under_two_names_is_one_row_under_the_fuller(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        said: list[Triple] = [("恒岳机械", "UNDERTAKES", name) for name in WORKS]
        quotes = {0: "一期2024年投产；冷轧板项目2027年建成投产", 1: f"推进{WORKS[1]}，2026年扩产轴承"}
        plan(graph, [*said, (CHAIN, "HAS_PROJECT", WORKS[0])], quotes=quotes)
        found = {row.project: (row.chain, row.year) for row in projects(graph)}
        assert found == {WORKS[1]: (CHAIN, "2026"), WORKS[2]: ("", "2026")}
        plan(graph, [("恒岳机械", "UNDERTAKES", "年产30万吨冷轧板项目")], name="二.txt")
        assert len(projects(graph)) == 4  # two amounts: nobody knows which of them the short name means


def test_a_project_belongs_to_the_chain_that_its_heading_names(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        said: list[Triple] = [("恒岳机械", "UNDERTAKES", "轴承项目"), ("智能装备产业链", "FOCUSES_ON", "轴承")]
        plan(graph, said, heading="（一）做强智能装备产业")
        assert [row.chain for row in projects(graph)] == ["智能装备产业链"]


def test_a_project_in_the_row_of_a_place_lies_there(tmp_path: Path) -> None:
    rows_ = "1.柳溪县：加快推进昭华竹业竹编家具二期项目建设。\n2.望潮高新区：加快推进浪屿阀门船用阀门生产项目建设。\n"
    text = f"望潮市产业布局方案\n一、重点项目\n{rows_}"
    (tmp_path / "布局.txt").write_text(text, "utf-8")
    with open_store(tmp_path / "a.db") as graph:
        load(graph, [tmp_path / "布局.txt"], workers=1)
        rows = projects(graph)
    assert {(row.project[:4], row.region) for row in rows} == {("昭华竹业", "柳溪县"), ("浪屿阀门", "望潮高新区")}


SIGNED, ENDED = "柳溪县与恒岳机械签约，落户谐波轴承项目", "原定落户柳溪县的恒岳机械谐波轴承项目因资金问题已终止"


@pytest.mark.parametrize(
    ("quotes", "shown"), [((SIGNED, ENDED), "已终止"), ((ENDED, "恒岳机械谐波轴承项目开工建设"), "在建")]
)
def test_a_project_that_ended_is_no_signed_one_unless_a_later_text_goes_on(
    quotes: tuple[str, str], shown: str, tmp_path: Path
) -> None:
    with open_store(tmp_path / "a.db") as graph:
        for number, quote in enumerate(quotes):
            said: list[Triple] = [("恒岳机械", "UNDERTAKES", "谐波轴承项目")]
            plan(graph, said, name=f"{number}.txt", quotes={0: quote}, date=f"2026-0{3 + number}")
        assert [row.progress for row in projects(graph)] == [shown]


def test_whose_project_ended_makes_nothing_here(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        said: list[Triple] = [(CHAIN, "SEEKS", "谐波轴承", "引进"), ("恒岳机械", "MAKES", "谐波轴承")]
        plan(graph, said, quotes={0: "引进谐波轴承企业", 1: ENDED})
        (gap,) = [gap for gap in gaps(graph) if gap.link == "谐波轴承"]
        assert (gap.state, gap.firms) == ("缺", ())


def test_what_a_project_costs_and_what_the_final_plan_changes(tmp_path: Path) -> None:
    draft, final = (f"推进谐波轴承项目（总投资{cost}亿元）、机床项目（总投资18亿元）" for cost in (22, 25))
    said: list[Triple] = [(CHAIN, "HAS_PROJECT", "谐波轴承项目"), (CHAIN, "HAS_PROJECT", "机床项目")]
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, said, name="稿.txt", status=Status.DRAFT, quotes={0: draft, 1: draft})
        plan(graph, said, name="终.txt", quotes={0: final, 1: final})
        assert {row.project: row.investment for row in projects(graph)} == {
            "谐波轴承项目": "25亿元",
            "机床项目": "18亿元",
        }
        told = [(row.name, row.before, row.after) for row in changes(graph, "稿.txt", "终.txt") if row.kind == "项目"]
    assert told == [(f"{CHAIN} › 谐波轴承项目", "投资22亿元", "投资25亿元")]


def test_a_version_that_says_otherwise_how_far_when_and_where_a_project_is(tmp_path: Path) -> None:
    told = {
        "稿.txt": ("（征求意见稿）", "位于衡南县，总投资6亿元，正在办理环评，2028年投产"),
        "终.txt": ("", "位于衡东县，总投资8亿元，因能评未批暂停建设，2029年投产"),
    }
    for name, (kind, words) in told.items():
        text = f"衡阳市轴承产业方案{kind}\n\n一、重点项目\n\n1.恒岳机械轴承项目，{words}。\n"
        (tmp_path / name).write_text(text, "utf-8")
    with open_store(tmp_path / "a.db") as graph:
        load(graph, [tmp_path / name for name in told], workers=1)
        (row,) = [row for row in changes(graph, "稿.txt", "终.txt") if row.kind == "项目"]
    assert (row.name.rpartition(" › ")[2], row.change) == ("恒岳机械轴承项目", "改动")
    assert row.before == "投资6亿元，谋划，2028年，衡南县"
    assert row.after == "投资8亿元，已搁置，2029年，衡东县"


def test_what_two_versions_say_otherwise_comes_before_gaps_that_are_open_still(tmp_path: Path) -> None:
    wanted: list[Triple] = [(CHAIN, "SEEKS", "编码器", "引进"), (CHAIN, "SEEKS", "减速器", "引进")]
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, wanted, name="旧.txt", title="旧计划")
        plan(graph, [*wanted, ("恒岳机械", "UNDERTAKES", "轴承项目")], name="新.txt", title="新计划")
        rows = [(row.kind, row.change) for row in changes(graph, "旧.txt", "新.txt")]
    assert rows == [("项目", "新增"), ("缺口", "仍未补上"), ("缺口", "仍未补上")]


LISTED = """衡阳市重点产业链建设方案

一、重点产业链

（一）盐卤化工产业链

链主企业：湖南新澧盐化股份有限公司。氟化氢尚属空白。

（二）有色金属产业链

链主企业：衡阳鼎丰铜业有限公司。鼎丰铜业生产锂电铜箔。

二、重大项目安排

1.新澧盐化离子膜烧碱项目，位于高新区，总投资5亿元，已签约，2026年开工。

2.鼎丰铜业循环产业园，选址衡南县，总投资3亿元，在建。

3.氟化氢项目因用地未落实停工。

4.常宁瑞丰岩板项目，总投资2亿元，暂停。
"""


def test_projects_of_a_list_for_all_chains_belong_to_that_of_their_firm_or_of_what_they_make(tmp_path: Path) -> None:
    assert _rows(tmp_path, LISTED) == {
        "新澧盐化离子膜烧碱项目": ("盐卤化工产业链", "衡阳高新区", "已签约", "5亿元"),
        "鼎丰铜业循环产业园": ("有色金属产业链", "衡南县", "在建", "3亿元"),
        "氟化氢项目": ("盐卤化工产业链", "衡阳市", "已搁置", ""),
        "瑞丰岩板项目": ("", "常宁市", "已搁置", "2亿元"),
    }


def test_the_roadmap_of_a_chain_has_the_projects_of_a_list_for_all(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text(LISTED, "utf-8")
    with open_store(tmp_path / "a.db") as graph:
        load(graph, [tmp_path / "文.txt"], workers=1)
        assert [row.project for row in projects(graph, chain="有色金属")] == ["鼎丰铜业循环产业园"]
        (drawn,) = maps(graph, "盐卤化工")
    assert [(one.what, one.status) for one in drawn.events if one.kind == "项目"] == [
        ("新澧盐化离子膜烧碱项目", "已签约")
    ]


def test_a_project_of_another_place_belongs_to_no_chain_of_this_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, [(CHAIN, "FOCUSES_ON", "轴承"), (CHAIN, "FOCUSES_ON", "齿轮")])
        plan(graph, [("恒屿机械", "UNDERTAKES", "恒屿轴承项目")], name="外.txt", region="望潮市")
        assert [row.chain for row in projects(graph)] == [""]
