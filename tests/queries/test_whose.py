"""Of which place a sentence of a plan speaks, and what that makes of gaps."""

from pathlib import Path

import pytest
from city import plan

from liantu.errors import UnknownName
from liantu.graph import open_store
from liantu.queries.answers import Proof, State
from liantu.queries.facts import Said
from liantu.queries.gaps import gaps
from liantu.queries.whose import spoken_of

CHAIN = "轨道交通产业链"


@pytest.mark.parametrize(
    ("region", "quote", "link", "role", "places"),
    [
        ("湖南省", "株洲市硬质合金刀片短缺", "硬质合金刀片", "缺失", ["株洲市"]),
        ("湖南省", "株洲、湘潭电机控制器薄弱", "电机控制器", "补强", ["株洲市", "湘潭市"]),
        ("湖南省", "支持株洲市石峰区做强车轴", "车轴", None, ["石峰区"]),
        ("湖南省", "长沙市整机领先，液压件依赖进口", "液压件", "缺失", ["长沙市"]),
        ("湖南省", "长沙市整机领先，我省液压件依赖进口", "液压件", "缺失", []),
        ("湖南省", "郴州：石墨负极短缺，隔膜空白", "隔膜", "缺失", ["郴州市"]),
        ("湖南省", "全省轴承钢缺失", "轴承钢", "缺失", []),
        ("湖南省", "岳阳市场需求大，己内酰胺短缺", "己内酰胺", "缺失", []),
        ("湖南省", "株洲市提取装备依靠长沙供应", "提取装备", "缺失", ["株洲市"]),
        ("株洲市", "醴陵釉料缺失", "釉料", "缺失", ["醴陵市"]),
        ("株洲市", "株洲市轴承缺失", "轴承", "缺失", []),
        ("株洲市", "成都市缺少叶片", "叶片", "缺失", ["成都市"]),
        ("株洲市", "成都市叶片企业可重点招引", "叶片", "引进", []),
        ("株洲市", "叶片主要由成都市供应", "叶片", "缺失", []),
        ("甘肃省", "白银深加工薄弱", "白银", "补强", []),
        ("云南省", "大理石加工薄弱", "大理石加工", "补强", []),
        ("云溪市", "青岚区轴承缺失", "轴承", "缺失", ["青岚区"]),
    ],
)
def test_a_sentence_speaks_of_the_place_that_its_clause_begins_with(
    region: str, quote: str, link: str, role: str | None, places: list[str]
) -> None:
    said = Said(CHAIN, link, "Chain", "Link", role, (), Proof("甲", "乙", quote), True, None, region=region)
    assert [one.place for one in spoken_of(said, frozenset({"青岚区"}))] == places


def test_a_heading_tells_the_place_where_no_clause_does() -> None:
    proof = Proof("甲", "乙", "精细化工薄弱")
    said = Said(CHAIN, "精细化工", "Chain", "Link", "补强", ("（二）岳阳市",), proof, True, None, region="湖南省")
    assert [one.place for one in spoken_of(said, frozenset())] == ["岳阳市"]


def test_what_a_plan_says_of_another_place_is_no_gap_of_this_one_and_what_a_larger_plan_says_of_it_is(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "湘.db") as store:
        wants = ["制动系统", "检测平台", "齿轮箱", "车轴", "高速轴承", "牵引电机"]
        triples = [(CHAIN, "SEEKS", name, "缺失") for name in wants]
        own = {0: "制动系统依赖进口", 1: "成都市缺少检测平台"}
        plan(store, triples[:2], name="市.txt", title="株洲市方案", region="株洲市", quotes=own)
        of_province = {0: "株洲市齿轮箱短缺", 1: "衡阳市车轴空白", 2: "全省高速轴承缺失", 3: "湘潭、株洲牵引电机短缺"}
        plan(store, triples[2:], name="省.txt", title="湖南省规划", region="湖南省", quotes=of_province)
        found = {row.link: row for row in gaps(store, region="株洲市") if row.evidence}
        assert set(found) == {"制动系统", "齿轮箱", "牵引电机"}
        assert found["齿轮箱"].state is State.MISSING and "由湖南省的文件提出" in found["齿轮箱"].reasons
        whole = {row.link for row in gaps(store, region="湖南省") if row.evidence}
        assert whole == {"制动系统", "齿轮箱", "车轴", "高速轴承", "牵引电机"}


def test_a_county_has_what_the_plan_of_its_city_says_of_it_and_not_what_it_says_of_its_neighbour(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "湘.db") as store:
        triples = [(CHAIN, "SEEKS", name, "缺失") for name in ("釉料", "车轴", "轴承")]
        quotes = {0: "其中醴陵市缺少釉料", 1: "攸县车轴短缺", 2: "轴承依赖进口"}
        plan(store, triples, title="株洲市方案", region="株洲市", quotes=quotes)
        found = {row.link for row in gaps(store, region="醴陵市") if row.evidence}
        assert found == {"釉料", "轴承"}
        with pytest.raises(UnknownName):
            gaps(store, region="长沙市")
