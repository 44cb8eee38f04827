-- What the firm of key :buyer (schema.key) bought, of whom, and where the seller stands: by documents, else by a register.
SELECT se.name AS seller, b.item, b.amount, b.year, b.sheet, b."row", d.name AS document,
       (SELECT max(f.quote) FROM fact AS f
        WHERE f.document = b.document AND f.predicate = 'SUPPLIES' AND f.subject = b.seller AND f.object = b.buyer
          AND f."row" = b."row" - 1
       ) AS quote,
       (SELECT min(pe.name) FROM node AS m
        JOIN fact AS l ON l.subject = m.id AND l.predicate = 'LOCATED_IN'
        JOIN node AS p ON p.id = l.object JOIN node AS pe ON pe.id = p.entity
        WHERE m.entity = s.entity) AS place,
       (SELECT max(c.region) FROM company AS c WHERE c.stem = substr(s.key, length('Enterprise:') + 1)) AS region
FROM node AS n
JOIN node AS m ON m.entity = n.entity
JOIN purchase AS b ON b.buyer = m.id
JOIN node AS s ON s.id = b.seller
JOIN node AS se ON se.id = s.entity
JOIN document AS d ON d.id = b.document
WHERE n.key = :buyer
ORDER BY d.name, b.sheet, b."row"
