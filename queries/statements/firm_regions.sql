-- The places that registers give for their firms, as they are kept: one step in the index for each, whatever its firms.
WITH RECURSIVE place (region) AS (
    SELECT min(region) FROM company WHERE region > ''
    UNION ALL
    SELECT (SELECT min(c.region) FROM company AS c WHERE c.region > place.region) FROM place WHERE place.region IS NOT NULL
)
SELECT region FROM place WHERE region IS NOT NULL ORDER BY region
