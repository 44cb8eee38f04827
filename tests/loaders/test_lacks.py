"""What words say is lacking: one wording, one role; names that only their clause gives away; whose they are."""

import pytest
from plain_text import document

from liantu.loaders import extract
from liantu.loaders.lacks import lack, lacking, unmarked
from liantu.loaders.mentions import Mention
from liantu.loaders.regions import places

NONE_HERE = (
    "依赖外购",
    "等关键部件全部依赖外购",
    "基本靠进口",
    "靠进口",
    "长期从日本进口",
    "仍需从省外调入",
    "完全从外地购入的局面得到扭转",
    "（内圈、外圈）均为外地品牌",
    "全部外购",
    "等工序须送往外地加工",
    "几乎空白",
    "几乎为零",
    "环节在本市尚属空白",
    "尚无企业布局",
    "没有一家规上企业",
    "一家也没有",
    "机构缺乏",
    "受制于人",
    "尚不能自主供应",
    "等核心零部件对外依存度达90%以上",
    "两头在外",
)
SOME_HERE = (
    "主要靠外地采购",
    "大部分依赖进口",
    "等核心零部件对外依存度达60%",
    "目前园内仅1家",
    "有2家企业，规模偏小",
    "等辅料配套不足问题",
    "产能严重不足",
    "能力缺口约15万吨",
    "也是短板",
    "处在小试阶段",
    "研发刚刚起步",
    "尚在研发",
    "虽有布局但产品层次不高",
    "品种不全",
    "工艺未突破",
    "产能外迁",
)
NOT_LACKING = (
    "并不缺少企业",
    "不再依赖进口",
    "依赖进口的局面已扭转",
    "产品出口国外",
    "率不足三成",
    "综合利用率偏低",
    "能力过剩而下游不足",
    "都在研发新品",
    "由明川精密供应",
)


@pytest.mark.parametrize(
    ("said", "role"), [*((said, "缺失") for said in NONE_HERE), *((said, "补强") for said in SOME_HERE)]
)
def test_one_wording_says_the_same_of_every_thing(said: str, role: str) -> None:
    found = lack(f"轴承{said}", 0, 2)
    assert found and found.role == role


@pytest.mark.parametrize("said", NOT_LACKING)
def test_what_is_not_lacking_is_told_from_what_is(said: str) -> None:
    assert lack(f"轴承{said}", 0, 2) is None


@pytest.mark.parametrize("text", ["打破轴承依赖进口的局面", "我国轴承长期依赖进口", "过去轴承全部依赖外购"])
def test_what_is_past_or_lacking_elsewhere_is_not_lacking_here(text: str) -> None:
    at = text.index("轴承")
    assert lack(text, at, at + 2) is None


def marked(text: str, *names: tuple[str, str]) -> list[Mention]:
    return [Mention(name, kind, text.index(name), text.index(name) + len(name), 0.9, "tagger") for name, kind in names]


def test_a_place_elsewhere_is_as_good_as_outside_and_one_here_is_not() -> None:
    for text, count in (("轴承靠武汉市、齿轮靠浙江省", 2), ("轴承靠云溪市", 0)):
        names = [(one, "K") for one in ("轴承", "齿轮") if one in text]
        towns = [(one, "R") for one in ("武汉市", "浙江省", "云溪市") if one in text]
        mentions = sorted(marked(text, *names, *towns), key=lambda m: m.start)
        assert len(list(lacking(text, mentions, places(f"云溪市{text}", "云溪市")))) == count


def test_a_name_that_the_reader_did_not_mark_is_found_by_its_clause_beside_one_that_it_did() -> None:
    text = "减速器依赖外购；壳体虽有3家企业生产，但高端密封环仍需从省外调入，仓储能力缺口约15万吨，人才短缺。"
    mentions = marked(text, ("减速器", "K"))
    assert [m.text for m in unmarked(text, mentions, places(text))] == ["高端密封环", "仓储"]
    alone = "高端密封环仍需从省外调入。"
    assert not list(unmarked(alone, [], places(alone)))


def test_what_no_title_gives_to_a_group_belongs_to_the_one_that_its_paragraph_is_about() -> None:
    text = document(
        "云溪市“十五五”规划纲要",
        "第一节 做强主导产业",
        "纺织服装。巩固棉纺、针织，推动产业由面料向成衣延伸。依托明川纺织等骨干企业，做优混纺纱、真丝面料。着力解决拉链、缝纫线等辅料配套不足问题，化纤长丝完全从外地购入。",
    )
    said = {(f.subject, f.object, f.role) for f in extract(text) if f.predicate == "SEEKS"}
    assert {("纺织服装", "拉链", "补强"), ("纺织服装", "化纤长丝", "缺失")} <= said


def test_a_paragraph_that_begins_with_the_name_of_a_group_is_about_it() -> None:
    text = document(
        "第一节 做强主导产业",
        "茶饮加工。以青崖茶业为龙头，从卖鲜叶向茶粉、茶饮料、茶点延伸。",
        "竹木家居。巩固竹地板、竹家具优势。着力解决五金件、封边条等辅料配套不足问题，胶黏剂完全从外地购入。",
    )
    said = {(f.subject, f.object, f.role) for f in extract(text) if f.predicate == "SEEKS"}
    assert {("竹木家居", "五金件", "补强"), ("竹木家居", "胶黏剂", "缺失")} <= said


def test_the_same_words_give_the_same_role_whatever_the_scorer_thinks() -> None:
    text = document(
        "智能装备产业链。轴承、丝杠全部依赖外购；数控系统基本靠进口；伺服电机几乎为零；导轨主要靠外地采购。"
    )
    said = {f.object: f.role for f in extract(text) if f.predicate == "SEEKS"}
    assert said == {"轴承": "缺失", "丝杠": "缺失", "数控系统": "缺失", "伺服电机": "缺失", "导轨": "补强"}
