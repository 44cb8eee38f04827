"""What people decided, as answers see it: remarks of officers on targets, and what they found out themselves."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..graph import Store
from ..schema import clean_date, clean_money
from ..schema.shipped import shipped
from .facts import RIGHT, WRONG, ask

CONFIRMED, NOT_MAKING, DISSOLVED, HERE = "确认生产", "不生产", "已注销", "已在本地"
VERDICTS = (CONFIRMED, NOT_MAKING, DISSOLVED, HERE)
SETTLED, GIVEN_UP = "已落户", "放弃"
WISHES = ("愿意对接", "已有稳定供应商", "暂不需要")
RESULTS = ("接洽中", "有意向", "已签约", SETTLED, GIVEN_UP)

COLUMNS = {"owner": "负责人", "progress": "进展", "result": "结果", "note": "备注", "verdict": "核实"}
"""Columns that officers fill in a list of targets, by the kind of decision that each becomes."""

NEEDS = {"amount": "年采购额(万元)", "year": "年份", "supplier": "现供应商", "wish": "对接意向"}
"""Columns of a list of needs, where the subject is a leader's key and the object a link."""

SAME, DIFFERENT = "同一", "不同"
TAKE_BACK = "撤销"

Key = tuple[str, str]
"""A firm's identity and a link."""


class Form(NamedTuple):
    """A column that people fill in: the kind of decision, its head, what may stand in it; `unit`: that of a number."""

    kind: str
    head: str
    choices: tuple[str, ...] = ()
    unit: str = ""

    @property
    def wants(self) -> str:
        return f"只能填：{'、'.join(self.choices)}" if self.choices else "要填数字"

    def clean(self, value: str) -> str | None:
        """The value to keep, "" to take an answer back, None where it may not stand here.

        >>> forms()["amount"].clean("4.5亿元"), forms()["amount"].clean("1200"), forms()["year"].clean("2025年")
        ('45000', '1200', '2025')
        """
        if value == TAKE_BACK:
            return ""
        if self.choices:
            return self._choice(value)
        if self.unit == _YEAR:
            found = clean_date(value)
            return found[:4] if found else None
        if self.unit:
            money = clean_money(value, self.unit)
            return f"{money.amount:.15g}" if money and money.currency == "CNY" and money.amount >= 0 else None
        return value

    def _choice(self, value: str) -> str | None:
        """The choice as it is, by another word for it, or by a beginning that no other has.

        >>> forms()["wish"].clean("愿意"), forms()["fact"].clean("对的"), forms()["result"].clean("已")
        ('愿意对接', '正确', None)
        """
        also = [one for one in self.choices if value in _also().get(one, ())]
        begun = also or [one for one in self.choices if one.startswith(value)]
        return value if value in self.choices else begun[0] if len(begun) == 1 else None


_YEAR, _JUDGED = "年", "判定"
_UNITS = {"amount": "万元", "year": _YEAR}


def forms() -> dict[str, Form]:
    """Every column that people fill in, by kind."""
    free = {**COLUMNS, **NEEDS}
    limits = {"result": RESULTS, "verdict": VERDICTS, "wish": WISHES}
    found = {kind: Form(kind, head, limits.get(kind, ()), _UNITS.get(kind, "")) for kind, head in free.items()}
    found["same"] = Form("same", _JUDGED, (SAME, DIFFERENT))
    found["firm"] = Form("firm", _JUDGED, (SAME, DIFFERENT))
    found["fact"] = Form("fact", _JUDGED, (RIGHT, WRONG))
    return found


@cache
def _also() -> dict[str, list[str]]:
    """Other words that people write for a choice."""
    return dict(shipped("queries", "decisions.yaml")["also"])


def known_ids(store: Store, ids: Sequence[str]) -> set[str]:
    """Which row ids are about something that the store knows: a registered firm, or a name of its documents."""
    subjects = {id_: id_.split("\t", 1)[0] for id_ in ids if "\t" in id_}
    asked = {*subjects.values(), *(_node(subject) for subject in subjects.values())}
    rows = ask(store, "known", ids=sorted(asked))
    known = {str(row["id"]) for row in rows}
    return {id_ for id_, subject in subjects.items() if known & {subject, _node(subject)}}


def _node(subject: str) -> str:
    """The node's key of a firm without a code."""
    return f"Enterprise:{subject.removeprefix('名:')}" if subject.startswith("名:") else subject


class Remarks(NamedTuple):
    """Officers' remarks by kind of decision, firm and link."""

    said: dict[str, dict[Key, str]]

    def get(self, kind: str, ident: str, link: str) -> str:
        return self.said[kind].get((ident, link), "")

    def verdict(self, ident: str, link: str) -> str:
        """Why people say that the firm is no target; "" if they do not."""
        found, result = self.get("verdict", ident, link), self.get("result", ident, link)
        if found in (NOT_MAKING, DISSOLVED, HERE):
            return found
        return result if result in (SETTLED, GIVEN_UP) else ""

    def here(self) -> set[Key]:
        """Firms and links of which people say that the firm is here now."""
        settled = {about for about, value in self.said["result"].items() if value == SETTLED}
        return settled | {about for about, value in self.said["verdict"].items() if value == HERE}

    def confirmed(self, ident: str, link: str) -> bool:
        return self.get("verdict", ident, link) == CONFIRMED


class Entry(NamedTuple):
    """One word of the log of decisions."""

    kind: str
    subject: str
    object: str
    value: str
    source: str
    at: str


def history(store: Store, subjects: Iterable[str] | None = None) -> list[Entry]:
    """Everything that people said, in the order they said it; of some subjects only, if given."""
    kept = None if subjects is None else set(subjects)
    rows = [Entry(*(str(row[name]) for name in Entry._fields)) for row in ask(store, "decisions")]
    return [one for one in rows if kept is None or one.subject in kept]


def remarks(store: Store) -> Remarks:
    return Remarks({kind: decided(store, kind) for kind in COLUMNS})


def decided(store: Store, kind: str) -> dict[Key, str]:
    """What counts now, of one kind."""
    return {(str(row["subject"]), str(row["object"])): str(row["value"]) for row in ask(store, "decided", kind=kind)}
