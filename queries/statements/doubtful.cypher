// The facts that readers were least sure of (below $below thousandths), at most $most, with the keys that a decision is
// kept under.
MATCH (s)-[f]->(o) WHERE f.confidence * 1000 < $below
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
ORDER BY confidence, document, start, predicate, subject, object, f.id
LIMIT $most
