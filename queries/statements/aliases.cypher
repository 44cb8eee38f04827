// Names that are joined with others, by what they are shown as, with the rule and the document that shows it; a join by
// people has the rule 人工 and the file it came in.
CALL () {
  MATCH (d:Document)-[:JOINS]->(j:Join)
  RETURN j.one AS one, j.other AS other, j.rule AS rule, d.name AS document
  UNION
  MATCH (c:Decision {kind: 'same', last: true}) WHERE c.value <> ''
  RETURN c.subject AS one, c.object AS other, '人工' AS rule, c.source AS document
}
MATCH (a:Name {key: one}) MATCH (b:Name {key: other})
OPTIONAL MATCH (a)-[:SAME_AS]->(ea)
OPTIONAL MATCH (b)-[:SAME_AS]->(eb)
WITH a, b, rule, document, coalesce(ea, a) AS e, coalesce(eb, b) AS entity WHERE e = entity
RETURN DISTINCT e.name AS shown, split(e.key, ':')[0] AS family, a.name AS one, b.name AS other, rule, document
ORDER BY shown, one, other, rule, document
