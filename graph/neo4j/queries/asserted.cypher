// What a person or body says that others did
// Claims that articles put into its mouth.
// :param actor => "Emmanuel Macron"   id or name of who speaks
// :param limit => 100   at most so many rows
// :returns date, source, type, target, status, sources, quote, article
MATCH (s:Entity) WHERE s.id = $actor OR s.name = $actor
MATCH (c:Claim {asserter: s.id})
WITH c, coalesce(c.date, c.firstReported) AS date ORDER BY date DESC, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN date, a.name AS source, c.type AS type, b.name AS target, c.status AS status, c.sources AS sources, quote, article
ORDER BY date, source, type, target
