"""Documents in and out: load, extract, documents, unload."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..shell import Command
from .common import TABLE, answer, opened, progress_bar, put, shared

if TYPE_CHECKING:
    from ..graph import Store
    from ..intake import Loaded
    from ..reports.report import Report


@click.command(cls=Command, example="liantu load 规划/ 链长制方案.docx\nliantu load 规划/*.txt --store 云溪.db")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹...")
@shared(output=TABLE)
@click.pass_context
def load(ctx: click.Context, paths: tuple[str, ...], store: str, output: str | None) -> None:
    """读入文件；读过的不再读。"""
    from ..graph import open_store
    from ..intake import load as read_all

    with open_store(store) as graph, progress_bar() as progress:
        loaded = read_all(graph, paths, progress=progress)
    with opened(store) as graph:
        put(loaded_table(graph, loaded), output)
    for failed in (one for one in loaded if one.error):
        click.echo(str(failed.error), err=True)
    ctx.exit(1 if any(one.error for one in loaded) else 0)


@click.command(cls=Command, example="liantu extract 规划.txt | head\nliantu extract 规划.docx -o 事实.jsonl")
@click.argument("paths", nargs=-1, required=True, metavar="文件...")
@click.option("--format", "style", type=click.Choice(["jsonl"]), default="jsonl", help="格式；目前只有 jsonl")
@shared(store=False, output="写到文件；缺省为屏幕")
def extract(paths: tuple[str, ...], style: str, output: str | None) -> None:
    """从文件抽取事实，不经过存储。"""
    lines = fact_lines(paths)
    if output in (None, "-"):
        for line in lines:
            click.echo(line)
    else:
        from ..reports.files import save_text

        save_text("".join(f"{line}\n" for line in lines), str(output))


@click.command(cls=Command, example="liantu documents")
@shared(output=TABLE)
def documents(store: str, output: str | None) -> None:
    """列出已载入的文件。"""
    from ..queries import documents as ask
    from ..queries.answers import Source

    with opened(store) as graph:
        answer(Source, ask(graph), output)


@click.command(cls=Command, example="liantu unload 征求意见稿.docx")
@click.argument("document", metavar="文件名或编号")
@shared()
def unload(document: str, store: str) -> None:
    """移除一份文件和只有它支持的内容。"""
    from ..queries import find_document

    with opened(store) as graph:
        change = graph.remove(find_document(graph, document))
    click.echo(f"已移除 {document}：事实 {-change.facts} 条，名称 {-change.nodes} 个。")


def loaded_table(store: "Store", loaded: "Sequence[Loaded]") -> "Report":
    """What became of each file: one row for each of its parts."""
    from ..queries import documents
    from ..reports.report import free

    states = {"added": "新载入", "unchanged": "已有", "replaced": "已更新", "failed": "失败"}
    heads = {"document": "文件", "title": "标题", "status": "性质", "date": "日期", "facts": "事实", "state": "结果"}
    parts = documents(store)
    rows: list[dict[str, int | str | None]] = []
    for one in loaded:
        found = [part for part in parts if one.document is not None and part.id == one.document]
        known: list[dict[str, int | str | None]] = [
            {"title": p.title, "status": p.status, "date": p.date, "facts": p.facts} for p in found
        ]
        blank: dict[str, int | str | None] = {"title": None, "status": None, "date": None, "facts": one.facts}
        rows += [{"document": one.name, **part, "state": states[one.state]} for part in known or [blank]]
    return free("载入结果", rows, heads)


def fact_lines(paths: Sequence[str]) -> Iterator[str]:
    """Fact.row() of every fact of the files, as JSON, in the order of the text."""
    import json

    from ..loaders import extract as facts
    from ..loaders import read

    for path in paths:
        for fact in facts(read(Path(path))):
            yield json.dumps(fact.row(), ensure_ascii=False)
