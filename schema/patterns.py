"""Patterns that are compiled when first used: to compile all that might be needed costs a tenth of a question."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Matching = Callable[..., re.Match[str] | None]


class Late:
    """A pattern with the methods of a compiled one.

    >>> Late("[省市]").search("云溪市").start()
    2
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    # Kept in the instance, so that the second use costs what one of a compiled pattern costs.

    @cached_property
    def match(self) -> Matching:
        return self.compiled.match

    @cached_property
    def search(self) -> Matching:
        return self.compiled.search

    @cached_property
    def fullmatch(self) -> Matching:
        return self.compiled.fullmatch

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.compiled.split

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.compiled.findall

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer
