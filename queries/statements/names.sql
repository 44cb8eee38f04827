-- The names that entities of one family are shown by.
SELECT name FROM node WHERE family = :family AND id = entity ORDER BY name
