"""Which place a thing is bound to, by the clause it stands in."""

import pytest

from liantu.loaders.bound import bound_elsewhere
from liantu.loaders.mentions import Mention


def mention(text: str, name: str, kind: str) -> Mention:
    start = text.rindex(name)
    return Mention(name, kind, start, start + len(name), 1.0, "division")


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("云溪市做强制造，云溪培育竹纤维。", False),
        ("云溪市做强制造，青岚区培育竹纤维。", True),
        ("云溪市不再发展竹纤维。", True),
    ],
)
def test_a_place_in_short_is_the_place(text: str, elsewhere: bool) -> None:
    names = [name for name in ("云溪", "青岚区") if text.count(name) > ("云溪市" in text and name == "云溪")]
    places = [mention(text, "云溪市", "R"), *(mention(text, name, "R") for name in names)]
    thing = mention(text, "竹纤维", "I")
    assert bound_elsewhere(places[0], thing, [*places, thing], text) is elsewhere


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("青岚区可优先承接铸造、轴承项目。", True),  # what projects it may take on is no field of it
        ("青岚区承接轴承产业转移。", False),
        ("轴承叫得响，青岚区是石材之乡。", True),
        ("重点发展轴承，青岚区为主承载地。", False),
        ("轴承布局在青岚区。", False),
    ],
)
def test_a_place_has_what_its_clause_gives_it(text: str, elsewhere: bool) -> None:
    place, thing = mention(text, "青岚区", "R"), mention(text, "轴承", "K")
    assert bound_elsewhere(place, thing, sorted((place, thing), key=lambda m: m.start), text) is elsewhere
