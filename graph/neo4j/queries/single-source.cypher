// Weighty facts that a single source states
// Acts of force or coercion, sanctions and the like that nobody else reports: check them first.
// :param plover => ["ASSAULT", "COERCE", "SANCTION", "MOBILIZE"]   PLOVER types
// :param limit => 50   at most so many rows
// :returns source, type, target, status, date, score, confidence, agency, quote, article
MATCH (c:Claim) WHERE c.plover IN $plover AND c.sources = 1
WITH c ORDER BY c.confidence, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article, x.source AS agency ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN a.name AS source, c.type AS type, b.name AS target, c.status AS status, c.date AS date, c.score AS score, c.confidence AS confidence, agency, quote, article
ORDER BY confidence, source, type, target
