"""Paragraph styles of a .docx: which are headings, titles, entries of a table of contents, and which are numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from .package import attribute, child, local

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_TITLE = re.compile(r"(?:title|标题|文件标题|公文标题)", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d*(?:\s*heading)?", re.I)


@dataclass(frozen=True)
class Style:
    """A style with what it inherits from those that it is based on, nearest first."""

    chain: tuple[etree._Element, ...]

    def value(self, *path: str) -> str | None:
        """The nearest w:val at a path below w:style."""
        found = (attribute(child(node, *path), "val") for node in self.chain)
        return next((value for value in found if value is not None), None)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(attribute(child(node, "name"), "val") or "" for node in self.chain)

    @property
    def level(self) -> int:
        """The depth of a heading, 1 the outermost; 0 for body text."""
        outline = self.value("pPr", "outlineLvl")
        if outline is not None:
            return depth(outline)
        named = next((match for name in self.names if (match := _HEADING.fullmatch(name))), None)
        return int(named[1]) if named else 0

    @property
    def title(self) -> bool:
        return any(_TITLE.fullmatch(name) for name in self.names[:1])

    @property
    def contents(self) -> bool:
        return any(_CONTENTS.fullmatch(name) for name in self.names)

    @property
    def hidden(self) -> bool:
        return any(on(child(node, "rPr", "vanish")) for node in self.chain[:1])

    @property
    def listed(self) -> tuple[str | None, str | None]:
        """The list and the level in it, as far as the style says."""
        return self.value("pPr", "numPr", "numId"), self.value("pPr", "numPr", "ilvl")


class Styles:
    """All styles by id."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = () if root is None else [node for node in root if local(node) == "style"]
        self._nodes = {attribute(node, "styleId"): node for node in nodes}
        self.default = next(
            (
                attribute(node, "styleId")
                for node in nodes
                if attribute(node, "type") == "paragraph" and attribute(node, "default") in {"1", "true"}
            ),
            None,
        )
        self._known: dict[str | None, Style] = {}

    def __getitem__(self, name: str | None) -> Style:
        name = self.default if name is None else name
        if name not in self._known:
            self._known[name] = Style(tuple(self._chain(name)))
        return self._known[name]

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        seen: set[str | None] = set()
        while name in self._nodes and name not in seen:
            seen.add(name)
            yield self._nodes[name]
            name = attribute(child(self._nodes[name], "basedOn"), "val")


def depth(outline: str | None) -> int:
    """w:outlineLvl counts from 0; 9 is body text."""
    return int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 9 else 0


def on(node: etree._Element | None) -> bool:
    """Is a switch such as w:vanish there and not turned off?"""
    return node is not None and attribute(node, "val") not in {"0", "false", "off"}
