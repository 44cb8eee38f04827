-- What people say now, of one kind.
SELECT subject, object, value, source, at FROM decided WHERE kind = :kind ORDER BY subject, object
