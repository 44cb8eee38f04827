"""Sums of facts beside the facts: whatever comes and goes, they are what the facts say, and questions may read them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from graph_facts import Story, document, fact, same
from hypothesis import given, settings
from hypothesis import strategies as st

from liantu.errors import StoreError
from liantu.graph import Parameter, open_store, sqlite_early, sqlite_sums
from liantu.graph.sqlite_store import VERSION
from liantu.queries.facts import listed, statement
from liantu.queries.scope import UNPLACED
from liantu.schema import SURE, Decision, Fact, Part, Status, key

SUMS = (
    "SELECT * FROM maker ORDER BY 1, 2, 3, 4, 5, 6, 7",
    "SELECT * FROM made ORDER BY 1, 2, 3",
    "SELECT * FROM early ORDER BY 1, 2, 3, 4, 5, 8",
    "SELECT * FROM telling ORDER BY 1, 2",
    "SELECT * FROM placing ORDER BY 1, 2, 3, 4",
)
FIRMS = ("明川", "明川精密", "恒岳钢铁", "恒岳", "远达")
LINKS = ("谐波减速器", "冷轧板", "减速器")
GROUP, FIELD = ("智能装备产业链", "Chain"), ("智能装备", "Industry")
PLACES = ("云溪市", "青岚区", "石桥县", "江北市")

# Who makes what in a place, from all facts, firm by firm: what the statement `makers` answers from the sums.
SLOW = """
WITH firm AS (
    SELECT f.id, f.confidence, f.quote, p.region, s.entity AS firm, o.entity AS link,
           (SELECT max(instr(:places, '|' || e.name || '|') > 0)
            FROM node AS m JOIN fact AS l ON l.subject = m.id AND l.predicate = 'LOCATED_IN'
            JOIN node AS n ON n.id = l.object JOIN node AS e ON e.id = n.entity
            WHERE m.entity = s.entity) AS inside,
           EXISTS (SELECT 1 FROM fact AS t JOIN part AS q ON q.document = t.document AND q.number = t.part
                   JOIN node AS w ON w.id = t.object
                   WHERE t.predicate = 'TARGETS' AND w.entity = s.entity
                   AND instr(:regions, '|' || coalesce(q.region, '') || '|') > 0) AS wooed
    FROM fact AS f
    JOIN part AS p ON p.document = f.document AND p.number = f.part
    JOIN node AS s ON s.id = f.subject
    JOIN node AS o ON o.id = f.object
    WHERE f.predicate = 'MAKES'
), here AS (
    SELECT *, row_number() OVER (PARTITION BY link ORDER BY confidence >= :sure DESC, id) AS place
    FROM firm
    WHERE inside OR (inside IS NULL AND NOT wooed AND instr(:regions, '|' || coalesce(region, '') || '|') > 0)
)
SELECT se.name AS subject, oe.name AS object, here.confidence >= :sure AS sure,
       (SELECT count(DISTINCT h.firm) FROM here AS h WHERE h.link = here.link AND h.confidence >= :sure) AS firms,
       iif(here.place <= :proved, here.quote, NULL) AS quote
FROM here
JOIN node AS se ON se.id = here.firm
JOIN node AS oe ON oe.id = here.link
WHERE here.place <= :named
ORDER BY oe.name, here.place
"""

SLOW_REGIONS = """
SELECT p.region, count(f.id) AS facts
FROM part AS p
LEFT JOIN fact AS f
    ON f.document = p.document AND f.part = p.number AND f.predicate IN ('FOCUSES_ON', 'SEEKS', 'LEADS')
WHERE p.region IS NOT NULL
GROUP BY p.region
ORDER BY facts DESC, p.region
"""

SLOW_PLACES = """
SELECT e.name AS place, max(f.predicate <> 'LOCATED_IN') AS assigned
FROM part AS p
JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate IN ('LOCATED_IN', 'HOSTS', 'DEVELOPS')
JOIN node AS n ON n.id = CASE f.predicate WHEN 'LOCATED_IN' THEN f.object ELSE f.subject END
JOIN node AS e ON e.id = n.entity
WHERE instr(:regions, '|' || coalesce(p.region, '') || '|') > 0 AND n.family = 'Region'
GROUP BY e.name
ORDER BY e.name
"""


@st.composite
def said(draw: st.DrawFn) -> list[Story]:
    """Documents of two parts that place firms, let them make links and woo them, and join names at will."""
    found = []
    firm = st.tuples(st.sampled_from(FIRMS), st.just("Enterprise"))
    kinds = st.one_of(
        st.tuples(firm, st.just("MAKES"), st.tuples(st.sampled_from(LINKS), st.just("Link"))),
        st.tuples(firm, st.just("LOCATED_IN"), st.tuples(st.sampled_from(PLACES), st.just("Region"))),
        st.tuples(st.just(GROUP), st.just("TARGETS"), firm),
        st.tuples(st.just(GROUP), st.just("SEEKS"), st.tuples(st.sampled_from(LINKS), st.just("Link"))),
        st.tuples(firm, st.just("LEADS"), st.just(GROUP)),
        st.tuples(st.tuples(st.sampled_from(PLACES), st.just("Region")), st.just("DEVELOPS"), st.just(FIELD)),
    )
    for number in range(draw(st.integers(1, 5))):
        regions = draw(st.lists(st.sampled_from((*PLACES, None)), min_size=2, max_size=2))
        dates = st.sampled_from((None, "2025", "2026-03"))
        kind = st.sampled_from((Status.FINAL, Status.DRAFT, None))
        parts = tuple(Part(i, "方案", None, draw(dates), draw(kind), region) for i, region in enumerate(regions))
        source = replace(document(f"文{number}"), parts=parts)
        facts: list[Fact] = []
        for i, (subject, predicate, object_) in enumerate(draw(st.lists(kinds, max_size=16))):
            plain = fact(source, subject, predicate, object_, i)
            place = replace(plain.evidence.place, part=draw(st.integers(0, 1)))
            evidence = replace(plain.evidence, quote=f"原句{number}.{i}", place=place)
            role = draw(st.sampled_from((None, "引进", "补强"))) if predicate == "SEEKS" else None
            sure = draw(st.sampled_from((0.9, 0.3)))
            facts.append(replace(plain, evidence=evidence, role=role, confidence=sure))
        pairs = draw(st.lists(st.lists(st.sampled_from(FIRMS), min_size=2, max_size=2, unique=True), max_size=2))
        joins = [same(*pair) for pair in pairs if key(pair[0], "Enterprise") != key(pair[1], "Enterprise")]
        if draw(st.booleans()):
            one, other = sorted(key(name, "Link") for name in LINKS[:2])
            joins.append((joins[0] if joins else same(*FIRMS[2:4]))._replace(one=one, other=other))
        found.append(Story(source, tuple(facts), tuple(joins)))
    return found


def slow_facts() -> str:
    """The statement without the way through the first facts of pairs."""
    text = statement("facts", "sql")
    assert ":most <= 4" in text
    return text.replace(":most <= 4", ":most < 0")


def check(path: Path) -> None:
    """The sums are what is built from the facts anew, and questions find in them what they find in the facts."""
    with open_store(path) as store:
        kept = [store.ask(one) for one in SUMS]
        for number in range(1, len(PLACES) + 1):
            regions = listed(PLACES[: number - 1] or UNPLACED)
            for named, proved in ((20, 4), (2, 1)):
                places = {"places": listed(PLACES[:number]), "regions": regions}
                about: dict[str, Parameter] = {**places, "sure": SURE, "named": named, "proved": proved}
                slow = store.ask(SLOW, about)
                fast = store.ask(statement("makers", "sql"), about)
                assert [{name: row[name] for name in slow[0]} for row in fast] == slow if slow else not fast
            about = {"regions": regions}
            assert store.ask(statement("places", "sql"), about) == store.ask(SLOW_PLACES, about)
            for predicate in sqlite_early.KEPT:
                for most in (1, 2, sqlite_early.FIRST):
                    about |= {"predicate": predicate, "most": most}
                    assert store.ask(statement("facts", "sql"), about) == store.ask(slow_facts(), about)
        assert store.ask(statement("regions", "sql")) == store.ask(SLOW_REGIONS)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        sqlite_sums.build(db)
        sqlite_early.build(db)
        names = [[column[0] for column in db.execute(one).description] for one in SUMS]
        built = [
            [dict(zip(head, row, strict=True)) for row in db.execute(one)]
            for head, one in zip(names, SUMS, strict=True)
        ]
    assert kept == built


@settings(max_examples=25, deadline=None)
@given(said(), st.randoms(use_true_random=False))
def test_sums_follow_whatever_comes_and_goes(
    tmp_path_factory: pytest.TempPathFactory, items: Sequence[Story], chance: Random
) -> None:
    path = tmp_path_factory.mktemp("sums") / "a.db"
    with open_store(path) as store:
        for item in items:
            store.add(item.document, item.facts, item.same)
    check(path)
    one, other = sorted(key(name, "Enterprise") for name in chance.sample(FIRMS[1:], 2))
    with open_store(path) as store:
        store.decide([Decision("same", one, other, chance.choice(["相同", "不同"]), "表.xlsx", "2026-03-01")])
    check(path)
    with open_store(path) as store:
        store.decide([Decision("same", one, other, "", "表.xlsx", "2026-03-02")])
        store.remove(chance.choice(items).document.id)
    check(path)
    with open_store(path) as store:
        for item in items:
            store.remove(item.document.id)
        assert [store.ask(one) for one in SUMS] == [[]] * len(SUMS)


def without_sums(path: Path) -> None:
    """The store as the version before the sums left it."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "DROP TABLE maker; DROP TABLE made; DROP TABLE early; DROP TABLE telling; DROP TABLE placing;"
            "PRAGMA user_version = 2"
        )


def test_a_store_without_sums_gets_them_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "云溪.db"
    source = document("文")
    firm, link = ("明川精密", "Enterprise"), ("减速器", "Link")
    with open_store(path) as store:
        store.add(
            source,
            [
                fact(source, firm, "MAKES", link),
                fact(source, firm, "LOCATED_IN", ("青岚区", "Region")),
                fact(source, GROUP, "SEEKS", link),
            ],
        )
        kept = [store.ask(one) for one in SUMS]
    assert all(kept)
    without_sums(path)
    with open_store(path, create=False) as store:
        assert [store.ask(one) for one in SUMS] == kept
        assert store.ask("PRAGMA user_version") == [{"user_version": VERSION}]


def test_a_store_without_sums_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "云溪.db"
    open_store(path).close()
    without_sums(path)
    monkeypatch.setattr("liantu.graph.sqlite_store.access", lambda path, mode: False)
    with pytest.raises(StoreError, match="要补写汇总表，但没有写入权限。复制到可写的位置再打开。$"):
        open_store(path, create=False)
