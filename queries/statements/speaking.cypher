// Of the firms with the node keys: the names they are shown by, and the documents and places that speak of them ('' for
// parts that speak for no place).
MATCH (n:Name) WHERE n.key IN $keys
OPTIONAL MATCH (n)-[:SAME_AS]->(x)
WITH n, coalesce(x, n) AS e
MATCH (e)-[f]-() WHERE f.id IS NOT NULL
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
RETURN DISTINCT n.key AS key, e.name AS name, d.id AS document, coalesce(p.region, '') AS region
ORDER BY key, document, region
