// What the firm of key $buyer (schema.key) bought, of whom, and where the seller stands: by documents, else by a register.
MATCH (n:Name {key: $buyer})
OPTIONAL MATCH (n)-[:SAME_AS]->(shown)
WITH coalesce(shown, n) AS firm
CALL (firm) { RETURN firm AS m UNION MATCH (m:Alias)-[:SAME_AS]->(firm) RETURN m }
MATCH (b:Purchase {buyer: m.id})
MATCH (d:Document {id: b.document})
MATCH (s:Name {id: b.seller})
OPTIONAL MATCH (s)-[:SAME_AS]->(other)
WITH b, d, m, s, firm, coalesce(other, s) AS se
RETURN se.name AS seller, b.item AS item, b.amount AS amount, b.year AS year, b.sheet AS sheet, b.row AS row,
       d.name AS document,
       COLLECT { MATCH (se)-[f:SUPPLIES]->(firm) MATCH (d)-[:HAS_PART]->(:Part {id: f.part})
                 WHERE coalesce(f.subject, se.id) = s.id AND coalesce(f.object, firm.id) = m.id
                   AND toInteger(split(f.place, ',')[6]) = b.row - 1
                 RETURN f.quote ORDER BY f.quote DESC LIMIT 1 }[0] AS quote,
       COLLECT { MATCH (se)-[:LOCATED_IN]->(p) RETURN p.name ORDER BY p.name LIMIT 1 }[0] AS place,
       COLLECT { MATCH (c:Company) WHERE c.stem = split(s.key, ':')[1] RETURN c.region ORDER BY c.region DESC LIMIT 1 }[0]
         AS region
ORDER BY document, sheet, row
