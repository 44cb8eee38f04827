// The name by which the thing of a key (schema.key) is shown.
MATCH (n:Name {key: $key}) OPTIONAL MATCH (n)-[:SAME_AS]->(e) RETURN coalesce(e.name, n.name) AS name
