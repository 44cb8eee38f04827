"""What a business scope says of a link, and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.queries.matching import Tier, Wanted, match, patterns, terms

REDUCER = Wanted("谐波减速器")
BATTERY = Wanted("电池管理系统", ("BMS",))
FILM = Wanted("偏光片")


@pytest.mark.parametrize(
    ("wanted", "scope", "tier", "words"),
    [
        (REDUCER, "一般项目：谐波减速器制造；电机销售", Tier.SURE, "谐波减速器制造"),
        (REDUCER, "谐波减速器、伺服电机的研发、生产、销售", Tier.SURE, "谐波减速器、伺服电机的研发、生产、销售"),
        (REDUCER, "研发、生产、销售：电机、谐波减速器", Tier.SURE, "研发、生产、销售：电机、谐波减速器"),
        (REDUCER, "生产销售谐波减速器", Tier.SURE, "生产销售谐波减速器"),
        (REDUCER, "谐波减速机制造", Tier.SURE, "谐波减速机制造"),
        (REDUCER, "谐波传动减速器制造", Tier.MATCH, "谐波传动减速器制造"),
        (REDUCER, "谐波减速器零部件加工", Tier.MATCH, "谐波减速器零部件加工"),
        (REDUCER, "谐波减速器", Tier.MATCH, "谐波减速器"),
        (REDUCER, "谐波减速器销售；轴承制造", None, "谐波减速器销售"),
        (REDUCER, "谐波减速器批发、零售", None, "谐波减速器批发、零售"),
        (REDUCER, "谐波减速器技术服务", None, "谐波减速器技术服务"),
        (REDUCER, "谐波减速器的技术研发", None, "谐波减速器的技术研发"),
        (REDUCER, "机械制造（不含谐波减速器）", None, "机械制造（不含谐波减速器）"),
        (REDUCER, "谐波减速器润滑脂制造", None, "谐波减速器润滑脂制造"),
        (BATTERY, "BMS研发、生产", Tier.SURE, "BMS研发、生产"),
        (BATTERY, "电池管理系统软件开发", None, "电池管理系统软件开发"),
        (FILM, "偏光片保护膜制造", None, "偏光片保护膜制造"),
        (FILM, "电机销售;偏光片销售。偏光片生产\n家具批发", Tier.SURE, "偏光片生产"),
        (FILM, "偏光片生产设备制造", None, "偏光片生产设备制造"),
        (FILM, "偏光片的生产设备研发", None, "偏光片的生产设备研发"),
        (FILM, "偏光片的生产、技术服务", Tier.SURE, "偏光片的生产、技术服务"),
        (FILM, "偏光片等光学薄膜的生产", Tier.MATCH, "偏光片等光学薄膜的生产"),
        (FILM, "偏光片等行业用胶水制造", None, "偏光片等行业用胶水制造"),
        (Wanted("船用曲轴"), "船舶用曲轴锻件制造", Tier.MATCH, "船舶用曲轴锻件制造"),
        (Wanted("igbt模块"), "IGBT模块制造", Tier.SURE, "IGBT模块制造"),
        (Wanted("检验检测"), "检验检测服务", Tier.SURE, "检验检测"),
        (Wanted("设计"), "船舶设计；船舶制造", Tier.OPEN, "船舶设计"),
        (Wanted("设计"), "研发、设计；服装制造", Tier.SURE, "设计"),
        (Wanted("检测"), "检验检测服务", Tier.SURE, "检验检测"),
        (Wanted("减速器"), "工业用减速器制造", Tier.SURE, "工业用减速器制造"),
        (Wanted("车载摄像头"), "汽车摄像头的生产和销售", Tier.SURE, "汽车摄像头的生产和销售"),
        (Wanted("抗体药物"), "抗体类药物的生产", Tier.MATCH, "抗体类药物的生产"),
        (Wanted("显示面板", ("面板制造",)), "显示面板清洗剂制造", None, "显示面板清洗剂制造"),
        (Wanted("药用玻璃"), "药用玻璃瓶、玻璃容器制造", Tier.MATCH, "药用玻璃瓶、玻璃容器制造"),
        (Wanted("药用玻璃"), "药用玻璃瓶销售", None, "药用玻璃瓶销售"),
        (Wanted("药用玻璃"), "药用玻璃瓶清洗机制造", None, "药用玻璃瓶清洗机制造"),
        (Wanted("不锈钢"), "不锈钢管件生产", Tier.MATCH, "不锈钢管件生产"),
        (Wanted("轴承"), "轴承钢制造", None, "轴承钢制造"),
        (Wanted("电池"), "电池片、电池膜制造", None, "电池片"),
        (Wanted("晶圆制造", ("集成电路制造",)), "集成电路制造", Tier.SURE, "集成电路制造"),
        (Wanted("晶圆制造", ("集成电路制造",)), "集成电路封装、测试", None, "集成电路封装"),  # a step of another firm
        (Wanted("芯片制造"), "半导体芯片封装测试", None, "半导体芯片封装测试"),
        (Wanted("芯片封装"), "集成电路封装；家具制造", Tier.MATCH, "集成电路封装"),
        (Wanted("光伏组件"), "光伏组件封装", Tier.SURE, "光伏组件封装"),  # a module is made by packing it
        (Wanted("电源管理芯片"), "电源管理芯片的设计、销售", Tier.MATCH, "电源管理芯片的设计、销售"),
        (Wanted("射频芯片"), "射频芯片研发、设计及销售；技术服务", Tier.MATCH, "射频芯片研发、设计及销售"),
        (Wanted("功率器件", ("功率芯片",)), "功率芯片开发、销售", Tier.MATCH, "功率芯片开发、销售"),
        (Wanted("工业软件"), "工业软件开发、销售", Tier.SURE, "工业软件开发、销售"),
        (Wanted("模拟芯片"), "模拟芯片的研发、设计、生产、销售", Tier.SURE, "模拟芯片的研发、设计、生产、销售"),
        (Wanted("模拟芯片"), "模拟芯片的研发、设计；技术咨询", None, "模拟芯片的研发、设计"),
        (Wanted("模拟芯片"), "模拟芯片批发、零售", None, "模拟芯片批发、零售"),
        (Wanted("晶圆制造", ("集成电路制造",)), "集成电路的研发、设计、销售", None, "集成电路的研发、设计、销售"),
        (Wanted("触控模组"), "触控模组的研发、设计、销售", Tier.OPEN, "触控模组的研发、设计、销售"),
        (FILM, "偏光片的研发、销售", Tier.OPEN, "偏光片的研发、销售"),
        (Wanted("医用皮肤敷料", (), ("医用敷料",)), "医用敷料生产", Tier.OPEN, "医用敷料生产"),
        (Wanted("医用皮肤敷料", (), ("医用敷料",)), "医用敷料销售", None, "医用敷料销售"),
    ],
)
def test_a_scope_is_judged_by_its_verbs(wanted: Wanted, scope: str, tier: Tier | None, words: str) -> None:
    found = match(wanted, scope)
    assert found is not None
    assert (found.tier, found.words) == (tier, words) and found.words in scope and found.why


@pytest.mark.parametrize(
    "scope", ["", "行星减速器制造", "减速器制造", "依法须经批准的项目，经相关部门批准后方可开展经营活动"]
)
def test_a_scope_that_says_nothing_gives_nothing(scope: str) -> None:
    assert match(REDUCER, scope) is None


def test_one_clause_that_makes_outweighs_another_that_sells() -> None:
    found = match(REDUCER, "谐波减速器销售；谐波减速器制造")
    assert found is not None and found.tier is Tier.SURE


def test_of_equal_words_those_with_the_very_name_are_shown() -> None:
    found = match(Wanted("伺服电机", ("空心杯电机",)), "空心杯电机的制造；伺服电机的制造")
    assert found is not None and found.words == "伺服电机的制造"


def test_industry_and_name_alone_leave_it_open() -> None:
    by_industry = match(REDUCER, "机械设备", "谐波减速器制造")
    by_name = match(REDUCER, "机械设备", "", "云溪谐波减速器有限公司")
    assert by_industry is not None and by_industry.tier is Tier.OPEN
    assert by_name is not None and by_name.tier is Tier.OPEN and by_name.words == "谐波减速器"


def test_a_trading_firm_needs_a_scope_that_says_it_makes() -> None:
    silent = match(REDUCER, "谐波减速器", "", "瑞泰贸易有限公司")
    maker = match(REDUCER, "谐波减速器制造", "", "瑞泰贸易有限公司")
    assert silent is not None and silent.tier is None
    assert maker is not None and maker.tier is Tier.SURE


@given(st.text(alphabet="谐波减速器制造销售、；，（）不含的及研发A ", max_size=40))
def test_words_of_a_match_stand_in_the_scope(scope: str) -> None:
    found = match(REDUCER, scope)
    assert found is None or found.words in scope


def test_patterns_ask_for_the_whole_name_and_for_names_with_something_inside() -> None:
    assert patterns(Wanted("偏光片")) == ('("偏光" AND "光片")', "")
    exact, near = patterns(REDUCER)
    assert near.startswith('(("谐波" AND "减速" AND "速器")')
    assert '"波减"' in exact and near.endswith(f" NOT ({exact})")
    assert "BMS" in terms(BATTERY)
