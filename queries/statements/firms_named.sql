-- Rows of registers with one of the identities or one of the names' stems (former names too), given as JSON lists.
SELECT c.ident, c.stem, c.name, c.former, c.state, c.capital, c.currency, c.region, c.scope, c.industry, c.staff, c.revenue,
       c.growth, c.owners, c.chamber, c.contact, c.sheet, c."row", d.name AS document
FROM company AS c
JOIN document AS d ON d.id = c.document
WHERE c.id IN (
    SELECT id FROM company WHERE ident IN (SELECT value FROM json_each(:idents))
    UNION SELECT id FROM company WHERE stem IN (SELECT value FROM json_each(:stems))
    UNION SELECT company FROM former_name WHERE stem IN (SELECT value FROM json_each(:stems))
)
ORDER BY c.ident, d.name, c.sheet, c."row"
