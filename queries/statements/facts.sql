-- Facts of one predicate, with the names their entities are shown by: of each pair of entities and role at most :most,
-- final plans first, then the latest. :regions is |云溪市|青岚区| for parts that speak for those, NULL for all.
-- CROSS JOIN begins with the parts, whose facts lie side by side in the index.
WITH said AS (
    SELECT f.id, s.entity AS subject, o.entity AS object,
           row_number() OVER (
               PARTITION BY s.entity, o.entity, f.role ORDER BY p.status = '正式' DESC, p.date DESC, f.id
           ) AS place
    FROM part AS p
    CROSS JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate = :predicate
    CROSS JOIN node AS s ON s.id = f.subject
    CROSS JOIN node AS o ON o.id = f.object
    WHERE :regions IS NULL OR instr(:regions, '|' || p.region || '|') > 0
)
SELECT se.name AS subject, oe.name AS object, f.subject_type, f.object_type, f.role, f.quote, f.headings, f.part,
       f.block, f."table", f."row", f.cell, f.start, f."end", f.confidence, d.name AS document,
       p.title, p.status, p.date, p.region
FROM said
CROSS JOIN fact AS f ON f.id = said.id
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS se ON se.id = said.subject
JOIN node AS oe ON oe.id = said.object
WHERE said.place <= :most
ORDER BY p.status = '正式' DESC, d.name, f.start, se.name, oe.name, f.role, f.id
