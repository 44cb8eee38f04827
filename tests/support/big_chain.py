"""A chain as large as they come, of an imaginary city: 60 links in four stages, 300 firms, hostile names among them."""

from answer_rows import HOSTILE, proof

from liantu.queries.answers import State
from liantu.queries.pictures import NO_YEAR, STAGES, Base, Box, ChainMaps, Event, Firm, Lane, Lead, Order, Spot, Use

STATES = tuple(State)
COUNTIES = ("青岚区", "石桥县", "云溪高新区", "滨江县", "竹山县", "白石县", "河口市", "南渡区")
CHAIN = "智能装备产业链"
_STEMS = (
    "伺服电机",
    "谐波减速器",
    "高精度编码器",
    "控制器",
    "数控系统",
    "主轴",
    "丝杠导轨",
    "机器视觉相机",
    "末端执行器",
    "工业软件",
    "轴承",
    "铸锻件",
    "传感器",
    "激光器",
    "整机集成",
)
_TOWNS = ("明川", "恒岳", "石桥", "青竹", "云溪", "滨江", "白石", "南渡", "河口", "竹山")
_TRADES = ("精密", "智能装备", "重工", "电子科技", "自动化", "新材料")


def big_chain(links: int = 60, firms: int = 300) -> ChainMaps:
    """The same chain at each call."""
    named = [
        f"{_STEMS[n % len(_STEMS)]}{'' if n < len(_STEMS) else '配件模组总成'[n // 15 * 2 - 2 : n // 15 * 2]}"
        for n in range(links)
    ]
    boxes = tuple(_box(n, link, links, firms) for n, link in enumerate(named))
    orders = tuple(
        Order(named[n], named[(n * 7 + 11) % links], (proof(f"{named[n]}—{named[(n * 7 + 11) % links]}"),))
        for n in range(0, links // 2, 2)
    )
    leads = (
        Lead(HOSTILE[0], "链主", (CHAIN,), "青岚区", (proof("链主企业"),)),
        Lead("恒岳钢铁", "龙头", (CHAIN,), "", (proof("龙头企业"),)),
    )
    uses = tuple(
        Use(named[n], "环节", boxes[n].state, field, (proof(f"{named[n]}用于{field}"),))
        for n in range(0, links, 3)
        for field in (("新能源汽车", "低空物流", "工业机器人", "海洋工程装备", "医疗器械")[n % 5], "智能家居")
    )
    return ChainMaps(CHAIN, "云溪市", (), boxes, orders, leads, uses, COUNTIES, _spots(boxes), _bases(), _events(),
                     _lanes(boxes), ("云溪市产业集群发展规划.docx",), "2026-06")  # fmt: skip


def _box(number: int, link: str, links: int, firms: int) -> Box:
    stage = STAGES[(0, 0, 1, 1, 1, 2, 2, 3)[number * 8 // links]]
    state = STATES[number % 7]
    here = 0 if state in (State.MISSING, State.BROKEN, State.UNKNOWN, State.BORROWED) else firms * 7 // links // 3
    rows = tuple(_firm(number * 20 + n, "链主" if state is State.STRONG and n == 0 else "") for n in range(here))
    return Box(CHAIN, stage, link, state, (f"状态为{state.value}的理由",), rows, len(rows), (proof(f"{link}的原文"),))


def _firm(number: int, role: str) -> Firm:
    name = f"{_TOWNS[number % 10]}{_TOWNS[number // 10 % 10]}{_TRADES[number % 6]}{number % 97}有限公司"
    return Firm(name, role, COUNTIES[number % 8], (proof(f"{name}生产"),))


def _spots(boxes: tuple[Box, ...]) -> tuple[Spot, ...]:
    fields = [
        Spot(CHAIN, "产业", county, "主导产业", (), 3, None, (proof(f"支持{county}发展"),)) for county in COUNTIES[:3]
    ]
    spots = []
    for box in boxes:
        where = sorted({firm.region for firm in box.firms})
        for county in where:
            names = tuple(firm.name for firm in box.firms if firm.region == county)
            spots.append(Spot(box.link, "环节", county, "企业", names, len(where), box.state, box.evidence))
    return (*fields, *spots)


def _bases() -> tuple[Base, ...]:
    return (
        Base("云溪智能装备产业园", "园区", CHAIN, "青岚区", (proof("依托云溪智能装备产业园"),)),
        Base("竹材料研究院", "平台", CHAIN, "", (proof("依托竹材料研究院"),)),
    )


def _events() -> tuple[Event, ...]:
    goals = [
        Event(
            "2027",
            "目标",
            "产值达到 300 亿元",
            "",
            CHAIN,
            "",
            "云溪市",
            "产值达到 500 亿元",
            (proof("到2027年产值达到300亿元"),),
        ),
        Event(
            "2030", "目标", "产值突破 800 亿元，培育链主企业 5 家", "", CHAIN, "", "云溪市", "", (proof("到2030年"),)
        ),
    ]
    steps = ("谋划", "在建", "已投产", "进度未写明")
    years = ("2026", "2027", "2028", NO_YEAR)
    projects = [_project(n, years[n % 4], steps[n // 2 % 4]) for n in range(16)]
    return (*goals, *projects)


def _lanes(boxes: tuple[Box, ...]) -> tuple[Lane, ...]:
    whole = Lane(
        CHAIN,
        "",
        None,
        0,
        "文件点名的招引对象",
        ("远山机电", "长河传动"),
        ("远山市",),
        ("链主：明川精密",),
        (proof("紧盯远山机电"),),
        ("远山机电",),
        ((proof("紧盯远山机电"),), (proof("伺服电机制造"),)),
    )
    gaps = [box for box in boxes if box.state in (State.MISSING, State.BROKEN, State.WEAK, State.BORROWED)]
    return (whole, *(_lane(box, rank) for rank, box in enumerate(gaps, start=1)))


def _lane(box: Box, rank: int) -> Lane:
    named = ("远山机电", HOSTILE[0])[: rank % 3]
    introducers = ("链长：张副市长", "链主：明川精密、恒岳钢铁")
    places = ("远山市",) if named else ()
    proofs = tuple((proof(name),) for name in named)
    need = f"做{box.link}的企业"
    return Lane(CHAIN, box.link, box.state, rank, need, named, places, introducers, box.evidence, named[:1], proofs)


def _project(number: int, year: str, status: str) -> Event:
    what = f"年产{number + 1}万台伺服电机智能工厂项目"
    return Event(year, "项目", what, status, CHAIN, "明川精密", COUNTIES[number % 8], "", (proof(f"第{number}个项目"),))
