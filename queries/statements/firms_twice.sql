-- Which of the identities :idents (a JSON list) stand in several registers. Where there is only one register, none is
-- looked up: CROSS JOIN asks that first.
SELECT c.ident
FROM (SELECT 1 WHERE (SELECT min(document) FROM company) < (SELECT max(document) FROM company)) AS several
CROSS JOIN company AS c
WHERE c.ident IN (SELECT value FROM json_each(:idents))
GROUP BY c.ident
HAVING count(*) > 1
ORDER BY c.ident
