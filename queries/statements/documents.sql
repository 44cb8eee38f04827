-- Loaded documents, one row for each plan in them.
SELECT d.name AS document, d.id, p.title, p.issuer, p.date, p.status, p.region,
       (SELECT count(*) FROM fact AS f WHERE f.document = p.document AND f.part = p.number) AS facts,
       (SELECT count(*) FROM goal AS g WHERE g.document = p.document AND g.part = p.number) AS goals,
       (SELECT count(*) FROM company AS c WHERE c.document = d.id)
       + (SELECT count(*) FROM purchase AS b WHERE b.document = d.id) AS "rows"
FROM document AS d
JOIN part AS p ON p.document = d.id
ORDER BY d.name, d.id, p.number
