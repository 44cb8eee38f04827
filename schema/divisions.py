"""Places of China down to county: names, codes, what lies in what. The table is divisions.csv, see divisions.md."""

import json
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from .names import clean
from .patterns import Late
from .shipped import text_of

Level = Literal["province", "city", "county"]

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|"
    "羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|门巴|普米|各"
)
_SELF_RULED = Late(rf"(?:(?:{_PEOPLES})族|哈萨克|蒙古|锡伯|塔吉克|柯尔克孜|维吾尔)*自治[区州县旗]$")
_ENDING = Late(r"(?:特别行政区|族自治[县旗]|自治[区州县旗]|林区|特区|新区|地区|[省市县区盟旗])$")
_ZONE = Late(
    r"(?:国家级|省级)?(?:(?:临空|空港|综合|循环|生态|新|高新|高新技术|经济|技术|经济技术|高新技术产业|工业|产业|现代|科技|经开|"
    r"农业|文化|旅游|保税|自贸|自由贸易|实验|试验|示范|合作|先行|度假|物流|化工|出口加工|承接|转移)*)"
    r"(?:开发区|高新区|经开区|高新园区|工业园区|工业园|产业园区|产业园|科技园|新区|新城|示范区|试验区|保税区|度假区|合作区|园区)$"
)
_TOWN = Late(r".{0,10}(?:镇|乡|苏木|街道办事处|街道|办事处|农场|林场|村|社区)$")


class Former(NamedTuple):
    """A name of earlier days and the code that went with it."""

    name: str
    code: str


class Division(NamedTuple):
    """A province, city or county. `parent` is the code of what it stands under, "" for provinces.

    Counties that no city governs (仙桃市, 万州区) stand right under their province.
    """

    code: str
    name: str
    level: Level
    parent: str
    former: tuple[Former, ...] = ()


@cache
def divisions() -> dict[str, Division]:
    """Every division by its six-digit code, in the order of codes. Read on first use."""
    return {code: division(code) for code in _table()["rows"]}


@cache
def division(code: str) -> Division:
    """The division of a code. Most questions need a few of the three thousand."""
    name, parent, former = _table()["rows"][code]
    level: Level = "province" if not parent else "city" if code.endswith("00") else "county"
    pairs = (item.partition(":") for item in former.split())
    return Division(code, name, level, parent, tuple(Former(was, number) for was, _, number in pairs))


@cache
def _table() -> dict[str, dict[str, Any]]:
    """What `make packs` makes of divisions.csv: `rows` of name, parent and former names by code; and codes by `full`
    name, by `short` name, by `former` name (full or short)."""
    found: dict[str, dict[str, Any]] = json.loads(text_of("schema", "divisions.json"))
    return found


@lru_cache(maxsize=1 << 14)
def short(name: str) -> str:
    """The name without what kind of place it is; names of one character keep it.

    >>> short("咸安区"), short("忠县"), short("恩施土家族苗族自治州"), short("浦东新区"), short("某镇")
    ('咸安', '忠县', '恩施', '浦东', '某镇')
    """
    for ending in (_SELF_RULED, _ENDING) if "自治" in name else (_ENDING,):
        found = ending.search(name)
        if found and found.start() > 1:
            return name[: found.start()]
    return name


def find(name: str, within: str | None = None) -> tuple[Division, ...]:
    """Divisions of that name, in the order of codes: full names first of all, else short names, else former names.

    `name` may be written with what it lies in (湖北省咸宁市咸安区); `within` keeps only what lies there or is it.

    >>> [division.code for division in find("咸安")], [division.name for division in find("襄樊市")]
    (['421202'], ['襄阳市'])
    """
    found = _split(clean(name))
    if not found or found[1]:
        return ()
    codes = found[0]
    if within is not None:
        outer = _codes(within)
        codes = tuple(code for code in codes if outer & _above(code))
    return tuple(division(code) for code in codes)


def full_name(name: str, within: str | None = None) -> str | None:
    """The official name, when it is plain; None for unknown places and where several places bear the name.

    A short name means what holds all the others (吉林 is the province, 长沙 the city), else a province. Where several
    remain, the one inside `within` is meant.

    >>> full_name("咸安"), full_name("朝阳"), full_name("朝阳", within="长春市"), full_name("重庆市渝中区")
    ('咸安区', None, '朝阳区', '渝中区')
    """
    if within is not None and clean(name) == short(clean(within)):
        return clean(within)
    found = (find(name, within) if within is not None else ()) or find(name)
    names = {division.name for division in found}
    if len(names) > 1:
        names = {d.name for d in found if all(d.code in _above(other.code) for other in found)} or {
            d.name for d in found if d.level == "province"
        }
    return names.pop() if len(names) == 1 else None


def contains(outer: str, inner: str) -> bool:
    """Whether the place `inner` lies in `outer` or is it. False where neither table nor the names say so.

    Development zones lie in the division whose name they begin with, towns in the county they are written with.
    Of places that share a name, any may be meant.

    >>> contains("湖北", "咸安区"), contains("咸宁市", "咸宁高新技术产业开发区"), contains("青岚区", "青岚区某镇")
    (True, True, True)
    >>> contains("云溪市", "青岚区"), contains("咸安区", "咸宁市")
    (False, False)
    """
    outer, inner = clean(outer), clean(inner)
    if outer == inner or (inner.startswith(outer) and len(outer) > 2) or _is_zone(inner, outer):
        return True
    around = _codes(outer)
    return any(around & _above(code) for code in _home(inner))


def locate(address: str) -> str:
    """The path of divisions that an address begins with, by their names of today; what it says itself if none is known.

    "" where it begins with no place. Former names count. Of places that share a name none is taken for the other.

    >>> locate("湖北省襄樊市襄城区某路1号"), locate("湖北省云溪市青岚区某路2号"), locate("某路3号")
    ('湖北省襄阳市襄城区', '云溪市青岚区', '')
    """
    head = _HEAD.match(_FRONT.sub("", clean(address[:60])))
    return _locate(head[0]) if head else ""


_HEAD = Late(r"(?:.{0,23}[省市区县州盟旗])?(?:.{0,4})")  # the longest 省市县 has 22 characters
_FRONT = Late(r"^(?:中国)?\(?")  # 中国（湖北）自由贸易试验区
_MORE = Late(r"[省市区县州盟旗]")  # 云溪 in 云溪市 is not 云溪区
_CITY = Late(r"[^省市区县旗]{1,7}市(?!辖|场|政)")
_WRITTEN = Late(r"(?:[^省市区县旗路街号镇乡村\d]{1,8}(?:省|自治区|市|自治州|区|县|旗))+")


@lru_cache(maxsize=1 << 16)
def _locate(text: str) -> str:
    found = _split(text)
    if not found or len(found[0]) != 1 or _MORE.match(found[1]):
        written = _WRITTEN.match(text)
        return written[0] if written else ""
    if division(found[0][0]).level == "province" and _CITY.match(found[1]):
        written = _WRITTEN.match(found[1])  # a city that no table knows says more than its province
        return written[0] if written else ""
    names, code = [], found[0][0]
    while code:
        names.append(division(code).name)
        code = division(code).parent
    return "".join(reversed(names))


def _is_zone(name: str, division: str) -> bool:
    """Whether a zone's name begins with the division's full or short name."""
    return any(name.startswith(form) and _ZONE.fullmatch(name[len(form) :]) for form in {division, short(division)})


@lru_cache(maxsize=1 << 14)
def _codes(name: str) -> frozenset[str]:
    """Codes that a name may mean."""
    return frozenset(division.code for division in find(name))


def _home(name: str) -> tuple[str, ...]:
    """Codes of the divisions that a place (division, zone, town) may lie in."""
    found = _split(name)
    if not found:
        return ()
    codes, rest = found
    return codes if not rest or _ZONE.fullmatch(rest) or _TOWN.fullmatch(rest) else ()


@lru_cache(maxsize=1 << 14)
def _split(name: str) -> tuple[tuple[str, ...], str] | None:
    """Codes of the divisions that the name begins with, innermost, and what follows; the longest beginning counts.

    None if it begins with no division. 湖北省咸宁市咸安区某镇 → (咸安区, 某镇).
    """
    tables = [_table()[kind] for kind in ("full", "short", "former")]
    for end in range(len(name), 1, -1):
        for table in tables:
            if name[:end] not in table:
                continue
            codes, rest = tuple(table[name[:end]].split()), name[end:]
            inside = _split(rest) if rest else None
            below = tuple(code for code in inside[0] if _above(code) & set(codes)) if inside else ()
            if inside and below:
                return below, inside[1]
            return codes, rest
    return None


@lru_cache(maxsize=1 << 13)
def _above(code: str) -> frozenset[str]:
    """The code and the codes of all that it lies in."""
    parent = _table()["rows"][code][1]
    return frozenset({code}) | (_above(parent) if parent else frozenset())
