// The facts that readers were least sure of (below $below thousandths), at most $most, with the keys that a decision is
// kept under.
MATCH (s)-[f]->(o) WHERE f.confidence * 1000 < $below
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
MATCH (a:Name {id: f.subject}) MATCH (b:Name {id: f.object})
RETURN a.key AS subject_key, b.key AS object_key,
       s.name AS subject, type(f) AS predicate, o.name AS object, f.subject_type AS subject_type, f.object_type AS object_type,
       f.role AS role, f.quote AS quote, f.headings AS headings, p.number AS part, f.block AS block, f.`table` AS `table`,
       f.row AS row, f.cell AS cell, f.start AS start, f.`end` AS `end`,
       d.name AS document, p.status AS status, p.date AS date, p.region AS region, f.confidence AS confidence
ORDER BY confidence, document, start, predicate, subject, object, f.id
LIMIT $most
