-- The regions that parts speak for, the one with most facts first.
SELECT p.region, count(*) AS facts
FROM part AS p
JOIN fact AS f ON f.document = p.document AND f.part = p.number
WHERE p.region IS NOT NULL
GROUP BY p.region
ORDER BY facts DESC, p.region
