"""Places that a text names though no table of divisions has them, or has them in another city."""

import pytest

from liantu.loaders.regions import places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("石头湾镇的明川精密要建好产线，带动毛坪乡、李家洼村的加工厂。", ["石头湾镇", "毛坪乡", "李家洼村"]),
        ("项目落户青杨街道，二期选址白鹤土家族乡。", ["青杨街道", "白鹤土家族乡"]),
        ("推进云岭经济开发区、临湖产业区和河西片区建设。", ["云岭经济开发区", "临湖产业区", "河西片区"]),
        ("建设特色小镇，支持乡镇企业，实施农村电商，创建省级开发区，走进美丽乡村，是木雕之乡。", []),
        ("项目位于高新区，先后走访经开区。", ["高新区", "经开区"]),  # of the city, whatever leads to them
        ("项目落户南太湖新区。", ["南太湖新区"]),
        ("城镇化、家乡、村民、镇政府与工业重镇。", []),
    ],
)
def test_towns_villages_and_zones_whose_name_plainly_begins(text: str, found: list[str]) -> None:
    zones = {"开发区"}  # a zone without a name is one of the city's own
    assert [m[0] for m in places(text).pattern.finditer(text) if m[0] and m[0] not in zones] == found


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("壳体购自江阴的明川精密。", "江阴", "江阴市"),
        ("来自义乌的恒岳钢铁。", "义乌", "义乌市"),
        ("资源的整合、合作的基础。", "资源", None),
        ("他在江阴上学。", "江阴", None),
    ],
)
def test_a_county_far_away_by_its_short_name(text: str, short: str, full: str | None) -> None:
    assert places(text).short.get(short) == full


def test_a_county_of_two_characters_is_one_where_its_name_plainly_begins() -> None:
    assert [m[0] for m in places("支持岚山区、莒县发展。").pattern.finditer("莒县") if m[0]] == ["莒县"]
    assert not {"成县", "和县"} & set(places("日照市形成县域特色，市和县联动。").short.values())
    assert not places("日照市形成县域特色，市和县联动。").pattern.fullmatch("成县")
