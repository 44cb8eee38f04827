// Documents with facts in a part of which no place was recognised, so that no city's answers count them. Lists of
// purchases and projects speak for no place: what they say counts where the firms stand.
MATCH (d:Document)-[:HAS_PART]->(p:Part) WHERE p.region IS NULL AND coalesce(p.status, '') <> '名录' AND p.facts > 0
RETURN DISTINCT d.name AS document
ORDER BY document
