// Registered firms whose names' stems begin with one of $starts.
UNWIND $starts AS start
MATCH (c:Company) WHERE c.stem STARTS WITH start
RETURN DISTINCT c.ident AS ident, c.stem AS stem, c.region AS region
ORDER BY ident, stem, region
