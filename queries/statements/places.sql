-- Places that parts about :regions (|云溪市|) name as the home of a firm, or assign (1) a cluster or an industry to.
SELECT e.name AS place, max(a.assigned) AS assigned
FROM part AS p
CROSS JOIN placing AS a ON a.document = p.document AND a.part = p.number
CROSS JOIN node AS n ON n.id = a.place
CROSS JOIN node AS e ON e.id = n.entity
WHERE instr(:regions, '|' || coalesce(p.region, '') || '|') > 0 AND n.family = 'Region'
GROUP BY e.name
ORDER BY e.name
