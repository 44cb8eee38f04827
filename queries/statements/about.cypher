// Facts of which one end is shown by one of the names, with the names that both ends are shown by.
CALL () {
  MATCH (s:Enterprise)-[f]->(o) WHERE s.name IN $names AND f.id IS NOT NULL RETURN s, f, o
  UNION
  MATCH (s)-[f]->(o:Enterprise) WHERE o.name IN $names AND f.id IS NOT NULL RETURN s, f, o
  UNION
  MATCH (s)-[f]->(o:Project) WHERE o.name IN $names AND f.id IS NOT NULL RETURN s, f, o
}
MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
RETURN s.name AS subject, type(f) AS predicate, o.name AS object, f.subject_type AS subject_type, f.object_type AS object_type,
       f.role AS role, f.quote AS quote, f.headings AS headings, p.number AS part, f.block AS block, f.`table` AS `table`,
       f.row AS row, f.cell AS cell, f.start AS start, f.`end` AS `end`,
       d.name AS document, p.status AS status, p.date AS date, p.region AS region
ORDER BY CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END,
         document, start, predicate, subject, object, coalesce(f.role, ''), f.id
