-- As `facts`, of all regions, but only those of which one end, a thing of :family, is shown by one of :names (a JSON list).
WITH asked AS (
    SELECT m.id FROM node AS e JOIN node AS m ON m.entity = e.id
    WHERE e.family = :family AND e.name IN (SELECT value FROM json_each(:names)) AND e.id = e.entity
), hit AS (
    SELECT f.id FROM asked CROSS JOIN fact AS f ON f.subject = asked.id AND f.predicate = :predicate
    UNION
    SELECT f.id FROM asked CROSS JOIN fact AS f ON f.object = asked.id AND f.predicate = :predicate
)
SELECT se.name AS subject, oe.name AS object, f.subject_type, f.object_type, f.role, f.quote, f.headings, f.block,
       f."table", f."row", f.cell, f.confidence, d.name AS document, p.title, p.status, p.date, p.region
FROM hit
CROSS JOIN fact AS f ON f.id = hit.id
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS s ON s.id = f.subject
JOIN node AS se ON se.id = s.entity
JOIN node AS o ON o.id = f.object
JOIN node AS oe ON oe.id = o.entity
ORDER BY p.status = '正式' DESC, d.name, f.start, se.name, oe.name, f.role, f.id
