-- Which of the identities :idents (a JSON list) stand in several registers.
SELECT ident
FROM company
WHERE ident IN (SELECT value FROM json_each(:idents))
GROUP BY ident
HAVING count(*) > 1
ORDER BY ident
