// Loaded documents, one row for each plan in them.
MATCH (d:Document)-[:HAS_PART]->(p:Part)
RETURN d.name AS document, d.id AS id, p.title AS title, p.issuer AS issuer, p.date AS date, p.status AS status,
       p.region AS region, p.facts AS facts,
       COUNT { (p)-[:SETS]->() } AS goals,
       COUNT { (d)-[:LISTS]->() } AS rows
ORDER BY document, id, p.number
