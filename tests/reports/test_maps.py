"""The five maps as drawn: what is on them, that names stay text, that the same data give the same bytes."""

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from answer_rows import HOSTILE, proof
from big_chain import CHAIN, big_chain
from openpyxl import load_workbook

from liantu.errors import OutputError
from liantu.queries.answers import State
from liantu.queries.pictures import Box, ChainMaps
from liantu.reports.maps import slides
from liantu.reports.maps.book import book
from liantu.reports.maps.files import draw, folder, write_maps
from liantu.reports.maps.page import page
from liantu.reports.maps.slides import png, slide
from liantu.reports.maps.svg import Picture, cells
from liantu.reports.offline import template
from liantu.reports.states import LOOKS

EMPTY = ChainMaps("竹纤维产业链", "云溪市", (), (), (), (), (), (), (), (), (), ())
PIXELS = pytest.mark.skipif(
    png("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>") is None, reason="no font"
)


def pictures(maps: ChainMaps) -> dict[str, Picture]:
    return {picture.key: picture for picture in draw(maps)}


def parsed(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{picture.body}</svg>")


def test_every_link_firm_and_gap_has_a_mark_with_its_sentence() -> None:
    maps, drawn = big_chain(), pictures(big_chain())
    titles = {mark.title for mark in drawn["structure"].marks}
    assert {box.link for box in maps.boxes} <= titles
    assert all(mark.evidence for mark in drawn["structure"].marks)
    assert len(drawn["targets"].marks) == len(maps.lanes)
    assert len(drawn["roadmap"].marks) == len(maps.events)
    flows = [mark for mark in drawn["uses"].marks if mark.kind == "应用"]
    assert len(flows) == len(maps.uses)


def test_marks_are_not_inside_one_another_and_ids_are_unique() -> None:
    drawn = draw(big_chain())
    ids = [mark.id for picture in drawn for mark in picture.marks]
    assert len(ids) == len(set(ids))
    for picture in drawn:
        for mark in parsed(picture).iter("g"):
            assert list(mark)[0].tag != "g" and mark.attrib["data-mark"] in ids


def test_boxes_of_a_stage_do_not_lie_on_one_another() -> None:
    spots = [
        tuple(float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        for rect in parsed(pictures(big_chain())["structure"]).iter("rect")
        if "box" in rect.attrib["class"].split()
    ]
    assert len(spots) == 60
    for place, (x, y, width, height) in enumerate(spots):
        for x2, y2, width2, height2 in spots[:place]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y


def test_everything_lies_inside_the_picture() -> None:
    for picture in draw(big_chain()):
        for rect in parsed(picture).iter("rect"):
            x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            assert x >= 0 and x + width <= picture.width + 0.2 and y + height <= picture.height + 0.2, picture.key


def test_a_state_shows_by_colour_and_by_sign() -> None:
    for state in State:
        box = Box(CHAIN, "上游", "脱胶", state, (), (), 0, (proof("脱胶"),))
        body = pictures(ChainMaps(CHAIN, "", (), (box,), (), (), (), (), (), (), (), ()))["structure"].body
        key = state.name.lower()
        assert f"p-{key}" in body and f">{state.value}</text>" in body
        assert re.search(rf'<path [^>]*i-{key}"', body), "a sign"


def test_unknown_is_never_drawn_as_missing() -> None:
    box = Box(CHAIN, "上游", "脱胶", State.UNKNOWN, (), (), 0, ())
    drawn = pictures(ChainMaps(CHAIN, "", (), (box,), (), (), (), (), (), (), (), ()))
    assert "missing" not in drawn["structure"].body and drawn["targets"].empty


def test_a_map_without_data_says_which_document_would_fill_it() -> None:
    for picture in draw(EMPTY):
        assert picture.empty and not picture.marks
        assert "请载入" in "".join(parsed(picture).itertext())


def test_hostile_names_stay_text_in_svg_page_and_workbook() -> None:
    maps = big_chain()
    for picture in draw(maps):
        ElementTree.fromstring(slide(picture, maps))
        assert "<img" not in slide(picture, maps)
    text = page(maps, draw(maps))
    assert "<img" not in text and "onerror=alert(1)>" not in text
    sheet = load_workbook(BytesIO(book(maps)))["招商目标图"]
    assert HOSTILE[0] in {cell.value.split("、")[-1] for cell in sheet["D"] if cell.value}


def test_same_data_same_bytes(tmp_path: Path) -> None:
    maps = big_chain()
    assert page(maps, draw(maps)) == page(maps, draw(maps))
    assert book(maps) == book(maps)


def test_a_page_of_60_links_and_300_firms_is_small() -> None:
    assert len(page(big_chain(), draw(big_chain())).encode()) < 1_500_000


def test_workbook_has_a_sheet_for_each_map_and_links_to_every_sentence() -> None:
    maps = big_chain()
    loaded = load_workbook(BytesIO(book(maps)))
    assert loaded.sheetnames[:1] == ["技术结构图"] and {
        "应用领域图",
        "产业布局图",
        "发展路线图",
        "招商目标图",
        "原文",
        "说明",
    } <= set(loaded.sheetnames)
    assert loaded["技术结构图"].max_row == len(maps.boxes) + 1
    link = loaded["技术结构图"]["G2"].hyperlink
    assert link.location.startswith("'原文'!A")
    row = int(link.location.rsplit("A", 1)[1])
    assert loaded["原文"].cell(row, 4).value == maps.boxes[0].evidence[0].quote


@PIXELS
def test_slides_carry_title_legend_sources_and_pixels(tmp_path: Path) -> None:
    maps = big_chain(links=7, firms=12)
    (written,) = write_maps([maps], folder(tmp_path / "五图"), home=False)
    assert written.pixels and written.page == f"{CHAIN}.html"
    names = sorted(path.name for path in (tmp_path / "五图" / "图片").iterdir())
    assert len(names) == 10 and names[0] == f"{CHAIN}-1技术结构图.png"
    svg = (tmp_path / "五图" / "图片" / f"{CHAIN}-1技术结构图.svg").read_text("utf-8")
    assert all(words in svg for words in (f"{CHAIN} · 技术结构图", "未提及 ≠ 缺", maps.documents[0]))
    assert "var(" not in svg and "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    image = (tmp_path / "五图" / "图片" / names[0]).read_bytes()
    assert image.startswith(b"\x89PNG") and len(image) > 20_000


def test_without_a_chinese_font_there_is_svg_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slides._fonts.cache_clear()
    monkeypatch.setattr(slides, "_folders", lambda: (tmp_path,))
    (written,) = write_maps([big_chain(links=7, firms=7)], folder(tmp_path / "五图"), home=False)
    slides._fonts.cache_clear()
    assert not written.pixels
    assert {path.suffix for path in (tmp_path / "五图" / "图片").iterdir()} == {".svg"}


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "五图").write_text("", "utf-8")
    with pytest.raises(OutputError, match="不是文件夹"):
        folder(tmp_path / "五图")
    with pytest.raises(OutputError, match="上级文件夹不存在"):
        folder(tmp_path / "没有" / "五图")


def test_signs_are_shapes_for_every_state() -> None:
    assert set(LOOKS) == set(State)
    assert cells("缺", 12) == 12


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_on_every_state_has_the_contrast_of_wcag_aa(dark: bool) -> None:
    css = template("design.css")
    light, _, rest = css.partition("@media (prefers-color-scheme: dark)")
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if dark:
        tokens |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rest))
    for state in State:
        key = state.name.lower()
        assert _contrast(tokens[key], tokens[f"{key}-paper"]) >= 4.5, key
        assert _contrast(tokens["ink"], tokens[f"{key}-paper"]) >= 4.5, key
        assert _contrast(tokens["star"], tokens[f"{key}-paper"]) >= 3, key
    for text in ("ink", "quiet", "accent"):
        assert _contrast(tokens[text], tokens["paper"]) >= 4.5 and _contrast(tokens[text], tokens["soft"]) >= 4.5, text
