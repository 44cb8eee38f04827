"""A small city as facts, for the tests of questions: one document each, sentences made of what is said."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from liantu.graph import Store
from liantu.intake import load
from liantu.queries.answers import Gap
from liantu.queries.gaps import gaps
from liantu.schema import Document, Evidence, Fact, Part, Place, Status

CHAIN = "智能装备产业链"

Triple = tuple[str, str, str] | tuple[str, str, str, str]
"""Subject, predicate, object and, where it has one, the role."""

_ENDS = {
    "LEADS": ("Enterprise", "Chain"),
    "MAKES": ("Enterprise", "Link"),
    "FOCUSES_ON": ("Chain", "Link"),
    "SEEKS": ("Chain", "Link"),
    "UPSTREAM_OF": ("Link", "Link"),
    "PART_OF": ("Chain", "Chain"),
    "HOSTS": ("Region", "Cluster"),
    "DEVELOPS": ("Region", "Industry"),
    "TARGETS": ("Chain", "Enterprise"),
    "LOCATED_IN": ("Enterprise", "Region"),
    "SUPPLIES": ("Enterprise", "Enterprise"),
    "HAS_PROJECT": ("Chain", "Project"),
    "UNDERTAKES": ("Enterprise", "Project"),
    "RESPONSIBLE_FOR": ("Agency", "Chain"),
    "SUPPORTED_BY": ("Chain", "Park"),
}


def plan(
    store: Store,
    triples: Sequence[Triple],
    *,
    name: str = "规划.txt",
    title: str = "云溪市产业规划",
    region: str | None = "云溪市",
    status: Status = Status.FINAL,
    quotes: dict[int, str] | None = None,
    confidence: float = 0.9,
    blocks: dict[int, int] | None = None,
    heading: str = "一、重点任务",
    date: str = "2026-03",
    rules: dict[int, str] | None = None,
) -> None:
    """Add a document that says these things; `quotes`, `blocks` and `rules` give sentences, paragraphs and rules
    of reading by its number."""
    digest = sha256(f"{name}{title}{triples}".encode()).hexdigest()
    part = Part(0, title, None, date, status, region)
    document = Document(digest[:16], digest, name, "", (part,), ())
    facts = []
    for number, (subject, predicate, object_, *role) in enumerate(triples):
        quote = (quotes or {}).get(number, f"{subject}与{object_}。")
        place = Place((heading,), 0, (blocks or {}).get(number, number), number * 50, number * 50 + len(quote))
        kinds = _ENDS[predicate]
        ends = (subject, kinds[0], predicate, object_, kinds[1])
        evidence = Evidence(document.id, quote, place)
        facts.append(Fact(*ends, evidence, role[0] if role else None, (rules or {}).get(number, "test"), confidence))
    store.add(document, facts)


def read_in(store: Store, folder: Path, texts: dict[str, str]) -> None:
    """Loads texts, each as a file of its name in the folder."""
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    load(store, [folder / name for name in texts], workers=1)


def rows(store: Store, **asked: str) -> dict[str, Gap]:
    """Rows of the one chain by link."""
    return {row.link: row for row in gaps(store, **asked) if row.chain == CHAIN}  # type: ignore[arg-type]  # names vary
