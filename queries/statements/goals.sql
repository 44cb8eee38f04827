-- Indicators that plans set; :regions (|云溪市|青岚区|) are those whose parts or whose own indicators count, NULL for all.
SELECT g.scope, g.scope_type, g.metric, g.comparator, g.value, g.unit, g.year, g.quote, g.headings, g.part, g.block,
       g."table", g."row", g.cell, g.start, g."end", d.id, d.name AS document, p.title, p.status, p.date, p.region
FROM goal AS g
JOIN part AS p ON p.document = g.document AND p.number = g.part
JOIN document AS d ON d.id = g.document
WHERE :regions IS NULL OR instr(:regions, '|' || coalesce(p.region, '') || '|') > 0
   OR instr(:regions, '|' || g.scope || '|') > 0
ORDER BY p.status = '正式' DESC, d.name, g.start, g.metric, g.year, g.id
