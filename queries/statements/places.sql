-- Places that parts about :regions (|云溪市|) name as the home of a firm, or assign (1) a cluster or an industry to.
-- Few places, many facts: DISTINCT leaves the few before anything is looked up.
WITH said AS (
    SELECT DISTINCT CASE f.predicate WHEN 'LOCATED_IN' THEN f.object ELSE f.subject END AS place,
           f.predicate <> 'LOCATED_IN' AS assigned
    FROM part AS p
    CROSS JOIN fact AS f
        ON f.document = p.document AND f.part = p.number AND f.predicate IN ('LOCATED_IN', 'HOSTS', 'DEVELOPS')
    WHERE instr(:regions, '|' || coalesce(p.region, '') || '|') > 0
)
SELECT e.name AS place, max(said.assigned) AS assigned
FROM said
CROSS JOIN node AS n ON n.id = said.place
CROSS JOIN node AS e ON e.id = n.entity
WHERE n.family = 'Region'
GROUP BY e.name
ORDER BY e.name
