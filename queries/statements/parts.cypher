// Titles of all plans in the store, with their kind, region and date.
MATCH (p:Part)
RETURN DISTINCT p.title AS title, p.status AS status, p.region AS region, p.date AS date
ORDER BY coalesce(region, ''), title, coalesce(date, ''), coalesce(status, '')
