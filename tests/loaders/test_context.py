"""Which group a block stands under, from titles alone."""

import pytest
from plain_text import document

from liantu.loaders.context import Context, place_of_row, walk
from liantu.loaders.mentions import Mention
from liantu.loaders.regions import places


def contexts(*lines: str, names: tuple[str, ...] = ()) -> list[Context]:
    doc = document(*lines)
    found = [
        [Mention(n, "G", at, at + len(n), 0.9, "tagger") for n in names if (at := block.text.find(n)) >= 0]
        for block in doc.blocks
    ]
    return [context for *_, context in walk(doc, found, places(doc.text, None))]


def groups(*lines: str, names: tuple[str, ...] = ()) -> list[str | None]:
    return [context.group[0] if context.group else None for context in contexts(*lines, names=names)]


def test_the_next_title_of_the_list_ends_a_group_though_it_names_none() -> None:
    lines = "5.2.1 做强装备产业。发展数控机床。", "（一）补齐短板。引进减速器。", "5.2.2 完善要素保障。加强用地保障。"
    assert groups(*lines) == ["装备", "装备", None]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("1.柳溪县：加快推进昭华竹编二期项目建设。", "柳溪县"),
        ("（二）望潮开发区：发展船用阀门。", "望潮开发区"),
        ("柳溪县：发展竹编。", None),  # not numbered: a table of divisions must know it
        ("昆山市：发展竹编。", "昆山市"),
        ("1.相关县区：做好服务。", None),
        ("2.产业示范区：引进龙头。", None),
        ("3.责任县市：分解任务。", None),
        ("4.加强服务：优化环境。", None),
    ],
)
def test_a_numbered_row_may_begin_with_a_place_that_no_table_has(line: str, place: str | None) -> None:
    (block,) = document(line).blocks
    assert place_of_row(block, places(line, "苏州市")) == place


def test_a_title_that_says_what_to_do_is_no_name() -> None:
    assert groups("5.1.3 促进人工智能深度赋能实体经济。建设平台。", names=("人工智能",)) == ["人工智能"]
    assert groups("（一）打造时尚高端的现代消费品产业。推动服饰提质。") == ["现代消费品"]


def test_of_several_names_in_a_title_the_one_called_an_industry_is_the_group() -> None:
    title = "5.2.3 以新能源、智能网联为方向提升汽车产业特色优势和规模。加快发展动力电池。"
    assert groups(title, names=("新能源", "智能网联", "汽车")) == ["汽车"]


def test_what_somebody_who_is_quoted_names_is_not_what_a_text_is_about() -> None:
    told = "某市造船产业链开工12个项目。", "柳溪县签下3个低空项目。"
    asked = "“看中的是这里的造船产业链，还有港口。”他说。", "柳溪县签下3个低空项目。"
    assert [one.topic for one in contexts(*told, names=("造船产业链",))] == [("造船产业链", "Chain")] * 2
    assert [one.topic for one in contexts(*asked, names=("造船产业链",))] == [None, None]


def test_an_ornament_before_a_title_is_no_part_of_the_name() -> None:
    assert groups("◎ 竹纤维产业链", "脱胶尚无企业。") == ["竹纤维产业链", "竹纤维产业链"]
    assert groups("★竹纤维产业链", "脱胶尚无企业。") == ["竹纤维产业链", "竹纤维产业链"]
