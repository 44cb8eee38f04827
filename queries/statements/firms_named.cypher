// Rows of registers with one of the identities or one of the names' stems, former names too.
CALL () {
  UNWIND $idents AS ident MATCH (c:Company {ident: ident}) RETURN c
  UNION UNWIND $stems AS stem MATCH (c:Company {stem: stem}) RETURN c
  UNION UNWIND $stems AS stem MATCH (c:Company)-[:ONCE]->(:FormerName {stem: stem}) RETURN c
}
MATCH (d:Document)-[:LISTS]->(c)
RETURN c.ident AS ident, c.stem AS stem, c.name AS name, c.former AS former, c.state AS state, c.capital AS capital,
       c.currency AS currency, c.region AS region, c.scope AS scope, c.industry AS industry, c.staff AS staff,
       c.revenue AS revenue, c.growth AS growth, c.owners AS owners, c.chamber AS chamber, c.contact AS contact,
       c.sheet AS sheet, c.row AS row, d.name AS document
ORDER BY ident, document, sheet, row
