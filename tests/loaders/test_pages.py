"""Page numbers glued to lines: found where they break into sentences, left where they number something."""

from liantu.loaders.formats.pages import page_numbers
from liantu.loaders.formats.text import text_lines
from liantu.loaders.lines import text_of
from liantu.loaders.sections import sections

_BODY = "依托园区和骨干企业推进重点项目建设形成规模"


def _page(first: str) -> list[str]:
    return [first, *[_BODY] * 6]


def _printed() -> list[str]:
    pages = [
        _page("一、发展目标"),
        _page("12产业集群逐步壮大"),
        _page("132.1 做强装备产业。重点发展数控机床"),
        _page("14集聚发展格局"),
    ]
    return [line for page in pages for line in page]


def test_numbers_that_count_pages_are_found() -> None:
    assert page_numbers(_printed()) == {7: 2, 14: 2, 21: 2}


def test_a_heading_behind_a_page_number_is_a_heading_and_no_character_is_lost() -> None:
    text = "\n".join(_printed())
    lines = text_lines(text)
    assert text_of(lines) == text
    _, blocks = sections(text, lines)
    assert all(text[b.start : b.start + len(b.text)] == b.text for b in blocks)
    assert any(b.text.startswith("2.1 做强装备产业") for b in blocks)


def test_numbered_titles_are_no_page_numbers() -> None:
    titles = [[f"{n}{word}", *[_BODY + "。"] * 6] for n, word in enumerate(("总体要求", "主要任务", "保障措施"), 1)]
    assert page_numbers([line for part in titles for line in part]) == {}
    assert page_numbers([f"{n}家企业投产" for n in range(3, 60, 5)]) == {}
