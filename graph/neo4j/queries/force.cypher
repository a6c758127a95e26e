// Acts of force: who attacked, coerced or mobilised against whom
// PLOVER types ASSAULT, COERCE and MOBILIZE that were reported as done.
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 50   at most so many rows
// :returns date, source, type, target, score, sources, quote, article
MATCH (c:Claim) WHERE c.plover IN ['ASSAULT', 'COERCE', 'MOBILIZE'] AND c.status = 'actual' AND $from <= coalesce(c.date, c.firstReported) <= $to
WITH c ORDER BY c.sources DESC, c.date DESC, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN c.date AS date, a.name AS source, c.type AS type, b.name AS target, c.score AS score, c.sources AS sources, quote, article
ORDER BY sources DESC, date DESC, source, type, target
