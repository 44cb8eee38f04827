"""What a neighbour has, what is only followed, metrics of a thing, and words that are no names of things."""

import pytest

from liantu.loaders.lacking import lacking, unmarked
from liantu.loaders.lacks import ENOUGH, MISSING, WEAK, WISHED
from liantu.loaders.mentions import Mention, find
from liantu.loaders.regions import places
from liantu.loaders.tagger import Span
from liantu.schema.strengths import strength


def told_of(text: str, *things: str) -> dict[str, str]:
    marks = [Mention(one, "K", text.find(one), text.find(one) + len(one), 0.9, "tagger") for one in things]
    marks += [
        Mention(one, "R", text.find(one), text.find(one) + 2, 0.9, "division") for one in ("常州",) if one in text
    ]
    return {m.text: said.role for m, said in lacking(text, marks, places(f"镇江市{text}", "镇江市"))}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("聚酰亚胺本地没人做，好在常州有两家能供货，车程两个小时，暂时够用。", MISSING),
        ("聚酰亚胺靠常州供应，路近，够用。", MISSING),
        ("聚酰亚胺要从常州运，本地不产也不必产。", MISSING),
        ("聚酰亚胺供应充足，够用。", ENOUGH),
        ("密切跟踪聚酰亚胺。", WISHED),
        ("聚酰亚胺有两家企业，开工不足。", WEAK),
        ("聚酰亚胺收率偏低。", WEAK),
        ("回收来的聚酰亚胺是个难题，全市没有一家企业做。", MISSING),
    ],
)
def test_what_a_neighbour_has_is_not_here_and_what_is_only_followed_is_no_lack(text: str, role: str) -> None:
    assert told_of(text, "聚酰亚胺") == {"聚酰亚胺": role}


def test_adverbs_verbs_and_metrics_are_no_names_of_things() -> None:
    text = "陶瓷管壳没人做，暂时够用。封装胶暂时没有企业做。屠宰有2家企业，开工不足。酒瓶成品率偏低。"
    names = {m.text for m in unmarked(text, [], places(f"云溪市{text}", "云溪市"))}
    assert not names & {"暂时", "开工", "封装胶暂时", "酒瓶成品率"}
    assert {"封装胶", "酒瓶"} <= names


def test_a_metric_is_of_its_thing_and_what_is_far_off_is_none() -> None:
    text = "芳纶良率偏低，现代石化链离终端还差两步，离合器有两家"
    spans = [Span(text.find(one), text.find(one) + len(one), "K", 0.9) for one in ("芳纶良率", "离终端", "离合器")]
    (found,) = find([text], [spans], places(f"云溪市{text}", "云溪市"))
    assert [m.text for m in found] == ["芳纶", "离合器"]


@pytest.mark.parametrize(
    ("said", "level"),
    [("年产能20亿只", 1), ("年产20万吨", 1), ("产能达到18GWh", 1), ("年产能严重不足", 0), ("产能逐年增加", 0)],
)
def test_a_thing_with_a_capacity_stands_here(said: str, level: int) -> None:
    assert strength(f"瓶盖{said}", 0, 2) == level
    assert strength(f"项目建成后，瓶盖{said}", 6, 8) == 0
