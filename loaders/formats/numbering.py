"""Numbers that Word writes by itself (一、 （一） 1.): the definitions of numbering.xml to the text that is seen."""

import re
from dataclasses import dataclass, field

from lxml import etree

from .package import attribute, child, local

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese(number: int) -> str:
    """A number below 10 000 in Chinese.

    >>> [chinese(n) for n in (0, 9, 10, 12, 20, 105, 110, 1234)]
    ['〇', '九', '十', '十二', '二十', '一百〇五', '一百一十', '一千二百三十四']
    """
    if number < 10 or number > 9999:
        return _DIGITS[number] if number < 10 else str(number)
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        text += _DIGITS[digit] + name if digit else "〇" if text and number and not text.endswith("〇") else ""
    return text.removeprefix("一") if text.startswith("一十") else text


def shown(number: int, form: str) -> str:
    """A number in one of Word's forms (w:numFmt).

    >>> [shown(3, form) for form in ("decimal", "chineseCounting", "decimalEnclosedCircle", "upperRoman", "bullet")]
    ['3', '三', '③', 'III', '']
    """
    low = form.lower()
    if low in {"bullet", "none"}:
        return ""
    if "legal" in low:
        return chinese(number).translate(_LEGAL)
    if "ideographtraditional" in low or "ideographzodiac" in low:
        signs = _STEMS if "traditional" in low else _BRANCHES
        return signs[(number - 1) % len(signs)]
    if low.startswith(("chinese", "japanese", "taiwanese", "ideograph", "korean")) and "circle" not in low:
        return chinese(number)
    if "circle" in low and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if low == "decimalenclosedparen" and 0 < number <= 20:
        return chr(0x2474 + number - 1)
    if low == "decimalenclosedfullstop" and 0 < number <= 20:
        return chr(0x2488 + number - 1)
    if low.endswith("letter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text.upper() if low.startswith("upper") else text
    if low.endswith("roman"):
        return _roman(number).upper() if low.startswith("upper") else _roman(number)
    return f"{number:02}" if low == "decimalzero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        count, number = divmod(number, value)
        text += letters * min(count, 20)
    return text


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    style: str | None
    arabic: bool  # w:isLgl: the numbers of the levels above are shown in digits


@dataclass(slots=True)
class Numbering:
    """Counts as a document is walked; a fresh one for each document."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract list: level
    _lists: dict[str, str] = field(default_factory=dict)  # list: abstract list
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # list: level: number to begin again from
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # abstract list: level: last number

    @classmethod
    def of(cls, root: etree._Element | None) -> "Numbering":
        made = cls()
        for node in () if root is None else root:
            number = attribute(node, "abstractNumId")
            if local(node) == "abstractNum" and number is not None:
                made._levels[number] = dict(map(_level, (each for each in node if local(each) == "lvl")))
            elif local(node) == "num":
                made._list(node)
        return made

    def _list(self, node: etree._Element) -> None:
        number = attribute(node, "numId") or ""
        abstract = attribute(child(node, "abstractNumId"), "val") or ""
        overrides = [each for each in node if local(each) == "lvlOverride"]
        own = dict(_level(lvl) for each in overrides if (lvl := child(each, "lvl")) is not None)
        if own:
            self._levels[f"num {number}"] = {**self._levels.get(abstract, {}), **own}
            abstract = f"num {number}"
        self._lists[number] = abstract
        self._restarts[number] = {
            _number(attribute(each, "ilvl")): _number(start)
            for each in overrides
            if (start := attribute(child(each, "startOverride"), "val"))
        }

    def level_of(self, number: str, style: str | None) -> int:
        """The level of a list that a paragraph style stands for; 0 where none is tied to it."""
        levels = self._levels.get(self._lists.get(number, ""), {})
        return next((at for at, level in sorted(levels.items()) if style and level.style == style), 0)

    def next(self, number: str, at: int) -> str:
        """The number of the next paragraph of a list at a level, as text: "（三）", "1.2 ". Empty for a bullet."""
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        start = self._restarts.get(number, {}).pop(at, None)
        counts[at] = start if start is not None else counts[at] + 1 if at in counts else levels[at].start
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        level = levels[at]

        def one(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            above = levels.get(of, level)
            form = "decimal" if level.arabic and above.form != "bullet" else above.form
            return shown(counts.setdefault(of, above.start), form)

        text = "" if level.form in {"bullet", "none"} else re.sub(r"%(\d)", one, level.text)
        return f"{text} " if re.search(r"[\dA-Za-z.]$", text) else text


def _level(node: etree._Element) -> tuple[int, _Level]:
    values = {name: attribute(child(node, name), "val") for name in ("start", "numFmt", "lvlText", "pStyle")}
    form = values["numFmt"] or attribute(child(node, "AlternateContent", "Choice", "numFmt"), "val") or "decimal"
    arabic = child(node, "isLgl")
    level = _Level(
        _number(values["start"], 1),
        form,
        values["lvlText"] or "",
        values["pStyle"],
        arabic is not None and attribute(arabic, "val") not in {"0", "false"},
    )
    return _number(attribute(node, "ilvl")), level


def _number(value: str | None, default: int = 0) -> int:
    return int(value) if value and value.isdecimal() else default
