"""The command line: each command opens, calls one function, prints.

Nothing heavy is imported before a command needs it, so that `liantu --help` answers at once.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from liantu import __version__
from liantu.shell import DEBUG, Root, pairs_of, state_of

if TYPE_CHECKING:
    from liantu.graph import Store
    from liantu.intake import Loaded, Progress
    from liantu.queries.answers import Answer, State
    from liantu.reports.report import Report

Body = TypeVar("Body", bound=Callable[..., None])

# ── what commands share ──────────────────────────────────────────────────────────────────────────────────────────


def shared(*, store: bool = True, output: str = "") -> Callable[[Body], Body]:
    """The options of all commands: --store, -o (with `output` as its help) and --debug."""

    def decorate(function: Body) -> Body:
        click.option(DEBUG, is_flag=True, expose_value=False, help="出错时显示详细的技术信息")(function)
        if output:
            click.option("-o", "--output", metavar="文件", callback=_checked, help=output)(function)
        if store:
            name = "环境变量 LIANTU_STORE 也可指定；缺省 liantu.db"
            click.option("--store", envvar="LIANTU_STORE", default="liantu.db", metavar="路径", help=f"存储；{name}")(
                function
            )
        return function

    return decorate


TABLE = "写成 .xlsx、.html、.csv 或 .json；- 为屏幕上的 JSON"


def _checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A wrong suffix or folder is told before any work is done."""
    if value not in (None, "-") and ctx.command.name != "extract":
        from liantu.reports.files import check

        check(value)
    return value


@contextmanager
def opened(store: str) -> Iterator["Store"]:
    """A store that is there already: a question makes no empty file."""
    from liantu.graph import open_store

    with open_store(store, create=False) as graph:
        yield graph


def answer(kind: "type[Answer]", rows: "Sequence[Answer]", output: str | None) -> None:
    from liantu.reports.report import report

    put(report(kind, rows), output)


def put(report: "Report", output: str | None) -> None:
    """Show the report as a table, print it as JSON (-) or write it to a file."""
    from liantu.reports import files

    if output == "-":
        click.echo(files.as_json(report), nl=False)
    elif output:
        files.write(report, output)
        click.echo(f"已写入 {output}（{len(report.rows)} 行）。", err=True)
    else:
        from liantu.reports.table import show

        click.echo(show(report, terminal=sys.stdout.isatty()), nl=False)


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


@click.group(
    "liantu",
    cls=Root,
    invoke_without_command=True,
    example="liantu load 规划/          读入一个文件夹\nliantu gaps                各产业链的环节状态\n"
    "liantu gaps -o 缺口.xlsx   写成工作簿",
)
@click.option("--version", is_flag=True, help="显示版本")
@shared(store=False)
@click.pass_context
def cli(ctx: click.Context, version: bool) -> None:
    """链图：读产业政策文件，找出产业链的缺口和出处。"""
    if version:
        click.echo(f"链图 liantu {__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command(example="liantu load 规划/ 链长制方案.docx\nliantu load 规划/*.txt --store 云溪.db")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹...")
@shared(output=TABLE)
@click.pass_context
def load(ctx: click.Context, paths: tuple[str, ...], store: str, output: str | None) -> None:
    """读入文件；读过的不再读。"""
    from liantu.graph import open_store
    from liantu.intake import load as read_all

    with open_store(store) as graph, progress_bar() as progress:
        loaded = read_all(graph, paths, progress=progress)
    with opened(store) as graph:
        put(loaded_table(graph, loaded), output)
    for failed in (one for one in loaded if one.error):
        click.echo(str(failed.error), err=True)
    ctx.exit(1 if any(one.error for one in loaded) else 0)


@cli.command(example="liantu extract 规划.txt | head\nliantu extract 规划.docx -o 事实.jsonl")
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
        from liantu.reports.files import save_text

        save_text("".join(f"{line}\n" for line in lines), str(output))


@cli.command(example="liantu documents")
@shared(output=TABLE)
def documents(store: str, output: str | None) -> None:
    """列出已载入的文件。"""
    from liantu.queries import documents as ask
    from liantu.queries.answers import Source

    with opened(store) as graph:
        answer(Source, ask(graph), output)


@cli.command(example="liantu unload 征求意见稿.docx")
@click.argument("document", metavar="文件名或编号")
@shared()
def unload(document: str, store: str) -> None:
    """移除一份文件和只有它支持的内容。"""
    from liantu.queries import find_document

    with opened(store) as graph:
        change = graph.remove(find_document(graph, document))
    click.echo(f"已移除 {document}：事实 {-change.facts} 条，名称 {-change.nodes} 个。")


CHAIN = click.option("--chain", metavar="产业链", help="只看这条产业链")
REGION = click.option("--region", metavar="地区", help="只看这个地区（含下级）")


@cli.command(example="liantu gaps --state 缺\nliantu gaps --chain 智能装备 --region 青岚区 -o 缺口.xlsx")
@CHAIN
@REGION
@click.option("--state", callback=state_of, metavar="状态", help="强、有、弱、缺、断、借、未提及；也可用 missing")
@shared(output=TABLE)
def gaps(chain: str | None, region: str | None, state: "State | None", store: str, output: str | None) -> None:
    """各产业链环节的状态、理由和原文。"""
    from liantu.queries import gaps as ask
    from liantu.queries.answers import Gap

    with opened(store) as graph:
        answer(Gap, ask(graph, chain=chain, region=region, state=state), output)


@cli.command(example="liantu chain 智能装备")
@click.argument("name", metavar="产业链")
@REGION
@shared(output=TABLE)
def chain(name: str, region: str | None, store: str, output: str | None) -> None:
    """一条产业链的上下游环节。"""
    from liantu.queries import chain as ask
    from liantu.queries.answers import Step

    with opened(store) as graph:
        answer(Step, ask(graph, name, region=region), output)


@cli.command(example="liantu leaders\nliantu leaders 明川精密")
@click.argument("name", required=False, metavar="[企业]")
@CHAIN
@REGION
@shared(output=TABLE)
def leaders(name: str | None, chain: str | None, region: str | None, store: str, output: str | None) -> None:
    """链主、龙头和配套企业。"""
    from liantu.queries import leaders as ask
    from liantu.queries.answers import Leader

    with opened(store) as graph:
        answer(Leader, ask(graph, name, chain=chain, region=region), output)


@cli.command(example="liantu layout --region 青岚区")
@REGION
@shared(output=TABLE)
def layout(region: str | None, store: str, output: str | None) -> None:
    """各地布局的集群和产业，以及重复布局。"""
    from liantu.queries import layout as ask
    from liantu.queries.answers import Layout

    with opened(store) as graph:
        answer(Layout, ask(graph, region=region), output)


@cli.command(example="liantu suppliers 明川精密")
@click.argument("firm", metavar="企业")
@shared(output=TABLE)
def suppliers(firm: str, store: str, output: str | None) -> None:
    """谁供应这家企业。"""
    from liantu.queries import suppliers as ask
    from liantu.queries.answers import Supply

    with opened(store) as graph:
        answer(Supply, ask(graph, firm), output)


@cli.command(example="liantu query 查询.sql -p name=明川精密 -o 结果.csv")
@click.argument("path", metavar="文件.sql")
@click.option("-p", "parameters", callback=pairs_of, multiple=True, metavar="名=值", help="语句里 :名 的值，可多次")
@shared(output=TABLE)
def query(path: str, parameters: dict[str, str | int], store: str, output: str | None) -> None:
    """运行自己写的只读查询语句。"""
    from liantu.queries import run_file
    from liantu.reports.report import free

    with opened(store) as graph:
        put(free("查询结果", run_file(graph, path, parameters)), output)


# ── helpers of load and extract ──────────────────────────────────────────────────────────────────────────────────


@contextmanager
def progress_bar() -> Iterator["Progress"]:
    """What load tells after each file, as a bar on a terminal, as nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    with click.progressbar(length=1, label="载入", file=sys.stderr, item_show_func=lambda name: name) as bar:

        def told(done: int, total: int, name: str) -> None:
            bar.length = total
            bar.update(done - bar.pos, name)

        yield told


def loaded_table(store: "Store", loaded: "Sequence[Loaded]") -> "Report":
    """What became of each file: one row for each of its parts."""
    from liantu.queries import documents
    from liantu.reports.report import free

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

    from liantu.loaders import extract as facts
    from liantu.loaders import read

    for path in paths:
        for fact in facts(read(Path(path))):
            yield json.dumps(fact.row(), ensure_ascii=False)


def main() -> None:
    """The console script."""
    cli.main(prog_name="liantu")


if __name__ == "__main__":
    main()
