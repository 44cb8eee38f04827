"""Each post and person bound to its own chain."""

import pytest
from plain_text import document

from liantu.loaders import extract
from liantu.loaders.chiefs import chiefs, officials
from liantu.loaders.quick import quick

TITLED = ("标题产业链", "Chain")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "市长任光伏产业链链长，常务副市长李四任轴承产业链链长。",
            {("市长", "光伏产业链", "链长"), ("常务副市长 李四", "轴承产业链", "链长")},
        ),
        ("由县长担任链长，县工信局为牵头单位", {("县长", "标题产业链", "链长")}),
        ("机床产业链由县长任链长，文旅装备产业链暂不设链长", {("县长", "机床产业链", "链长")}),
        ("医药链链长由市政协副主席担任，区政府牵头", {("市政协副主席", "医药链", "链长")}),
        (
            "机床产业链：链长为副市长，副链长为区委书记",
            {("副市长", "机床产业链", "链长"), ("区委书记", "机床产业链", "副链长")},
        ),
        ("（链长：副市长 李四；链主企业：明川）", {("副市长 李四", "标题产业链", "链长")}),
        ("由李四（副市长）任竹木家居产业链链长", {("副市长 李四", "竹木家居产业链", "链长")}),
        (
            "副市长李四、副市长王五分别任纺织产业链、陶瓷产业链链长",
            {("副市长 李四", "纺织产业链", "链长"), ("副市长 王五", "陶瓷产业链", "链长")},
        ),
        (
            "市委书记、市长分别担任钢铁产业链、陶瓷产业链链长",
            {("市委书记", "钢铁产业链", "链长"), ("市长", "陶瓷产业链", "链长")},
        ),
        ("机床产业链，由管委会主任兼链长，副链长空缺", {("管委会主任", "机床产业链", "链长")}),
        ("各县区另行确定本级链长，报市工信局备案。链长每季度召开一次协调会。", set()),
        ("市领导带头跑，请机床产业链链长、副市长李四同志盯住主轴", {("副市长 李四", "机床产业链", "链长")}),
        ("由陶瓷产业链副链长、县工信局局长王五明牵头", {("县工信局局长 王五明", "陶瓷产业链", "副链长")}),
        ("请机床产业链链长李四同志调度，请各产业链链长、副市长落实", {("李四", "机床产业链", "链长")}),
        ("（链长：李四，市委常委、副市长；责任单位：市工信局）", {("市委常委、副市长 李四", "标题产业链", "链长")}),
        ("链长：李四，副链长：王五", {("李四", "标题产业链", "链长"), ("王五", "标题产业链", "副链长")}),
        ("产业链链长、县长要带队招商", set()),
        ("实行市级领导“链长制”，市长李四任总链长", set()),
    ],
)
def test_each_post_and_name_goes_to_its_own_chain(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(one[0], group[0], role) for one, _, group, role, *_ in chiefs(text, TITLED)} == told


@pytest.mark.parametrize(
    ("cell", "called"),
    [
        ("李四 市委书记", ["市委书记 李四"]),
        ("市委常委、副市长\n李四", ["市委常委、副市长 李四"]),
        ("李四（副市长）", ["副市长 李四"]),
        ("李四副市长", ["副市长 李四"]),
        ("副市长李四、王五", ["副市长 李四", "王五"]),
        ("李四 市长、王五 副市长", ["市长 李四", "副市长 王五"]),
        ("——（待遴选）", []),
        ("空缺", []),
    ],
)
def test_cells_name_people_in_any_order(cell: str, called: list[str]) -> None:
    assert [one.called for one in officials(cell, cell=True)] == called


def test_the_scorer_gives_no_post_to_a_chain_of_another() -> None:
    text = "云溪市行动方案实施。\n市长任光伏产业链链长，常务副市长李四任轴承产业链链长。"
    for model in (None, quick()):
        found = {(f.subject, f.object) for f in extract(document(text), model) if f.predicate == "RESPONSIBLE_FOR"}
        assert found == {("市长", "光伏产业链"), ("常务副市长 李四", "轴承产业链")}
