-- As `firms`, but only those whose place is one of :regions (a JSON list).
SELECT c.ident, c.stem, c.name, c.code, c.former, c.state, c.capital, c.currency, c.founded, c.region, c.address, c.scope,
       c.industry, c.staff, c.revenue, c.growth, c.owners, c.chamber, c.contact, c.sheet, c."row", d.name AS document
FROM company_search
JOIN company AS c ON c.id = company_search.rowid
JOIN document AS d ON d.id = c.document
WHERE company_search MATCH :pattern AND c.region IN (SELECT value FROM json_each(:regions))
LIMIT :most
