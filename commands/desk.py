"""The desk of the investment team: target companies, and what people remark and decide."""

from typing import TYPE_CHECKING

import click

from ..shell import Command
from .common import REGION, TABLE, answer, opened, put, shared, today

if TYPE_CHECKING:
    from ..graph import Store
    from ..queries.targets import TargetList

_REASONS = 3  # reasons for leaving firms out that the screen shows


@click.command(
    cls=Command,
    example="liantu targets 谐波减速器\nliantu targets --gap 1 -o 目标企业.xlsx\n"
    "liantu targets --chain 智能装备 --region 青岚区\nliantu targets --chain 智能装备 --gap 1",
)
@click.argument("link", required=False, metavar="[环节]")
@click.option(
    "--gap",
    type=click.IntRange(min=1),
    metavar="名次",
    help="gaps 里的名次；有 --chain 时按它的",
)
@click.option("--chain", metavar="产业链", help="这条产业链的所有缺口；再加 --gap 只看其中一个")
@REGION
@shared(output=TABLE)
def targets(
    link: str | None, gap: int | None, chain: str | None, region: str | None, store: str, output: str | None
) -> None:
    """补链找谁：外地的目标企业、理由和引荐路径。"""
    from ..queries.targets import targets as ask
    from ..reports.target_notes import for_gaps, on_screen

    with opened(store) as graph:
        found = ask(graph, link, gap=gap, chain=chain, region=region)
        if line := for_gaps(found):
            click.echo(f"{line}。\n", err=True)
        if output and output.lower().endswith(".xlsx"):
            write_book(graph, with_gaps(graph, found, link, region), output)
        else:
            put(on_screen(found), output)
    click.echo(
        ("".join(f"{note}。\n" for note in found.notes) if output else "") + left_text(found), err=True, nl=False
    )


def with_gaps(graph: "Store", found: "TargetList", link: str | None, region: str | None) -> "TargetList":
    """The list with the gaps that its link is, where it was asked for by name: the workbook says what it is for."""
    from dataclasses import replace

    from ..queries.gaps import gaps

    return (
        replace(found, gaps=tuple(gap for gap in gaps(graph, region=region) if gap.link == found.title))
        if link
        else found
    )


def write_book(graph: "Store", found: "TargetList", output: str) -> None:
    """The list as a workbook that goes out to officers and comes back by `load`."""
    from ..queries.decisions import history
    from ..queries.listings import documents
    from ..reports.files import save
    from ..reports.target_book import target_book

    said = history(graph, {one.ident for one in found.candidates})
    save(target_book(found, documents(graph), said, today()), output)
    click.echo(f"已写入 {output}（{len(found.targets)} 家）；填好黄色的列后用 liantu load {output} 收回。", err=True)


def left_text(found: "TargetList") -> str:
    """How many firms were left out, by reason; nothing if none was."""
    import re
    from collections import Counter

    if not found.left:
        return ""
    # Reasons differ by what they quote; without it they can be counted.
    counts = Counter(re.sub("“[^”]*”", "该环节", one.reason.split("（")[0]) for one in found.left).most_common(_REASONS)
    shown = "，".join(f"{reason} {count} 家" for reason, count in counts)
    return f"另有 {len(found.left)} 家未列入：{shown}。加 -o 目标企业.xlsx 可看全部原因。\n"


@click.command(
    cls=Command,
    example="liantu review\nliantu review -o 核对.xlsx     填好后用 load 收回\n"
    "liantu review --about 明川精密 -o 核对.xlsx     划掉读错的事实",
)
@click.option("--about", metavar="名称", help="说到这家企业、这条链或这个环节的全部事实，可判为错误")
@shared(output=TABLE)
def review(about: str | None, store: str, output: str | None) -> None:
    """需要人工判定的：存疑的事实、相近的名称、名录里的企业。"""
    from ..queries.answers import Question
    from ..queries.review import review as ask

    with opened(store) as graph:
        found = ask(graph, about)
    if output and output.lower().endswith(".xlsx"):
        from ..reports.files import save
        from ..reports.review_book import review_book

        save(review_book(found, today()), output)
        click.echo(f"已写入 {output}（{len(found)} 条）；填好黄色的列后用 liantu load {output} 收回。", err=True)
    else:
        answer(Question, found, output)
        if not output and not about:
            click.echo("读得有把握、其实不对的事实，用 liantu review --about 名称 -o 核对.xlsx 判为错误。", err=True)


@click.command(cls=Command, example="liantu aliases\nliantu aliases 明川精密")
@click.argument("name", required=False, metavar="[企业]")
@shared(output=TABLE)
def aliases(name: str | None, store: str, output: str | None) -> None:
    """哪些名称被当作同一个，依据是什么。"""
    from ..queries.answers import Alias
    from ..queries.review import aliases as ask

    with opened(store) as graph:
        answer(Alias, ask(graph, name), output)


def show_needs(graph: "Store", name: str | None, region: str | None, output: str | None) -> None:
    """What a leader may buy nearby, on the screen or as a workbook to fill in."""
    from ..queries.answers import Need
    from ..queries.decisions import NEEDS, decided
    from ..queries.needs import needs

    if name is None:
        raise click.UsageError("--needs 要指明企业，例如 liantu leaders 明川精密 --needs")
    found = needs(graph, name, region=region)
    if output and output.lower().endswith(".xlsx"):
        from ..reports.files import save
        from ..reports.need_book import need_book

        leader = found[0].leader if found else name
        save(need_book(leader, found, {kind: decided(graph, kind) for kind in NEEDS}, today()), output)
        click.echo(f"已写入 {output}（{len(found)} 个环节）；企业填好后用 liantu load {output} 收回。", err=True)
    else:
        answer(Need, found, output)
