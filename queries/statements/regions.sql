-- The regions that parts speak for, with how much each says of chains; the one that says most first.
SELECT p.region, count(f.id) AS facts
FROM part AS p
LEFT JOIN fact AS f ON f.document = p.document AND f.part = p.number AND f.predicate IN ('FOCUSES_ON', 'SEEKS', 'LEADS')
WHERE p.region IS NOT NULL
GROUP BY p.region
ORDER BY facts DESC, p.region
