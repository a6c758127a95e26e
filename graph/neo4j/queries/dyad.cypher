// Everything between two actors, day by day, with the sentences
// Both directions, all types and statuses.
// :param actor => "France"   id or name of a nation, person or body
// :param other => "Russia"   id or name of another
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 100   at most so many rows
// :returns date, source, type, target, status, score, sources, quote, article
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (b:Entity) WHERE b.id = $other OR b.name = $other
CALL (a, b) {
  MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b) RETURN c, a.name AS source, b.name AS target
  UNION ALL
  MATCH (b)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(a) RETURN c, b.name AS source, a.name AS target
}
WITH c, source, target, coalesce(c.date, c.firstReported) AS date
WHERE date IS NULL OR $from <= date <= $to
WITH c, source, target, date ORDER BY date DESC, c.id LIMIT $limit
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN date, source, c.type AS type, target, c.status AS status, c.score AS score, c.sources AS sources, quote, article
ORDER BY date, source, type, target, status
