-- Titles of all plans in the store, with their kind, region and date.
SELECT DISTINCT title, status, region, date FROM part ORDER BY region, title, date, status
