// Rows of registers whose scope, industry and name have the pairs of $pattern, at most $most, the largest firms first;
// of all places, or of $regions (a list) if it is not null.
// The index holds pairs in lower case and knows AND, OR and NOT only in upper case.
CALL db.index.fulltext.queryNodes(
  'liantu_company_search',
  replace(replace(replace(toLower($pattern), '" and "', '" AND "'), ') or (', ') OR ('), ') not (', ') NOT (')
) YIELD node AS c
WITH c WHERE $regions IS NULL OR c.region IN $regions
MATCH (d:Document)-[:LISTS]->(c)
WITH c, d ORDER BY coalesce(c.revenue, 0) DESC, coalesce(c.staff, 0) DESC, coalesce(c.capital, 0) DESC, c.id LIMIT $most
RETURN c.ident AS ident, c.stem AS stem, c.name AS name, c.former AS former, c.state AS state, c.capital AS capital,
       c.currency AS currency, c.region AS region, c.scope AS scope, c.industry AS industry, c.staff AS staff,
       c.revenue AS revenue, c.growth AS growth, c.owners AS owners, c.chamber AS chamber, c.contact AS contact,
       c.sheet AS sheet, c.row AS row, d.name AS document
ORDER BY coalesce(c.revenue, 0) DESC, coalesce(c.staff, 0) DESC, coalesce(c.capital, 0) DESC, c.id
