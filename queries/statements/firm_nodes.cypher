// Firms that documents name: key and shown name of each entity.
MATCH (n:Enterprise)
RETURN n.key AS key, n.name AS name
ORDER BY name
