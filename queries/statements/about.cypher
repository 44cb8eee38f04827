// Facts of which one end is shown by one of the names, with the names that both ends are shown by.
CALL () {
  MATCH (s:Enterprise)-[f]->(o) WHERE s.name IN $names AND f.id IS NOT NULL RETURN s, f, o
  UNION
  MATCH (s)-[f]->(o:Enterprise) WHERE o.name IN $names AND f.id IS NOT NULL RETURN s, f, o
  UNION
  MATCH (s)-[f]->(o:Project) WHERE o.name IN $names AND f.id IS NOT NULL RETURN s, f, o
}
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
WITH s, f, o, d, p, split(f.place, ',') AS at
RETURN s.name AS subject, type(f) AS predicate, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, f.role AS role, f.quote AS quote,
       p.headings[toInteger(at[0])] AS headings, p.number AS part, toInteger(at[2]) AS block,
       toInteger(at[5]) AS `table`, toInteger(at[6]) AS row, toInteger(at[7]) AS cell,
       toInteger(at[3]) AS start, toInteger(at[4]) AS `end`,
       d.name AS document, p.status AS status, p.date AS date, p.region AS region
ORDER BY CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END,
         document, start, predicate, subject, object, coalesce(f.role, ''), f.id
