"""A register of a million firms as .csv, and how fast it goes in; the same on every machine, made once in .cache/."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from liantu.schema.uscc import check_character

FIRMS = 1_000_000
HEADS = [
    "企业名称",
    "登记状态",
    "法定代表人",
    "注册资本",
    "成立日期",
    "所属省份",
    "所属城市",
    "所属区县",
    "统一社会信用代码",
    "曾用名",
    "所属行业",
    "企业地址",
    "参保人数",
    "联系电话",
    "经营范围",
]

_PLACES = (
    ("湖北省", "武汉市", "江夏区"),
    ("湖北省", "咸宁市", "咸安区"),
    ("广东省", "深圳市", "南山区"),
    ("江苏省", "苏州市", "昆山市"),
    ("浙江省", "宁波市", "北仑区"),
    ("安徽省", "合肥市", "蜀山区"),
)
_ITEMS = [
    "谐波减速器",
    "电池管理系统",
    "偏光片",
    "伺服电机",
    "冷轧板",
    "竹纤维",
    "车载摄像头",
    "高纯石英砂",
    "服装",
    "家具",
    "建筑材料",
    "食品",
    "饮料",
    "水泥制品",
    "塑料制品",
    "五金交电",
    "日用百货",
    "办公用品",
    "计算机软硬件",
    "仪器仪表",
    "金属制品",
    "电线电缆",
    "阀门",
    "轴承",
    "包装材料",
    "农产品",
    "化工产品",
    "医疗器械",
    "电子元器件",
]
_SORTS = [
    "高精度",
    "微型",
    "工业用",
    "车用",
    "船用",
    "医用",
    "家用",
    "户外",
    "防爆",
    "耐高温",
    "低噪声",
    "大型",
    "精密",
    "重型",
    "轻型",
    "电动",
    "气动",
    "液压",
    "数控",
    "智能",
    "节能",
    "环保",
    "无线",
    "便携式",
    "不锈钢",
    "铝合金",
    "陶瓷",
    "碳纤维",
    "复合",
    "特种",
]
LINKS = [f"{sort}{item}" for sort in _SORTS for item in _ITEMS[:2]]
_VERBS = ("制造", "生产", "销售", "批发", "零售", "研发", "加工", "技术服务", "安装", "维修")
_TAIL = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
_TRADES = ("科技", "电子", "贸易", "新材料", "机械", "实业", "智能装备", "建材")


def register(firms: int = FIRMS) -> Path:
    """The file; written if it is not there."""
    folder = Path(__file__).parents[1] / ".cache"
    path = folder / f"register-{firms}.csv"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        half = path.with_suffix(".part")
        with half.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADS)
            writer.writerows(_rows(firms))
        half.rename(path)
    return path


def _rows(firms: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(7)
    for number in range(firms):
        place, trade = chance.choice(_PLACES), chance.choice(_TRADES)
        body = f"9142{number:013d}"
        scope = "；".join(
            f"{chance.choice(_SORTS)}{chance.choice(_ITEMS)}{chance.choice(_VERBS)}"
            for _ in range(chance.randrange(4, 12))
        )
        yield (
            f"{place[1][:2]}{chr(0x4E00 + number % 5000)}{chr(0x4E00 + number // 5000)}{trade}有限公司",
            "存续" if chance.random() < 0.9 else "注销",
            "某某",
            f"{chance.randrange(50, 50_000)}万元人民币",
            f"20{chance.randrange(10, 25)}-0{chance.randrange(1, 9)}-1{chance.randrange(9)}",
            *place,
            body + check_character(body),
            "",
            f"{trade}业",
            f"{''.join(place)}创业路{number % 900}号",
            str(chance.randrange(900)),
            "-",
            scope + _TAIL,
        )
