"""Which reference chain and link a name means, and that nothing is matched where in doubt."""

import pytest

from liantu.queries.reference import chains_of, link_of


@pytest.mark.parametrize(
    ("group", "chains"),
    [
        ("新型显示产业集群", ("新型显示",)),
        ("现代纺织产业集群", ("纺织服装",)),
        ("精品钢产业链", ("钢铁",)),
        ("氢燃料电池产业", ("氢能",)),
        ("低碳冶金及绿色建材产业集群", ("钢铁", "绿色建材")),
        ("智能网联汽车产业链", ("新能源汽车",)),
        ("电子信息产业集群", ("电子信息",)),
        ("总部经济", ()),
        ("跨境电商产业集群", ()),
        ("51020先进制造业产业集群", ()),
    ],
)
def test_groups(group: str, chains: tuple[str, ...]) -> None:
    assert chains_of(group) == chains


@pytest.mark.parametrize(
    ("link", "chain", "reference", "exact"),
    [
        ("BMS", "新能源汽车", "电池管理系统", True),
        ("电驱动系统", "新能源汽车", "电驱系统", True),
        ("滚动轴承制造", "电机", "轴承", True),
        ("高世代玻璃基板", "新型显示", "玻璃基板", True),
        ("航空碳纤维复合材料", "低空经济", "航空复合材料", False),
        ("显示面板", "智能终端", "显示屏", True),
    ],
)
def test_links(link: str, chain: str, reference: str, exact: bool) -> None:
    match = link_of(link, (chain,))
    assert match is not None and (match.link.name, match.exact) == (reference, exact)


@pytest.mark.parametrize(
    ("link", "chain"),
    [("桂花", "光伏"), ("核心零部件", "新能源汽车"), ("新能源电池", "新能源汽车"), ("材料", "动力电池")],
)
def test_no_match_in_doubt(link: str, chain: str) -> None:
    assert link_of(link, (chain,)) is None
