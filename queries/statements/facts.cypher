// Facts of one predicate, with the names their entities are shown by: of each pair of entities and role at most $most,
// final plans first, then the latest. $regions is |云溪市|青岚区| for parts that speak for those, null for all.
// What is cut off is cut before the sentences are read; the age of a part is one number, so that sorting is cheap.
MATCH (p:Part) WHERE $regions IS NULL OR $regions CONTAINS '|' + coalesce(p.region, '') + '|'
WITH p, CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END AS rank
WITH rank, coalesce(p.date, '') AS date, collect(p) AS parts ORDER BY rank, date DESC
WITH collect(parts) AS ages
UNWIND range(0, size(ages) - 1) AS age
UNWIND ages[age] AS p
MATCH (s)-[f:$($predicate) {part: p.id}]->(o) USING INDEX f:$($predicate)(part)
WITH s, f, o, age ORDER BY age, f.id
WITH s, o, f.role AS role, collect(f)[..$most] AS first
UNWIND first AS f
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
WITH s, o, role, f, p, d, split(f.place, ',') AS at
RETURN s.name AS subject, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, role, f.quote AS quote, p.headings[toInteger(at[0])] AS headings,
       p.number AS part, toInteger(at[2]) AS block, toInteger(at[5]) AS `table`, toInteger(at[6]) AS row,
       toInteger(at[7]) AS cell, toInteger(at[3]) AS start, toInteger(at[4]) AS `end`,
       f.confidence AS confidence, d.name AS document, p.title AS title, p.status AS status, p.date AS date,
       p.region AS region
ORDER BY CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END,
         document, start, subject, object, coalesce(role, ''), f.id
