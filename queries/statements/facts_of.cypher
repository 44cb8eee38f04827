// As `facts`, of all regions, but only those of which one end, a thing of $family, is shown by one of $names.
CALL () {
  MATCH (s:$($family))-[f:$($predicate)]->(o) USING INDEX s:$($family)(name) WHERE s.name IN $names RETURN s, f, o
  UNION
  MATCH (s)-[f:$($predicate)]->(o:$($family)) USING INDEX o:$($family)(name) WHERE o.name IN $names RETURN s, f, o
}
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
WITH s, f, o, p, d, split(f.place, ',') AS at,
     CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END AS rank
RETURN s.name AS subject, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, f.role AS role, f.quote AS quote,
       p.headings[toInteger(at[0])] AS headings, p.number AS part, toInteger(at[2]) AS block,
       toInteger(at[5]) AS `table`, toInteger(at[6]) AS row, toInteger(at[7]) AS cell,
       toInteger(at[3]) AS start, toInteger(at[4]) AS `end`,
       f.confidence AS confidence, d.name AS document, p.title AS title, p.status AS status, p.date AS date,
       p.region AS region
ORDER BY rank, document, start, subject, object, coalesce(f.role, ''), f.id
