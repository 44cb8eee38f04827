-- The facts that readers were least sure of (below :below thousandths), at most :most, with the keys that a decision is kept under.
SELECT s.key AS subject_key, o.key AS object_key, se.name AS subject, f.predicate, oe.name AS object, f.subject_type,
       f.object_type, f.role, f.quote, f.headings, f.part, f.block, f."table", f."row", f.cell, f.start, f."end",
       d.name AS document, p.status, p.date, p.region, f.confidence
FROM fact AS f
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS s ON s.id = f.subject
JOIN node AS se ON se.id = s.entity
JOIN node AS o ON o.id = f.object
JOIN node AS oe ON oe.id = o.entity
WHERE f.confidence * 1000 < :below
ORDER BY f.confidence, d.name, f.start, f.predicate, se.name, oe.name, f.id
LIMIT :most
