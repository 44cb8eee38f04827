"""Every frame's examples are run: the sentence, its names, and the facts that must come out."""

import pytest

from liantu.loaders.context import Context
from liantu.loaders.extract import _said
from liantu.loaders.frames import Example, Frame, fits, frames, mark
from liantu.loaders.mentions import Mention
from liantu.loaders.regions import places

CASES = [(frame, example) for frame in frames() for example in frame.examples]


@pytest.mark.parametrize("frame, example", CASES, ids=lambda value: getattr(value, "name", ""))
def test_a_frame_reads_its_examples(frame: Frame, example: Example) -> None:
    text = example.text
    spots = sorted((text.index(name), name, kind) for name, kind in example.names)
    mentions = [Mention(name, kind, at, at + len(name), 1.0, "test") for at, name, kind in spots]
    context = Context(outer=("甲产业集群", "Cluster"), region="云溪市")
    known = places("云溪市青岚区")
    said = {
        (one[0], predicate, other[0], role)
        for fit in fits(mark(text, 0, len(text), mentions), context.has)
        for one, predicate, other, role, _, _ in _said(fit, context, known)
    }
    assert set(example.facts) <= said


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
