// Indicators that plans set; $regions (|云溪市|青岚区|) are those whose parts or whose own indicators count, null for all.
MATCH (d:Document)-[:HAS_PART]->(p:Part)-[:SETS]->(g:Goal)
WHERE $regions IS NULL OR $regions CONTAINS '|' + coalesce(p.region, '') + '|'
   OR $regions CONTAINS '|' + g.scope + '|'
RETURN g.scope AS scope, g.scope_type AS scope_type, g.metric AS metric, g.comparator AS comparator, g.value AS value,
       g.unit AS unit, g.year AS year, g.quote AS quote, g.headings AS headings, p.number AS part, g.block AS block,
       g.`table` AS `table`, g.row AS row, g.cell AS cell, g.start AS start, g.`end` AS `end`, d.id AS id,
       d.name AS document, p.title AS title, p.status AS status, p.date AS date, p.region AS region
ORDER BY CASE WHEN p.status = '正式' THEN 0 WHEN p.status IS NULL THEN 2 ELSE 1 END, document, start, metric,
         coalesce(year, -1), g.id
