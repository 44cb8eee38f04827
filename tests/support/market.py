"""A register of 400 firms for ten gaps of a city: who is right, who only looks right, which rows are broken."""

import random
from dataclasses import dataclass

from register_files import HEADS, code, firm

LINKS = (
    "谐波减速器",
    "电池管理系统",
    "偏光片",
    "车载摄像头",
    "高纯石英砂",
    "冷轧电工钢",
    "竹纤维纺纱",
    "伺服驱动器",
    "预灌封注射器",
    "碳纤维预浸料",
)
PLAN = "云溪市产业链提升方案\n\n一、智能装备产业链\n\n以明川精密为链主企业，壮大智能装备产业链。"
_FAR = ("湖北省武汉市江夏区{}号", "江苏省苏州市昆山市{}号", "广东省深圳市南山区{}号", "浙江省宁波市北仑区{}号")
_MAKES = ("{}制造", "{}、精密零件的研发、生产、销售", "生产、销售：{}、机电产品", "高性能{}的生产及销售；货物进出口")
_MISSES = ("{}销售", "{}批发、零售", "{}技术服务", "{}包装盒制造", "机械制造（不含{}）")
_OTHER = (
    "家具制造",
    "餐饮服务",
    "建筑材料批发",
    "软件开发",
    "服装生产",
    "农产品初加工",
    "水泥制品制造",
    "道路货物运输",
)
_WORDS = "恒卓远盛锦凌博嘉瑞华启诚泰云岳川"


@dataclass(frozen=True)
class Market:
    """Rows with their head; `right` by link; `wrong` are firms that no list may show; `broken` row numbers from 1."""

    rows: list[list[object]]
    right: dict[str, set[str]]
    wrong: set[str]
    broken: set[int]


def market(seed: int = 1) -> Market:
    chance = random.Random(seed)
    rows: list[list[object]] = []
    right: dict[str, set[str]] = {link: set() for link in LINKS}
    wrong: set[str] = set()
    broken: set[str] = set()

    def add(scope: str, address: str, state: str = "存续") -> str:
        number = len(rows)
        name = f"{chance.choice(_WORDS)}{chance.choice(_WORDS)}{number}号有限公司"
        rows.append(firm(number, name, scope, address.format(number), state))
        return name

    for place, link in enumerate(LINKS):
        for number in range(4):
            right[link].add(add(_MAKES[number].format(link), _FAR[number]))
        wrong.add(add(_MISSES[place % 5].format(link), _FAR[place % 4]))
        local = place % 2
        scope = f"{link}制造"
        wrong.add(add(scope, "云溪市青岚区{}号") if local else add(scope, _FAR[0], "注销"))
    while len(rows) < 400:
        add("；".join(chance.sample(_OTHER, 3)), chance.choice(_FAR))
    for number in (len(rows) - 1, len(rows) - 2, len(rows) - 3):
        broken.add(str(rows[number][0]))
    rows[-1][1] = code(1)[:-1] + "!"
    rows[-2][3] = "若干"
    rows[-3][4] = "二〇一五年"
    chance.shuffle(rows)
    places = {number for number, row in enumerate(rows, 2) if row[0] in broken}
    return Market([list(HEADS), *rows], right, wrong, places)
