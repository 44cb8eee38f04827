"""What a sentence gives to each of several places is not mixed."""

import pytest
from plain_text import document

from liantu.loaders import extract
from liantu.loaders.quick import quick
from liantu.loaders.regions import places
from liantu.loaders.shares import in_brackets


def given(text: str) -> list[tuple[str, str]]:
    return [(said[0][0], said[2][0]) for said in in_brackets(text, places(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "以青岚区（新能源电池、储能）、禾川县（汽车零部件）为重点，形成集聚区。",
            [("青岚区", "新能源电池"), ("青岚区", "储能"), ("禾川县", "汽车零部件")],
        ),
        ("重点建设什邡市（白酒）和绵竹市（泡菜）等基地。", [("什邡市", "白酒"), ("绵竹市", "泡菜")]),
        ("推动什邡市（雪茄产业集群）与绵竹市（白酒产业）联动。", [("什邡市", "雪茄产业集群"), ("绵竹市", "白酒")]),
        ("什邡市（以下简称什邡）和绵竹市（以下简称绵竹）协同发展。", []),
        ("由青岚区（区发改局）、禾川县（县经信局）牵头。", []),
        ("什邡市（2家）、绵竹市（3家）配合。", []),
        ("德阳市（什邡市、绵竹市）、成都市（彭州市）共建。", []),
        ("培育上市企业（白酒）、专精特新企业（泡菜）。", []),
        ("什邡市（白酒）是全省白酒大县。", []),
    ],
)
def test_each_place_of_a_list_has_the_industries_of_its_own_bracket(text: str, wanted: list[tuple[str, str]]) -> None:
    assert given(text) == wanted


def test_the_reader_keeps_brackets_apart() -> None:
    facts = extract(document("重点建设青岚区（工业母机）、禾川县（竹制品）等特色产业基地。"), quick())
    found = {(fact.subject, fact.object) for fact in facts if fact.predicate == "DEVELOPS"}
    assert found == {("青岚区", "工业母机"), ("禾川县", "竹制品")}
