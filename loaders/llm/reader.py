"""A document read by a language model beside the built-in reader: windows asked, answers checked, facts merged."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ...errors import LiantuError, ReaderError
from ...schema import Document, Fact, key
from . import answers, prompt
from .cache import Cache
from .client import Client, Endpoint, Unanswered
from .windows import Window, cut

AT_ONCE = 4
"""Questions under way at a time."""

GIVING_UP = 3
"""Questions without an answer, one after another, after which no more are asked."""

_Said = tuple[str, str, str, str | None]

Tick = Callable[[int, int], None]
"""Told after each window: how many are done, of how many."""


@dataclass(slots=True)
class Tally:
    """What became of all windows so far. `trouble` is the first thing that went wrong."""

    windows: int = 0
    read: int = 0
    cached: int = 0
    added: int = 0
    refused: Counter[answers.Refusal] = field(default_factory=Counter)
    trouble: LiantuError | None = None


class Reader:
    """Reads documents through one endpoint. What it cannot read it counts in `tally`; it never loses a fact given."""

    def __init__(self, endpoint: Endpoint, cache: Cache | None = None) -> None:
        self.tally = Tally()
        self.model = endpoint.model
        self._endpoint, self._cache = endpoint, cache
        self._in_a_row = 0
        self._given_up = False

    def read(self, document: Document, facts: Sequence[Fact], tick: Tick | None = None) -> list[Fact]:
        """The built-in reader's `facts` and those that only the model finds, block by block.

        The latter have the rule llm:MODEL and the model's confidence, at most 0.9. Any failure leaves the rest.
        """
        windows = cut(document)
        self.tally.windows += len(windows)
        try:
            found = asyncio.run(self._windows(document, windows, tick or (lambda done, total: None)))
        except ReaderError as error:
            self._miss(error)
            return list(facts)
        known = {_said(fact) for fact in facts}
        more: dict[_Said, Fact] = {}
        for fact in sorted(found, key=lambda fact: (fact.evidence.place.block, fact.evidence.place.start)):
            if _said(fact) not in known:
                more.setdefault(_said(fact), fact)
        self.tally.added += len(more)
        return sorted([*facts, *more.values()], key=lambda fact: fact.evidence.place.block)

    @property
    def _rule(self) -> str:
        return f"llm:{self.model}"

    async def _windows(self, document: Document, windows: Sequence[Window], tick: Tick) -> list[Fact]:
        """Facts of all windows in the order of the text; never more than AT_ONCE questions under way."""
        checker = answers.Checker(document, self._rule)
        gate = asyncio.Semaphore(AT_ONCE)
        done = 0

        async def one(window: Window) -> list[Fact]:
            nonlocal done
            async with gate:
                facts = self._checked(await self._items(client, window), window, checker)
            done += 1
            tick(done, len(windows))
            return facts

        async with Client(self._endpoint) as client:
            found = await asyncio.gather(*map(one, windows))
        return [fact for facts in found for fact in facts]

    def _checked(self, items: list[object], window: Window, checker: answers.Checker) -> list[Fact]:
        checked = [checker.check(item, window) for item in items]
        self.tally.refused.update(one for one in checked if isinstance(one, answers.Refusal))
        return [one for one in checked if isinstance(one, Fact)]

    async def _items(self, client: Client, window: Window) -> list[object]:
        """What the model says of the window, kept or asked for; a broken answer is asked for once more."""
        question = (self.model, prompt.version(), window.message())
        kept = self._cache and self._cache.get(*question)
        if kept:
            self.tally.cached += 1
            self.tally.read += 1
            return answers.parse(kept)[0]
        items: list[object] = []
        try:
            for _ in range(2):
                if self._given_up:
                    break
                answer = await client.ask(prompt.system(), question[-1], prompt.schema())
                items, whole = answers.parse(answer)
                if whole:
                    self._in_a_row = 0
                    self.tally.read += 1
                    if self._cache:
                        self._cache.put(answer, *question)
                    return items
            self._miss(Unanswered("回答不完整，或不是 JSON", todo="可换一个模型再试"))
        except (ReaderError, Unanswered) as error:
            self._miss(error)
        return items

    def _miss(self, error: LiantuError) -> None:
        self.tally.trouble = self.tally.trouble or error
        self._in_a_row += 1
        self._given_up |= self._in_a_row >= GIVING_UP or isinstance(error, ReaderError)


def _said(fact: Fact) -> _Said:
    """What two readings of one fact share, however the names are spelt."""
    return key(fact.subject, fact.subject_type), fact.predicate, key(fact.object, fact.object_type), fact.role
