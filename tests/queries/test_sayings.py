"""How a sentence about a link is meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.queries.answers import Proof
from liantu.queries.facts import Said
from liantu.queries.sayings import is_of_ended, progress, seeks

VERBS = "引进|招引|引入|吸引|招商"
PIECES = st.lists(
    st.sampled_from(["引进", "引", "进", "招商", "电机", "伺服电机", "，", "；", "\n", "发展"]), max_size=8
)


def said(quote: str, link: str) -> Said:
    return Said("某链", link, "Chain", "Link", None, (), Proof("某文", "", quote), True, None)


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [("引进伺服电机企业", True), ("引进人才，发展伺服电机", False), ("发展伺服电机，引进人才", False), ("", False)],
)
def test_a_link_is_wanted_by_a_verb_before_it_in_its_clause(quote: str, wanted: bool) -> None:
    assert seeks(said(quote, "伺服电机")) is wanted


@given(PIECES)
def test_the_search_from_the_name_finds_what_a_pattern_with_the_name_finds(pieces: list[str]) -> None:
    quote = "".join(pieces)
    pattern = re.search(rf"(?:{VERBS})[^，。；;！\n]*电机", quote)
    assert seeks(said(quote, "电机")) is (pattern is not None)


@pytest.mark.parametrize(
    ("quote", "name", "stage"),
    [
        ("曲轴项目：总投资8亿元，受政策调整影响，双方已解除合同", "曲轴项目", "已终止"),
        ("曲轴项目因用地指标不足未获批准", "曲轴项目", "已终止"),
        ("曲轴项目尚未获得批准，正在办理备案手续", "曲轴项目", "谋划"),
        ("曲轴项目没有通过评估，不再推进", "曲轴项目", "已终止"),
        ("原拟引进的曲轴项目，投资方退出，已解约", "曲轴项目", "已终止"),
        ("木门项目资金链断裂，去年5月起停工至今", "木门项目", "已搁置"),
        ("木门项目停工一年，今年3月复工", "木门项目", "在建"),
        ("岩板项目投资2亿元，一期已满负荷运行", "岩板项目", "已投产"),
        ("岩板生产线3月点火出料", "岩板生产线", "已投产"),
        ("岩板项目首片产品下线", "岩板项目", "已投产"),
        ("点火线圈项目签约", "点火线圈项目", "已签约"),
        ("岩板项目试生产已完成", "岩板项目", "已投产"),
        ("岩板项目力争首片产品年内下线", "岩板项目", "在建"),
        ("减速机项目落在北湖区，设备正在调试", "减速机项目", "在建"),
        ("减速机项目已完成设备安装", "减速机项目", "在建"),
        ("茶饮项目（桃溪乡）：正在办理用地手续，计划明年动工", "茶饮项目", "谋划"),
        ("茶饮项目已完成环评", "茶饮项目", "谋划"),
        ("茶饮项目完成环评批复，已开工建设", "茶饮项目", "在建"),
        ("茶饮项目签了正式合同", "茶饮项目", "已签约"),
        ("加快主轴技改（2亿元，厂房已封顶）、针剂项目（4亿元，刚签下正式合同）建设", "针剂项目", "已签约"),
        ("加快主轴技改（2亿元，厂房已封顶）、针剂项目（4亿元，刚签下正式合同）建设", "主轴技改", "在建"),
        ("推进电机项目（已解约）、肥料项目（1亿元）、茶饮项目（已投产）建设", "肥料项目", "在建"),
    ],
)
def test_a_project_is_as_far_as_its_own_words_say(quote: str, name: str, stage: str) -> None:
    assert progress(quote, name) == stage


@pytest.mark.parametrize(
    ("quote", "since", "stage"),
    [
        ("7.曲轴项目因环评未获批，暂停实施", "2026", "已搁置"),
        ("曲轴项目已暂停建设", "2026", "已搁置"),
        ("3.曲轴项目，位于北湖区，总投资6亿元，已暂停实施", "2026", "已搁置"),
        ("曲轴项目，位于北湖区，总投资6亿元，因能评未批暂停建设", "2026", "已搁置"),
        ("曲轴项目，占地80亩，选址经开区产业园，受行情影响，已停工半年", "2026", "已搁置"),
        ("曲轴项目因环评未通过，暂停实施，2027年再议", "2026", "已搁置"),
        ("曲轴项目，暂停，待批复后重启", "2026", "已搁置"),
        ("曲轴项目暂不实施", "2026", "已搁置"),
        ("曲轴项目暂停后于今年3月复工", "2026", "在建"),
        ("推进曲轴项目建设，暂停审批水泥项目", "2026", "在建"),
        ("曲轴项目正在建设，水泥项目暂停实施", "2026", "在建"),
        ("曲轴项目，总投资3亿元，已签约，2026年开工", "2026", "已签约"),
        ("曲轴项目，总投资3亿元，已签约，2026年开工", "", "已签约"),
        ("曲轴项目（已签约，2026年开工）", "2026-05", "已签约"),
        ("曲轴项目，已签约，2026年3月开工", "2026-06", "在建"),
        ("曲轴项目，2024年签约，2025年开工", "2026", "在建"),
        ("曲轴项目2025年签约，已于2026年开工", "2026", "在建"),
        ("曲轴项目完成备案，2026年动工", "2026", "谋划"),
    ],
)
def test_a_project_that_was_put_off_or_is_only_agreed_on(quote: str, since: str, stage: str) -> None:
    assert progress(quote, "曲轴项目", since) == stage


def test_a_work_that_was_given_up_makes_its_firm_none_of_the_chain_unless_it_leads() -> None:
    given_up = said("恒屿公司锚链项目未获核准，不再推进", "船舶产业链")._replace(subject="恒屿公司")
    assert is_of_ended(given_up)
    leads = "龙头企业恒屿公司的锚链项目未获核准，不再推进"
    assert not is_of_ended(given_up._replace(proof=Proof("某文", "", leads)))
    assert not is_of_ended(given_up._replace(role="链主"))
