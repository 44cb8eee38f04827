"""Words of general language, by purpose, as regular expressions; kept in lexicon/words.yaml."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def _all() -> dict[str, str]:
    raw = yaml.safe_load(files(__package__).joinpath("lexicon/words.yaml").read_text("utf-8"))
    return {name: "(?:" + "|".join(str(word) for word in listed) + ")" for name, listed in raw.items()}


def words(name: str) -> str:
    """The words of one purpose as one group of alternatives."""
    return _all()[name]
