-- Registered firms whose names' stems begin with one of :starts (a JSON list).
SELECT DISTINCT c.ident, c.stem, c.region
FROM json_each(:starts) AS start
CROSS JOIN company AS c ON c.stem >= start.value AND c.stem < start.value || char(1114111)
ORDER BY c.ident, c.stem, c.region
