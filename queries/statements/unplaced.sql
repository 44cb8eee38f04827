-- Documents with facts in a part of which no place was recognised, so that no city's answers count them. Lists of
-- purchases and projects speak for no place: what they say counts where the firms stand.
SELECT DISTINCT d.name AS document
FROM part AS p
JOIN document AS d ON d.id = p.document
WHERE p.region IS NULL AND p.status IS NOT '名录' AND EXISTS (SELECT 1 FROM fact AS f WHERE f.document = p.document AND f.part = p.number)
ORDER BY d.name
