"""Whose a thing is: by headings without an ending, by what a sentence turns to, in texts about several chains."""

from pathlib import Path

import pytest

from liantu.loaders import extract, goals, read
from liantu.loaders.about import speaks
from liantu.loaders.mentions import Mention
from liantu.loaders.titles import figure, groups, listed
from liantu.schema import Block, BlockKind

TITLE = "关于云溪市船舶配套和粮油加工产业链的调研报告"
NAMED = groups([("船舶配套产业链", "Chain"), ("智能传感器", "Industry")], TITLE)


def headed(line: str) -> str | None:
    title = NAMED.headed(Block(0, BlockKind.HEADING, line, 0, level=1))
    return title[0][0] if title else None


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("一、船舶配套：壳子强、心脏弱", "船舶配套产业链"),
        ("（二）船舶配套这条链", "船舶配套产业链"),
        ("2.船舶配套发展现状", "船舶配套产业链"),
        ("二、传感器，两头软", "智能传感器"),  # in short, where only one is meant
        ("三、粮油加工——前头热、后头冷", "粮油加工产业链"),  # as the title calls it
        ("（三）粮油加工", "粮油加工产业链"),
        ("三、几点建议", None),
        ("四、创新：要素不足", None),
        ("船舶配套的老厂今年接了二十条船的订单，工人三班倒，车间里灯火通明，家家都在招人，忙个不停", None),
    ],
)
def test_a_heading_may_begin_with_the_name_of_a_group_that_the_text_has_elsewhere(line: str, group: str | None) -> None:
    assert headed(line) == group


def marked(text: str, *names: tuple[str, str]) -> list[Mention]:
    return [Mention(n, kind, text.find(n), text.find(n) + len(n), 0.9, "tagger") for n, kind in names]


def test_the_ending_of_a_list_of_groups_is_that_of_each() -> None:
    two = [("船舶配套产业链", "Chain"), ("粮油加工产业链", "Chain")]
    assert listed(TITLE, marked(TITLE, ("船舶配套", "K"), ("粮油加工产业链", "G"))) == [two]
    assert listed(TITLE, marked(TITLE, ("船舶配套和粮油加工产业链", "G"))) == [two]
    assert listed(TITLE, marked(TITLE, ("船舶配套", "K"))) == []


def test_a_figure_of_a_heading_is_no_thing() -> None:
    line = Block(0, BlockKind.HEADING, "一、船舶配套：壳子强、轴承弱", 0, level=1)
    assert figure(line, "壳子强", TITLE)
    assert not figure(line, "轴承", TITLE)  # a link of reference chains
    assert not figure(Block(0, BlockKind.HEADING, "二、补短板：曲轴、舵机", 0, level=1), "舵机", TITLE)


def test_a_sentence_that_begins_with_a_chain_speaks_of_it() -> None:
    text = "从汇总情况看，机床链缺丝杠；食品产业链缺冷库。冷库建设滞后。汽车产业链对轴承需求大。"
    turns = speaks(text, marked(text, ("机床链", "G"), ("食品产业链", "G"), ("汽车产业链", "G")))
    told = [turns.at(text.find(thing), on=False) for thing in ("丝杠", "冷库", "冷库建设", "轴承")]
    assert [group[0] if group else None for group in told] == ["机床链", "食品产业链", None, None]
    assert turns.at(text.find("冷库建设"), on=True) == ("食品产业链", "Chain")


TWO = f"""{TITLE}

近期，课题组走访了32家企业，召开座谈会6场。现将情况报告如下。

一、船舶配套：壳子强、心脏弱

船用锚链是我们的老本行。一是曲轴没人做。二是船用阀门规模偏小。三是舵机本地一家也没有。

二、粮油加工，前头热、后头冷

一是米糠油没人做。二是大豆蛋白尚无企业生产。

三、几点建议

一要引进曲轴企业。二要把米糠油补上来。
"""


def owners(folder: Path, text: str) -> dict[str, set[str]]:
    (folder / "调研.txt").write_text(text, "utf-8")
    found: dict[str, set[str]] = {}
    for fact in extract(read(folder / "调研.txt")):
        if fact.predicate in ("SEEKS", "FOCUSES_ON"):
            found.setdefault(fact.object, set()).add(fact.subject)
    return found


def test_a_text_about_two_chains_gives_each_what_stands_under_its_heading(tmp_path: Path) -> None:
    found = owners(tmp_path, TWO)
    assert all(found[thing] == {"船舶配套产业链"} for thing in ("曲轴", "船用阀门", "舵机"))
    assert all(found[thing] == {"粮油加工产业链"} for thing in ("米糠油", "大豆蛋白"))
    assert not {"壳子强", "心脏弱", "前头热", "后头冷"} & set(found)


def test_what_advice_repeats_stays_with_the_chain_of_its_heading(tmp_path: Path) -> None:
    text = TITLE.replace("船舶配套和粮油加工产业链", "智能家电产业链和光伏产业链")
    text += "\n\n一、智能家电这条链\n\n显示面板本地没人做。\n\n二、光伏产业：规模大、辅材弱\n\n光伏胶膜空白。\n"
    found = owners(tmp_path, text + "\n三、工作建议\n\n加快补上显示面板、光伏胶膜两个缺口。\n")
    assert found["显示面板"] == {"智能家电产业链"}
    assert found["光伏胶膜"] == {"光伏产业链"}


GOALS = """云溪市产业链建设要点

一、有色金属产业链

到2028年，产业链产值达到300亿元。

{}

到2028年，规模以上工业企业达到800家。
"""


@pytest.mark.parametrize("heading", ["二、主要目标", "二、电子信息产业链\n\n（一）短板\n\n芯片空白。\n\n三、总体目标"])
def test_the_next_heading_ends_the_chain_that_goals_are_of(heading: str, tmp_path: Path) -> None:
    (tmp_path / "要点.txt").write_text(GOALS.format(heading), "utf-8")
    found = goals(read(tmp_path / "要点.txt"))
    assert [(goal.scope, goal.value) for goal in found] == [("有色金属产业链", 300), ("云溪市", 800)]


def test_a_chain_that_only_uses_a_thing_does_not_own_it(tmp_path: Path) -> None:
    text = "云溪市铜基新材料产业链实施方案\n\n一、存在问题\n\n高精度铜带仍是短板。"
    found = owners(tmp_path, text + "汽车产业链对高强铜合金需求大，高强铜合金本地没人做。\n")
    assert not any("汽车" in owner for each in found.values() for owner in each)


LISTED = """云溪市重点产业链实施方案

一、装备制造产业链

安吉县、德清县可优先承接铸造、锻造项目，长兴县优先承接轴承、齿轮箱项目。德清县承接地理信息产业转移。

二、重点项目

1.明川轴承扩产项目，选址长兴县，总投资5亿元，正在建设。
"""


def test_projects_that_a_place_may_take_on_are_neither_projects_nor_its_fields(tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_text(LISTED.replace("云溪市", "湖州市"), "utf-8")
    facts = extract(read(tmp_path / "方案.txt"))
    assert {(f.subject, f.object) for f in facts if f.predicate == "DEVELOPS"} == {("德清县", "地理信息")}
    projects = {(f.subject, f.object) for f in facts if f.predicate == "LOCATED_IN" and f.subject_type == "Project"}
    assert projects == {("明川轴承扩产项目", "长兴县")}  # not in the city too


def test_the_title_of_a_report_gives_its_place_no_field(tmp_path: Path) -> None:
    (tmp_path / "调研.txt").write_text(TWO.replace("云溪市", "湖州市"), "utf-8")
    assert not [f for f in extract(read(tmp_path / "调研.txt")) if f.predicate in ("DEVELOPS", "HOSTS")]
