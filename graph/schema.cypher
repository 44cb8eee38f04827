// The Neo4j store, told in docs/graph-model.md. Indexes for each type and predicate are made from the ontology.
// Statements end with a line that is only a semicolon.
CREATE CONSTRAINT liantu_store IF NOT EXISTS FOR (n:Liantu) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT liantu_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT liantu_part IF NOT EXISTS FOR (n:Part) REQUIRE n.id IS UNIQUE
;
CREATE CONSTRAINT liantu_name IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE
;
CREATE INDEX liantu_document_source IF NOT EXISTS FOR (n:Document) ON (n.source)
;
CREATE INDEX liantu_part_region IF NOT EXISTS FOR (n:Part) ON (n.region)
;
CREATE INDEX liantu_name_key IF NOT EXISTS FOR (n:Name) ON (n.key)
;
CREATE INDEX liantu_join_one IF NOT EXISTS FOR (n:Join) ON (n.one)
;
CREATE INDEX liantu_join_other IF NOT EXISTS FOR (n:Join) ON (n.other)
;
CREATE INDEX liantu_goal_scope IF NOT EXISTS FOR (n:Goal) ON (n.scope_key, n.year)
;
CREATE CONSTRAINT liantu_company IF NOT EXISTS FOR (n:Company) REQUIRE (n.ident, n.document) IS UNIQUE
;
CREATE CONSTRAINT liantu_company_id IF NOT EXISTS FOR (n:Company) REQUIRE n.id IS UNIQUE
;
CREATE INDEX liantu_company_ident IF NOT EXISTS FOR (n:Company) ON (n.ident)
;
CREATE FULLTEXT INDEX liantu_company_search IF NOT EXISTS FOR (n:Company) ON EACH [n.pairs]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
;
CREATE INDEX liantu_company_stem IF NOT EXISTS FOR (n:Company) ON (n.stem)
;
CREATE INDEX liantu_company_document IF NOT EXISTS FOR (n:Company) ON (n.document)
;
CREATE INDEX liantu_former_name IF NOT EXISTS FOR (n:FormerName) ON (n.stem)
;
CREATE INDEX liantu_purchase_buyer IF NOT EXISTS FOR (n:Purchase) ON (n.buyer)
;
CREATE INDEX liantu_purchase_seller IF NOT EXISTS FOR (n:Purchase) ON (n.seller)
;
CREATE INDEX liantu_decision IF NOT EXISTS FOR (n:Decision) ON (n.kind, n.subject, n.object)
;
CREATE INDEX liantu_decision_object IF NOT EXISTS FOR (n:Decision) ON (n.kind, n.object)
;
CREATE CONSTRAINT liantu_decision_number IF NOT EXISTS FOR (n:Decision) REQUIRE n.number IS UNIQUE
;
