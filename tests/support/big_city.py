"""A city around the big chain: gaps, leaders, layout and goals of an imaginary place."""

from collections import Counter

from answer_rows import HOSTILE, proof
from big_chain import CHAIN, COUNTIES, big_chain

from liantu.queries.answers import Aim, Gap, Layout, State
from liantu.queries.city import ChainRow, City, Led, Shared
from liantu.queries.maps import OPEN


def big_city() -> City:
    """One chain of 60 links, a gap for each open one."""
    maps = big_chain()
    counts = Counter(box.state for box in maps.boxes)
    states = tuple(counts[state] for state in State)
    row = ChainRow(CHAIN, len(maps.boxes), states, 300, ("明川精密",), ("谐波减速器", HOSTILE[0]))
    gaps = tuple(
        Gap(CHAIN, box.link, "云溪市", box.state, 5.0, rank, box.reasons, box.evidence, (), ())
        for rank, box in enumerate((box for box in maps.boxes if box.state in OPEN), start=1)
    )
    led = (Led(CHAIN, ("明川精密",), ("恒岳钢铁",), (), (proof("以明川精密为链主企业"),)),)
    places = COUNTIES[:3]
    layout = tuple(
        Layout(place, CHAIN, "Chain", "主导产业", tuple(p for p in places if p != place), (proof(f"支持{place}"),))
        for place in places
    )
    shared = (Shared(CHAIN, places, (proof("支持青岚区"),)),)
    clash = ("≥3000亿元（征求意见稿，草案.txt）",)
    goals = (
        Aim("云溪市", "规上工业产值", "≥", 1800.0, "亿元", 2030, "正式", clash, (proof("突破1800亿元"),)),
        Aim("云溪市", "链主企业", "=", 50.0, "家", 2030, "正式", (), (proof("链主企业50家"),)),
    )
    return City("云溪市", states, (maps,), (row,), gaps, led, layout, shared, goals, maps.documents, "2026-06")
