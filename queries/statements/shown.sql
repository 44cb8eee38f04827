-- The entity that each of the node keys (a JSON list) belongs to, by its shown name.
SELECT n.key, e.name
FROM node AS n
JOIN node AS e ON e.id = n.entity
WHERE n.key IN (SELECT value FROM json_each(:keys))
ORDER BY n.key
