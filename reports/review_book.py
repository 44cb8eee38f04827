"""The workbook of questions for a person: doubtful facts, names alike, firms that may be registered ones."""

from collections.abc import Sequence

from ..queries.answers import Question
from ..queries.decisions import TAKE_BACK, forms
from .forms import Blank, Page, form_book
from .report import Column, Kind

_SHEETS = (("事实", "fact"), ("同名", "same"), ("名录", "firm"))
_COLUMNS = (
    Column("question", "问题", 50),
    Column("why", "为什么问", 24),
    Column("evidence", "原文", 70, Kind.PROOF),
)
_HOW = (
    "在黄色的列里选择，选“撤销”可以收回以前的判定；填好后原样保存，用 liantu load 载入即可。"
    "人工判定优先于程序，文件重新载入后依然有效。"
)


def review_book(questions: Sequence[Question], at: str) -> bytes:
    """The bytes of the workbook; `at` is the day that the cover bears."""
    pages = []
    for title, kind in _SHEETS:
        asked = [one for one in questions if one.decides == kind]
        rows = [{**one.row(), kind: one.answer} for one in asked]
        choices = (*(asked[0].choices if asked else ()), TAKE_BACK)
        pages.append(
            Page(title, _COLUMNS, rows, [one.id for one in asked], (Blank(kind, forms()[kind].head, choices),))
        )
    left = sum(not one.answer for one in questions)
    cover = [("日期", at), ("内容", f"待判定 {left} 条，已判定 {len(questions) - left} 条"), ("怎么填", _HOW)]
    return form_book("人工核对清单", cover, pages)
