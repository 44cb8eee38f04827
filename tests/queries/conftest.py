"""An empty store of an imaginary city."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from liantu.graph import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "云溪.db") as graph:
        yield graph
