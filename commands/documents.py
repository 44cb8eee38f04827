"""Documents in and out: load, extract, documents, unload."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..shell import Command, day_of, pairs_of
from .common import TABLE, checked, opened, progress_bar, put, shared, today
from .reading import Chosen, tell_reader, with_reader
from .remarks import of_pairs, of_sources

if TYPE_CHECKING:
    from ..graph import Store
    from ..intake import Loaded, Progress
    from ..loaders.registers import SheetNote
    from ..queries.answers import Source
    from ..reports.report import Report


@click.command(cls=Command, example="liantu load 规划/ 链长制方案.docx\nliantu load 规划/*.txt --store 云溪.db")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹...")
@click.option(
    "--map", "named", callback=pairs_of, multiple=True, metavar="列名=字段", help="指明表头，如 厂名=企业名称"
)
@click.option("--region", metavar="地区", help="文件说的是这个地方，认成别处的也以此为准")
@click.option("--date", "day", metavar="日期", callback=day_of, help="收回工作簿的日期；缺省今天")
@click.option("--problems", metavar="文件", callback=checked(), help="把有问题的行写成文件")
@with_reader
@shared(output=TABLE)
def load(
    paths: tuple[str, ...],
    named: dict[str, str | int],
    problems: str | None,
    reader: Chosen,
    store: str,
    output: str | None,
    **asked: str | None,
) -> None:
    """读入文件、企业名录和清单；读过的不再读。"""
    from ..graph import open_store
    from ..intake import load as read_all
    from ..queries.gaps import gaps

    with open_store(store) as graph, progress_bar() as progress:
        heads = {head: str(label) for head, label in named.items()}
        at, how = asked["day"] or today(), reader.how(asked["region"])
        loaded = read_all(graph, paths, progress=progress, named=heads, at=at, how=how)
    with opened(store) as graph:
        parts = documents_of(graph, loaded)
        remarks = [*of_sources(parts), *of_pairs(graph, loaded)]
        gaps(graph)  # the question that comes next: its answer is kept
    put(loaded_table(loaded, parts), output)
    for one in loaded:
        tell(one)
    for remark in remarks:
        click.echo(f"{remark}。", err=True)
    if problems:
        put(problems_table(loaded), problems)
    if stale := _of_other_places(loaded, parts, how.region):
        click.echo(f"{'、'.join(stale)} 已有，没有改地区；要改，请先 liantu unload 再载入。", err=True)
    if reader != Chosen() and any(one.state == "unchanged" for one in loaded):
        who = "用语言模型读" if reader.model else "快读"
        click.echo(f"已有的文件没有再{who}；要重读，请先 liantu unload 再载入。", err=True)
    bad = any(one.error or (one.table and any(row.fate == "失败" for row in one.table.returned)) for one in loaded)
    click.get_current_context().exit(0 if tell_reader(reader.model) and not bad else 1)


@click.command(cls=Command, example="liantu extract 规划.txt | head\nliantu extract 规划.docx -o 事实.jsonl")
@click.argument("paths", nargs=-1, required=True, metavar="文件...")
@click.option("--format", "style", type=click.Choice(["jsonl"]), default="jsonl", help="格式；目前只有 jsonl")
@with_reader
@shared(store=False, output="写成 .jsonl；缺省为屏幕", suffixes=(".jsonl", ".json", ".txt"))
def extract(paths: tuple[str, ...], style: str, reader: Chosen, output: str | None) -> None:
    """从文件抽取事实，不经过存储。"""
    lines: Iterable[str] = fact_lines(paths, reader)
    if reader.model:
        with progress_bar() as progress:
            lines = list(fact_lines(paths, reader, progress))
    if output in (None, "-"):
        for line in lines:
            click.echo(line)
    else:
        from ..reports.files import save_text

        save_text("".join(f"{line}\n" for line in lines), str(output))
    click.get_current_context().exit(0 if tell_reader(reader.model) else 1)


@click.command(cls=Command, example="liantu documents")
@shared(output=TABLE)
def documents(store: str, output: str | None) -> None:
    """列出已载入的文件。"""
    from ..queries.answers import Source
    from ..queries.listings import documents as ask
    from ..reports.report import noted, report

    with opened(store) as graph:
        found = ask(graph)
        put(noted(report(Source, found), of_sources(found)), output)
        click.echo(f"存储：{store}（{graph.engine}）", err=True)


@click.command(cls=Command, example="liantu unload 征求意见稿.docx")
@click.argument("document", metavar="文件名或编号")
@shared()
def unload(document: str, store: str) -> None:
    """移除一份文件和只有它支持的内容。"""
    from ..queries.listings import find_document

    with opened(store) as graph:
        change = graph.remove(find_document(graph, document))
    click.echo(f"已移除 {document}：事实 {-change.facts} 条，名称 {-change.nodes} 个。")


def _of_other_places(loaded: "Sequence[Loaded]", parts: "Sequence[Source]", region: str | None) -> list[str]:
    """Files that were there already, and speak for no place or another one than is asked for."""
    others = {part.id for part in parts if region and part.region != region and not part.rows}
    return [one.name for one in loaded if one.state == "unchanged" and one.document in others]


_SHOWN = 5  # problems of one file that the screen shows


def tell(one: "Loaded") -> None:
    """Why a file failed; what was understood of a table, and what was refused in it."""
    if one.error:
        click.echo(str(one.error), err=True)
    if one.table is None:
        return
    for row in one.table.returned:
        click.echo(f"{one.name} {row.sheet} 第 {row.row} 行：{row.fate}，{row.what}", err=True)
    if not one.error and not one.table.returned and not one.table.notes:
        click.echo(f"{one.name} 里没有新填的内容；请填黄色的列，保存后再载入。", err=True)
    if one.table.returned:
        counts = Counter(row.fate.value for row in one.table.returned)
        told = "，".join(f"{fate} {counts[fate]} 处" for fate in ("新增", "更新", "失败"))
        click.echo(f"{one.name} 已收回：{told}。", err=True)
    for note in one.table.notes:
        click.echo(f"{one.name} {note_text(note)}", err=True)
    for problem in one.table.problems[:_SHOWN]:
        where = f"{problem.sheet} 第 {problem.row} 行" if problem.sheet else f"第 {problem.row} 行"
        value = f"“{problem.value}”" if problem.value else ""
        click.echo(f"  {where} {problem.column}{value}：{problem.reason}。", err=True)
    if one.table.refused:
        lost = sum(problem.lost for problem in one.table.problems)
        click.echo(f"  共 {one.table.refused} 处问题，{lost} 行未载入；加 --problems 问题.xlsx 可看全部。", err=True)


def note_text(note: "SheetNote") -> str:
    """What was understood of a sheet, in words."""
    sheet = f"工作表“{note.sheet}”" if note.sheet else "表格"
    if note.kind is None:
        return f"{sheet}：不是名录或清单，跳过。"
    columns = "、".join(label if head == label else f"{label}（{head}）" for head, label in note.columns)
    left = f"；未用的列：{'、'.join(note.left[:12])}" if note.left else ""
    return f"{sheet}：表头到第 {note.head_row} 行，认出 {columns}{left}。"


def problems_table(loaded: "Sequence[Loaded]") -> "Report":
    """Every row problem of the tables that were loaded, and what was not taken of workbooks that came back."""
    from ..reports.report import free

    heads = {
        "file": "文件",
        "sheet": "工作表",
        "row": "行",
        "column": "列",
        "value": "值",
        "reason": "原因",
        "kept": "结果",
    }
    found = [problem for one in loaded if one.table for problem in one.table.problems]
    rows = [{**problem._asdict(), "kept": "整行未载入" if problem.lost else "其余已载入"} for problem in found]
    rows += [
        {
            "file": one.name,
            "sheet": row.sheet,
            "row": row.row,
            "column": "",
            "value": "",
            "reason": row.what,
            "kept": "未收回",
        }
        for one in loaded
        if one.table
        for row in one.table.returned
        if row.fate == "失败"
    ]
    return free("有问题的行", rows, heads)


def documents_of(store: "Store", loaded: "Sequence[Loaded]") -> "list[Source]":
    """The parts of the texts among the files."""
    from ..queries.listings import documents

    texts = {one.document for one in loaded if one.document is not None and one.table is None}
    return [part for part in documents(store) if part.id in texts]


def loaded_table(loaded: "Sequence[Loaded]", parts: "Sequence[Source]") -> "Report":
    """What became of each file: one row for each of its parts."""
    from ..reports.report import free

    states = {"added": "新载入", "unchanged": "已有", "replaced": "已更新", "failed": "失败"}
    told = {"title": "标题", "status": "性质", "region": "地区", "date": "日期", "facts": "事实", "goals": "目标"}
    heads = {"document": "文件", **told, "companies": "企业", "state": "结果"}
    rows: list[dict[str, int | str | None]] = []
    for one in loaded:
        found = [part for part in parts if one.document is not None and part.id == one.document]
        known: list[dict[str, int | str | None]] = [{name: getattr(part, name) for name in told} for part in found]
        blank: dict[str, int | str | None] = {**dict.fromkeys(told), "facts": one.facts}
        brought = {"companies": one.table.companies if one.table else None, "state": states[one.state] + _lost(one)}
        rows += [{"document": one.name, **part, **brought} for part in known or [blank]]
    return free("载入结果", rows, heads)


def _lost(one: "Loaded") -> str:
    """What of a table was not taken, beside its result: 已更新 alone would hide it."""
    if one.table is None:
        return ""
    failed = sum(row.fate == "失败" for row in one.table.returned)
    refused = sum(problem.lost for problem in one.table.problems)
    return f"，失败 {failed} 处" * bool(failed) + f"，{refused} 行未载入" * bool(refused)


def fact_lines(paths: Sequence[str], reader: Chosen, progress: "Progress | None" = None) -> Iterator[str]:
    """Fact.row() of every fact of the files, as JSON, in the order of the text."""
    import json
    from functools import partial

    from ..guard import Failure, read_on, readings

    for path, reading in readings([Path(path) for path in paths], quick=reader.quick):
        if isinstance(reading, Failure):
            raise reading.error()
        if reader.model and progress:
            reading = read_on(reading, reader.model.read, partial(_told, progress, path.name))
        for fact in reading.facts:
            yield json.dumps(fact.row(), ensure_ascii=False)


def _told(progress: "Progress", name: str, done: int, total: int) -> None:
    progress(done, total, name)
