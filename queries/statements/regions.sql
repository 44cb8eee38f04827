-- The regions that parts speak for, with how much each says of chains; the one that says most first.
SELECT p.region, sum(coalesce(t.facts, 0)) AS facts
FROM part AS p
LEFT JOIN telling AS t ON t.document = p.document AND t.part = p.number
WHERE p.region IS NOT NULL
GROUP BY p.region
ORDER BY facts DESC, p.region
