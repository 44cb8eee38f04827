// All names that documents use for what is shown as $shown, of one family.
MATCH (e:$($family) {name: $shown})
CALL (e) { RETURN e AS m UNION MATCH (m:Alias)-[:SAME_AS]->(e) RETURN m }
RETURN DISTINCT m.name AS name
ORDER BY name
