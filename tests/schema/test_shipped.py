"""What the package ships as YAML is read from its packed form, and as it stands where that is older."""

import pytest
from packs import CHAINS, DIVISIONS, PACKED, chains, divisions, packed

from liantu.errors import SchemaError
from liantu.schema.shipped import from_yaml, parsed, text_of


def test_what_is_packed_is_what_the_files_say() -> None:
    assert PACKED.read_text("utf-8") == packed(), "run `make packs` and commit schema/packed.json"
    assert CHAINS.read_text("utf-8") == chains(), "run `make packs` and commit schema/chains.json"
    assert DIVISIONS.read_text("utf-8") == divisions(), "run `make packs` and commit schema/divisions.json"


def test_packed_or_not_a_text_says_the_same() -> None:
    text = text_of("queries", "sayings.yaml")
    assert parsed(text, "sayings.yaml") == from_yaml(text, "sayings.yaml")


def test_a_text_that_was_edited_is_read_as_it_is() -> None:
    text = text_of("queries", "weights.yaml")
    edited = parsed(text + "\nnew: 7\n", "weights.yaml")
    assert edited == {**parsed(text, "weights.yaml"), "new": 7}


def test_what_is_no_yaml_is_told() -> None:
    with pytest.raises(SchemaError, match="broken.yaml"):
        parsed("a: [", "broken.yaml")
