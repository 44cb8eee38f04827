-- Names that are joined with others, by what they are shown as, with the rule and the document that shows it; a join by
-- people has the rule 人工 and the file it came in.
SELECT e.name AS shown, e.family, a.name AS one, b.name AS other, s.rule, d.name AS document
FROM same AS s
JOIN node AS a ON a.key = s.one
JOIN node AS b ON b.key = s.other
JOIN node AS e ON e.id = a.entity
JOIN document AS d ON d.id = s.document
WHERE a.entity = b.entity
UNION
SELECT e.name, e.family, a.name, b.name, '人工', s.source
FROM decided AS s
JOIN node AS a ON a.key = s.subject
JOIN node AS b ON b.key = s.object
JOIN node AS e ON e.id = a.entity
WHERE s.kind = 'same' AND a.entity = b.entity
ORDER BY shown, one, other, rule, document
