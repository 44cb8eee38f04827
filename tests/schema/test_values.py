"""Values of tables: what they accept, what they refuse, and that cleaning twice is cleaning once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liantu.schema import Money, clean_date, clean_money, clean_number, clean_uscc, locate
from liantu.schema.uscc import check_character

BODIES = st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17)


@given(BODIES)
def test_a_code_with_its_check_character_is_taken_as_it_is(body: str) -> None:
    code = body + check_character(body)
    assert clean_uscc(code) == clean_uscc(code.lower()) == clean_uscc(f" {code[:4]} {code[4:]}") == code


@given(BODIES, st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_sign_is_seen(body: str, place: int, sign: str) -> None:
    code = body + check_character(body)
    wrong = code[:place] + sign + code[place + 1 :]
    assert clean_uscc(wrong) == (code if wrong == code else None)


@pytest.mark.parametrize(
    ("raw", "unit", "money"),
    [
        ("1000万元人民币", "", Money(1000)),
        ("1,000.5", "万元", Money(1000.5)),
        ("２.５亿元", "", Money(25_000)),
        ("500万美元", "", Money(500, "USD")),
        ("500", "万美元", Money(500, "USD")),
        ("3000000元", "", Money(300)),
        ("人民币50万元", "", Money(50)),
        ("1000", "", None),
        ("壹佰万", "", None),
        ("1000万卢比", "", None),
        ("", "万元", None),
    ],
)
def test_money(raw: str, unit: str, money: Money | None) -> None:
    assert clean_money(raw, unit) == money


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("2015-03-02", "2015-03-02"),
        ("2015/3/2", "2015-03-02"),
        ("2015年3月2日", "2015-03-02"),
        ("２０１５．３．２", "2015-03-02"),
        ("2015-03-02 00:00:00", "2015-03-02"),
        ("2015年3月", "2015-03"),
        ("2015年", "2015"),
        ("2024年度", "2024"),
        ("2015-02-30", None),
        ("3000-01-01x", None),
        ("长期", None),
    ],
)
def test_date(raw: str, date: str | None) -> None:
    assert clean_date(raw) == date


@given(st.dates())
def test_a_clean_date_stays(day: object) -> None:
    if str(day) >= "1900":
        assert clean_date(str(day)) == str(day)


@given(st.text(max_size=20))
def test_nothing_brings_the_cleaners_down(raw: str) -> None:
    clean_money(raw), clean_date(raw), clean_number(raw), clean_uscc(raw), locate(raw)
