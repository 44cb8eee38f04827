"""The workbook of target companies: gaps, targets to fill in, introductions, evidence, who was left out, history."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..queries.answers import Gap, LeftOut, Proof, Source
from ..queries.candidates import Candidate
from ..queries.decisions import COLUMNS, RESULTS, VERDICTS, Entry
from ..queries.targets import TargetList
from .forms import Blank, Page, form_book
from .report import Column, Kind, columns_of, plain
from .target_notes import NO_WAY, SCORES, TIERS, for_gaps, without

BLANKS = (
    Blank("owner", COLUMNS["owner"], width=10),
    Blank("progress", COLUMNS["progress"], width=24),
    Blank("result", COLUMNS["result"], RESULTS, 10),
    Blank("verdict", COLUMNS["verdict"], VERDICTS, 10),
    Blank("note", COLUMNS["note"], width=24),
)

_TARGETS, _EVIDENCE = "目标企业", "证据"
_COLUMNS = (
    Column("number", "序号", 6, Kind.NUMBER),
    Column("company", "企业", 28),
    Column("link", "环节", 14),
    Column("tier", "把握", 8),
    Column("score", "企业得分", 9, Kind.NUMBER),
    Column("reasons", "理由", 34, Kind.LIST),
    Column("introducers", "引荐路径", 30, Kind.LIST),
    Column("region", "所在地", 16),
    Column("size", "规模", 18),
    Column("contact", "联系方式", 14),
    Column("proof", "依据", 36),
)
_HOW = (
    "黄色的列由经办人填写：负责人、进展、结果、核实、备注。填好后原样保存，用 liantu load 载入即可收回；"
    "可以排序和筛选，请不要改动其他列。"
)


def target_book(found: TargetList, sources: Sequence[Source], history: Sequence[Entry], at: str) -> bytes:
    """The bytes of the workbook; `at` is the day that the cover bears, `sources` the documents behind it."""
    proofs, starts = _evidence(found)
    title = f"招商目标企业清单：{found.title}"
    return form_book(
        title,
        _cover(found, sources, at),
        [
            Page("缺口", columns_of(Gap), [gap.row() for gap in found.gaps]),
            _targets(found, starts),
            _introductions(found),
            proofs,
            Page("未列入及原因", columns_of(LeftOut), [one.row() for one in found.left]),
            _history(found, history),
        ],
    )


def _cover(found: TargetList, sources: Sequence[Source], at: str) -> list[tuple[str, str]]:
    named = dict.fromkeys(f"{one.document}（{'，'.join(filter(None, (one.status, one.date)))}）" for one in sources)
    counts = {tier: sum(one.tier == tier for one in found.targets) for tier in ("确认", "匹配", "待核实")}
    asked = [("缺口", f"{line}。")] if (line := for_gaps(found)) else []
    none = [("没有找到企业的", f"{line}。")] if (line := without(found)) else []
    cut = [("没有全部比较或列出", "。\n".join((*found.notes, "")).strip())] if found.notes else []
    return [
        ("内容", f"为“{found.title}”补链的外地目标企业"),
        *asked,
        ("地区", found.here.region or "全部地区"),
        ("日期", at),
        ("目标企业", f"{len(found.targets)} 家：{'，'.join(f'{tier} {count}' for tier, count in counts.items())}"),
        ("未列入", f"{len(found.left)} 家，原因见“未列入及原因”"),
        *none,
        *cut,
        ("把握", "；".join(f"{tier}：{says}" for tier, says in TIERS.items()) + "。"),
        ("企业得分", f"{SCORES}。"),
        ("引荐路径", f"{NO_WAY}。"),
        ("没有的数据", "名录和文件没有给出的数据写明“未提供”，不等于零。"),
        ("怎么填", _HOW),
        ("依据文件", "\n".join(named)),
    ]


def _targets(found: TargetList, starts: Mapping[int, int]) -> Page:
    rows: list[dict[str, Any]] = []
    for number, (target, one) in enumerate(zip(found.targets, found.candidates, strict=True), start=1):
        held = {blank.kind: found.remarks.get(blank.kind, one.ident, one.link) for blank in BLANKS}
        first = target.evidence[0].quote if target.evidence else ""
        contact = one.firm.contact if one.firm else ""
        more = {"number": number, "size": _size(one), "contact": contact, "proof": first}
        rows.append({**target.row(), **more, **held})
    ids = [row_id(one) for one in found.candidates]
    links = {(row, "proof"): (_EVIDENCE, line) for row, line in starts.items()}
    return Page(_TARGETS, _COLUMNS, rows, ids, BLANKS, links)


def row_id(one: Candidate) -> str:
    """What a row is about, by natural keys: the same in every store that knows the firm."""
    return f"{one.ident}\t{one.link}"


def _size(one: Candidate) -> str:
    firm = one.firm
    if firm is None:
        return "未提供"
    known = [
        f"注册资本{firm.capital:g}万{'' if firm.currency == 'CNY' else firm.currency}"
        if firm.capital is not None
        else "",
        f"参保{firm.staff}人" if firm.staff is not None else "",
        f"营收{firm.revenue:g}万元" if firm.revenue is not None else "",
    ]
    return "，".join(filter(None, known)) or "未提供"


def _introductions(found: TargetList) -> Page:
    columns = (
        Column("company", "企业", 28),
        Column("leader", "引荐人", 20),
        Column("sentence", "路径", 60),
        Column("steps", "步数", 6, Kind.NUMBER),
        Column("evidence", "依据", 60, Kind.PROOF),
    )
    rows = [
        {
            "company": one.name,
            "leader": way.leader,
            "sentence": way.sentence,
            "steps": way.steps,
            "evidence": _rows(way.evidence),
        }
        for one in found.candidates
        for way in one.ways
    ]
    return Page("引荐路径", columns, rows)


def _evidence(found: TargetList) -> tuple[Page, dict[int, int]]:
    """The sheet of sentences, and in which of its rows those of a target begin."""
    columns = (
        Column("company", "企业", 28),
        Column("link", "环节", 14),
        Column("quote", "原文", 70),
        Column("document", "文件", 28),
        Column("place", "位置", 36),
    )
    rows: list[dict[str, Any]] = []
    starts, links = {}, {}
    for number, target in enumerate(found.targets):
        if target.evidence:
            starts[number] = len(rows) + 2
        for proof in target.evidence:
            links[len(rows), "company"] = (_TARGETS, number + 2)
            rows.append({"company": target.company, "link": target.link, **_rows([proof])[0]})
    return Page(_EVIDENCE, columns, rows, links=links), starts


def _history(found: TargetList, history: Sequence[Entry]) -> Page:
    names = {one.ident: one.name for one in found.candidates}
    columns = (
        Column("company", "企业", 28),
        Column("link", "环节", 14),
        Column("column", "列", 10),
        Column("value", "内容", 40),
        Column("source", "来自文件", 28),
        Column("at", "日期", 12),
    )
    rows = [
        {
            "company": names.get(one.subject, one.subject),
            "link": one.object,
            "column": COLUMNS[one.kind],
            "value": one.value or "（清空）",
            "source": one.source,
            "at": one.at,
        }
        for one in history
        if one.kind in COLUMNS
    ]
    return Page("历史记录", columns, rows)


def _rows(proofs: Sequence[Proof]) -> list[dict[str, str]]:
    return [{"document": one.document, "place": one.place, "quote": plain(one.quote)} for one in proofs]
