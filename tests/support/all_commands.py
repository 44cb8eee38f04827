"""The commands of the command line, which imports each when it is needed only."""

import click

from liantu.cli import cli


def all_commands() -> dict[str, click.Command]:
    """By name, in the order of the help."""
    ctx = click.Context(cli)
    return {name: body for name in cli.list_commands(ctx) if (body := cli.get_command(ctx, name))}
