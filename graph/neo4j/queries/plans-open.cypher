// Planned things that nobody has reported as done
// Planned, and neither actual nor denied since; the oldest plans first.
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 50   at most so many rows
// :returns planned, due, source, type, target, sources, quote, article
MATCH (c:Claim) WHERE $from <= c.firstReported <= $to AND c.status = 'planned'
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
WHERE NOT EXISTS { MATCH (a)-[r]->(b) WHERE type(r) = c.type AND r.status IN ['actual', 'denied'] AND r.lastReported >= c.firstReported }
WITH a, b, c ORDER BY c.firstReported, c.id LIMIT $limit
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN c.firstReported AS planned, c.date AS due, a.name AS source, c.type AS type, b.name AS target, c.sources AS sources, quote, article
ORDER BY planned, source, type, target
