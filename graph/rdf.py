"""The store as RDF: things, what is said of them, and the quote that proves each statement, in the terms of PROV-O.

    <urn:liantu:name/Enterprise:明川精密>  a li:Enterprise, schema:Organization ; li:MAKES <…> .
    <urn:liantu:fact/…>  a rdf:Statement, prov:Entity ; rdf:subject … ; prov:wasQuotedFrom <urn:liantu:document/…> .

What the terms mean, and which public terms they stand beside, is told in ontology.yaml; shapes() gives it as SHACL.
One document is in memory at a time.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..schema import Fact, key, ontology
from .contents import Content
from .store import Name, Store

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

PREFIXES = {
    "li": "urn:liantu:term/",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def turtle(store: Store) -> Iterator[str]:
    """Turtle, in pieces that follow one another; the first declares the prefixes."""
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "\n"
    for graph in _graphs(store):
        text = graph.serialize(format="turtle")
        yield "".join(line for line in text.splitlines(keepends=True) if not line.startswith("@prefix"))


def json_ld(store: Store) -> Iterator[str]:
    """One JSON-LD document in pieces: the prefixes as its context, the things in its @graph."""
    yield '{"@context": ' + json.dumps(PREFIXES, ensure_ascii=False) + ', "@graph": ['
    comma = ""
    for graph in _graphs(store):
        for one in json.loads(graph.serialize(format="json-ld")):
            yield comma + "\n" + json.dumps(one, ensure_ascii=False, sort_keys=True)
            comma = ","
    yield "\n]}\n"


def shapes() -> str:
    """SHACL in Turtle: between which types each predicate may stand, by the ontology; and that evidence is there."""
    from rdflib import RDF, SH, BNode, Literal
    from rdflib.collection import Collection

    graph = _graph()
    for predicate in ontology().predicates.values():
        for target, side in ((SH.targetSubjectsOf, predicate.subject), (SH.targetObjectsOf, predicate.object)):
            shape = _term(f"{predicate.name}-{'subject' if target == SH.targetSubjectsOf else 'object'}")
            graph.add((shape, RDF.type, SH.NodeShape))
            graph.add((shape, target, _term(predicate.name)))
            families = sorted({ontology().family(kind) for kind in side})
            options = [BNode(f"{predicate.name}{'s' if target == SH.targetSubjectsOf else 'o'}{f}") for f in families]
            for option, family in zip(options, families, strict=True):
                graph.add((option, SH["class"], _term(family)))
            anyof = BNode(f"{predicate.name}{target.rsplit('#', 1)[1]}")
            Collection(graph, anyof, list(options))
            graph.add((shape, SH["or"], anyof))
    statement = _term("Statement")
    graph.add((statement, RDF.type, SH.NodeShape))
    graph.add((statement, SH.targetClass, RDF.Statement))
    for name in ("rdf:subject", "rdf:predicate", "rdf:object", "prov:value", "prov:wasQuotedFrom"):
        needed = BNode(name.replace(":", ""))
        graph.add((statement, SH.property, needed))
        graph.add((needed, SH.path, _iri(name)))
        graph.add((needed, SH.minCount, Literal(1)))
        graph.add((needed, SH.maxCount, Literal(1)))
    return graph.serialize(format="turtle")


def _graphs(store: Store) -> Iterator["Graph"]:
    """The terms, the things in portions, then each document with its facts."""
    yield _vocabulary()
    names = list(store.names())
    entity = {one.key: one.entity for one in names}
    for start in range(0, len(names), 10_000):
        yield _things(names[start : start + 10_000])
    for content in store.contents():
        yield _said(content, entity)


def _vocabulary() -> "Graph":
    from rdflib import RDF, RDFS, Literal

    graph, known = _graph(), ontology()
    for kind in known.types.values():
        graph.add((_term(kind.name), RDF.type, RDFS.Class))
        graph.add((_term(kind.name), RDFS.label, Literal(kind.label, lang="zh")))
        if kind.family != kind.name:
            graph.add((_term(kind.name), RDFS.subClassOf, _term(kind.family)))
        if kind.rdf:
            graph.add((_term(kind.name), RDFS.subClassOf, _iri(kind.rdf)))
    for predicate in known.predicates.values():
        graph.add((_term(predicate.name), RDF.type, RDF.Property))
        graph.add((_term(predicate.name), RDFS.label, Literal(predicate.label, lang="zh")))
        if predicate.rdf:
            graph.add((_term(predicate.name), RDFS.subPropertyOf, _iri(predicate.rdf)))
    return graph


def _things(names: list[Name]) -> "Graph":
    from rdflib import RDF, RDFS, Literal

    graph = _graph()
    for one in names:
        thing = _thing(one.entity)
        graph.add((thing, RDFS.label, Literal(one.name, lang="zh")))
        if one.key == one.entity:
            kind = ontology().types[one.type]
            for term in {_term(kind.name), _term(kind.family), *([_iri(kind.rdf)] if kind.rdf else [])}:
                graph.add((thing, RDF.type, term))
        else:
            graph.add((thing, _iri("schema:alternateName"), Literal(one.name, lang="zh")))
    return graph


def _said(content: Content, entity: dict[str, str]) -> "Graph":
    from rdflib import RDF, RDFS, Literal, URIRef

    graph, source = _graph(), URIRef(f"urn:liantu:document/{content.document.id}")
    graph.add((source, RDF.type, _iri("prov:Entity")))
    graph.add((source, RDF.type, _iri("schema:DigitalDocument")))
    graph.add((source, RDFS.label, Literal(content.document.name, lang="zh")))
    for fact in content.facts:
        _statement(graph, source, fact, entity)
    return graph


def _statement(graph: "Graph", source: "URIRef", fact: Fact, entity: dict[str, str]) -> None:
    from rdflib import RDF, XSD, Literal, URIRef

    subject, object_ = (
        _thing(entity[key(name, kind)])
        for name, kind in ((fact.subject, fact.subject_type), (fact.object, fact.object_type))
    )
    graph.add((subject, _term(fact.predicate), object_))
    said = URIRef(f"urn:liantu:fact/{fact.id}")
    about = [
        (RDF.type, RDF.Statement),
        (RDF.type, _iri("prov:Entity")),
        (RDF.subject, subject),
        (RDF.predicate, _term(fact.predicate)),
        (RDF.object, object_),
        (_iri("prov:value"), Literal(fact.evidence.quote)),
        (_iri("prov:wasQuotedFrom"), source),
        (_iri("prov:atLocation"), Literal(str(fact.evidence.place))),
        (_term("rule"), Literal(fact.rule)),
        (_term("confidence"), Literal(fact.confidence, datatype=XSD.double)),
        *([(_term("role"), Literal(fact.role))] if fact.role else []),
    ]
    for term, value in about:
        graph.add((said, term, value))


def _graph() -> "Graph":
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for name, iri in PREFIXES.items():
        graph.bind(name, iri)
    return graph


@cache
def _iri(short: str) -> "URIRef":
    """prov:value → its whole IRI."""
    from rdflib import URIRef

    prefix, _, name = short.partition(":")
    return URIRef(PREFIXES[prefix] + name)


def _term(name: str) -> "URIRef":
    return _iri(f"li:{name}")


def _thing(name_key: str) -> "URIRef":
    from rdflib import URIRef

    return URIRef(f"urn:liantu:name/{quote(name_key, safe=':')}")
