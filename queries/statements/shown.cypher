// The entity that each of the node keys belongs to, by its shown name.
MATCH (n:Name) WHERE n.key IN $keys
OPTIONAL MATCH (n)-[:SAME_AS]->(e)
RETURN n.key AS key, coalesce(e.name, n.name) AS name
ORDER BY key
