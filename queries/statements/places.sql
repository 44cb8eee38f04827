-- Places that parts about :regions (|云溪市|) name as the home of a firm, or assign (1) a cluster or an industry to.
SELECT e.name AS place, max(f.predicate <> 'LOCATED_IN') AS assigned
FROM part AS p
CROSS JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate IN ('LOCATED_IN', 'HOSTS', 'DEVELOPS')
CROSS JOIN node AS n ON n.id = CASE f.predicate WHEN 'LOCATED_IN' THEN f.object ELSE f.subject END
CROSS JOIN node AS e ON e.id = n.entity
WHERE n.family = 'Region' AND instr(:regions, '|' || p.region || '|') > 0
GROUP BY e.name
ORDER BY e.name
