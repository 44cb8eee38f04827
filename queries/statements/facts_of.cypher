// As `facts`, of all regions, but only those of which one end, a thing of $family, is shown by one of $names.
CALL () {
  MATCH (s:$($family))-[f:$($predicate)]->(o) USING INDEX s:$($family)(name) WHERE s.name IN $names RETURN s, f, o
  UNION
  MATCH (s)-[f:$($predicate)]->(o:$($family)) USING INDEX o:$($family)(name) WHERE o.name IN $names RETURN s, f, o
}
WITH f.part AS id, collect([s, f, o]) AS said
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: id})
WITH said, d.name AS document, p.title AS title, p.status AS status, p.date AS date, p.region AS region,
     p.headings AS headings, CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END AS rank
UNWIND said AS one
WITH one[0] AS s, one[1] AS f, one[2] AS o, split(one[1].place, ',') AS at,
     document, title, status, date, region, headings, rank
RETURN s.name AS subject, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, f.role AS role, f.quote AS quote,
       headings[toInteger(at[0])] AS headings, toInteger(at[2]) AS block, toInteger(at[5]) AS `table`,
       toInteger(at[6]) AS row, toInteger(at[7]) AS cell, f.confidence AS confidence, document, title, status, date,
       region
ORDER BY rank, document, toInteger(at[3]), subject, object, coalesce(f.role, ''), f.id
