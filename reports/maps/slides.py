"""A map by itself, for slides: SVG with title, legend and sources inside, and the same as PNG."""

import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ...queries.answers import State
from ...queries.pictures import ChainMaps
from ..offline import template
from ..states import UNKNOWN_IS_NOT_MISSING
from .svg import Pen, Picture, cells, wrap

_EDGE, _TOP, _FOOT = 36.0, 104.0, 92.0
_ZOOM = 1.5  # a map is 1 240 wide: 1 968 pixels with its edges, enough for a projector
_FACES = (
    "NotoSansCJK-Regular",
    "NotoSansCJKsc-Regular",
    "NotoSansSC-Regular",
    "SourceHanSansSC-Regular",
    "SourceHanSansCN-Regular",
    "msyh",
    "PingFang",
    "Hiragino Sans GB",
    "STHeiti Light",
    "simhei",
    "Deng",
    "wqy-microhei",
    "wqy-zenhei",
    "simsun",
)
"""Files of Chinese faces that systems bring, best first."""

_BOLD = {
    "NotoSansCJK-Regular": "NotoSansCJK-Bold",
    "msyh": "msyhbd",
    "Deng": "Dengb",
    "STHeiti Light": "STHeiti Medium",
}

NO_FONT = "本机没有找到中文字体，只写了 SVG；安装思源黑体（Noto Sans CJK）后再运行即可得到 PNG"


def slide(picture: Picture, maps: ChainMaps) -> str:
    """The map as a file of its own, light, with all that a slide needs; names stay text."""
    width, height = picture.width + 2 * _EDGE, picture.height + _TOP + _FOOT
    head = Pen("slide")
    head.text(0, 34, f"{maps.chain} · {picture.title}", "t-title")
    for row, line in enumerate(wrap(picture.hint, picture.width, 14, 1)):
        head.text(0, 62 + 18 * row, line, "t-subtitle")
    foot = Pen("legend")
    _legend(foot, maps, picture.width)
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    down = f"translate({_EDGE:g} {_TOP + picture.height + 18:g})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{_style()}</style>'
        f'<rect width="{width:g}" height="{height:g}" class="paper"/>'
        f'<g transform="translate({_EDGE:g} 12)">{head.body}</g>'
        f'<g transform="translate({_EDGE:g} {_TOP:g})">{picture.body}</g><g transform="{down}">{foot.body}</g></svg>\n'
    )


def png(svg: str) -> bytes | None:
    """The picture in pixels; None where the system has no Chinese face."""
    import resvg_py

    faces = _fonts()
    if not faces:
        return None
    family = "Noto Sans CJK SC" if "Noto" in faces[0] else None
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=_ZOOM, skip_system_fonts=True, font_files=list(faces), sans_serif_family=family
    )
    return bytes(drawn)


def _legend(pen: Pen, maps: ChainMaps, width: float) -> None:
    """States with their signs, what unknown means, and where all this comes from."""
    x = 0.0
    pen.line(0, 0, width, 0, "rule")
    for state in State:
        pen.sign(x + 8, 22, state)
        pen.text(x + 20, 26.5, state.value, f"t-head i-{state.name.lower()}")
        x += 20 + cells(state.value, 12.5) + 20
    pen.text(x + 8, 26.5, UNKNOWN_IS_NOT_MISSING, "t-quiet")
    sources = f"文件：{'、'.join(maps.documents)}" if maps.documents else "没有引用文件"
    when = f"；截至 {maps.date}" if maps.date else ""
    for row, line in enumerate(wrap(f"{sources}{when}。由链图（liantu）生成。", width, 11.5, 2)):
        pen.text(0, 50 + 17 * row, line, "t-small")


@cache
def _style() -> str:
    """picture.css with the light colours of design.css in place of its variables."""
    design = template("design.css")
    colours = dict(re.findall(r"--([\w-]+): ([^;]+);", design[: design.index("@media")]))
    css = re.sub(r"/\*.*?\*/\s*", "", template("picture.css"), flags=re.S)
    return re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], css)


@cache
def _fonts() -> tuple[str, ...]:
    """The best Chinese face of the system, with its bold cut if there is one."""
    known = {path.stem: path for folder in _folders() for path in _files(folder)}
    for face in _FACES:
        if face in known:
            bold = known.get(_BOLD.get(face, ""))
            return tuple(map(str, filter(None, (known[face], bold))))
    return ()


def _folders() -> Sequence[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".ttc", ".ttf", ".otf"))
