// Everything that people decided, in the order they said it.
MATCH (c:Decision)
RETURN c.kind AS kind, c.subject AS subject, c.object AS object, c.value AS value, c.source AS source, c.at AS at
ORDER BY c.number
