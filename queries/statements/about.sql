-- Facts of which one end is shown by one of the names (a JSON list), with the names that both ends are shown by.
SELECT se.name AS subject, f.predicate, oe.name AS object, f.subject_type, f.object_type, f.role, f.quote, f.headings, f.part,
       f.block, f."table", f."row", f.cell, f.start, f."end", d.name AS document, p.status, p.date, p.region
FROM (
    SELECT id FROM fact WHERE subject IN (
        SELECT m.id FROM node AS e JOIN node AS m ON m.entity = e.id
        WHERE e.name IN (SELECT value FROM json_each(:names)) AND e.family = 'Enterprise' AND e.id = e.entity)
    UNION
    SELECT id FROM fact WHERE object IN (
        SELECT m.id FROM node AS e JOIN node AS m ON m.entity = e.id
        WHERE e.name IN (SELECT value FROM json_each(:names)) AND e.family IN ('Enterprise', 'Project') AND e.id = e.entity)
) AS hit
JOIN fact AS f ON f.id = hit.id
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS s ON s.id = f.subject
JOIN node AS se ON se.id = s.entity
JOIN node AS o ON o.id = f.object
JOIN node AS oe ON oe.id = o.entity
ORDER BY p.status = '正式' DESC, d.name, f.start, f.predicate, se.name, oe.name, f.role, f.id
