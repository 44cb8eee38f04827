// The regions that parts speak for, with how much each says of chains; the one that says most first.
MATCH (p:Part) WHERE p.region IS NOT NULL
RETURN p.region AS region, sum(p.chains) AS facts
ORDER BY facts DESC, region
