-- Firms that documents name: key and shown name of each entity.
SELECT n.key, n.name
FROM node AS n
WHERE n.family = 'Enterprise' AND n.id = n.entity
ORDER BY n.name
