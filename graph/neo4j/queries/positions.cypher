// What a nation, person or body stood for and against, over time
// Everything that it proposed, supported, opposed, agreed or rejected, by day.
// :param actor => "France"   id or name of a nation, person or body
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 100   at most so many rows
// :returns date, type, about, status, asserter, sources, quote, article
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)<-[:SUBJECT]-(c:Claim)
WHERE c.type IN ['PROPOSED', 'SUPPORTED', 'OPPOSED', 'AGREED', 'REQUESTED', 'CONCEDED'] AND $from <= coalesce(c.date, c.firstReported) <= $to
WITH c, coalesce(c.date, c.firstReported) AS date ORDER BY date DESC, c.id LIMIT $limit
MATCH (c)-[:OBJECT]->(b)
OPTIONAL MATCH (s:Entity {id: c.asserter})
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN date, c.type AS type, b.name AS about, c.status AS status, s.name AS asserter, c.sources AS sources, quote, article
ORDER BY date, type, about, status
