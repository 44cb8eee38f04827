"""The command line: which commands there are. What they do lies in commands/, what they share in commands/common.py."""

import gc

import click

from liantu import __version__
from liantu.commands import desk, documents, exchange, maps, pictures, plans, questions
from liantu.commands.common import shared
from liantu.shell import Root


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


# In the order of work, which is the order of the help.
for command in (
    documents.load,
    documents.extract,
    documents.documents,
    documents.unload,
    questions.gaps,
    questions.chain,
    questions.leaders,
    questions.layout,
    questions.suppliers,
    plans.assign,
    plans.goals,
    plans.projects,
    plans.whatif,
    plans.changes,
    plans.audit,
    maps.wutu,
    pictures.network,
    desk.targets,
    desk.review,
    desk.aliases,
    maps.report,
    questions.query,
    exchange.copy,
    exchange.export,
    exchange.import_,
):
    cli.add_command(command)


def main() -> None:
    """The console script."""
    gc.set_threshold(100_000)  # rows of an answer live until it is shown: to look for garbage among them costs a tenth
    cli.main(prog_name="liantu")


if __name__ == "__main__":
    main()
