-- Who makes what in a place: firms that stand in :places (|青岚区|…|), and firms that parts about :regions name without
-- saying where they stand or that they are to be won from outside. Of each link the first :named facts, the first
-- :proved of them with their sentence; `firms` counts the firms of which some fact is at least :sure.
-- Most firms are `plain` (see maker in schema.sql): their numbers lie added up in `made`, and of their facts only the
-- first are read, in a wide place by link, else by spot. Only the others (`apart`) are looked at one by one.
WITH joined AS MATERIALIZED (
    SELECT id, entity FROM node WHERE entity <> id
), kin AS MATERIALIZED (
    SELECT id, entity FROM joined UNION SELECT entity, entity FROM joined
), place AS MATERIALIZED (
    SELECT n.id FROM node AS n JOIN node AS e ON e.id = n.entity
    WHERE n.family = 'Region' AND instr(:places, '|' || e.name || '|') > 0
), wide AS MATERIALIZED (
    SELECT 3 * (SELECT count(*) FROM place) > (SELECT count(*) FROM node WHERE family = 'Region') AS much
), spoken AS MATERIALIZED (
    SELECT document, number, coalesce(region, '') AS region FROM part WHERE instr(:regions, '|' || coalesce(region, '') || '|') > 0
), spot AS MATERIALIZED (
    SELECT id AS place, '' AS region FROM place UNION SELECT 0, region FROM spoken
), wooed AS MATERIALIZED (
    SELECT o.entity FROM spoken AS p
    CROSS JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate = 'TARGETS'
    CROSS JOIN node AS o ON o.id = f.object
), home AS MATERIALIZED (
    SELECT kin.entity, max(l.object IN (SELECT id FROM place)) AS inside
    FROM kin CROSS JOIN fact AS l ON l.subject = kin.id AND l.predicate = 'LOCATED_IN'
    GROUP BY kin.entity
), apart AS MATERIALIZED (
    SELECT m.fact, m.firm, coalesce(j.entity, m.link) AS link, m.doubt
    FROM spot CROSS JOIN maker AS m ON m.plain = 0 AND m.place = spot.place AND m.region = spot.region
    LEFT JOIN joined AS j ON j.id = m.link
    WHERE m.firm NOT IN (SELECT id FROM kin) AND (m.place <> 0 OR m.firm NOT IN (SELECT entity FROM wooed))
    UNION
    SELECT f.id, kin.entity, coalesce(j.entity, f.object), f.confidence < :sure
    FROM kin CROSS JOIN fact AS f ON f.subject = kin.id AND f.predicate = 'MAKES'
    LEFT JOIN home ON home.entity = kin.entity
    LEFT JOIN joined AS j ON j.id = f.object
    WHERE home.inside OR (
        home.inside IS NULL AND kin.entity NOT IN (SELECT entity FROM wooed)
        AND (f.document, f.part) IN (SELECT document, number FROM spoken)
    )
    UNION
    SELECT m.fact, m.firm, kin.entity, m.doubt
    FROM kin CROSS JOIN maker AS m ON m.link = kin.id
    WHERE m.plain AND (m.place, m.region) IN (SELECT place, region FROM spot)
), plain AS MATERIALIZED (
    SELECT m.link, sum(m.firms) AS firms
    FROM spot CROSS JOIN made AS m ON m.place = spot.place AND m.region = spot.region
    WHERE m.link NOT IN (SELECT id FROM kin)
    GROUP BY m.link
), nearest AS (
    SELECT m.fact, m.firm, m.link, m.doubt,
           row_number() OVER (PARTITION BY m.link ORDER BY m.doubt, m.fact) AS place
    FROM wide CROSS JOIN spot CROSS JOIN maker AS m ON m.plain = 1 AND m.place = spot.place AND m.region = spot.region
    WHERE NOT wide.much AND m.link NOT IN (SELECT id FROM kin)
), named AS MATERIALIZED (
    SELECT fact, firm, link, doubt, row_number() OVER (PARTITION BY link ORDER BY doubt, fact) AS place
    FROM (
        SELECT fact, firm, link, doubt FROM nearest WHERE place <= :named
        UNION ALL
        SELECT m.fact, m.firm, m.link, m.doubt
        FROM wide CROSS JOIN plain
        CROSS JOIN maker AS m INDEXED BY maker_link ON m.link = plain.link AND m.doubt IN (0, 1) AND m.fact IN (
            SELECT w.fact FROM maker AS w INDEXED BY maker_link
            WHERE w.link = plain.link AND w.plain AND (w.place, w.region) IN (SELECT place, region FROM spot)
            ORDER BY w.doubt, w.fact LIMIT :named
        )
        WHERE wide.much AND m.plain
        UNION ALL
        SELECT fact, firm, link, doubt FROM apart
    )
), counted AS MATERIALIZED (
    SELECT link, sum(firms) AS firms FROM (
        SELECT link, firms FROM plain
        UNION ALL
        SELECT link, count(DISTINCT CASE WHEN NOT doubt THEN firm END) FROM apart GROUP BY link
    )
    GROUP BY link
)
SELECT se.name AS subject, oe.name AS object, counted.firms, NOT named.doubt AS sure, f.subject_type, f.object_type,
       f.role, f.quote, f.headings, f.block, f."table", f."row", f.cell, f.confidence,
       d.name AS document, p.title, p.status, p.date, p.region
FROM named
CROSS JOIN counted ON counted.link = named.link
CROSS JOIN node AS se ON se.id = named.firm
CROSS JOIN node AS oe ON oe.id = named.link
LEFT JOIN fact AS f ON f.id = named.fact AND named.place <= :proved
LEFT JOIN part AS p ON p.document = f.document AND p.number = f.part
LEFT JOIN document AS d ON d.id = f.document
WHERE named.place <= :named
ORDER BY oe.name, named.place
