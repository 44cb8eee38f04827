"""Whole stores in and out: copy, export, import."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from ..shell import Command
from .common import opened, progress_bar, shared

if TYPE_CHECKING:
    from ..graph import Store

FORMATS = ("turtle", "json-ld", "graphml", "gexf", "csv", "jsonl", "neo4j-admin", "shapes")


@click.command(
    cls=Command, example="liantu copy --to neo4j://localhost:7687\nliantu copy --store neo4j://主机 --to 备份.db"
)
@click.option("--to", "target", required=True, metavar="路径或地址", help="复制到：文件或 Neo4j 地址")
@shared()
def copy(target: str, store: str) -> None:
    """把整个存储复制到另一个；中断后再运行即可接着来。"""
    from ..graph import open_store
    from ..graph.contents import copy as copy_all
    from .common import log_in

    log_in(target)
    with opened(store) as graph, open_store(target) as other, progress_bar("复制") as progress:
        new, total = copy_all(graph, other, progress)
    click.echo(f"已复制：新文件 {new} 份，共 {total} 份。", err=True)


@click.command(
    cls=Command, example="liantu export jsonl -o 全部.jsonl\nliantu export csv -o 表格文件夹\nliantu export turtle"
)
@click.argument("style", metavar="格式", type=click.Choice(FORMATS))
@click.option("-o", "--output", metavar="文件或文件夹", help="缺省为屏幕；csv、neo4j-admin 要文件夹")
@shared()
def export(style: str, output: str | None, store: str) -> None:
    """把整个存储写成 RDF、GraphML、CSV 等开放格式。"""
    if style in ("csv", "neo4j-admin") and output in (None, "-"):
        raise click.UsageError(f"{style} 要写成多个文件，请用 -o 指定一个文件夹", click.get_current_context())
    if style == "shapes":
        from ..graph.rdf import shapes

        return _save([shapes()], output)
    with opened(store) as graph:
        if style == "neo4j-admin":
            from ..graph.neo4j_admin import write

            words = write(graph, str(output))
            click.echo(f"已写入 {output}。停止 Neo4j 后运行：\nneo4j-admin {words}", err=True)
        elif style == "csv":
            from ..reports.graph_csv import write_csv

            write_csv(graph, str(output))
            click.echo(f"已写入 {output}。", err=True)
        else:
            _stream(style, graph, output)


@click.command("import", cls=Command, example="liantu import 全部.jsonl --store 新.db")
@click.argument("path", metavar="文件.jsonl")
@shared()
def import_(path: str, store: str) -> None:
    """读入 export jsonl 写的文件。"""
    from ..errors import InputError
    from ..graph import open_store
    from ..graph.jsonl import restore

    try:
        size = Path(path).stat().st_size
        with Path(path).open("rb") as file, open_store(store) as graph, progress_bar("读入") as told:
            new = restore(graph, (line.decode() for line in file), path, lambda name: told(file.tell(), size, name))
    except FileNotFoundError as error:
        raise InputError("文件不存在", where=path, todo="请核对路径") from error
    except UnicodeDecodeError as error:
        raise InputError("不是 UTF-8 文本", where=path, todo="这里要的是 liantu export jsonl 写出的文件") from error
    click.echo(f"已读入：新文件 {new} 份。", err=True)


def _stream(style: str, graph: "Store", output: str | None) -> None:
    from ..graph import jsonl, rdf, views

    binary: dict[str, Callable[[Store, IO[bytes]], None]] = {"graphml": views.write_graphml, "gexf": views.write_gexf}
    if style in binary:
        with _target(output) as file:
            binary[style](graph, file)
    else:
        text: dict[str, Callable[[Store], Iterable[str]]] = {"turtle": rdf.turtle, "json-ld": rdf.json_ld}
        _save(text[style](graph) if style in text else (f"{line}\n" for line in jsonl.lines(graph)), output)


def _save(pieces: Iterable[str], output: str | None) -> None:
    with _target(output) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "backslashreplace"))


@contextmanager
def _target(output: str | None) -> Iterator[IO[bytes]]:
    """Where bytes go: standard output, or a file that is there as a whole or not at all."""
    if output in (None, "-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from ..reports.files import streamed

    with streamed(str(output)) as file:
        yield file
    click.echo(f"已写入 {output}。", err=True)
