"""Pictures for a meeting: the five maps of a chain, the report of the city."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from ..shell import Command
from .common import REGION, opened, shared
from .remarks import of_places, tell_notes

if TYPE_CHECKING:
    from ..queries.city import City
    from ..reports.maps.files import Written

_NAMED = 5  # chains that a sentence names

Item = TypeVar("Item")
Body = TypeVar("Body", bound=Callable[..., None])


def into_folder(default: str) -> Callable[[Body], Body]:
    """The option -o of commands that write many files."""
    help_ = f"写到这个文件夹，没有就新建；缺省 {default}"
    return click.option("-o", "--output", metavar="文件夹", default=default, help=help_)


@click.command(cls=Command, example="liantu wutu 智能装备 -o 五图\nliantu wutu --all -o 五图")
@click.argument("chain", required=False, metavar="[产业链]")
@click.option("--all", "every", is_flag=True, help="所有产业链，并写一页总览")
@REGION
@into_folder("五图")
@shared()
def wutu(chain: str | None, every: bool, region: str | None, output: str, store: str) -> None:
    """产业链五图：网页、工作簿和每张图的 SVG、PNG。"""
    from ..queries.city import city
    from ..queries.maps import maps
    from ..reports.maps.files import folder, write_maps

    if every == (chain is not None):
        raise click.UsageError("请给出一条产业链的名称，或用 --all 画全部")
    with opened(store) as graph:
        whole = city(graph, region) if every else None
        chains = maps(graph, chain, region=region) if whole is None else whole.chains
        notes = of_places(graph, region, chain)
    into = folder(output)
    written = list(_bar(write_maps(chains, into, home=every), len(chains), "画图"))
    if whole is not None:
        _overview(whole, {one.chain: one.page for one in written}, output)
    _told(output, len(written), all(one.pixels for one in written))
    for sentence in left_out(written):
        click.echo(sentence, err=True)
    tell_notes(notes)


@click.command(cls=Command, example="liantu report -o 报告\nliantu report --region 青岚区 -o 青岚区报告")
@REGION
@into_folder("报告")
@shared()
def report(region: str | None, output: str, store: str) -> None:
    """全市报告：总览网页、各产业链五图网页、Word 报告。"""
    from ..queries.city import city
    from ..reports import files
    from ..reports.maps.files import folder, write_pages
    from ..reports.word import word

    with opened(store) as graph:
        whole = city(graph, region)
        notes = of_places(graph, region)
    into = folder(output)
    pages = dict(_bar(write_pages(whole.chains, into, home=True), len(whole.chains), "画图"))
    _overview(whole, pages, output)
    files.save_bytes(word(whole), into / "报告.docx")
    click.echo(f"已写入 {output}：index.html（总览）、报告.docx，和 {len(pages)} 条产业链的五图网页。", err=True)
    tell_notes(notes)


def _overview(whole: "City", pages: dict[str, str], output: str) -> None:
    from pathlib import Path

    from ..reports.files import save_text
    from ..reports.overview import overview

    save_text(overview(whole, pages), Path(output) / "index.html")


def left_out(written: "Iterable[Written]") -> list[str]:
    """Which maps of which chains were not drawn and why, chains with the same reason together."""
    chains: dict[tuple[str, str], list[str]] = {}
    for one in written:
        for picture in one.left:
            chains.setdefault(picture, []).append(one.chain)
    told = []
    for (title, why), names in chains.items():
        more = f"等 {len(names)} 条产业链" if len(names) > _NAMED else ""
        told.append(f"{title}没有画：{'、'.join(names[:_NAMED])}{more}。{why.rstrip('。')}。")
    return told


def _told(output: str, chains: int, pixels: bool) -> None:
    from ..reports.maps.slides import NO_FONT

    click.echo(f"已写入 {output}：{chains} 条产业链的网页和工作簿，图片在“图片”文件夹。", err=True)
    if not pixels:
        click.echo(f"{NO_FONT}。", err=True)


def _bar(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """The items, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=total, label=label, file=sys.stderr) as bar:
        yield from bar
