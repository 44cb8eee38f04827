"""Which windows the encoder has to read, and how far: it takes most of the time, and much prose names nothing.

The quick tagger looks at all of the text first. Where neither it nor the rules see a name, nothing can be stated; a
window that is read is read as if there were no other. The numbers were chosen on the five documents, on those of other
places and on written ones; docs/accuracy.md says what they cost and save.
"""

import re
from collections.abc import Iterator

from .agencies import AGENCY, DEPARTMENTS
from .lacks import tells
from .tagger import Scores
from .windows import Passage, Window, windows
from .words import words

SURE = 0.99
"""A window is read where a character of its body is so surely of a name by the quick tagger, which leans to names …"""

ENOUGH = 0.9
"""… up to the end of the last sentence where one is so sure …"""

TOLD = 0.8
"""… or so sure, in a sentence with words for what is lacking or stands here: they follow a name."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")


def worth_reading(passage: Passage, region: str | None, chances: Scores) -> Iterator[Window]:
    """The windows of the passage that may state something. `chances`: of each character to be of a name."""
    text = passage.text
    duty = re.compile(words("duty"))
    bodies = (
        [spot.start() for kind in (AGENCY, DEPARTMENTS) for spot in kind.finditer(text)] if duty.search(text) else []
    )

    def named(start: int, end: int, least: float) -> bool:
        charged = any(start <= at < end for at in bodies) and duty.search(text, start, end)
        likely = chances[start:end].max()
        return bool(likely >= least or charged or (likely >= TOLD and tells(text[start:end])))

    for window in windows(passage, region):
        start, end = window.spots[window.body], window.spots[-1] + 1
        first = passage.blocks[0][2]
        titles = first.number == 0 and "。" not in passage.text
        if first.cell is not None or titles:  # a row says much in two words, and so does a title
            yield window
        elif named(start, end, SURE):
            spots = [spot.span() for spot in _SENTENCE.finditer(text, start, end) if spot[0]]
            while len(spots) > 1 and not named(*spots[-1], ENOUGH):
                spots.pop()
            yield _until(window, len(window.text) - (end - spots[-1][1]))


def _until(window: Window, size: int) -> Window:
    return Window(window.text[:size], window.spots[:size], window.body)
