"""Three exports of 400 firms for ten gaps of a city, as the export sites write them: who is right, who only looks so,
which rows are broken. Other trades and other turns of phrase than market.py has."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from register_files import Rows, code, table, workbook

from liantu.schema import Document, Evidence, Fact, Part, Place, Status

LINKS = (
    "螺杆压缩机",
    "光纤预制棒",
    "硅碳负极材料",
    "中硼硅玻璃管",
    "船用曲轴",
    "液压柱塞泵",
    "锂电池隔膜",
    "IGBT模块",
    "丁腈手套",
    "聚乳酸",
)
GROUP = ("临江先进制造产业链", "Chain")
SENTENCE = "引进螺杆压缩机等企业"
_FAR = (
    ("湖北省", "武汉市", "蔡甸区", "蔡甸区常福大道{}号"),
    ("江苏省", "无锡市", "惠山区", "无锡市惠山区钱桥街道{}号"),
    ("广东省", "佛山市", "南海区", "广东省佛山市南海区狮山镇{}号"),
    ("山东省", "淄博市", "临淄区", "山东省淄博市临淄区{}号"),
)
_HOME = ("", "临江市", "", "临江市沿江大道{}号")
_TAIL = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
_MAKES = (
    "一般项目：{}制造；{}销售；货物进出口；技术服务、技术开发、技术咨询（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
    "从事{}及配件的生产；自有房屋租赁" + _TAIL,
    "设计、生产、加工：{}、通用零部件；五金销售",
    "许可项目：危险化学品经营；一般项目：{}、新型材料的研发、生产与销售",
    "专业生产{}，经营本企业自产产品的出口业务",
    "{}研发；{}制造。普通货物道路运输",
    "金属加工；{}生产、安装；机械设备租赁",
    "一般经营项目是:{}的技术开发与销售;许可经营项目是:{}的生产",
)
_MISSES = (
    "{}销售；{}租赁；办公用品批发",
    "{}技术咨询、技术转让；会议服务",
    "{}专用清洗剂制造",
    "通用设备制造（{}除外）",
    "{}的维修、安装",
    "{}检验检测服务",
    "国内贸易代理；{}零售；进出口代理",
    "{}研发、技术推广服务",
)
_OTHER = (
    "糕点制造",
    "房屋建筑工程施工",
    "会议及展览服务",
    "园林绿化工程施工",
    "汽车维修",
    "互联网信息服务",
    "蔬菜种植",
    "纸箱制造",
    "广告发布",
    "危险化学品经营",
    "陶瓷制品制造",
    "针纺织品销售",
)
_WORDS = "博恒锐鼎泓澜峰骏睿晟朗铭翰卓逸"


@dataclass(frozen=True)
class Fair:
    """Firms right for each link; firms that no list may show; rows that have to be reported, by file, sheet and row."""

    right: dict[str, set[str]]
    wrong: set[str]
    broken: set[tuple[str, str, int]]


@dataclass(frozen=True)
class _Firm:
    name: str
    code: str
    state: str
    capital: str
    founded: str
    place: tuple[str, str, str, str]
    scope: str
    staff: str
    broken: bool = False


Row = Callable[[_Firm], list[object]]


def plan() -> tuple[Document, list[Fact]]:
    """A plan that wants each of the links."""
    part = Part(0, "方案", None, "2026-03", Status.FINAL, "临江市")
    document = Document("cd" * 8, "cd" * 32, "方案.txt", SENTENCE, (part,), ())
    proof = Evidence(document.id, SENTENCE, Place((), 0, 0, 0, len(SENTENCE)))
    return document, [Fact(*GROUP, "SEEKS", link, "Link", proof, "引进") for link in LINKS]


def fair(folder: Path, seed: int = 1) -> Fair:
    """The files, and what is right about them."""
    firms, right, wrong = _firms(random.Random(seed))
    third = len(firms) // 3
    broken: set[tuple[str, str, int]] = set()
    _qcc(folder / "企查查.xlsx", firms[:third], broken)
    _tyc(folder / "天眼查.csv", firms[third : 2 * third], broken)
    _qxb(folder / "启信宝.xlsx", firms[2 * third :], broken)
    return Fair(right, wrong, broken)


def _firms(chance: random.Random) -> tuple[list[_Firm], dict[str, set[str]], set[str]]:
    firms: list[_Firm] = []
    right: dict[str, set[str]] = {link: set() for link in LINKS}
    wrong: set[str] = set()

    def add(scope: str, place: tuple[str, str, str, str], state: str = "存续", trade: str = "科技") -> str:
        number = len(firms)
        name = f"{place[1][:2]}{chance.choice(_WORDS)}{chance.choice(_WORDS)}{number}{trade}有限公司"
        capital = f"{chance.randrange(100, 9000)}万元人民币"
        firms.append(
            _Firm(name, code(number), state, capital, "2016-05-20", place, scope, str(chance.randrange(5, 900)))
        )
        return name

    for place, link in enumerate(LINKS):
        for number in range(4):
            scope = _MAKES[(place + number * 3) % len(_MAKES)]
            right[link].add(add(scope.replace("{}", link), _FAR[number]))
        scope = _MISSES[place % len(_MISSES)]
        wrong.add(add(scope.replace("{}", link), _FAR[place % 4], trade="商贸" if place % 5 == 0 else "科技"))
        state = ("存续", "注销", "吊销，未注销")[place % 3]
        wrong.add(add(f"{link}制造", _HOME if state == "存续" else _FAR[place % 4], state))
    while len(firms) < 394:
        add("；".join(chance.sample(_OTHER, 4)) + _TAIL, chance.choice(_FAR))
    firms += map(_broken, range(6))
    chance.shuffle(firms)
    return firms, right, wrong


def _broken(number: int) -> _Firm:
    """A firm of whose row something cannot be taken, each time something else."""
    place, name = _FAR[number % 4], f"{_FAR[number % 4][1][:2]}损坏{number}机电有限公司"
    whole = _Firm(name, code(900 + number), "存续", "100万元", "2015/1/2", place, "餐饮", "7", True)
    bad = (
        replace(whole, code=whole.code[:-1] + "I"),
        replace(whole, capital="壹佰万"),
        replace(whole, founded="2015-13-40"),
        replace(whole, state="情况不明"),
        replace(whole, staff="若干"),
        replace(whole, name=""),
    )
    return bad[number]


def _note(broken: set[tuple[str, str, int]], file: str, sheet: str, first: int, firms: list[_Firm]) -> None:
    broken |= {(file, sheet, first + number) for number, one in enumerate(firms) if one.broken}


def _qcc(path: Path, firms: list[_Firm], broken: set[tuple[str, str, int]]) -> None:
    """A declaration above the head, more columns than anybody needs, two sheets."""
    heads = [
        "企业名称",
        "登记状态",
        "法定代表人",
        "注册资本",
        "成立日期",
        "核准日期",
        "所属省份",
        "所属城市",
        "所属区县",
        "电话",
        "更多电话",
        "邮箱",
    ]
    heads += [
        "统一社会信用代码",
        "纳税人识别号",
        "注册号",
        "组织机构代码",
        "参保人数",
        "企业类型",
        "国标行业门类",
        "曾用名",
        "网址",
        "企业地址",
        "经营范围",
    ]

    def row(f: _Firm) -> list[object]:
        start = [f.name, f.state, "某某", f.capital, f.founded, f.founded, *f.place[:3], "-", "-", "-"]
        return [
            *start,
            f.code,
            f.code,
            "-",
            "-",
            f.staff,
            "有限责任公司",
            "制造业",
            "-",
            "-",
            f.place[3].format(8),
            f.scope,
        ]

    half = len(firms) // 2
    title: Rows = [["声明：以下数据来自公开渠道，仅供参考，导出时间：2026-03-01"], [], heads]
    first: Rows = [*title, *map(row, firms[:half])]
    second: Rows = [*title, *map(row, firms[half:])]
    workbook(path, ("企业列表", first), ("企业列表(2)", second), merged=("A1:W1",))
    _note(broken, path.name, "企业列表", 4, firms[:half])
    _note(broken, path.name, "企业列表(2)", 4, firms[half:])


def _tyc(path: Path, firms: list[_Firm], broken: set[tuple[str, str, int]]) -> None:
    """A .csv in GB18030 with a title line; the unit stands in the head."""
    heads = [
        "公司名称",
        "经营状态",
        "法定代表人",
        "注册资本(万元)",
        "成立时间",
        "省份",
        "城市",
        "区县",
        "统一社会信用代码",
        "社保人数",
        "行业",
        "注册地址",
        "经营范围",
    ]

    def row(f: _Firm) -> list[object]:
        money = f.capital.replace("万元人民币", "").replace("万元", "")
        day = f.founded.replace("-", "/")
        return [
            *(f.name, f.state, "某某", money, day, *f.place[:3], f"\t{f.code}", f.staff, "制造业"),
            *(f.place[3].format(9), f.scope),
        ]

    table(path, [[f"天眼查企业导出（共{len(firms)}家）"], heads, *map(row, firms)], "gb18030")
    _note(broken, path.name, "", 3, firms)


def _qxb(path: Path, firms: list[_Firm], broken: set[tuple[str, str, int]]) -> None:
    """A sheet of notes before that of the firms; numbered rows, full-width digits, the place in the address."""
    heads = [
        "序号",
        "企业名称",
        "统一社会信用代码",
        "状态",
        "注册资金",
        "注册日期",
        "员工人数",
        "所属行业",
        "地址",
        "主营业务",
    ]
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    def row(number: int, f: _Firm) -> list[object]:
        where = "".join(dict.fromkeys(f.place[:3])) + "某路1号"
        return [
            number,
            f.name,
            f.code,
            f.state,
            f.capital.translate(wide),
            f.founded,
            f.staff,
            "制造业",
            where,
            f.scope,
        ]

    notes: Rows = [["说明"], ["本表由启信宝导出"]]
    rows: Rows = [["启信宝企业名单"], heads, *(row(n, f) for n, f in enumerate(firms, 1))]
    workbook(path, ("说明", notes), ("企业名单", rows))
    _note(broken, path.name, "企业名单", 3, firms)
