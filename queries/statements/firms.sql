-- Rows of registers whose scope, industry and name have the pairs of :pattern, at most :most, in the order they came.
SELECT c.ident, c.stem, c.name, c.code, c.former, c.state, c.capital, c.currency, c.founded, c.region, c.address, c.scope,
       c.industry, c.staff, c.revenue, c.growth, c.owners, c.chamber, c.contact, c.sheet, c."row", d.name AS document
FROM company_search
JOIN company AS c ON c.id = company_search.rowid
JOIN document AS d ON d.id = c.document
WHERE company_search MATCH :pattern
LIMIT :most
