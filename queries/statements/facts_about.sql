-- The facts that name one of the things of the node keys (a JSON list), by any of its names, with the keys that a decision
-- is kept under; the surest first.
WITH asked AS (
    SELECT DISTINCT m.id FROM node AS n JOIN node AS m ON m.entity = n.entity
    WHERE n.key IN (SELECT value FROM json_each(:keys))
), hit AS (
    SELECT f.id FROM asked CROSS JOIN fact AS f ON f.subject = asked.id
    UNION
    SELECT f.id FROM asked CROSS JOIN fact AS f ON f.object = asked.id
)
SELECT s.key AS subject_key, o.key AS object_key, se.name AS subject, f.predicate, oe.name AS object, f.subject_type,
       f.object_type, f.role, f.quote, f.headings, f.part, f.block, f."table", f."row", f.cell, f.start, f."end",
       d.name AS document, p.status, p.date, p.region, f.confidence
FROM hit
CROSS JOIN fact AS f ON f.id = hit.id
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS s ON s.id = f.subject
JOIN node AS se ON se.id = s.entity
JOIN node AS o ON o.id = f.object
JOIN node AS oe ON oe.id = o.entity
ORDER BY f.predicate, se.name, oe.name, f.confidence DESC, d.name, f.start, f.id
