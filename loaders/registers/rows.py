"""Rows of a sheet whose head is known: firms, purchases and signed projects, and a record of whatever was not taken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ...schema import (
    FAR_OFF,
    NEAR_BY,
    Company,
    RowProblem,
    clean_date,
    clean_money,
    clean_number,
    clean_uscc,
    former_names,
    locate,
)
from ...schema import clean as clean_name
from .heads import Head, tables

_NAME = re.compile(r"(?=.*[^\W\d_])[^<>{}\[\]=]{2,80}$")
_TOTALS = re.compile(rf"(?:{'|'.join(tables().totals)})(?:$|[:：])")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_HALF = {wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)}
_QUOTED = re.compile(r'="((?:[^"]|"")*)"')
_NOTHING = tables().nothing
_LONGEST = max(map(len, _NOTHING))
_OTHER = "other"  # stands in a row that says something, but nothing of what the head asks for
_BRIEF = 80  # characters of a refused value that its record shows

Row = Sequence[str]
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a supply list or a list of projects: cleaned values by field, and the row in words."""

    kind: str
    values: dict[str, str]
    amount: float | None
    line: str
    sheet: str
    row: int


@dataclass(slots=True)
class RowReader:
    """Reads the rows below one head; what it refuses gathers in `problems`."""

    file: str
    sheet: str
    head: Head
    problems: list[RowProblem] = field(default_factory=list)
    _places: tuple[tuple[str, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        self._places = tuple(self.head.columns.items())

    def company(self, number: int, cells: Row) -> Company | None:
        """The firm of a row (numbered from 1); None for blank rows, totals, a repeated head and rows without a name."""
        given = self._given(number, cells)
        name = self._name(number, given, "name")
        if not name:
            return None
        code = clean_uscc(given["code"]) if "code" in given else ""
        if code is None:
            self._refuse(number, "code", given["code"], "统一社会信用代码的校验位不符，按没有代码处理")
        capital = self._money(number, given, "capital")
        revenue = self._money(number, given, "revenue")
        staff = self._number(number, given, "staff")
        text = given.get
        return Company(
            name,
            code or "",
            "、".join(former_names(given["former"])) if "former" in given else "",
            self._state(number, given),
            capital[0] if capital else None,
            capital[1] if capital else "",
            self._date(number, given, "founded"),
            _region(given),
            text("address", ""),
            _half(text("scope", "")),
            text("industry", ""),
            int(staff) if staff is not None else None,
            revenue[0] if revenue else None,
            self._number(number, given, "growth"),
            text("owners", ""),
            text("chamber", ""),
            text("contact", ""),
            self.sheet,
            number,
        )

    def listed(self, number: int, cells: Row) -> ListRow | None:
        """A purchase or a signed project."""
        kind, given = self.head.kind, self._given(number, cells)
        names = {need: self._name(number, given, need) for need in kind.needs}
        if not all(names.values()):
            return None
        money = next((name for name, one in kind.fields.items() if one.type == "money"), "")
        amount = self._money(number, given, money)
        if amount and amount[1] != "CNY":
            self._refuse(number, money, given[money], "不是人民币，金额未采用")
            amount = None
        values = {name: names.get(name) or given.get(name, "") for name in self.head.columns}
        for name, one in kind.fields.items():
            if one.type in ("date", "year") and name in values:
                values[name] = self._date(number, given, name)
            elif (
                one.type == "place"
                and values.get(name)
                and values[name] not in (*NEAR_BY, *FAR_OFF)
                and not located(values[name])
            ):
                self._refuse(number, name, values[name], "不是省市县的名称，不知道是哪里，未采用")
        said = "；".join(f"{self.head.words[name]}：{value}" for name, value in values.items() if value)
        return ListRow(kind.name, values, amount[0] if amount else None, said, self.sheet, number)

    def _given(self, number: int, cells: Row) -> dict[str, str]:
        """What the row says, by field; what stands for nothing is not there, and a blank row gives nothing."""
        given, wide = {}, len(cells)
        for name, place in self._places:
            if place < wide and (text := cells[place].strip()):
                if text[0] == "=":
                    text = self._formula(number, name, text)
                if len(text) > _LONGEST or text.lower() not in _NOTHING:
                    given[name] = text
        if not given and any(cell.strip() for cell in cells):
            given[_OTHER] = ""
        return given

    def _formula(self, number: int, field_: str, text: str) -> str:
        """="0712" is how some exports keep a number a text; any other formula here has no stored value."""
        quoted = _QUOTED.fullmatch(text)
        if quoted:
            return quoted[1].replace('""', '"')
        self._refuse(number, field_, text, "是公式，文件里没有它的结果，按文字载入")
        return text

    def _name(self, number: int, given: Given, field_: str) -> str:
        """The cleaned name, "" with a record for what can be no name."""
        raw = given.get(field_)
        if not raw:
            if given:
                self._refuse(number, field_, "", f"没有{self.head.kind.fields[field_].label}，整行未载入", lost=True)
            return ""
        if raw == self.head.words[field_] or _TOTALS.match(raw):
            return ""
        name = _tidy(raw)
        if not _NAME.match(name):
            self._refuse(number, field_, raw, f"不像{self.head.kind.fields[field_].label}，整行未载入", lost=True)
            return ""
        return name

    def _money(self, number: int, given: Given, field_: str) -> tuple[float, str] | None:
        raw = given.get(field_)
        if not raw:
            return None
        money = clean_money(raw, self.head.units.get(field_, ""))
        if money is None:
            bare = clean_number(raw) is not None
            self._refuse(number, field_, raw, "金额没有单位，未采用" if bare else "不是金额，未采用")
            return None
        return money.amount, money.currency

    def _number(self, number: int, given: Given, field_: str) -> float | None:
        raw = given.get(field_)
        if not raw:
            return None
        found = clean_number(raw)
        if found is None:
            self._refuse(number, field_, raw, "不是数字，未采用")
        return found

    def _date(self, number: int, given: Given, field_: str) -> str:
        raw = given.get(field_)
        if not raw:
            return ""
        found = clean_date(raw)
        if found is None:
            self._refuse(number, field_, raw, "不是日期，未采用")
            return ""
        return found[:4] if self.head.kind.fields[field_].type == "year" else found

    def _state(self, number: int, given: Given) -> str:
        raw = given.get("state")
        if not raw:
            return ""
        state = _state_of(raw)
        if not state:
            self._refuse(number, "state", raw, "不认识的登记状态，按未提供处理")
        return state

    def _refuse(self, number: int, field_: str, value: str, reason: str, *, lost: bool = False) -> None:
        column = self.head.words.get(field_, self.head.kind.fields[field_].label)
        self.problems.append(RowProblem(self.file, self.sheet, number, column, value[:_BRIEF], reason, lost))


def _region(given: Given) -> str:
    """The place by the columns of places, else by the address."""
    parts = [given[name] for name in ("province", "city", "county") if name in given]
    said = "".join(dict.fromkeys(parts)) or given.get("region", "")
    named, found = _located(said) if said else "", locate(given["address"]) if "address" in given else ""
    # The finer of the two, where both say something of one place.
    return found if found.startswith(named) else named


def _half(text: str) -> str:
    """Full-width letters and digits as half-width ones, one for one: ＩＧＢＴ is looked for as IGBT."""
    return text.translate(_HALF) if _WIDE.search(text) else text


def located(said: str) -> str:
    """The path of divisions of a place that a list gives for a firm; "" where it is none by itself (本地, 本市, 海外).

    >>> located("江苏无锡"), located("本市"), located("本地")
    ('江苏省无锡市', '', '')
    """
    return "" if said.startswith(_OURS) else _located(said)


_OURS = ("本", "我", "全", "各", "外")

_located = lru_cache(maxsize=1 << 12)(locate)
"""Columns of places say the same few thousand things."""


@lru_cache(maxsize=256)
def _state_of(raw: str) -> str:
    told = raw.replace("未注销", "")  # 吊销，未注销
    return next((state for word, state in tables().states if word in told), "")


def _tidy(raw: str) -> str:
    """A firm's name as registers mean it: no spaces, half-width letters, Chinese brackets kept as they are written."""
    if raw.isalnum() and not raw[0].isascii():
        return raw
    return clean_name(raw).replace("(", "（").replace(")", "）")
