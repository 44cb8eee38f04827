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
  WHERE NOT EXISTS { (firm)-[:LOCATED_IN]->() } AND NOT firm IN wooed
  RETURN firm, f, link
}
WITH firm, f, link, f.confidence >= $sure AS sure
ORDER BY sure DESC, f.id
WITH link, collect(f)[..$named] AS made, count(DISTINCT CASE WHEN sure THEN firm END) AS firms
UNWIND range(0, size(made) - 1) AS place
WITH CASE WHEN place < $proved THEN made[place].part END AS id, collect([link, firms, place, made[place]]) AS said
OPTIONAL MATCH (d:Document)-[:HAS_PART]->(p:Part {id: id})
WITH said, id, d.name AS document, p.title AS title, p.status AS status, p.date AS date, p.region AS region,
     p.headings AS headings
UNWIND said AS one
WITH one[0] AS link, one[1] AS firms, one[2] AS place, one[3] AS made, startNode(one[3]) AS firm,
     CASE WHEN id IS NOT NULL THEN one[3] END AS f, document, title, status, date, region, headings
WITH *, split(f.place, ',') AS at
RETURN firm.name AS subject, link.name AS object, firms, CASE WHEN made.confidence >= $sure THEN 1 ELSE 0 END AS sure,
       CASE WHEN f IS NOT NULL THEN coalesce(f.subject_type, firm.type) END AS subject_type,
       CASE WHEN f IS NOT NULL THEN coalesce(f.object_type, link.type) END AS object_type,
       f.role AS role, f.quote AS quote, headings[toInteger(at[0])] AS headings, toInteger(at[2]) AS block,
       toInteger(at[5]) AS `table`, toInteger(at[6]) AS row, toInteger(at[7]) AS cell, f.confidence AS confidence,
       document, title, status, date, region
ORDER BY object, place
