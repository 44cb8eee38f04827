"""How strong everyday words say that a place is in a thing."""

import pytest

from liantu.schema.strengths import STRONG, THERE, strength


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("竹板企业多达八十余家", STRONG),
        ("竹板企业有三十多户", STRONG),
        ("竹板、竹丝企业60余户就近配套", STRONG),
        ("带动竹板企业六十余户", STRONG),
        ("竹板依托本地竹林，集聚了十余家企业", STRONG),
        ("竹板加工户数众多、品牌响亮", STRONG),
        ("竹板同样底子厚", STRONG),
        ("竹板聚集程度在省内无出其右", STRONG),
        ("竹板全省数一数二", STRONG),
        ("竹板日产量达2万吨，约占全国的15%", STRONG),
        ("竹板、竹丝双双过千万件，产量占全国的一成以上", STRONG),
        ("竹板有三户企业", THERE),
        ("落户了两家竹板企业", THERE),
        ("竹板亦有一定规模", THERE),
        ("竹板并不缺", THERE),
        ("竹板供应有保障", THERE),
        ("竹板本地供应可满足整机需要", THERE),
        ("竹板缺口已补齐", THERE),
        ("竹板略有富余", THERE),
        ("力争竹板企业超过八十家", 0),
        ("竹板力争产量达2万吨，占全国的15%", 0),
        ("竹板没有三户企业", 0),
        ("希望竹板供应无忧", 0),
    ],
)
def test_everyday_words(text: str, level: int) -> None:
    start = text.index("竹板")
    assert strength(text, start, start + 2) == level
