-- The name by which the thing of a key (schema.key) is shown.
SELECT e.name FROM node AS n JOIN node AS e ON e.id = n.entity WHERE n.key = :key
