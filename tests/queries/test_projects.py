"""Projects that documents name: how far they are, under which name, of which chain, and where."""

from pathlib import Path

import pytest
from city import Triple, plan

from liantu.graph import open_store
from liantu.intake import load
from liantu.queries.changes import changes
from liantu.queries.gaps import gaps
from liantu.queries.plans import projects
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
    ],
)
def test_how_far_a_project_is_by_the_words_of_its_clause(quote: str, stage: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, [(CHAIN, "HAS_PROJECT", "机器人生产基地项目")], quotes={0: quote})
        assert [row.progress for row in projects(graph)] == [stage]


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
