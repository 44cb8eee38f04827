-- Rows of registers whose scope, industry and name have the pairs of :pattern, at most :most, the largest firms first;
-- of all places, or of :regions (a JSON list) if it is not NULL.
-- The best are found by their ids alone: sorting whole rows takes twice as long.
SELECT c.ident, c.stem, c.name, c.former, c.state, c.capital, c.currency, c.region, c.scope, c.industry, c.staff, c.revenue,
       c.growth, c.owners, c.chamber, c.contact, c.sheet, c."row", d.name AS document
FROM (
    SELECT c.id
    FROM company_search
    JOIN company AS c ON c.id = company_search.rowid
    WHERE company_search MATCH :pattern AND (:regions IS NULL OR c.region IN (SELECT value FROM json_each(:regions)))
    ORDER BY coalesce(c.revenue, 0) DESC, coalesce(c.staff, 0) DESC, coalesce(c.capital, 0) DESC, c.id
    LIMIT :most
) AS best
JOIN company AS c ON c.id = best.id
JOIN document AS d ON d.id = c.document
ORDER BY coalesce(c.revenue, 0) DESC, coalesce(c.staff, 0) DESC, coalesce(c.capital, 0) DESC, c.id
