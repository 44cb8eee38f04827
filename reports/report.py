"""What every way of showing an answer starts from: a title, columns with Chinese heads, rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..queries.answers import (
    Aim,
    Alias,
    Answer,
    Assignment,
    Changed,
    Explained,
    Finding,
    Gap,
    Layout,
    Leader,
    LeftOut,
    Need,
    Overlap,
    Profile,
    Question,
    Shift,
    Source,
    Step,
    Supply,
    Target,
    Work,
)


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    LIST = "list"
    STATE = "state"
    PROOF = "proof"
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the key in a row, `width` the cells it takes in a workbook; a `facet` can be filtered by."""

    name: str
    head: str
    width: int = 16
    kind: Kind = Kind.TEXT
    facet: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Rows as `Answer.row()` gives them; `empty` says what to do when there are none, `note` what else to know."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    empty: str
    note: str = ""

    @property
    def proof(self) -> Column | None:
        """The column that holds the sentences, if the rows have any."""
        return next((column for column in self.columns if column.kind is Kind.PROOF), None)

    @property
    def state(self) -> Column | None:
        return next((column for column in self.columns if column.kind is Kind.STATE), None)


_CHAIN = Column("chain", "产业链", 20, facet=True)
_LINK = Column("link", "环节", 20)
_REGION = Column("region", "地区", 12, facet=True)
_STATE = Column("state", "状态", 8, Kind.STATE, facet=True)
_FIRMS = Column("firms", "本地企业", 24, Kind.LIST)
_PROOF = Column("evidence", "原文", 60, Kind.PROOF)
_EMPTY = "请放宽筛选条件，或先用 liantu load 载入文件"

_SHAPES: dict[type[Answer], tuple[str, tuple[Column, ...]]] = {
    Gap: (
        "产业链环节状态表",
        (
            Column("rank", "名次", 6, Kind.NUMBER),
            _CHAIN,
            _LINK,
            _REGION,
            _STATE,
            Column("score", "得分", 8, Kind.NUMBER),
            Column("reasons", "理由", 32, Kind.LIST),
            _FIRMS,
            Column("leaders", "链主", 20, Kind.LIST),
            _PROOF,
        ),
    ),
    Step: (
        "产业链结构",
        (
            _CHAIN,
            Column("stage", "位置", 8, facet=True),
            _LINK,
            _STATE,
            Column("upstream", "上游", 20, Kind.LIST),
            Column("downstream", "下游", 20, Kind.LIST),
            _FIRMS,
            _PROOF,
            Column("source", "参考链出处", 30),
        ),
    ),
    Explained: (
        "名次的来历",
        (
            Column("rank", "名次", 6, Kind.NUMBER),
            _CHAIN,
            _LINK,
            _REGION,
            _STATE,
            Column("score", "得分", 8, Kind.NUMBER),
            Column("factors", "因素", 32, Kind.LIST),
            Column("by_count", "按企业数", 8, Kind.NUMBER),
            Column("by_text", "只看原文", 8, Kind.NUMBER),
            Column("by_structure", "只看结构", 8, Kind.NUMBER),
            Column("top_five", "千次权重进前五", 10),
            Column("reference", "参考环节", 24),
            _PROOF,
            Column("source", "参考链出处", 30),
        ),
    ),
    Aim: (
        "规划目标",
        (
            Column("scope", "对象", 16, facet=True),
            Column("metric", "指标", 30),
            Column("comparator", "关系", 6),
            Column("value", "数值", 10, Kind.NUMBER),
            Column("unit", "单位", 8),
            Column("year", "年份", 8, facet=True),
            Column("status", "文件性质", 12, facet=True),
            Column("conflict", "其他文件的说法", 30, Kind.LIST),
            _PROOF,
        ),
    ),
    Work: (
        "项目",
        (
            Column("project", "项目", 32),
            Column("chain", "产业链", 20, facet=True),
            Column("firms", "企业", 24, Kind.LIST),
            _REGION,
            Column("year", "年份", 8, facet=True),
            Column("progress", "进展", 10, facet=True),
            _PROOF,
        ),
    ),
    Profile: (
        "链主画像",
        (
            Column("firm", "企业", 20),
            Column("aspect", "方面", 12, facet=True),
            Column("item", "内容", 28),
            Column("firms", "本地企业", 24, Kind.LIST),
            Column("reasons", "说明", 30, Kind.LIST),
            _PROOF,
        ),
    ),
    Assignment: (
        "缺口分工建议",
        (
            Column("rank", "缺口名次", 8, Kind.NUMBER),
            _CHAIN,
            _LINK,
            Column("state", "状态", 8, facet=True),
            Column("region", "建议地区", 12, facet=True),
            Column("place", "顺位", 6, Kind.NUMBER),
            Column("score", "得分", 8, Kind.NUMBER),
            Column("reasons", "理由", 32, Kind.LIST),
            _PROOF,
        ),
    ),
    Overlap: (
        "重复布局",
        (
            Column("kind", "类别", 8, facet=True),
            Column("name", "集群、产业或环节", 24),
            Column("regions", "地区", 28, Kind.LIST),
            Column("firms", "企业", 24, Kind.LIST),
            _PROOF,
        ),
    ),
    Shift: (
        "假设推演",
        (
            Column("kind", "类别", 8, facet=True),
            Column("name", "产业链或链主", 24, facet=True),
            _LINK,
            Column("before", "现在", 12),
            Column("after", "假设之后", 12),
            Column("rank_before", "现名次", 8, Kind.NUMBER),
            Column("rank_after", "新名次", 8, Kind.NUMBER),
            Column("firms", "企业", 24, Kind.LIST),
        ),
    ),
    Changed: (
        "两版文件的出入",
        (
            Column("kind", "类别", 12, facet=True),
            Column("name", "内容", 36),
            Column("change", "变化", 10, facet=True),
            Column("before", "旧文件", 16),
            Column("after", "新文件", 16),
            _PROOF,
        ),
    ),
    Finding: (
        "产业链检查",
        (
            Column("kind", "类别", 10, facet=True),
            _CHAIN,
            _LINK,
            Column("what", "说明", 50),
        ),
    ),
    Leader: (
        "链主与龙头企业",
        (
            Column("firm", "企业", 24),
            Column("group", "产业链或集群", 24, facet=True),
            Column("role", "角色", 8, facet=True),
            _REGION,
            _PROOF,
        ),
    ),
    Layout: (
        "产业布局",
        (
            _REGION,
            Column("group", "集群或产业", 24, facet=True),
            Column("group_type", "类型", 10, facet=True),
            Column("relation", "关系", 10),
            Column("shared_with", "同样布局的地方", 24, Kind.LIST),
            _PROOF,
        ),
    ),
    Target: (
        "招商目标企业",
        (
            Column("company", "企业", 26),
            Column("link", "环节", 16, facet=True),
            Column("tier", "把握", 8, facet=True),
            Column("score", "企业得分", 8, Kind.NUMBER),
            Column("reasons", "理由", 36, Kind.LIST),
            Column("introducers", "引荐路径", 36, Kind.LIST),
            Column("region", "所在地", 18, facet=True),
            _PROOF,
        ),
    ),
    LeftOut: (
        "未列入的企业",
        (
            Column("company", "企业", 26),
            Column("link", "环节", 16, facet=True),
            Column("reason", "原因", 30, facet=True),
            Column("region", "所在地", 18, facet=True),
            _PROOF,
        ),
    ),
    Need: (
        "配套需求对接清单",
        (
            Column("leader", "企业", 20),
            Column("chain", "产业链", 18, facet=True),
            Column("link", "环节", 16),
            _STATE,
            Column("reasons", "理由", 32, Kind.LIST),
            Column("candidates", "可对接企业", 30, Kind.LIST),
            _PROOF,
        ),
    ),
    Question: (
        "人工核对清单",
        (
            Column("kind", "类别", 8, facet=True),
            Column("question", "问题", 40),
            Column("why", "为什么问", 20),
            Column("answer", "判定", 8, facet=True),
            _PROOF,
        ),
    ),
    Alias: (
        "名称归并",
        (
            Column("name", "显示名称", 24),
            Column("one", "名称", 24),
            Column("other", "同一名称", 24),
            Column("rule", "依据", 16, facet=True),
            Column("document", "文件", 28),
        ),
    ),
    Supply: (
        "供应关系",
        (
            Column("supplier", "供方", 24),
            Column("customer", "需方", 24),
            Column("item", "产品", 20),
            Column("relation", "依据", 12, facet=True),
            _PROOF,
        ),
    ),
    Source: (
        "已载入的文件",
        (
            Column("document", "文件", 32),
            Column("id", "编号", 18),
            Column("title", "标题", 40),
            Column("issuer", "发布单位", 20),
            Column("date", "日期", 12),
            Column("status", "性质", 12, facet=True),
            Column("region", "地区", 12, facet=True),
            Column("facts", "事实", 8, Kind.NUMBER),
        ),
    ),
}


def columns_of(kind: type[Answer]) -> tuple[Column, ...]:
    """The columns of one kind of answer."""
    return _SHAPES[kind][1]


def report(kind: type[Answer], rows: Sequence[Answer]) -> Report:
    """The rows of one kind of answer; `kind` says the columns even where there is no row."""
    title, columns = _SHAPES[kind]
    return Report(title, columns, tuple(row.row() for row in rows), _EMPTY)


def free(title: str, rows: Iterable[Mapping[str, Any]], heads: Mapping[str, str] | None = None) -> Report:
    """Rows of any shape: the columns are the keys of the first row, or `heads` (key to Chinese head)."""
    kept = tuple(rows)
    names = heads or {name: name for name in (kept[0] if kept else ())}
    numbers = {name for name in names if kept and all(isinstance(row[name], int | float) for row in kept)}
    columns = tuple(
        Column(name, head, 20, Kind.NUMBER if name in numbers else Kind.TEXT) for name, head in names.items()
    )
    return Report(title, columns, kept, "语句没有查到任何行")


def plain(value: object) -> str:
    """A value as text for a cell: lists joined by 、, nothing for None, no half characters.

    >>> plain(["明川精密", "恒岳钢铁"]), plain(None), plain(3)
    ('明川精密、恒岳钢铁', '', '3')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(plain(item) for item in value)
    # A file name that is no UTF-8 reaches us with lone surrogates; no writer could encode them.
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
