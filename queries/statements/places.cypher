// Places that parts about $regions (|云溪市|) name as the home of a firm, or assign (1) a cluster or an industry to.
MATCH (p:Part) WHERE $regions CONTAINS '|' + coalesce(p.region, '') + '|'
CALL (p) {
  MATCH ()-[:LOCATED_IN {part: p.id}]->(place:Region) RETURN place, 0 AS assigned
  UNION ALL MATCH (place:Region)-[:HOSTS {part: p.id}]->() RETURN place, 1 AS assigned
  UNION ALL MATCH (place:Region)-[:DEVELOPS {part: p.id}]->() RETURN place, 1 AS assigned
}
RETURN place.name AS place, max(assigned) AS assigned
ORDER BY place
