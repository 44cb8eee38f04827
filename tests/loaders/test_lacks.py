"""What words say is lacking: one wording, one role; names that only their clause gives away; whose they are."""

import pytest
from plain_text import document

from liantu.loaders import extract
from liantu.loaders.lacking import lacking, unmarked
from liantu.loaders.lacks import ENOUGH, LENT, WISHED, lack
from liantu.loaders.mentions import Mention
from liantu.loaders.regions import places
from liantu.loaders.weighing import STANDING

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
    "主要靠外地采购",
    "大部分依赖进口",
    "仰仗德国进口",
    "由外地企业配套",
    "全靠省外调入",
    "九成以上靠外地供应",
    "本地配套率不足一成",
    "自给率仅有8%",
    "本地配套率为零",
    "几乎是一张白纸",
    "长期被国外卡脖子",
    "无人会做",
    "尚未取得生产资质",
    "有待引育",
    "我县无人涉足",
    "至今没人做",
    "尚无人问津",
    "在我县仍是白纸一张",
    "仍是一块空地",
    "在本地找不到一家厂家",
    "没企业做",
    "环节没有布点",
    "市内没有主体从事",
)
SOME_HERE = (
    "部分靠外地采购",
    "较多依赖进口",
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
    "仅有芯远半导体一家",
    "只有个别企业涉足",
    "良率不稳",
    "本地配套率不足三成",
    "自给率不足40%",
    "合格率偏低",
    "供应占比不足两成",
    "产能仅能满足本地需求的20%",
    "产能跟不上",
    "质量稳定性差",
    "加工精度不够",
    "企业数量少",
    "依靠个别企业支撑",
    "为单点供应",
    "产能受限",
    "虽有2家企业但竞争力不强",
    "自给率约四成",
    "只有零星企业",
    "企业少而散、规模小、档次低",
    "偏小偏散",
    "只有一户在做",
    "仅宏达缝制科技有限公司一户试制",
    "就一家企业在做",
    "市内独一家",
    "唯一一家企业还在试制",
    "有宏达缝制一家",
    "靠一户企业支撑",
    "仅能小批量供货",
)
FEW_MAKE_IT = (
    "只有1家企业能生产",
    "目前本地仅有一家企业从事",
    "仅青禾光电1家企业生产",
    "仅有个别企业涉足",
    "只有一户能做",
)
NOBODY_MAKES_IT = ("尚无企业从事", "没有企业能够生产", "还没有企业做", "没有人会做")
GONE = (
    "曾有三家企业，现已全部停产",
    "环节原由红星厂承担，该企业2021年破产后再无生产",
    "企业去年整体外迁，本地已无生产",
    "前期有一家企业，已注销",
    "仅剩的企业已搬迁至外省",
    "再无企业生产",
)
NOT_LACKING = (
    "并不缺少企业",
    "不再依赖进口",
    "能力过剩而下游不足",
    "供应充足，不存在短缺问题",
    "已不再短缺",
    "缺口已基本补齐",
    "能够自给",
    "供给宽裕",
    "不存在缺口",
    "供需平衡",
    "这一空缺已经补上",
    "略有富余",
    "本地供应可满足整机需要",
)
NOTHING_SAID = (
    "曾一度停产，现已恢复生产",
    "企业整体搬迁至新园区",
    "企业全部关停落后产线",
    "依赖进口的局面已扭转",
    "产品出口国外",
    "率不足三成",
    "综合利用率偏低",
    "都在研发新品",
    "由明川精密供应",
    "自给率达到八成",
    "与旅游融合不够",
    "从武汉采购",
    "企业仅一户未复工",
    "做得好的没有人不知道",
    "有龙头企业一家",
    "列入重点产品目录",
)


@pytest.mark.parametrize(
    ("said", "role"), [*((said, "缺失") for said in NONE_HERE), *((said, "补强") for said in SOME_HERE)]
)
def test_one_wording_says_the_same_of_every_thing(said: str, role: str) -> None:
    found = lack(f"轴承{said}", 0, 2)
    assert found and found.role == role


@pytest.mark.parametrize(
    ("said", "role"), [*((said, "补强") for said in FEW_MAKE_IT), *((said, "缺失") for said in NOBODY_MAKES_IT)]
)
def test_what_is_said_before_a_thing_counts_too(said: str, role: str) -> None:
    found = lack(f"云溪市{said}轴承", len(said) + 3, len(said) + 5)
    assert found and found.role == role
    assert lack(f"过去{said}轴承", len(said) + 2, len(said) + 4) is None


@pytest.mark.parametrize("said", GONE)
def test_what_nobody_makes_here_any_more_is_missing(said: str) -> None:
    found = lack(f"轴承{said}", 0, 2)
    assert found and found.role == "缺失"


@pytest.mark.parametrize("said", NOT_LACKING)
def test_what_is_not_lacking_is_told_from_what_is(said: str) -> None:
    found = lack(f"轴承{said}", 0, 2)
    assert found and found.role == ENOUGH


@pytest.mark.parametrize("said", NOTHING_SAID)
def test_what_is_neither_said_to_be_lacking_nor_not_to_be(said: str) -> None:
    assert lack(f"轴承{said}", 0, 2) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("并不缺轴承企业", ENOUGH),
        ("无需再引进轴承企业", ENOUGH),
        ("争取轴承检测试点", WISHED),
        ("希望有关县区探索布局轴承等前沿领域", WISHED),
        ("原规划中“轴承缺口”等表述不再适用", WISHED),
        ("希望能有轴承企业来我县落户", WISHED),
        ("若将来条件成熟，可引进轴承企业", WISHED),
        ("我们盼着有一天，轴承能在本地造出来", WISHED),
    ],
)
def test_what_is_needless_only_wished_for_or_said_once_is_not_lacking(text: str, role: str) -> None:
    at = text.index("轴承")
    found = lack(text, at, at + 2)
    assert found and found.role == role


@pytest.mark.parametrize("text", ["打破轴承依赖进口的局面", "我国轴承长期依赖进口", "过去轴承全部依赖外购"])
def test_what_is_past_or_lacking_elsewhere_is_not_lacking_here(text: str) -> None:
    at = text.index("轴承")
    assert lack(text, at, at + 2) is None


@pytest.mark.parametrize("text", ["全县找不到轴承生产企业", "找不到一家做轴承的厂家"])
def test_what_nobody_can_be_found_for_is_missing(text: str) -> None:
    at = text.index("轴承")
    found = lack(text, at, at + 2)
    assert found and found.role == "缺失"


@pytest.mark.parametrize("said", ["列入招商图谱", "、齿轮纳入全县招引清单", "作为招商重点"])
def test_what_is_put_on_a_list_of_firms_to_win_is_wanted(said: str) -> None:
    end = 2 + 3 * said.startswith("、")
    found = lack(f"轴承{said}", 0, end)
    assert found and found.role == "引进"


def marked(text: str, *names: tuple[str, str]) -> list[Mention]:
    return [Mention(name, kind, text.index(name), text.index(name) + len(name), 0.9, "tagger") for name, kind in names]


def test_a_place_elsewhere_is_as_good_as_outside_and_one_here_is_not() -> None:
    for text, count in (("轴承靠武汉市、齿轮靠浙江省", 2), ("轴承靠云溪市", 0)):
        names = [(one, "K") for one in ("轴承", "齿轮") if one in text]
        towns = [(one, "R") for one in ("武汉市", "浙江省", "云溪市") if one in text]
        mentions = sorted(marked(text, *names, *towns), key=lambda m: m.start)
        assert len(list(lacking(text, mentions, places(f"云溪市{text}", "云溪市")))) == count


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("轴承有两家企业投产，但产能偏小", ["补强"]),
        ("轴承虽有企业，但不成规模", ["补强"]),
        ("轴承、齿轮供应有保障，不存在缺口问题", [ENOUGH, ENOUGH]),
        ("轴承依赖浙江省供应，本地尚无生产企业", ["缺失"]),
        ("轴承有生产，但良品率不高、订单外流严重", ["补强"]),
        ("轴承由浙江省企业供应，可在省际协作解决", ["缺失"]),
        ("轴承可就近供应", [LENT]),
        ("轴承几乎全部从浙江省、武汉市购进", ["缺失"]),
        ("轴承、齿轮主要由武汉市配套，人才短缺", ["缺失", "缺失"]),
        ("轴承优势突出。产能不足", []),
        ("武汉市的轴承存在明显缺口", [WISHED]),
        ("轴承由恒岳承担，为市内独一家", ["补强"]),
        ("引进轴承，齿轮继续做强", []),
    ],
)
def test_a_clause_without_a_name_speaks_of_what_the_sentence_began_with(text: str, roles: list[str]) -> None:
    things = [(one, "K") for one in ("轴承", "齿轮") if one in text]
    towns = [(one, "R") for one in ("武汉市", "浙江省") if one in text]
    mentions = sorted(marked(text, *things, *towns), key=lambda m: m.start)
    assert [said.role for _, said in lacking(text, mentions, places(f"云溪市{text}", "云溪市"))] == roles


def test_an_attribute_is_no_thing_that_is_lacking() -> None:
    text = "减速器依赖外购；拉链虽有三家企业投产，但产能偏小；印花环节良率不高，订单外流；丝杠九成以上靠外地供应。"
    mentions = marked(text, ("减速器", "K"))
    assert [m.text for m in unmarked(text, mentions, places(text))] == ["拉链", "印花", "丝杠"]


def test_words_for_supply_and_firms_are_no_things() -> None:
    text = "减速器依赖外购；供应有保障；规上企业147家；出货量占全国的两成，为市内独一家。"
    assert not list(unmarked(text, marked(text, ("减速器", "K")), places(text)))


def test_a_name_is_heard_by_what_the_next_clause_says_is_wrong_with_it() -> None:
    text = "减速器依赖外购。开关柜有两家企业生产，但档次不高。端子排有三家企业生产，产值过亿元。"
    assert [m.text for m in unmarked(text, marked(text, ("减速器", "K")), places(text))] == ["开关柜", "端子排"]


def test_a_name_that_the_reader_did_not_mark_is_found_by_its_clause_beside_one_that_it_did() -> None:
    text = "减速器依赖外购；壳体虽有3家企业生产，但高端密封环仍需从省外调入，仓储能力缺口约15万吨，人才短缺。"
    mentions = marked(text, ("减速器", "K"))
    assert [m.text for m in unmarked(text, mentions, places(text))] == ["壳体", "高端密封环", "仓储"]
    alone = "高端密封环仍需从省外调入。"
    assert not list(unmarked(alone, [], places(alone)))


def test_a_name_of_a_reference_chain_is_heard_by_its_clause_alone_and_gives_those_beside_it_away() -> None:
    for text in ("伺服电机良率不稳，高端密封环产能不足。", "伺服电机产能充裕，高端密封环较为成熟，人才充足。"):
        assert [m.text for m in unmarked(text, [], places(text))] == ["伺服电机", "高端密封环"]
    text = "机器人产业链目前本体组装产能充裕，伺服电机配套完善，产能利用率低，营商环境优势明显。"
    found = [m.text for m in unmarked(text, marked(text, ("机器人产业链", "G")), places(text))]
    assert found == ["本体组装", "伺服电机"]


def test_what_stands_under_a_label_is_what_the_label_says() -> None:
    text = "机器人产业链。\n强项：本体组装、系统集成；弱项：谐波减速器、控制器；空白：编码器；待引进环节：伺服电机。"
    facts = extract(document(*text.split("\n")))
    said = {(f.object, f.predicate, f.role) for f in facts if f.predicate in ("SEEKS", "FOCUSES_ON")}
    assert said == {
        *((name, "FOCUSES_ON", None) for name in ("本体组装", "系统集成")),
        *((name, "SEEKS", "补强") for name in ("谐波减速器", "控制器")),
        ("编码器", "SEEKS", "缺失"),
        ("伺服电机", "SEEKS", "引进"),
    }


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
    assert said == {"轴承": "缺失", "丝杠": "缺失", "数控系统": "缺失", "伺服电机": "缺失", "导轨": "缺失"}


def test_what_the_text_says_is_not_lacking_the_place_has_and_does_not_seek() -> None:
    text = document(
        "农机装备产业链。拖拉机优势明显。农机轮胎、齿轮毛坯供应充足，不存在短缺问题。收割机有生产，但可靠性不高。缺高水平设计院所。",
        "希望争取智能农机试点。",
    )
    facts = extract(text)
    assert {(f.object, f.role) for f in facts if f.predicate == "SEEKS"} == {("收割机", "补强")}
    assert {"农机轮胎", "齿轮毛坯"} <= {f.object for f in facts if f.predicate == "FOCUSES_ON"}


def test_a_firm_does_not_make_what_the_sentence_before_or_after_is_about() -> None:
    text = document(
        "汽车零部件产业链。减振器、水泵、排气歧管等产品竞争力较强。青岚县明川减振器有限公司减振器年产销量居全国第一。云溪县汽车水泵产量占全国四成。"
    )
    made = {(f.subject, f.object) for f in extract(text) if f.predicate == "MAKES"}
    assert {thing for _, thing in made} <= {"减振器"}


def test_what_words_say_stands_here_is_read_with_the_sentence_that_says_so() -> None:
    text = (
        "机器人产业链。\n重点发展谐波减速器、本体组装。\n谐波减速器、高端密封环产量居全国首位，本体组装初具规模。"
        "九江市伺服电机优势突出，力争系统集成全国领先，铸件供应充足，不存在短缺问题。"
    )
    facts = extract(document(*text.split("\n")))
    held = ("谐波减速器", "高端密封环", "本体组装")
    here = "谐波减速器、高端密封环产量居全国首位，本体组装初具规模"
    said = {f.object: f.evidence.quote for f in facts if f.predicate == "FOCUSES_ON"}
    assert {name: said.get(name) for name in held} == dict.fromkeys(held, here)
    assert not {"伺服电机", "系统集成"} & {f.object for f in facts if f.rule in STANDING}
    assert not any(f.predicate == "SEEKS" for f in facts)
