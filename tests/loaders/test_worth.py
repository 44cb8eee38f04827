"""What the encoder need not read: prose without names; what it reads, it reads as if it read everything."""

import numpy as np
import pytest

from liantu.loaders.extract import sayings
from liantu.loaders.formats.text import text_lines
from liantu.loaders.quick import quick
from liantu.loaders.sections import sections
from liantu.loaders.tagger import Tagger, tagger
from liantu.loaders.windows import passages, windows
from liantu.loaders.worth import worth_reading
from liantu.schema import Document

PLAIN = "各级各部门要提高认识，加强领导，把各项任务落到实处。要严格考核，定期通报，确保取得实效。\n"
NAMED = "依托明川精密、恒岳钢铁等企业，重点发展谐波减速器、伺服电机，打造智能装备产业集群。\n"
TOLD = "印染环节受环保容量制约产能受限，化纤长丝对单一供应商依赖度高，拉链等辅料本地自给率低。\n"
CHARGED = "由市科技局负责平台建设，市财政局配合。\n"


def document(text: str) -> Document:
    parts, blocks = sections(text, text_lines(text))
    return Document("d", "d.txt", "0", text, parts, blocks)


def bodies(text: str) -> list[str]:
    found = []
    for passage in passages(document(text)):
        (chances,) = quick().chances([passage.text])
        found += [window.text[window.body :].rstrip() for window in worth_reading(passage, None, chances)]
    return found


def test_prose_that_names_nothing_is_not_read() -> None:
    assert bodies(PLAIN) == []


def test_names_are_read_up_to_the_last_sentence_with_one() -> None:
    assert bodies(NAMED + PLAIN) == [NAMED.rstrip()]
    assert bodies(PLAIN + NAMED) == [(PLAIN + NAMED).rstrip()]


def test_who_is_charged_with_what_is_read() -> None:
    assert bodies(PLAIN + CHARGED) == [(PLAIN + CHARGED).rstrip()]


def test_what_is_said_to_be_lacking_is_read_though_its_names_are_in_doubt() -> None:
    assert bodies(PLAIN + TOLD + PLAIN) == [(PLAIN + TOLD).rstrip()]


def test_a_window_is_as_windows_makes_it() -> None:
    text = (NAMED + PLAIN) * 12
    (passage,) = passages(document(text))
    (chances,) = quick().chances([passage.text])
    every = {window.body + window.spots[window.body]: window for window in windows(passage, "云溪市")}
    for window in worth_reading(passage, "云溪市", chances):
        whole = every[window.body + window.spots[window.body]]
        assert whole.text.startswith(window.text) and whole.spots[: len(window.spots)] == window.spots


def test_chances_do_not_depend_on_the_texts_beside() -> None:
    alone = [quick().chances([text])[0] for text in (NAMED, "", PLAIN * 900, CHARGED)]
    for one, other in zip(alone, quick().chances([NAMED, "", PLAIN * 900, CHARGED]), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_encoder_is_not_asked_where_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(Tagger, "read", lambda self, text: asked.append(text))
    assert sayings(document(PLAIN * 20), tagger())[1] == [] and asked == []
