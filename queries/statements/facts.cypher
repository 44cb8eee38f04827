// Facts of one predicate, with the names their entities are shown by: of each pair of entities and role at most $most,
// final plans first, then the latest. $regions is |云溪市|青岚区| for parts that speak for those, null for all.
MATCH (d:Document)-[:HAS_PART]->(p:Part)
WHERE $regions IS NULL OR $regions CONTAINS '|' + coalesce(p.region, '') + '|'
MATCH (s)-[f:$($predicate) {part: p.id}]->(o) USING INDEX f:$($predicate)(part)
WITH s, f, o, p, d, CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END AS rank
ORDER BY rank, coalesce(p.date, '') DESC, f.id
WITH s, o, f.role AS role, collect({f: f, p: p, d: d, rank: rank})[..$most] AS first
UNWIND first AS one
WITH s, o, one.f AS f, one.p AS p, one.d AS d, one.rank AS rank
RETURN s.name AS subject, o.name AS object, f.subject_type AS subject_type, f.object_type AS object_type,
       f.role AS role, f.quote AS quote, f.headings AS headings, p.number AS part, f.block AS block, f.`table` AS `table`,
       f.row AS row, f.cell AS cell, f.start AS start, f.`end` AS `end`,
       f.confidence AS confidence, d.name AS document, p.title AS title, p.status AS status, p.date AS date,
       p.region AS region
ORDER BY rank, document, start, subject, object, coalesce(f.role, ''), f.id
