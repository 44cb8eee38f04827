// The places that registers give for their firms, as they are kept.
MATCH (c:Company) WHERE c.region <> ''
RETURN DISTINCT c.region AS region
ORDER BY region
