"""What commands share: options, an opened store, a way to show an answer."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click
from click.core import ParameterSource

from ..shell import DEBUG

if TYPE_CHECKING:
    from ..graph import Store
    from ..intake import Progress
    from ..queries.answers import Answer
    from ..reports.report import Report

Body = TypeVar("Body", bound=Callable[..., None])

CHAIN = click.option("--chain", metavar="产业链", help="只看这条产业链")
REGION = click.option("--region", metavar="地区", help="只看这个地区（含下级）")


def shared(*, store: bool = True, output: str = "", suffixes: Sequence[str] | None = None) -> Callable[[Body], Body]:
    """The options of all commands: --store, -o (with `output` as its help, for files of `suffixes`) and --debug."""

    def decorate(function: Body) -> Body:
        click.option(DEBUG, is_flag=True, expose_value=False, help="出错时显示详细的技术信息")(function)
        if output:
            click.option("-o", "--output", metavar="文件", callback=checked(suffixes), help=output)(function)
        if store:
            name = "文件或 Neo4j 地址；缺省 LIANTU_STORE 或 liantu.db"
            click.option(
                "--credentials", is_eager=True, expose_value=False, callback=_credentials, metavar="文件", help=_LOGIN
            )(function)
            click.option(
                "--store", envvar="LIANTU_STORE", default="liantu.db", metavar="存储", callback=_store, help=name
            )(function)
        return function

    return decorate


_LOGIN = "Neo4j 登录信息；也可用环境变量 NEO4J_PASSWORD 等"


def _credentials(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """What the file says stands in for the environment. Its address is the store, unless --store names another."""
    if value:
        from ..graph.neo4j_login import read_credentials

        os.environ.update(read_credentials(value))
        ctx.meta["liantu.uri"] = os.environ.get("NEO4J_URI")


def _store(ctx: click.Context, param: click.Parameter, value: str) -> str:
    default = ctx.get_parameter_source(str(param.name)) is ParameterSource.DEFAULT
    where = str(ctx.meta.get("liantu.uri") or value) if default else value
    log_in(where)
    return where


def log_in(store: str) -> None:
    """Ask for the password of a server where nothing gives it and somebody is there to answer."""
    if "://" in store and "NEO4J_PASSWORD" not in os.environ and sys.stdin.isatty():
        os.environ["NEO4J_PASSWORD"] = click.prompt("Neo4j 密码", hide_input=True, err=True)


TABLE = "写成 .xlsx、.html、.csv 或 .json；- 为屏幕上的 JSON"


def checked(
    suffixes: Sequence[str] | None = None,
) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A callback of an option: a file of another suffix, or in no folder, is told of before any work is done.

    Without `suffixes` those of tables may be written.
    """

    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value not in (None, "-"):
            from ..reports.files import TABLES, check

            check(value, suffixes or TABLES)
        return value

    return callback


@contextmanager
def opened(store: str) -> Iterator["Store"]:
    """A store that is there already: a question makes no empty file."""
    from ..graph import open_store

    with open_store(store, create=False) as graph:
        yield graph


def answer(kind: "type[Answer]", rows: "Sequence[Answer]", output: str | None, notes: Iterable[str] = ()) -> None:
    """Show the rows; `notes` are sentences, without their full stop, on what else to know."""
    from ..reports.report import noted, report

    put(noted(report(kind, rows), notes), output)


def put(report: "Report", output: str | None) -> None:
    """Show the report as a table, print it as JSON (-) or write it to a file."""
    from ..reports import files

    if output == "-":
        click.echo(files.as_json(report), nl=False)
    elif output:
        files.write(report, output)
        click.echo(f"已写入 {output}（{len(report.rows)} 行）。", err=True)
    else:
        from ..reports.table import show

        click.echo(show(report, terminal=sys.stdout.isatty()), nl=False)


@contextmanager
def progress_bar(label: str = "载入") -> Iterator["Progress"]:
    """What load tells after each file, as a bar on a terminal, as nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, item_show_func=lambda name: name) as bar:

        def told(done: int, total: int, name: str) -> None:
            bar.length = total
            bar.update(done - bar.pos, name)
            bar.render_progress()  # also where only the name is new: so many rows, so many pieces

        yield told


def today() -> str:
    """The day that a file is made or taken back: nothing below the commands looks at the clock."""
    return date.today().isoformat()
