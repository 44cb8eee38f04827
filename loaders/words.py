"""Words of general language, by purpose, as regular expressions; kept in lexicon/words.yaml and schema/places.yaml."""

from functools import cache

from ..schema.shipped import shipped


@cache
def _all() -> dict[str, str]:
    raw = {**shipped("schema", "places.yaml"), **shipped("loaders", "lexicon/words.yaml")}
    return {name: "(?:" + "|".join(str(word) for word in listed) + ")" for name, listed in raw.items()}


def words(name: str) -> str:
    """The words of one purpose as one group of alternatives."""
    return _all()[name]
