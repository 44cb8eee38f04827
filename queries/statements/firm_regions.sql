-- The places that registers give for their firms, as they are kept.
SELECT DISTINCT region FROM company WHERE region <> '' ORDER BY region
