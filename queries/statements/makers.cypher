// Who makes what in a place: firms that stand in $places (|青岚区|…|), and firms that parts about $regions name without
// saying where they stand or that they are to be won from outside. Of each link the first $named facts, the first
// $proved of them with their sentence; `firms` counts the firms of which some fact is at least $sure.
CALL () {
  MATCH (place:Region) WHERE $places CONTAINS '|' + place.name + '|'
  MATCH (place)<-[:LOCATED_IN]-(firm)
  WITH DISTINCT firm
  MATCH (firm)-[f:MAKES]->(link)
  RETURN firm, f, link
  UNION ALL
  OPTIONAL MATCH (q:Part) WHERE $regions CONTAINS '|' + coalesce(q.region, '') + '|'
  OPTIONAL MATCH ()-[:TARGETS {part: q.id}]->(target)
  WITH collect(DISTINCT target) AS wooed
  MATCH (p:Part) WHERE $regions CONTAINS '|' + coalesce(p.region, '') + '|'
  MATCH (firm)-[f:MAKES {part: p.id}]->(link) USING INDEX f:MAKES(part)
  WHERE NOT firm IN wooed AND NOT EXISTS { (firm)-[:LOCATED_IN]->() }
  RETURN firm, f, link
}
WITH firm, f, link, f.confidence >= $sure AS sure
ORDER BY sure DESC, f.id
WITH link, collect({firm: firm, f: f})[..$named] AS made, count(DISTINCT CASE WHEN sure THEN firm END) AS firms
UNWIND range(0, size(made) - 1) AS place
WITH link, firms, place, made[place].firm AS firm, made[place].f AS one
WITH link, firms, place, firm, one.confidence >= $sure AS sure, CASE WHEN place < $proved THEN one END AS f
OPTIONAL MATCH (d:Document)-[:HAS_PART]->(p:Part {id: f.part})
RETURN firm.name AS subject, link.name AS object, firms, CASE WHEN sure THEN 1 ELSE 0 END AS sure,
       f.subject_type AS subject_type, f.object_type AS object_type, f.role AS role, f.quote AS quote, f.headings AS headings, p.number AS part, f.block AS block, f.`table` AS `table`,
       f.row AS row, f.cell AS cell, f.start AS start, f.`end` AS `end`, f.confidence AS confidence,
       d.name AS document, p.title AS title, p.status AS status, p.date AS date, p.region AS region
ORDER BY object, place
