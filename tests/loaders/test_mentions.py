"""Names in a text: where a firm's ends, and what is none."""

import pytest

from liantu.loaders.mentions import find
from liantu.loaders.regions import places
from liantu.loaders.tagger import Span


def named(text: str, *marked: str, kind: str = "E") -> list[str]:
    """The names of a kind in the text, where the tagger marks these."""
    spans = [Span(text.index(name), text.index(name) + len(name), kind, 0.9) for name in marked]
    (found,) = find([text], [spans], places("湖北省武汉市发布。", None))
    return [m.text for m in found if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "marked", "firms"),
    [
        ("加快恒岳汽车零配件组装线建设", "恒岳", ["恒岳"]),
        ("支持恒岳汽车、青岚重工发展", "恒岳", ["恒岳汽车"]),
        ("加快澄光科技电子薄膜开关产线建设", "澄光科技", ["澄光科技"]),
        ("推进明康药业儿科用药生产线建设", "明康药业儿科", ["明康药业"]),
        ("依托海纳复合材料无人装备制造中心", "海纳", ["海纳复合材料"]),
        ("汽车电子。以明川为链主企业", "汽车电子", []),
        ("湖北新能源签约项目", "湖北新能源", []),
        ("发挥茶叶、楠竹等特色资源优势", "楠竹", []),
    ],
)
def test_where_a_firm_ends_and_what_is_none(text: str, marked: str, firms: list[str]) -> None:
    assert named(text, marked) == firms


def test_an_effect_is_no_product() -> None:
    assert named("开发易于老年人吸收的保健食品", "老年人吸收", "保健食品", kind="K") == ["保健食品"]
