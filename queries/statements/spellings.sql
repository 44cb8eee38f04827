-- All names that documents use for what is shown as :shown, of one family.
SELECT DISTINCT m.name
FROM node AS e
JOIN node AS m ON m.entity = e.id
WHERE e.family = :family AND e.name = :shown AND e.id = e.entity
ORDER BY m.name
