"""The command line: which commands there are. What they do lies in commands/, what they share in commands/common.py."""

import gc

import click

from liantu import __version__
from liantu.commands.common import shared
from liantu.shell import Root

COMMANDS = {
    "load": "liantu.commands.documents:load",
    "extract": "liantu.commands.documents:extract",
    "documents": "liantu.commands.documents:documents",
    "unload": "liantu.commands.documents:unload",
    "gaps": "liantu.commands.questions:gaps",
    "chain": "liantu.commands.questions:chain",
    "leaders": "liantu.commands.questions:leaders",
    "layout": "liantu.commands.questions:layout",
    "suppliers": "liantu.commands.questions:suppliers",
    "assign": "liantu.commands.plans:assign",
    "goals": "liantu.commands.plans:goals",
    "projects": "liantu.commands.plans:projects",
    "whatif": "liantu.commands.plans:whatif",
    "changes": "liantu.commands.plans:changes",
    "audit": "liantu.commands.plans:audit",
    "wutu": "liantu.commands.maps:wutu",
    "network": "liantu.commands.pictures:network",
    "targets": "liantu.commands.desk:targets",
    "review": "liantu.commands.desk:review",
    "aliases": "liantu.commands.desk:aliases",
    "report": "liantu.commands.maps:report",
    "query": "liantu.commands.questions:query",
    "copy": "liantu.commands.exchange:copy",
    "export": "liantu.commands.exchange:export",
    "import": "liantu.commands.exchange:import_",
}
"""Where each command is, in the order of work, which is the order of the help. A question imports only its own."""


@click.group(
    "liantu",
    cls=Root,
    homes=COMMANDS,
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


def main() -> None:
    """The console script."""
    gc.set_threshold(100_000)  # rows of an answer live until it is shown: to look for garbage among them costs a tenth
    cli.main(prog_name="liantu")


if __name__ == "__main__":
    main()
