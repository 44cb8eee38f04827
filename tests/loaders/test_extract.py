"""Whole small documents of an imaginary city: titles, rows, tables, line breaks, exact quotes."""

from pathlib import Path

import pytest
from plain_text import document

from liantu.loaders import aliases, extract, read
from liantu.loaders.quick import quick
from liantu.schema import Block, BlockKind, Document, Part

PLAN = document(
    "智能装备产业集群。以明川精密科技有限公司为链主企业，重点发展工业机器人、数控机床、伺服电机等产品，着力引进谐波减速器企业。",
    "打造机器人零部件产业集群。依托恒岳钢铁、明川精密等龙头企业，形成“棒材—轴承—减速器”的产业链条。",
)


def said(facts: object) -> set[tuple[str, str, str, str | None]]:
    assert isinstance(facts, list)
    return {(f.subject, f.predicate, f.object, f.role) for f in facts}


def test_titles_give_the_group_of_the_facts() -> None:
    facts = said(extract(PLAN))
    assert ("智能装备产业集群", "FOCUSES_ON", "数控机床", None) in facts
    assert ("智能装备产业集群", "SEEKS", "谐波减速器", "引进") in facts
    assert ("机器人零部件产业集群", "PART_OF", "智能装备产业集群", None) in facts
    assert ("恒岳钢铁", "LEADS", "机器人零部件产业集群", "龙头") in facts


def test_a_railway_is_no_chain() -> None:
    assert not [
        f for f in extract(document("装备产业集群。加快武汉—青岛—南昌高铁建设。")) if f.predicate == "UPSTREAM_OF"
    ]


def test_a_sentence_about_shares_says_nothing_of_an_industry() -> None:
    assert extract(document("汽车产业链龙头企业明川股份、恒岳动力生产变速器。"))
    assert not extract(document("汽车产业链龙头企业明川股份、恒岳动力涨停。"))


def test_dash_chains_give_the_order() -> None:
    facts = said(extract(PLAN))
    assert ("棒材", "UPSTREAM_OF", "轴承", None) in facts
    assert ("轴承", "UPSTREAM_OF", "减速器", None) in facts


def test_quotes_are_exact_and_facts_come_once() -> None:
    facts = extract(PLAN)
    assert all(f.evidence.quote == PLAN.text[f.evidence.place.start : f.evidence.place.end] for f in facts)
    assert len(said(facts)) == len(facts)


def test_a_line_break_inside_a_sentence_is_no_end() -> None:
    facts = extract(document("智能装备产业集群。重点发展工业机\n器人、数控机床等产品。"))
    found = next(f for f in facts if f.object == "工业机器人")
    assert "\n" in found.evidence.quote


def test_a_table_row_assigns_to_its_place_and_the_head_to_none() -> None:
    cells = [
        ("县市区", 0, "地区"),
        ("制造业主导产业", 1, "主导产业"),
        ("青岛市", 0, "地区"),
        ("装备制造、生物医药", 1, "主导产业"),
        ("精品钢产业集群", 2, "产业集群"),
    ]
    text, blocks = "", []
    for number, (value, cell, column) in enumerate(cells):
        row = int(number > 1)
        blocks.append(Block(number, BlockKind.CELL, value, len(text), table=0, row=row, cell=cell, column=column))
        text += value + "\n"
    facts = said(extract(Document("0" * 16, "0" * 64, "表.txt", text, (Part(0),), tuple(blocks))))
    assert facts == {
        ("青岛市", "DEVELOPS", "装备制造", None),
        ("青岛市", "DEVELOPS", "生物医药", None),
        ("青岛市", "HOSTS", "精品钢产业集群", None),
    }


def test_a_short_name_the_text_gives_is_the_same_firm() -> None:
    text = document(
        "智能装备产业集群。支持云溪明川精密科技有限公司（以下简称“明川精密”）等龙头企业。",
    )
    pairs = aliases(text, extract(text))
    assert [(p.one, p.other) for p in pairs] == [("Enterprise:云溪明川精密科技", "Enterprise:明川精密")]


def test_names_end_and_begin_with_whole_words(tmp_path: Path) -> None:
    """A verb before an item and a word for a gap behind it are no part of its name."""
    file = tmp_path / "规划.txt"
    file.write_text("云溪市产业规划\n一、动力电池产业链\n支持青禾能源生产电芯。填补隔膜、铝塑膜空白。\n", "utf-8")
    said = {(fact.predicate, fact.role, fact.object) for fact in extract(read(file))}
    assert {("MAKES", None, "电芯"), ("SEEKS", "缺失", "铝塑膜")} <= said


def test_of_what_nothing_else_is_said_its_place_is_no_fact() -> None:
    about_school = document("可申报天河区明山幼儿园星谷园区。请登录广州市天河区民办幼儿园招生服务平台报名。")
    assert extract(about_school) == []


def test_a_firm_of_a_place_lies_there_though_nothing_else_is_said_of_it() -> None:
    text = "云溪市的瑞丰纺织股份有限公司、武汉市的远卓传动有限公司参加了活动。"
    found = {(f.subject, f.object) for f in extract(document(text)) if f.predicate == "LOCATED_IN"}
    assert ("远卓传动有限公司", "武汉市") in found


def test_a_resource_and_an_adverb_are_no_firms() -> None:
    lines = (
        "新式饮品产业集群。充分发挥桂花等特色资源优势，开发桂花茶。",
        "汽车电子产业集群。协同发展电机、电控、传感器。",
    )
    firms = {f.subject for f in extract(document(*lines)) if f.subject_type == "Enterprise"}
    assert firms == set()


def test_a_sentence_that_says_what_it_is_about_keeps_its_items() -> None:
    news = "下一步，围绕智能装备产业集群，重点引进伺服电机等企业；围绕电子信息产业集群，着力引进玻璃基板企业。"
    facts = said(extract(document("智能装备产业集群", news)))
    assert ("智能装备产业集群", "SEEKS", "伺服电机", "引进") in facts
    assert ("电子信息产业集群", "SEEKS", "玻璃基板", "引进") in facts
    assert ("智能装备产业集群", "SEEKS", "玻璃基板", "引进") not in facts


def test_news_of_a_place_that_no_table_knows_speaks_for_it(tmp_path: Path) -> None:
    for name, title, place in (
        ("a", "云溪市智能装备产业再添新项目", "云溪市"),
        ("b", "超市供应链再添新项目", None),
    ):
        path = tmp_path / f"{name}.txt"
        start = title.partition("市")[0] + "市"
        path.write_text(f"{title} 日报讯 7月12日，{start}举行签约仪式，现场签约项目8个。", encoding="utf-8")
        assert read(path).parts[0].region == place


LACKS = document(
    "智能装备产业链。隔膜、铜箔尚无企业布局，负极材料仅有1家在建项目，工业催化剂全部依赖进口。"
    "电池管理系统（BMS）并不缺少企业。",
)


def test_what_no_firm_makes_is_lacking_and_what_is_not_lacking_is_not() -> None:
    lacking = {fact.object: fact.role for fact in extract(LACKS) if fact.predicate == "SEEKS"}
    assert lacking == {"隔膜": "缺失", "铜箔": "缺失", "负极材料": "补强", "工业催化剂": "缺失"}


def test_who_sells_an_item_makes_it_and_who_buys_it_does_not() -> None:
    text = "智能装备产业链。龙头企业明川机床从恒岳数控采购数控系统，从云山精密采购丝杠、导轨，床身铸件由青岚铸造供应。"
    made = {(fact.subject, fact.object) for fact in extract(document(text)) if fact.predicate == "MAKES"}
    assert {("恒岳数控", "数控系统"), ("云山精密", "丝杠"), ("云山精密", "导轨"), ("青岚铸造", "床身铸件")} <= made
    assert not {firm for firm, item in made if item in ("数控系统", "丝杠", "导轨")} & {"明川机床", "青岚铸造"}


def places(text: str, tmp_path: Path) -> set[tuple[str, str]]:
    path = tmp_path / "云溪.txt"
    path.write_text(text, "utf-8")
    found = extract(read(path))
    return {
        (one.subject, one.object) for one in found if (one.subject_type, one.predicate) == ("Project", "LOCATED_IN")
    }


def test_each_of_two_projects_in_a_sentence_lies_where_its_own_clause_says(tmp_path: Path) -> None:
    news = "总投资52亿元的明川精密谐波减速器项目落户嘉禾县，总投资18亿元的恒岳机械数控机床二期项目开工建设。"
    found = places(f"郴州市制造业要闻\n{news}\n", tmp_path)
    assert ("明川精密谐波减速器项目", "嘉禾县") in found
    assert ("恒岳机械数控机床二期项目", "嘉禾县") not in found


def test_a_list_of_projects_names_projects_of_its_place(tmp_path: Path) -> None:
    plan = "嘉禾县产业发展规划\n第一节 主导产业\n做强铸造。\n专栏2：“十五五”重大产业项目\n"
    rows = "01 明川精密数控机床项目，总投资8亿元，2026—2028年。\n02 桑田丝绸文化产业园，总投资3亿元。\n"
    assert places(plan + rows, tmp_path) >= {
        ("明川精密数控机床项目", "嘉禾县"),
        ("桑田丝绸文化产业园", "嘉禾县"),
    }


def test_an_entry_lies_where_its_words_put_it_whatever_the_list_is_called(tmp_path: Path) -> None:
    rows = (
        "1.明川精密数控机床项目，总投资8亿元，位于高新区，正在建设。\n"
        "2.恒岳机械轴承产业园，选址临武县，总投资2亿元。\n3.桑田丝绸印染项目因资金问题停工。\n"
    )
    found = places(f"郴州市工作要点\n一、重大事项\n{rows}", tmp_path)
    assert found == {
        ("明川精密数控机床项目", "郴州高新区"),
        ("恒岳机械轴承产业园", "临武县"),
        ("桑田丝绸印染项目", "郴州市"),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("构建“2+1”体系，即数控铸造、竹木加工两大主导产业，以及若干新兴产业。", {"数控铸造", "竹木加工"}),
        ("做强精密铸造、竹木加工和茶叶3大特色产业。", {"精密铸造", "竹木加工", "茶叶"}),
        ("铸造、竹木两大主导产业占规上工业比重达到六成。", set()),
        ("临武县：石雕、家纺两个特色产业要扩面。", set()),
        ("推进园区建设，柳溪县石雕、家纺两个特色产业要扩面。", set()),
    ],
)
def test_leading_industries_are_listed_by_their_number(text: str, wanted: set[str], tmp_path: Path) -> None:
    (tmp_path / "规划.txt").write_text(f"嘉禾县产业发展规划\n第一节 总体思路\n{text}\n", "utf-8")
    found = extract(read(tmp_path / "规划.txt"))
    led = {one.object for one in found if one.rule == "leading industries" and one.subject == "嘉禾县"}
    assert led == wanted


def test_the_name_of_a_project_after_its_place_begins_with_no_particle(tmp_path: Path) -> None:
    found = places("郴州市要闻\n临武县的恒岳机械轴承项目、嘉禾县的明川精密减速器项目也同步开工。\n", tmp_path)
    assert ("明川精密减速器项目", "嘉禾县") in found and not any(name.startswith("的") for name, _ in found)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("智能装备产业链\n已有企业：明川精密（减速器）、恒岳钢铁（棒材）、青岚重工（机床）。", "配套"),
        ("注：1.名单以公布为准；2.智能装备链链主企业待遴选，拟从明川精密、恒岳电气中产生。", "龙头"),
    ],
)
def test_firms_of_a_plain_list_and_those_to_choose_from(text: str, role: str) -> None:
    roles = {f.role for f in extract(document(*text.split("\n"))) if f.predicate == "LEADS"}
    assert roles == {role}


def test_a_registered_name_keeps_the_county_it_begins_with() -> None:
    facts = said(extract(document("智能装备产业链。以郧西恒岳钢铁有限公司为链主企业，支持郧西县发展数控机床。")))
    assert ("郧西恒岳钢铁有限公司", "LEADS", "智能装备产业链", "链主") in facts
    assert ("郧西恒岳钢铁有限公司", "LOCATED_IN", "郧西县", None) in facts


def test_a_group_before_a_colon_is_what_its_sentence_is_about() -> None:
    facts = said(
        extract(document("电子信息产业。做强终端产业。", "光学镜头产业集群：明川光电为链主，重点发展潜望镜头。"))
    )
    assert ("明川光电", "LEADS", "光学镜头产业集群", "链主") in facts


def test_a_label_at_the_start_of_a_line_carries_on_no_sentence() -> None:
    lines = (
        "竹纤维产业链",
        "下游 → 竹纤维面料、竹纤维家纺、竹纤维服装、竹浆纸、竹香料",
        "已有企业：青篁竹业（竹纤维家纺）、云溪竹纺（面料）",
    )
    facts = extract(document(*lines))
    assert {f.role for f in facts if f.predicate == "LEADS"} == {"配套"}
    assert all("\n" not in f.evidence.quote for f in facts if f.predicate == "LEADS")


def test_a_place_with_a_trade_is_no_firm() -> None:
    text = (
        "襄阳市高端装备产业集群规划。襄阳市构建“宜昌研发、荆门制品、襄阳轴承”的格局。"
        "宜昌轴承、矿山装备、襄阳防爆电机各展所长。"
    )
    for model in (None, quick()):
        firms = {f.subject for f in extract(document(text), model) if f.predicate == "LEADS"}
        assert not {"宜昌研发", "荆门制品", "襄阳轴承", "宜昌轴承", "矿山装备", "襄阳防爆电机", "防爆电机"} & firms


LAYOUT = document(
    "汽车零部件产业链。襄城区、樊城区为核心区。其中襄城区突出车桥、传动轴，樊城区突出制动器、悬架，老河口市发展汽车座椅。",
    "轮胎、轮毂布局在枣阳市。襄城区不再布局酿酒。樊城区线束依赖外购。",
)


def test_each_place_is_assigned_its_own_things_and_none_that_is_lacking_or_given_up() -> None:
    said_ = {(f.subject, f.object) for f in extract(LAYOUT) if f.predicate in ("DEVELOPS", "HOSTS")}
    own = {
        "襄城区": {"车桥", "传动轴"},
        "樊城区": {"制动器", "悬架"},
        "老河口市": {"汽车座椅"},
        "枣阳市": {"轮胎", "轮毂"},
    }
    things = set().union(*own.values(), {"酿酒", "线束"})
    assert {pair for pair in said_ if pair[1] in things} == {(place, one) for place in own for one in own[place]}
