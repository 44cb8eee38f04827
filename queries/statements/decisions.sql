-- Everything that people decided, in the order they said it.
SELECT kind, subject, object, value, source, at FROM decision ORDER BY number
