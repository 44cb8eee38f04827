// The names that entities of one family are shown by.
MATCH (n:$($family))
RETURN n.name AS name
ORDER BY name
