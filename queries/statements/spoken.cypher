// All that a document says, with the names its entities are shown by.
MATCH (d:Document {id: $document})-[:HAS_PART]->(p:Part)
CALL (p) {
  MATCH (s)-[f:LEADS {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:PART_OF {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:HOSTS {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:DEVELOPS {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:FOCUSES_ON {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:MAKES {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:UPSTREAM_OF {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:SEEKS {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:TARGETS {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:SUPPLIES {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:APPLIED_IN {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:LOCATED_IN {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:HAS_PROJECT {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:UNDERTAKES {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:RESPONSIBLE_FOR {part: p.id}]->(o) RETURN s, f, o UNION ALL
  MATCH (s)-[f:SUPPORTED_BY {part: p.id}]->(o) RETURN s, f, o
}
WITH s, f, o, p, d, split(f.place, ',') AS at
RETURN s.name AS subject, type(f) AS predicate, o.name AS object, coalesce(f.subject_type, s.type) AS subject_type,
       coalesce(f.object_type, o.type) AS object_type, f.role AS role, f.quote AS quote,
       p.headings[toInteger(at[0])] AS headings, p.number AS part, toInteger(at[2]) AS block,
       toInteger(at[5]) AS `table`, toInteger(at[6]) AS row, toInteger(at[7]) AS cell,
       toInteger(at[3]) AS start, toInteger(at[4]) AS `end`,
       f.confidence AS confidence, d.name AS document, p.title AS title, p.status AS status, p.date AS date,
       p.region AS region
ORDER BY start, predicate, subject, object, coalesce(f.role, ''), f.id
