-- Of the firms with the node keys (a JSON list): the names they are shown by, and the documents and places that speak of
-- them ('' for parts that speak for no place).
SELECT DISTINCT n.key, e.name, f.document, coalesce(p.region, '') AS region
FROM node AS n
JOIN node AS e ON e.id = n.entity
JOIN node AS m ON m.entity = n.entity
JOIN fact AS f ON f.subject = m.id OR f.object = m.id
JOIN part AS p ON p.document = f.document AND p.number = f.part
WHERE n.key IN (SELECT value FROM json_each(:keys))
ORDER BY n.key, f.document, region
