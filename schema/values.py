"""Kinds of values in tables that clean themselves: `clean_x(raw)` gives the value, or None for "I refuse".

Cleaning twice is cleaning once, and no precision is invented: 2021-02 stays a month.
"""

import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from .patterns import Late

_SPACES = Late(r"[\s,，'_]+")
_MONEY = Late(r"(?:约|人民币|RMB|￥|¥)*(-?\d+(?:\.\d+)?)(?:\(?([千百十]?[万亿]|元)?\)?元?)(.*)$")
_UNITS = {"亿": 10_000.0, "千万": 1_000.0, "百万": 100.0, "十万": 10.0, "十亿": 100_000.0, "百亿": 1e6, "千亿": 1e7}
_UNITS |= {"万": 1.0, "元": 0.0001}
_CURRENCIES = {
    "": "CNY",
    "元": "CNY",
    "人民币": "CNY",
    "元人民币": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "美元": "USD",
    "美金": "USD",
    "USD": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "欧元": "EUR",
    "日元": "JPY",
    "英镑": "GBP",
    "新加坡元": "SGD",
    "韩元": "KRW",
}
_DAY = Late(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[T ].*)?$")
_COMPACT = Late(r"(\d{4})(\d{2})(\d{2})$")
_YEAR = Late(r"(\d{4})年?(?:度)?$")
_NUMBER = Late(r"(?:约)?(-?\d+(?:\.\d+)?)[人名家台套个%]?$")
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
_SERIAL = range(3_654, 109_575)  # 1910 … 2199


class Money(NamedTuple):
    """`amount` in units of ten thousand (万) of the `currency` (ISO 4217)."""

    amount: float
    currency: str = "CNY"


def plain(raw: str) -> str:
    """Half-width text without spaces, separators of thousands or quotation marks.

    >>> plain("１,０００ 万元")
    '1000万元'
    """
    return _SPACES.sub("", raw if raw.isascii() else unicodedata.normalize("NFKC", raw))


@lru_cache(maxsize=1 << 16)
def clean_money(raw: str, unit: str = "") -> Money | None:
    """An amount of money; `unit` is what the column's head says (万元, 亿元, 万美元). None without any unit.

    >>> clean_money("1,000万元人民币"), clean_money("５００万美元"), clean_money("1.2", "亿元")
    (Money(amount=1000.0, currency='CNY'), Money(amount=500.0, currency='USD'), Money(amount=12000.0, currency='CNY'))
    >>> clean_money("1000"), clean_money("面议", "万元"), clean_money("1000万(元)")
    (None, None, Money(amount=1000.0, currency='CNY'))
    """
    found = _MONEY.match(plain(raw))
    if not found:
        return None
    number, scale, rest = found.groups()
    if not scale and not rest:
        named = _MONEY.match("0" + plain(unit)) if unit else None
        scale, rest = (named.group(2), named.group(3)) if named else (None, "")
    currency = _CURRENCIES.get(rest.strip("()").upper())
    if currency is None or not scale:
        return None
    return Money(round(float(number) * _UNITS[scale], 6), currency)


@lru_cache(maxsize=1 << 14)
def clean_date(raw: str) -> str | None:
    """YYYY-MM-DD, YYYY-MM or YYYY, as precise as the text.

    >>> clean_date("2015年3月2日"), clean_date("2015/3"), clean_date("20150302"), clean_date("42065"), clean_date("-")
    ('2015-03-02', '2015-03', '2015-03-02', '2015-03-02', None)
    """
    text = unicodedata.normalize("NFKC", raw).strip()
    if text.isdigit() and int(text) in _SERIAL:
        return (_EPOCH + timedelta(days=int(text))).isoformat()
    whole = _YEAR.match(text)
    if whole:
        return whole[1] if 1900 <= int(whole[1]) <= 2199 else None
    found = _DAY.match(text) or _COMPACT.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        known = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return known.isoformat() if day else known.isoformat()[:7]


def clean_number(raw: str) -> float | None:
    """A plain number, of people for example: 1,200人 gives 1200.

    >>> clean_number("１,２００人"), clean_number("12.5%"), clean_number("无")
    (1200.0, 12.5, None)
    """
    if raw.isascii() and raw.isdecimal():
        return float(raw)
    found = _NUMBER.match(plain(raw))
    return float(found[1]) if found else None
