-- Which of the ids (a JSON list) are a registered firm's identity or a node's key.
SELECT DISTINCT ident AS id FROM company WHERE ident IN (SELECT value FROM json_each(:ids))
UNION SELECT key FROM node WHERE key IN (SELECT value FROM json_each(:ids))
ORDER BY id
