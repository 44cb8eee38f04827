-- Who makes what in a place: firms that stand in :places (|青岚区|…|), and firms that parts about :regions name without
-- saying where they stand or that they are to be won from outside. Of each link the first :named facts, the first
-- :proved of them with their sentence; `firms` counts the firms of which some fact is at least :sure.
-- CROSS JOIN keeps the order of the joins: without statistics SQLite would scan all LOCATED_IN for each firm. Few nodes
-- are joined with others (`joined`): to look only those up is less work than to look up every firm.
WITH joined AS MATERIALIZED (
    SELECT id, entity FROM node WHERE entity <> id
), place AS (
    SELECT n.id FROM node AS n JOIN node AS e ON e.id = n.entity
    WHERE n.family = 'Region' AND instr(:places, '|' || e.name || '|') > 0
), located AS MATERIALIZED (
    SELECT DISTINCT l.subject AS id FROM place
    CROSS JOIN fact AS l ON l.object = place.id AND l.predicate = 'LOCATED_IN'
), also AS MATERIALIZED (
    SELECT DISTINCT m.id
    FROM joined AS j
    CROSS JOIN node AS l ON l.entity = j.entity AND l.id IN (SELECT id FROM located)
    CROSS JOIN node AS m ON m.entity = j.entity
    WHERE m.id NOT IN (SELECT id FROM located)
), here AS MATERIALIZED (
    SELECT id FROM located UNION ALL SELECT id FROM also
), spoken AS (
    SELECT document, number FROM part WHERE instr(:regions, '|' || coalesce(region, '') || '|') > 0
), wooed AS (
    SELECT o.entity FROM spoken AS p
    CROSS JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate = 'TARGETS'
    CROSS JOIN node AS o ON o.id = f.object
), made AS (
    SELECT f.id, f.subject, f.object, f.confidence
    FROM here CROSS JOIN fact AS f ON f.subject = here.id AND f.predicate = 'MAKES'
    UNION ALL
    SELECT f.id, f.subject, f.object, f.confidence
    FROM spoken AS p
    CROSS JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate = 'MAKES'
    CROSS JOIN node AS s ON s.id = f.subject
    WHERE f.subject NOT IN (SELECT id FROM here) AND s.entity NOT IN (SELECT entity FROM wooed) AND NOT EXISTS (
        SELECT 1 FROM node AS m CROSS JOIN fact AS l ON l.subject = m.id AND l.predicate = 'LOCATED_IN'
        WHERE m.entity = s.entity
    )
), named AS MATERIALIZED (
    SELECT made.id, coalesce(a.entity, made.subject) AS firm, coalesce(b.entity, made.object) AS link, made.confidence,
           row_number() OVER (
               PARTITION BY coalesce(b.entity, made.object) ORDER BY made.confidence >= :sure DESC, made.id
           ) AS place
    FROM made
    LEFT JOIN joined AS a ON a.id = made.subject
    LEFT JOIN joined AS b ON b.id = made.object
), counted AS MATERIALIZED (
    SELECT link, count(DISTINCT CASE WHEN confidence >= :sure THEN firm END) AS firms FROM named GROUP BY link
)
SELECT se.name AS subject, oe.name AS object, counted.firms, named.confidence, f.subject_type, f.object_type, f.role,
       f.quote, f.headings, f.part, f.block, f."table", f."row", f.cell, f.start, f."end", d.name AS document,
       p.title, p.status, p.date, p.region
FROM named
CROSS JOIN counted ON counted.link = named.link
CROSS JOIN node AS se ON se.id = named.firm
CROSS JOIN node AS oe ON oe.id = named.link
LEFT JOIN fact AS f ON f.id = named.id AND named.place <= :proved
LEFT JOIN part AS p ON p.document = f.document AND p.number = f.part
LEFT JOIN document AS d ON d.id = f.document
WHERE named.place <= :named
ORDER BY oe.name, named.place
