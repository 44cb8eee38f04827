"""Rows as the questions give them, about an imaginary city; some names are hostile."""

from liantu.queries.answers import Gap, Proof, State

HOSTILE = ("</script><img src=x onerror=alert(1)>", '=HYPERLINK("https://example.org","点我")', "[bold]恒岳[/bold]")
PLAN = "云溪市产业集群发展规划.docx"
SENTENCE = "谐波减速器、高精度编码器等环节缺失，重点招引上下游配套企业，补齐智能装备产业链短板。"


def proof(quote: str, document: str = PLAN) -> Proof:
    return Proof(document, "二、重点方向 › 专栏1 › 第12段", quote)


def gap(rank: int, chain: str, link: str, state: State, firms: tuple[str, ...] = (), more: int = 0) -> Gap:
    quotes = tuple(proof(f"{SENTENCE}（第{number}处）", "链长制方案.txt") for number in range(more))
    evidence = () if state is State.UNKNOWN else (proof(SENTENCE), *quotes)
    reasons = ("文件写明缺失", "下游有 3 家本地企业") if state is State.MISSING else ("按文件",)
    return Gap(
        chain, link, "云溪市", state, 10.5 - rank, rank, reasons, evidence, firms, ("明川精密",) if firms else ()
    )


def gap_rows() -> list[Gap]:
    return [
        gap(1, "智能装备产业链", "谐波减速器", State.MISSING, more=2),
        gap(2, "智能装备产业链", "高精度编码器", State.BROKEN),
        gap(3, "竹纤维产业链", "脱胶", State.WEAK, ("云溪青竹新材料有限公司",)),
        gap(4, "智能装备产业链", "伺服电机", State.BORROWED),
        gap(5, "精品钢产业链", "冷轧板", State.STRONG, ("恒岳钢铁", "明川精密", "石桥特钢")),
        gap(6, "精品钢产业链", HOSTILE[0], State.PRESENT, HOSTILE),
        gap(7, "竹纤维产业链", "竹纺面料", State.UNKNOWN),
    ]
