"""What people decided, as answers see it: remarks of officers on targets, and what they found out themselves."""

from dataclasses import dataclass

from ..graph import Store
from .facts import ask

CONFIRMED, NOT_MAKING, DISSOLVED, HERE = "确认生产", "不生产", "已注销", "已在本地"
VERDICTS = (CONFIRMED, NOT_MAKING, DISSOLVED, HERE)
SETTLED, GIVEN_UP = "已落户", "放弃"
RESULTS = ("接洽中", "有意向", "已签约", SETTLED, GIVEN_UP)

COLUMNS = {"owner": "负责人", "progress": "进展", "result": "结果", "note": "备注", "verdict": "核实"}
"""Columns that officers fill in a list of targets, by the kind of decision that each becomes."""

Key = tuple[str, str]
"""A firm's identity and a link."""


@dataclass(frozen=True, slots=True)
class Remarks:
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

    def confirmed(self, ident: str, link: str) -> bool:
        return self.get("verdict", ident, link) == CONFIRMED


def remarks(store: Store) -> Remarks:
    return Remarks({kind: decided(store, kind) for kind in COLUMNS})


def decided(store: Store, kind: str) -> dict[Key, str]:
    """What counts now, of one kind."""
    return {(str(row["subject"]), str(row["object"])): str(row["value"]) for row in ask(store, "decided", kind=kind)}
