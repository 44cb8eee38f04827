// What people say now, of one kind.
MATCH (c:Decision {kind: $kind, last: true}) WHERE c.value <> ''
RETURN c.subject AS subject, c.object AS object, c.value AS value, c.source AS source, c.at AS at
ORDER BY subject, object
