"""Plans at work: goals, projects, assign, whatif, changes, audit."""

from dataclasses import replace

import click

from ..shell import Command
from .common import CHAIN, REGION, TABLE, answer, opened, put, shared
from .remarks import of_doubled, of_open, of_places

_STAGES = ("已投产", "已建成", "在建", "已签约", "谋划", "已搁置", "已终止")


@click.command(cls=Command, example="liantu goals\nliantu goals --metric 产值 --year 2030 -o 目标.xlsx")
@REGION
@click.option("--metric", metavar="指标", help="只看名称里有这个词的指标")
@click.option("--year", type=int, metavar="年份", help="只看这一年的目标")
@shared(output=TABLE)
def goals(region: str | None, metric: str | None, year: int | None, store: str, output: str | None) -> None:
    """规划目标，以及文件之间的出入。"""
    from ..queries.answers import Aim
    from ..queries.plans import goals as ask

    with opened(store) as graph:
        aims = ask(graph, region=region, metric=metric, year=year)
        answer(Aim, aims, output, [*of_places(graph, region), *of_doubled(aims)])


@click.command(cls=Command, example="liantu projects --region 青岚区\nliantu projects --chain 精品钢 --stage 在建")
@CHAIN
@REGION
@click.option("--year", metavar="年份", help="只看这一年的项目")
@click.option("--stage", type=click.Choice(_STAGES), metavar="进展", help="、".join(_STAGES))
@shared(output=TABLE)
def projects(
    chain: str | None, region: str | None, year: str | None, stage: str | None, store: str, output: str | None
) -> None:
    """文件点名的项目：属于哪条链、在哪里、到哪一步。"""
    from ..queries.answers import Work
    from ..queries.projects import projects as ask

    with opened(store) as graph:
        answer(Work, ask(graph, chain=chain, region=region, year=year, stage=stage), output)


@click.command(cls=Command, example="liantu assign\nliantu assign --chain 智能装备 -o 分工.xlsx")
@CHAIN
@REGION
@shared(output=TABLE)
def assign(chain: str | None, region: str | None, store: str, output: str | None) -> None:
    """每个缺口由哪个县市区来补，为什么。"""
    from ..queries.answers import Assignment
    from ..queries.counties import assign as ask

    with opened(store) as graph:
        answer(Assignment, ask(graph, chain=chain, region=region), output, of_places(graph, region, chain))


@click.command(cls=Command, example="liantu whatif --add 某某电机@伺服电机@青岚区\nliantu whatif --remove 明川精密")
@click.option("--add", multiple=True, metavar="企业@环节", help="假如引进这家企业；可再加 @地区，可多次")
@click.option("--remove", multiple=True, metavar="企业", help="假如没有这家企业；可多次")
@REGION
@shared(output=TABLE)
def whatif(add: tuple[str, ...], remove: tuple[str, ...], region: str | None, store: str, output: str | None) -> None:
    """假如引进或失去一家企业，缺口会怎样。"""
    from ..queries.answers import Shift
    from ..queries.whatif import outcome
    from ..reports.report import report

    if not add and not remove:
        raise click.UsageError("请用 --add 或 --remove 说明假设")
    with opened(store) as graph:
        found = outcome(graph, add=add, remove=remove, region=region)
        note = "。".join([*found.notes, *of_places(graph, region)])
        put(replace(report(Shift, found.shifts), note=note, empty=note), output)


@click.command(
    cls=Command, example="liantu changes 征求意见稿.txt 正式.docx\nliantu changes 2022规划.docx 2026规划.docx"
)
@click.argument("old", metavar="旧文件")
@click.argument("new", metavar="新文件")
@shared(output=TABLE)
def changes(old: str, new: str, store: str, output: str | None) -> None:
    """两版文件的出入，以及至今没有补上的缺口。"""
    from ..queries.answers import Changed
    from ..queries.changes import changes as ask

    with opened(store) as graph:
        rows = ask(graph, old, new)
        answer(Changed, rows, output, of_open(rows))


@click.command(cls=Command, example="liantu audit chains")
@click.argument("what", metavar="chains", type=click.Choice(["chains"]))
@REGION
@shared(output=TABLE)
def audit(what: str, region: str | None, store: str, output: str | None) -> None:
    """检查参考链，以及文件里的产业链对上了哪条。"""
    from ..queries.answers import Finding
    from ..queries.audit import audit_chains

    with opened(store) as graph:
        answer(Finding, audit_chains(graph, region), output, of_places(graph, region))
