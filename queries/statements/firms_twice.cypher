// Which of the identities $idents stand in several registers.
MATCH (c:Company)
WHERE c.ident IN $idents
WITH c.ident AS ident, count(*) AS rows
WHERE rows > 1
RETURN ident
ORDER BY ident
