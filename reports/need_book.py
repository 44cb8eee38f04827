"""The list of needs that goes to a chain leader: open links of its chains, to be filled in with what it buys."""

from collections.abc import Mapping, Sequence

from ..queries.answers import Need
from ..queries.decisions import NEEDS, WISHES, Key
from ..schema import key
from .forms import Blank, Page, form_book
from .report import columns_of

BLANKS = tuple(Blank(kind, head, WISHES if kind == "wish" else (), 16) for kind, head in NEEDS.items())
_HOW = (
    "请填写黄色的列：采购额按万元、年份如 2025；填好后原样保存交回，用 liantu load 载入。"
    "可以排序和筛选，请不要改动其他列。"
)


def need_book(leader: str, needs: Sequence[Need], said: Mapping[str, Mapping[Key, str]], at: str) -> bytes:
    """The bytes of the workbook; `said` is what counts now, by kind of decision; `at` the day that the cover bears."""
    node = key(leader, "Enterprise")
    rows = [
        {**need.row(), **{blank.kind: said[blank.kind].get((node, need.link), "") for blank in BLANKS}}
        for need in needs
    ]
    cover = [("企业", leader), ("日期", at), ("内容", f"{len(needs)} 个本地尚缺或薄弱的配套环节"), ("怎么填", _HOW)]
    page = Page("配套需求", columns_of(Need), rows, [f"{node}\t{need.link}" for need in needs], BLANKS)
    return form_book(f"配套需求对接清单：{leader}", cover, [page])
