"""Which names are joined, and which look-alikes must not be."""

import pytest
from graph_facts import document, fact

from liantu.graph.resolve import joins
from liantu.schema import Evidence, Fact, Place

SOURCE = document("甲")


def firms(*names: str, places: tuple[str, ...] = ("云溪市",), platform: str = "竹材料研究院") -> set[tuple[str, str]]:
    """Joins of a document that names these firms, each in its own sentence."""
    facts = [fact(SOURCE, (name, "Enterprise"), "MAKES", ("减速器", "Link"), i) for i, name in enumerate(names)]
    facts += [fact(SOURCE, (platform, "Platform"), "LOCATED_IN", (place, "Region")) for place in places]
    return {(s.one.split(":")[1], s.other.split(":")[1]) for s in joins(facts)}


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (("明川", "明川精密机械有限公司"), {("明川", "明川精密机械")}),
        (("云溪恒岳钢铁", "恒岳钢铁有限公司"), {("云溪恒岳钢铁", "恒岳钢铁")}),
        (("恒岳", "恒岳钢", "恒岳钢铁科技"), set()),  # 钢 alone is no trade
        (
            ("明川", "明川精密", "明川精密科技"),
            {("明川", f"明川精密{t}") for t in ("", "科技")} | {("明川精密", "明川精密科技")},
        ),
    ],
)
def test_joined(names: tuple[str, ...], joined: set[tuple[str, str]]) -> None:
    assert firms(*names) == joined


@pytest.mark.parametrize(
    "names",
    [
        ("中明川", "中铭川"),  # look-alikes
        ("明川", "明川光电", "明川玻璃"),  # two ways to go on
        ("明川智能影像", "明川智能光电"),
        ("明川", "明川启元"),  # what follows is a name
        ("云溪明川", "石桥明川"),  # two places
        ("明", "明川精密"),  # one character
        ("云溪钢铁", "钢铁"),  # only trade
        ("通用", "通用机械"),  # a common word
    ],
)
def test_not_joined(names: tuple[str, ...]) -> None:
    assert firms(*names, places=("云溪市", "石桥县")) == set()


def test_a_platform_of_that_name_leaves_doubt() -> None:
    assert firms("明川", "明川生物", platform="明川医学研究院") == set()


def test_named_side_by_side_they_are_two() -> None:
    quote = "支持明川、恒岳、明川汽车等企业"
    proof = Evidence(SOURCE.id, quote, Place((), 0, 0, 0, len(quote)))
    facts = [Fact(n, "Enterprise", "MAKES", "减速器", "Link", proof) for n in ("明川", "明川汽车")]
    assert joins(facts) == []


def test_types_are_never_mixed() -> None:
    facts = [
        fact(SOURCE, ("明川", "Enterprise"), "MAKES", ("明川精密", "Link")),
        fact(SOURCE, ("明川机械项目", "Project"), "LOCATED_IN", ("云溪市", "Region")),
    ]
    assert joins(facts) == []


@pytest.mark.parametrize(
    ("places", "joined"),
    [
        (("青岚", "青岚区"), {("青岚", "青岚区")}),
        (("云溪", "云溪市", "云溪县"), set()),
        (("青岚区", "青岚高新区"), set()),
    ],
)
def test_places(places: tuple[str, ...], joined: set[tuple[str, str]]) -> None:
    assert firms("恒岳", places=places) == joined


def test_the_place_that_a_document_speaks_for_may_stand_before_a_name() -> None:
    facts = [fact(SOURCE, (name, "Enterprise"), "MAKES", ("减速器", "Link")) for name in ("明川", "云溪明川精密")]
    assert joins(facts) == [] and len(joins(facts, ["云溪市"])) == 1
