// What was retracted
// Articles that were taken back, and how many facts only they had stated.
// :param limit => 100   at most so many rows
// :returns article, title, source, date, facts, url
MATCH (r:Retraction) WHERE r.id > ''
RETURN r.id AS article, r.title AS title, r.source AS source, r.date AS date, size(r.facts) AS facts, r.url AS url
ORDER BY date DESC, article
LIMIT $limit
