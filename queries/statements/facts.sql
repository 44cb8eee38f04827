-- Facts of one predicate, with the names their entities are shown by. :region NULL means every region.
SELECT se.name AS subject, oe.name AS object, f.subject_type, f.object_type, f.role, f.quote, f.headings, f.part,
       f.block, f."table", f."row", f.cell, f.start, f."end", d.name AS document, p.status, p.date, p.region
FROM part AS p
JOIN document AS d ON d.id = p.document
JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate = :predicate
JOIN node AS s ON s.id = f.subject
JOIN node AS se ON se.id = s.entity
JOIN node AS o ON o.id = f.object
JOIN node AS oe ON oe.id = o.entity
WHERE :region IS NULL OR p.region = :region
ORDER BY p.status = '正式' DESC, d.name, f.start, se.name, oe.name, f.role
