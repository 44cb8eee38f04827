"""Writers and servers killed at random moments: is every acknowledged document whole, and does a second run end right?

python tools/kills.py 100 --seed 1      40 SQLite writers, 40 Neo4j writers, 20 Neo4j servers
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import neo4j_server
from neo4j import GraphDatabase

from liantu.errors import StoreError
from liantu.graph import Store, open_store
from liantu.graph.contents import Content
from liantu.schema import Document, Evidence, Fact, Part, Place, Same, Status, key

DOCUMENTS, FACTS = 24, 500
"""A load of three transactions where a store writes several documents at once, of 24 where it does not."""

WAYS = ("one", "all")
"""Documents one by one, or several at a time."""


def contents() -> Iterator[Content]:
    """The same documents each time; they name the same firms in two spellings, which some of them join."""
    for number in range(DOCUMENTS):
        chance = random.Random(number)
        digest = sha256(str(number).encode()).hexdigest()
        part = Part(0, f"方案{number}", None, "2026", Status.FINAL, "云溪市")
        document = Document(digest[:16], digest, f"方案{number}.txt", " " * FACTS, (part,), ())
        pair = sorted(key(name, "Enterprise") for name in (f"明川{number}", f"明川{number}精密"))
        facts = [_fact(document, spot, chance) for spot in range(FACTS)]
        yield Content(document, f"{number}.txt", facts, [Same(pair[0], pair[1], "kill")])


def _fact(document: Document, spot: int, chance: random.Random) -> Fact:
    firm = f"明川{chance.randrange(DOCUMENTS * 4)}{chance.choice(('', '精密', '精密有限公司'))}"
    evidence = Evidence(document.id, f"原句{spot}", Place(("一、重点",), 0, spot, spot, spot + 2))
    return Fact(firm, "Enterprise", "MAKES", f"部件{chance.randrange(99)}", "Link", evidence, None, "kill", 0.9)


def put(store: Store, way: str) -> Iterator[str]:
    """Add the documents; the id of each as soon as the store says that it is there."""
    if way == "all":
        yield from (content.document.id for content, _ in store.add_all(contents()))
        return
    for one in contents():
        store.add(one.document, one.facts, one.same, one.source, one.goals)
        yield one.document.id


@dataclass
class Tally:
    """What became of the trials: acknowledged documents, those of them that were lost, documents that were not whole,
    and second runs that did not end as a load without a kill does."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    partial: int = 0
    wrong: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.partial or self.wrong)


class Trials:
    """Kills on one store. `empty` makes it empty and returns its URL; `strike` kills the writer or the server."""

    def __init__(self, chance: random.Random, empty: Callable[[], str], server: neo4j_server.Server | None) -> None:
        self._chance, self._empty, self._server = chance, empty, server
        self._span: dict[str, float] = {}
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder, "right.db")) as right:
            list(put(right, "one"))
            self._right = {one.document.id: one for one in right.contents()}
            self._names = list(right.names())

    def run(self, tally: Tally, way: str) -> None:
        """One kill, what it left, and a second run."""
        if way not in self._span:
            with closing(_Writer(self._empty(), way)) as whole:
                start = time.monotonic()
                whole.rest()
                self._span[way] = time.monotonic() - start
        url = self._empty()
        with closing(_Writer(url, way)) as writer:
            time.sleep(self._chance.uniform(0, self._span[way]))
            if self._server is None:
                writer.process.kill()
            else:
                self._server.kill()
                self._server.start()
            safe = writer.rest()
        with open_store(url) as store:
            self._check(store, safe, tally)
            list(put(store, way))
            again = {one.document.id: one for one in store.contents()}
            tally.wrong += again != self._right or list(store.names()) != self._names

    def _check(self, store: Store, safe: list[str], tally: Tally) -> None:
        there = {one.document.id: one for one in store.contents()}
        tally.trials += 1
        tally.acknowledged += len(safe)
        tally.lost += len(set(safe) - there.keys())
        tally.partial += sum(one != self._right[number] for number, one in there.items())


class _Writer:
    """A child process that loads and says of each document when it is there."""

    def __init__(self, url: str, way: str) -> None:
        command = [sys.executable, str(Path(__file__)), "--write", url, "--way", way]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        assert self.process.stdout is not None
        self.process.stdout.readline()  # the store is open

    def rest(self) -> list[str]:
        """Wait for its end; the ids that it acknowledged. One that loses its server ends, or goes on when that is back.

        A line that a kill cut off says nothing.
        """
        said = self.process.communicate()[0]
        return said[: said.rfind("\n") + 1].split()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


def emptied(server: neo4j_server.Server) -> str:
    """Empty the server's database; its URL, with the login in the environment as a user has it."""
    os.environ.update(NEO4J_USERNAME="neo4j", NEO4J_PASSWORD=server.password, NEO4J_DATABASE="neo4j")
    with GraphDatabase.driver(server.uri, auth=("neo4j", server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
    return server.uri


def _report(counts: dict[str, int], seed: int) -> bool:
    clean = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(neo4j_server.Server()) if counts["neo4j"] or counts["server"] else None
        for kind, count in counts.items():
            chance, tally = random.Random(f"{seed} {kind}"), Tally()
            fresh = (str(folder / f"{number}.db") for number in range(2 * count + 9))
            empty = (lambda: emptied(server)) if server and kind != "sqlite" else (lambda: next(fresh))  # noqa: B023
            trials = Trials(chance, empty, server if kind == "server" else None)
            for number in range(count):
                trials.run(tally, WAYS[number % 2])
                print(f"\r{kind} {number + 1}/{count}", end="", file=sys.stderr, flush=True)
            print(f"\r{kind}: {tally}", flush=True)
            clean &= tally.clean
    return clean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", metavar="URL")
    parser.add_argument("--way", choices=WAYS)
    said = parser.parse_args()
    if said.write:
        try:
            with open_store(said.write) as store:
                print("open", flush=True)
                for document in put(store, said.way):
                    print(document, flush=True)
        except StoreError as error:
            sys.exit(str(error))
        return
    counts = {"sqlite": said.kills * 2 // 5, "neo4j": said.kills * 2 // 5, "server": said.kills // 5}
    sys.exit(not _report(counts, said.seed))


if __name__ == "__main__":
    main()
