"""Page numbers that copying from a printed page left glued to the lines after them: 国际竞争力的三大␤41产业创新高地."""

import re
from collections.abc import Sequence

_FAR = 90  # lines of a page, at most
_NEAR = 4  # lines of a page, at least
_LEAST = 3  # pages in a row, before numbers are taken for those of pages
_GLUED = re.compile(r"[一-龥（(“《]|第|\d{1,2}\.\d")
_UNIT = re.compile(r"[年月日个家项条%％亿万千百元倍吨米度人名户亩公]")
_RUNS_ON = re.compile(r"[一-龥A-Za-z，、]\s*$")


def page_numbers(lines: Sequence[str]) -> dict[int, int]:
    """How many characters at the beginning of which lines are the number of a page.

    Numbers count up by one from page to page, and most of them break into a sentence or stand before a heading.
    """
    chains: dict[int, list[tuple[int, int]]] = {}  # number of the last page → lines and lengths of the pages up to it
    best: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        for length in (1, 2, 3):
            head, rest = line[:length], line[length:]
            if (
                not head.isdecimal()
                or head[0] == "0"
                or len(head) < length
                or not _GLUED.match(rest)
                or _UNIT.match(rest)
            ):
                continue
            before = chains.get(int(head) - 1, [])
            fits = before and _NEAR <= at - before[-1][0] <= _FAR
            chain = [*before, (at, length)] if fits else [(at, length)]
            if len(chain) >= len(chains.get(int(head), [])):
                chains[int(head)] = chain
            if len(chain) > len(best):
                best = chain
    broken = sum(_broken(lines, at, length) for at, length in best)
    return dict(best) if len(best) >= _LEAST and broken * 3 >= len(best) * 2 else {}


def _broken(lines: Sequence[str], at: int, length: int) -> bool:
    """Does a number stand where no other than a page's could: inside a sentence or before a numbered heading?"""
    before = next((line for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")
    return bool(_RUNS_ON.search(before)) or lines[at][length].isdecimal()
