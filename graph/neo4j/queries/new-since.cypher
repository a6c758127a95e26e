// What was first reported since a day
// The newest first.
// :param since => "2026-01-01"   first day
// :param limit => 100   at most so many rows
// :returns reported, source, type, target, status, date, sources, quote, article
MATCH (c:Claim) WHERE c.firstReported >= $since
WITH c ORDER BY c.firstReported DESC, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN c.firstReported AS reported, a.name AS source, c.type AS type, b.name AS target, c.status AS status, c.date AS date, c.sources AS sources, quote, article
ORDER BY reported DESC, source, type, target, status
