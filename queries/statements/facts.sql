-- Facts of one predicate, with the names their entities are shown by: of each pair of entities and role at most :most,
-- final plans first, then the latest. :regions is |云溪市|青岚区| for parts that speak for those, NULL for all.
-- Where few of each pair are asked for (`few`), they are among those in `early`, and not all facts are read. CROSS JOIN
-- begins with the parts, whose facts lie side by side in the index. Few nodes are joined with others: looking only those
-- up, and sorting the age of parts as one number, takes half the time.
WITH joined AS MATERIALIZED (
    SELECT id, entity FROM node WHERE entity <> id
), spoken AS MATERIALIZED (
    SELECT document, number, coalesce(region, '') AS region,
           dense_rank() OVER (ORDER BY status = '正式' DESC, date DESC) AS age
    FROM part WHERE :regions IS NULL OR instr(:regions, '|' || coalesce(region, '') || '|') > 0
), few AS MATERIALIZED (
    SELECT :regions IS NOT NULL AND :most <= 4 AND :predicate IN (
        'FOCUSES_ON', 'SEEKS', 'UPSTREAM_OF', 'LEADS', 'PART_OF', 'HOSTS', 'DEVELOPS', 'TARGETS'
    ) AS so
), said AS (
    SELECT e.fact AS id, coalesce(s.entity, e.subject) AS subject, coalesce(o.entity, e.object) AS object,
           row_number() OVER (
               PARTITION BY coalesce(s.entity, e.subject), coalesce(o.entity, e.object), e.role
               ORDER BY e.rank, e.date DESC, e.fact
           ) AS place
    FROM few CROSS JOIN (SELECT DISTINCT region FROM spoken) AS r
    CROSS JOIN early AS e ON e.region = r.region AND e.predicate = :predicate
    LEFT JOIN joined AS s ON s.id = e.subject
    LEFT JOIN joined AS o ON o.id = e.object
    WHERE few.so
    UNION ALL
    SELECT f.id, coalesce(s.entity, f.subject), coalesce(o.entity, f.object),
           row_number() OVER (
               PARTITION BY coalesce(s.entity, f.subject), coalesce(o.entity, f.object), f.role ORDER BY p.age, f.id
           )
    FROM few CROSS JOIN spoken AS p
    CROSS JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate = :predicate
    LEFT JOIN joined AS s ON s.id = f.subject
    LEFT JOIN joined AS o ON o.id = f.object
    WHERE NOT few.so
)
SELECT se.name AS subject, oe.name AS object, f.subject_type, f.object_type, f.role, f.quote, f.headings, f.block,
       f."table", f."row", f.cell, f.confidence, f.rule, d.name AS document, p.title, p.status, p.date, p.region
FROM said
CROSS JOIN fact AS f ON f.id = said.id
JOIN part AS p ON p.document = f.document AND p.number = f.part
JOIN document AS d ON d.id = f.document
JOIN node AS se ON se.id = said.subject
JOIN node AS oe ON oe.id = said.object
WHERE said.place <= :most
ORDER BY p.status = '正式' DESC, d.name, f.start, se.name, oe.name, f.role, f.id
