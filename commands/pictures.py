"""Pictures: the supplier network."""

import click

from ..shell import Command
from .common import opened, shared


@click.command(cls=Command, example="liantu network -o 网络.html\nliantu network 明川精密 --hops 2 -o 明川精密.html")
@click.argument("about", required=False, metavar="[企业或产业链]")
@click.option("--hops", type=click.IntRange(1, 3), default=2, metavar="步数", help="离它几步之内，1 到 3；缺省 2")
@click.option("--engine", type=click.Choice(["sigma", "pyvis"]), default="sigma", help="pyvis 供在它之上再开发的人用")
@shared(output="写成 .html、.gexf 或 .graphml；缺省 network.html", suffixes=(".html", ".gexf", ".graphml"))
def network(about: str | None, hops: int, engine: str, store: str, output: str | None) -> None:
    """供应网络图：企业、环节、产业链之间的关系。"""
    from ..queries.network import network as ask
    from ..reports.network_files import write

    with opened(store) as graph:
        found = ask(graph, about, hops=hops)
    path = write(found, output or "network.html", engine)
    click.echo(f"已写入 {path}（{len(found.nodes)} 个名称，{len(found.edges)} 条关系）。", err=True)
