// The facts that name one of the things of the node keys, by any of its names, with the keys that a decision is kept
// under; the surest first.
MATCH (n:Name) WHERE n.key IN $keys
OPTIONAL MATCH (n)-[:SAME_AS]->(x)
WITH DISTINCT coalesce(x, n) AS e
MATCH (e)-[f]-() WHERE f.id IS NOT NULL
WITH DISTINCT f, startNode(f) AS s, endNode(f) AS o
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
OPTIONAL MATCH (a:Name {id: f.subject})
OPTIONAL MATCH (b:Name {id: f.object})
WITH s, f, o, d, p, coalesce(a.key, s.key) AS subject_key, coalesce(b.key, o.key) AS object_key, split(f.place, ',') AS at
RETURN subject_key, object_key,
       s.name AS subject, type(f) AS predicate, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, f.role AS role, f.quote AS quote,
       p.headings[toInteger(at[0])] AS headings, p.number AS part, toInteger(at[2]) AS block,
       toInteger(at[5]) AS `table`, toInteger(at[6]) AS row, toInteger(at[7]) AS cell,
       toInteger(at[3]) AS start, toInteger(at[4]) AS `end`,
       d.name AS document, p.status AS status, p.date AS date, p.region AS region, f.confidence AS confidence
ORDER BY predicate, subject, object, confidence DESC, document, start, f.id
