"""Every frame's examples are run: the sentence, its names, and the facts that must come out."""

import pytest

from liantu.loaders.context import Context
from liantu.loaders.extract import _undenied
from liantu.loaders.frames import Example, Frame, fits, frames, mark
from liantu.loaders.mentions import Mention
from liantu.loaders.regions import places
from liantu.loaders.ruled import _denied, _said
from liantu.loaders.said import Said

CASES = [(frame, example) for frame in frames() for example in frame.examples]


@pytest.mark.parametrize("frame, example", CASES, ids=lambda value: getattr(value, "name", ""))
def test_a_frame_reads_its_examples(frame: Frame, example: Example) -> None:
    text = example.text
    spots = sorted((text.index(name), name, kind) for name, kind in example.names)
    mentions = [Mention(name, kind, at, at + len(name), 1.0, "test") for at, name, kind in spots]
    context = Context(outer=("甲产业集群", "Cluster"), region="云溪市")
    known = places("云溪市青岚区")
    found = list(fits(mark(text, 0, len(text), mentions), context.has))
    said = {
        (one[0], predicate, other[0], role)
        for fit in found
        for one, predicate, other, role, _, _ in _said(fit, context, known)
    }
    denied = {(one.subject[0], one.predicate, one.object[0]) for fit in found for one in _denied(fit, context, known)}
    assert set(example.facts) <= said
    assert set(example.denies) <= denied


def test_what_words_rule_out_is_dropped_where_they_stand_only() -> None:
    makes = ("明川精密", "Enterprise"), "MAKES", ("减速器", "Link")
    here, there = (Said(*makes, None, "pair", 0.9, start, start + 9) for start in (0, 40))
    denied = Said(*makes, None, "frame", 1.0, 3, 12, denied=True)
    assert list(_undenied([here, there, denied])) == [there]


def test_what_is_to_be_avoided_is_no_fact() -> None:
    text = "避免盲目发展偏光片"
    mentions = [Mention("偏光片", "K", 6, 9, 1.0, "test")]
    assert not list(fits(mark(text, 0, len(text), mentions), frozenset({"group", "title"})))


def test_lists_become_one_mark() -> None:
    text = "发展偏光片、液晶材料和光学膜等"
    spots = [(2, "偏光片"), (6, "液晶材料"), (11, "光学膜")]
    marked = mark(text, 0, len(text), [Mention(n, "K", a, a + len(n), 1.0, "test") for a, n in spots])
    assert [m.text for m in marked.lists[2]] == ["偏光片", "液晶材料", "光学膜"]
    assert len(marked.text) == 4
