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
