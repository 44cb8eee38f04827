"""The five maps of chains into a folder: a page and a workbook for each chain, SVG and PNG of each map."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ...errors import OutputError
from ...queries.pictures import ChainMaps
from .. import files
from ..report import plain
from . import county, roadmap, structure, targets, uses
from .book import book
from .page import page
from .slides import png, slide
from .svg import Picture

SLIDES = "图片"
_MAPS = (structure, uses, county, roadmap, targets)
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]|^\.+|[. ]+$')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)
_LONGEST = 60  # letters of a file's name: a Chinese letter takes three bytes of the 255 that file systems allow


@dataclass(frozen=True, slots=True)
class Written:
    """Which files of one chain were written; `pixels` is False where no Chinese font was found.

    `left` are the maps that became no slide, each with the sentence on what is missing.
    """

    chain: str
    page: str
    pixels: bool
    left: tuple[tuple[str, str], ...] = ()


def draw(maps: ChainMaps) -> tuple[Picture, ...]:
    """The five maps in their order."""
    return tuple(one.draw(maps) for one in _MAPS)


def folder(path: str | Path) -> Path:
    """The folder to write into, made if its parent is there."""
    target = Path(path)
    if target.exists() and not target.is_dir():
        raise OutputError("这是一个文件，不是文件夹", where=str(target), todo="请换一个文件夹名")
    try:
        target.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise OutputError("上级文件夹不存在", where=str(target), todo="请先建立上级文件夹，或换一个位置") from error
    except OSError as error:
        raise OutputError(
            f"文件夹建不了（{error.strerror or error}）", where=str(target), todo="请换一个有写权限的位置"
        ) from error
    return target


def write_pages(chains: Sequence[ChainMaps], into: Path, *, home: bool) -> Iterator[tuple[str, str]]:
    """The page of each chain; tells chain and file name after each."""
    names = file_names([one.chain for one in chains])
    for maps, name in zip(chains, names, strict=True):
        files.save_text(page(maps, draw(maps), home=home), into / f"{name}.html")
        yield maps.chain, f"{name}.html"


def write_maps(chains: Sequence[ChainMaps], into: Path, *, home: bool) -> Iterator[Written]:
    """Everything of each chain, told after each; maps with nothing on them become no slide."""
    names = file_names([one.chain for one in chains])
    slides = folder(into / SLIDES)
    with ThreadPoolExecutor(2) as pool:
        for maps, name in zip(chains, names, strict=True):
            pictures = draw(maps)
            files.save_text(page(maps, pictures, home=home), into / f"{name}.html")
            files.save_bytes(book(maps), into / f"{name}.xlsx")
            drawn = [(number, one) for number, one in enumerate(pictures, start=1) if not one.empty]
            jobs = [pool.submit(_slide, one, maps, slides / f"{name}-{number}{one.title}") for number, one in drawn]
            pixels = [job.result() for job in jobs]
            left = tuple((one.title, one.missing) for one in pictures if one.empty)
            yield Written(maps.chain, f"{name}.html", all(pixels), left)


def _slide(picture: Picture, maps: ChainMaps, stem: Path) -> bool:
    svg = slide(picture, maps)
    files.save_text(svg, stem.with_name(stem.name + ".svg"))
    pixels = png(svg)
    if pixels is None:
        return False
    files.save_bytes(pixels, stem.with_name(stem.name + ".png"))
    return True


def file_names(chains: Sequence[str]) -> list[str]:
    """A file name for each chain that every system accepts; two chains never share one.

    >>> file_names(["智能装备/机器人", "智能装备:机器人", "CON", ""])
    ['智能装备_机器人', '智能装备_机器人-2', '_CON', '_']
    """
    taken: set[str] = {"index"}
    names = []
    for chain in chains:
        name = _UNFIT.sub("_", plain(chain))[:_LONGEST] or "_"
        name = f"_{name}" if _RESERVED.match(name) else name
        number, unique = 1, name
        while unique.lower() in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(unique.lower())
        names.append(unique)
    return names
