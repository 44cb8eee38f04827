-- Documents with facts in a part of which no place was recognised, so that no city's answers count them.
SELECT DISTINCT d.name AS document
FROM part AS p
JOIN document AS d ON d.id = p.document
WHERE p.region IS NULL AND EXISTS (SELECT 1 FROM fact AS f WHERE f.document = p.document AND f.part = p.number)
ORDER BY d.name
