-- The regions that parts speak for, with how much each says of chains; the one that says most first.
-- Counted part by part: to sort that many facts by region takes longer than to count them.
SELECT p.region, sum((
    SELECT count(*) FROM fact AS f
    WHERE f.document = p.document AND f.part = p.number AND f.predicate IN ('FOCUSES_ON', 'SEEKS', 'LEADS')
)) AS facts
FROM part AS p
WHERE p.region IS NOT NULL
GROUP BY p.region
ORDER BY facts DESC, p.region
