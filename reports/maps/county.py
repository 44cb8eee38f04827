"""产业布局图: a tile for each county, and which county has which field and link; what several have stands out."""

from collections import defaultdict
from collections.abc import Sequence

from ...queries.answers import State
from ...queries.pictures import Base, ChainMaps, Spot
from ...queries.scope import TOWNS, step
from .svg import WIDTH, Pen, Picture, cut, nothing, wrap

KEY, TITLE = "county", "产业布局图"
_HINT = (
    "上面每格是一个{0}或开发区（示意，不表示位置和界线），下面是“产业或环节 × {0}”。"
    "◆ 文件把它定为主导产业或集群，数字是点名的企业数；重复布局的行标出地方数。"
)
_TILES, _TILE_GAP = 6, 12.0
_NAME, _LAST, _ROW = 250.0, 104.0, 30.0
_NARROW = 52.0  # a column narrower than this has no room for a name


def draw(maps: ChainMaps) -> Picture:
    """Tiles above, the matrix below. Counties of which nothing is said are shown as such."""
    below = step(maps.region)
    hint = _HINT.format(below)
    placed = maps.spots or any(base.region for base in maps.bases)
    if not placed:
        some = "某镇" if below == TOWNS else "某县"
        fill = f"请载入写明“支持{some}发展……”的规划，或带有企业所在地的企业名录"
        return nothing(KEY, TITLE, hint, f"文件没有写明本链落在哪个{below}", fill)
    pen = Pen(KEY)
    y = _tiles(pen, maps, 0.0)
    loose = [base for base in maps.bases if not base.region]
    y = _loose(pen, below, loose, y)
    if maps.spots:
        y = _matrix(pen, maps, y + 14)
    return pen.picture(TITLE, hint, y + 4)


def _tiles(pen: Pen, maps: ChainMaps, top: float) -> float:
    rows = -(-len(maps.counties) // _TILES)
    across = -(-len(maps.counties) // rows)
    width = (WIDTH - _TILE_GAP * (across - 1)) / across
    bases: dict[str, list[Base]] = defaultdict(list)
    for base in maps.bases:
        bases[base.region].append(base)
    height = 78 + 18.0 * min(3, max((len(bases[county]) for county in maps.counties), default=0))
    kind = step(maps.region)
    for place, county in enumerate(maps.counties):
        x = (place % across) * (width + _TILE_GAP)
        y = top + (place // across) * (height + _TILE_GAP)
        box = (x, y, width, height)
        _tile(pen, county, kind, [spot for spot in maps.spots if spot.region == county], bases[county], box)
    return top + rows * (height + _TILE_GAP)


def _tile(
    pen: Pen,
    county: str,
    kind: str,
    spots: Sequence[Spot],
    bases: Sequence[Base],
    box: tuple[float, float, float, float],
) -> None:
    """`box` is x, y, width and height."""
    x, y, width, height = box
    fields = sorted({spot.subject for spot in spots if spot.kind == "产业"})
    links = [spot for spot in spots if spot.kind == "环节"]
    firms = sorted({firm for spot in links for firm in spot.firms})
    told: tuple[Spot | Base, ...] = (*spots, *bases)
    evidence = tuple(dict.fromkeys(proof for row in told for proof in row.evidence))
    about = [f"主导产业或集群：{'、'.join(fields)}"] if fields else []
    about += [f"企业：{'、'.join(firms)}"] if firms else []
    inner = [base for base in bases if base.name != county]  # a park that is a tile does not lie in itself
    about += [f"{base.kind}：{base.name}" for base in inner]
    known = bool(spots or bases)
    with pen.mark(
        county, kind, about or ["文件没有说到本链在这里的布局（未提及，不是没有）"], evidence, places=[county]
    ):
        pen.rect(x, y, width, height, "box card" if known else "box hollow")
        pen.text(x + 12, y + 23, cut(county, width - 24, 14), "t-name")
        if not known:
            pen.text(x + 12, y + 46, "未提及", "t-quiet")
            return
        if fields:
            pen.shape(x + 18, y + 41, "diamond", "fill i-present")
            pen.text(x + 30, y + 45.5, cut("、".join(fields), width - 42, 12), "t-body")
        else:
            pen.text(x + 12, y + 45.5, "未写明定位", "t-quiet")
        counted = f"企业 {len(firms)} 家，环节 {len(links)} 个" if firms else "没有点名企业"
        pen.text(x + 12, y + 66, counted, "t-quiet")
        for row, base in enumerate(inner[:3]):
            pen.text(x + 12, y + 86 + 18 * row, cut(f"{base.kind}：{base.name}", width - 24, 11.5), "t-small")


def _loose(pen: Pen, below: str, bases: Sequence[Base], top: float) -> float:
    """Parks and platforms of which no document says in which county or town (`below`) they lie."""
    if not bases:
        return top
    names = "、".join(base.name for base in bases)
    evidence = tuple(dict.fromkeys(proof for base in bases for proof in base.evidence))
    about = [f"{base.kind}：{base.name}（{base.group}）" for base in bases]
    lines = wrap(f"园区和平台，未写明在哪个{below}：{names}", WIDTH - 24, 12, 2)
    with pen.mark(f"未写明{below}的园区和平台", "园区", about, evidence):
        pen.rect(0, top, WIDTH, 14 + 18 * len(lines), "hit", 3)
        for row, line in enumerate(lines):
            pen.text(0, top + 18 + 18 * row, line, "t-quiet")
    return top + 18 + 18 * len(lines)


def _matrix(pen: Pen, maps: ChainMaps, top: float) -> float:
    """Rows are groups, then links, those of most places first."""
    columns = _columns(maps)
    across = (WIDTH - _NAME - _LAST) / len(columns)
    kinds = {spot.subject: spot.kind for spot in sorted(maps.spots, key=lambda spot: spot.kind == "产业")}
    rows = sorted({(kinds[spot.subject] != "产业", -spot.shared, spot.subject) for spot in maps.spots})
    pen.rect(0, top, WIDTH, 30, "stage-side", 4)
    pen.text(12, top + 20, "产业或环节", "t-name")
    for place, county in enumerate(columns):
        middle = _NAME + across * (place + 0.5)
        pen.text(middle, top + 20, cut(county, across - 6, 12.5), "t-head", "middle")
    pen.text(WIDTH - 12, top + 20, "布局地方", "t-head", "end")
    y = top + 34
    for _, negative, subject in rows:
        spots = [spot for spot in maps.spots if spot.subject == subject]
        _line(pen, columns, subject, spots, -negative, y, across)
        y += _ROW
    return y


def _columns(maps: ChainMaps) -> Sequence[str]:
    """All places; where they are too many to be read, those of which something is said."""
    if (WIDTH - _NAME - _LAST) / len(maps.counties) >= _NARROW:
        return maps.counties
    said = {spot.region for spot in maps.spots}
    return [county for county in maps.counties if county in said]


def _line(
    pen: Pen, columns: Sequence[str], subject: str, spots: Sequence[Spot], shared: int, y: float, across: float
) -> None:
    field = spots[0].kind == "产业"
    pen.line(0, y + _ROW - 1, WIDTH, y + _ROW - 1, "rule")
    if spots[0].state:
        pen.sign(16, y + 15, spots[0].state, 11)
    else:
        pen.shape(16, y + 15, "diamond", "fill i-present", 11)
    pen.text(30, y + 19, cut(subject, _NAME - 40, 12.5), "t-name" if field else "t-body")
    for place, county in enumerate(columns):
        here = [spot for spot in spots if spot.region == county]
        if here:
            _cell(pen, here, _NAME + across * place, y, across)
    if shared > 1:
        look = "pill-loud" if field else "pill"
        pen.rect(WIDTH - 86, y + 4, 86, 20, look, 10)
        pen.text(WIDTH - 43, y + 18.5, f"{'重复' if field else ''} {shared} 地".strip(), f"t-{look}", "middle")


def _cell(pen: Pen, spots: Sequence[Spot], x: float, y: float, across: float) -> None:
    first = spots[0]
    firms = tuple(dict.fromkeys(firm for spot in spots for firm in spot.firms))
    evidence = tuple(dict.fromkeys(proof for spot in spots for proof in spot.evidence))
    about = [spot.relation for spot in spots if spot.kind == "产业"] + ([f"企业：{'、'.join(firms)}"] if firms else [])
    state = first.state or State.PRESENT
    key = state.name.lower()
    with pen.mark(
        f"{first.region} · {first.subject}", "布局", about, evidence, state=first.state, places=[first.region]
    ):
        pen.rect(x + 3, y + 2, across - 6, _ROW - 5, f"box p-{key}", 4)
        if firms:
            pen.text(x + across / 2, y + 19, f"{len(firms)} 家", f"t-name i-{key}", "middle")
        else:
            pen.shape(x + across / 2, y + 14.5, "diamond", f"fill i-{key}", 11)
