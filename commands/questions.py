"""Questions: gaps, chain, leaders, layout, suppliers, query."""

from typing import Any

import click

from ..shell import Command, pairs_of, state_of
from .common import CHAIN, REGION, TABLE, answer, opened, put, shared
from .remarks import of_places, without_unmentioned

CIRCLE = click.option("--circle", multiple=True, metavar="地区", help="借链的范围：城市或都市圈，可多次")
AS = click.option("--as", "reference", metavar="参考链", help="改用这条参考链")


@click.command(
    cls=Command,
    example="liantu gaps --state 缺\nliantu gaps --chain 智能装备 --region 青岚区 -o 缺口.xlsx\n"
    "liantu gaps --circle 武汉都市圈 --explain",
)
@CHAIN
@REGION
@click.option("--state", callback=state_of, metavar="状态", help="强、有、弱、缺、断、借、未提及；也可用 missing")
@CIRCLE
@AS
@click.option("--explain", is_flag=True, help="显示名次的来历和稳健程度")
@click.option("--weights", metavar="文件", help="自定权重（YAML）")
@click.option("--all", "whole", is_flag=True, help="屏幕上也列出未提及的环节")
@shared(output=TABLE)
def gaps(store: str, output: str | None, explain: bool, weights: str | None, whole: bool, **asked: "Any") -> None:
    """各产业链环节的状态、理由和原文。

    名次在列出的各行里排。--chain 连文件没有提到的环节也到名录里找企业，

    得分和状态可能与总表不同，以 --chain 的为准。

    \b
    强      有链主，或有多家本地企业，或文件说它领先、优势突出、企业众多
    有      至少有一家本地企业，文件没有说它不足
    弱      文件说它薄弱，或只有规划、在建的项目
    缺      文件说它缺失或要引进，本地没有企业
    断      文件说到它，上下游都有本地企业，唯独这里没有
    借      本地没有，周边地区有
    未提及  文件里没有读到它，或只列为发展方向
    """
    from ..queries.answers import Explained, Gap
    from ..queries.gaps import gaps as ask
    from ..queries.links import explain as ask_why
    from ..queries.priority import read_weights
    from ..reports.report import noted, report

    asked["weights"] = read_weights(weights) if weights else None
    kind, question = (Explained, ask_why) if explain else (Gap, ask)
    with opened(store) as graph:
        rows = question(graph, **asked)
        notes = of_places(graph, asked["region"], asked["chain"])
    shown, folded = (rows, []) if output or whole or asked["state"] else without_unmentioned(rows)
    put(noted(report(kind, shown), [*folded, *notes]), output)


@click.command(cls=Command, example="liantu chain 智能装备\nliantu chain 新型显示 --as 新型显示")
@click.argument("name", metavar="产业链")
@REGION
@AS
@shared(output=TABLE)
def chain(name: str, region: str | None, reference: str | None, store: str, output: str | None) -> None:
    """一条产业链的上下游环节。"""
    from ..queries.answers import Step
    from ..queries.links import chain as ask

    with opened(store) as graph:
        answer(Step, ask(graph, name, region=region, reference=reference), output, of_places(graph, region, name))


@click.command(
    cls=Command,
    example="liantu leaders\nliantu leaders --chiefs\nliantu leaders 明川精密\n"
    "liantu leaders 明川精密 --needs -o 需求.xlsx",
)
@click.argument("name", required=False, metavar="[企业]")
@CHAIN
@REGION
@click.option("--chiefs", is_flag=True, help="各链的链长是谁")
@click.option("--needs", is_flag=True, help="这家企业的配套需求对接清单，可发给企业填写")
@shared(output=TABLE)
def leaders(
    name: str | None,
    chain: str | None,
    region: str | None,
    chiefs: bool,
    needs: bool,
    store: str,
    output: str | None,
) -> None:
    """链主、龙头和配套企业；给出企业名，看它的产品、需求和本地配套率。"""
    with opened(store) as graph:
        if needs:
            from .desk import show_needs

            show_needs(graph, name, region, output)
        elif name:
            from ..queries.answers import Profile
            from ..queries.leading import leader

            answer(Profile, leader(graph, name, region=region), output)
        else:
            from ..queries import answers, listings

            kind, ask = (answers.Chief, listings.chiefs) if chiefs else (answers.Leader, listings.leaders)
            answer(kind, ask(graph, chain=chain, region=region), output, of_places(graph, region, chain))


@click.command(cls=Command, example="liantu layout --region 青岚区\nliantu layout --overlap")
@REGION
@click.option("--overlap", is_flag=True, help="只看几个地方都在做的集群、产业和环节")
@shared(output=TABLE)
def layout(region: str | None, overlap: bool, store: str, output: str | None) -> None:
    """各地布局的集群和产业，以及重复布局。"""
    with opened(store) as graph:
        if overlap:
            from ..queries.answers import Overlap
            from ..queries.overlaps import overlaps

            answer(Overlap, overlaps(graph, region=region), output, of_places(graph, region))
        else:
            from ..queries.answers import Layout
            from ..queries.listings import layout

            answer(Layout, layout(graph, region=region), output)


@click.command(cls=Command, example="liantu suppliers 明川精密")
@click.argument("firm", metavar="企业")
@shared(output=TABLE)
def suppliers(firm: str, store: str, output: str | None) -> None:
    """谁供应这家企业。"""
    from ..queries.answers import Supply
    from ..queries.listings import suppliers as ask

    with opened(store) as graph:
        answer(Supply, ask(graph, firm), output)


@click.command(cls=Command, example="liantu query 查询.sql -p name=明川精密 -o 结果.csv")
@click.argument("path", metavar="文件.sql")
@click.option("-p", "parameters", callback=pairs_of, multiple=True, metavar="名=值", help="语句里 :名 的值，可多次")
@shared(output=TABLE)
def query(path: str, parameters: dict[str, str | int], store: str, output: str | None) -> None:
    """运行自己写的只读查询语句。"""
    from ..queries.listings import run_file
    from ..reports.report import free

    with opened(store) as graph:
        put(free("查询结果", run_file(graph, path, parameters)), output)
