// Documents with facts in a part of which no place was recognised, so that no city's answers count them.
MATCH (d:Document)-[:HAS_PART]->(p:Part) WHERE p.region IS NULL AND p.facts > 0
RETURN DISTINCT d.name AS document
ORDER BY document
