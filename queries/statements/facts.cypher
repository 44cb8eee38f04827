// Facts of one predicate, with the names their entities are shown by: of each pair of entities and role at most $most,
// final plans first, then the latest. $regions is |云溪市|青岚区| for parts that speak for those, null for all.
// What is cut off is cut before the sentences are read; the age of a part is one number, so that sorting is cheap; each
// part is read once and not for each of its facts.
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
WITH f.part AS id, collect([s, o, role, f]) AS said
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: id})
WITH said, d.name AS document, p.title AS title, p.status AS status, p.date AS date, p.region AS region,
     p.headings AS headings, p.rules AS rules, CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END AS rank
UNWIND said AS one
WITH one[0] AS s, one[1] AS o, one[2] AS role, one[3] AS f, split(one[3].place, ',') AS at,
     document, title, status, date, region, headings, rules, rank
RETURN s.name AS subject, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, role, f.quote AS quote, headings[toInteger(at[0])] AS headings,
       toInteger(at[2]) AS block, toInteger(at[5]) AS `table`, toInteger(at[6]) AS row, toInteger(at[7]) AS cell,
       f.confidence AS confidence, rules[toInteger(at[1])] AS rule, document, title, status, date, region
ORDER BY rank, document, toInteger(at[3]), subject, object, coalesce(role, ''), f.id
