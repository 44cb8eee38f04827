-- All that a document says, with the names its entities are shown by.
SELECT se.name AS subject, f.predicate, oe.name AS object, f.subject_type, f.object_type, f.role, f.quote, f.headings,
       f.part, f.block, f."table", f."row", f.cell, f.start, f."end", f.confidence, d.name AS document,
       p.title, p.status, p.date, p.region
FROM fact AS f
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS s ON s.id = f.subject
JOIN node AS se ON se.id = s.entity
JOIN node AS o ON o.id = f.object
JOIN node AS oe ON oe.id = o.entity
WHERE f.document = :document
ORDER BY f.start, f.predicate, se.name, oe.name, f.role, f.id
