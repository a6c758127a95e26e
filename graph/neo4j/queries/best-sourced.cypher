// The facts with the most independent sources
// Near-duplicate articles count as one source.
// :param limit => 50   at most so many rows
// :returns sources, reports, source, type, target, status, date, quote, article
MATCH (c:Claim) WHERE c.sources > 0
WITH c ORDER BY c.sources DESC, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN c.sources AS sources, c.reports AS reports, a.name AS source, c.type AS type, b.name AS target, c.status AS status, c.date AS date, quote, article
ORDER BY sources DESC, reports DESC, source, type, target, status
