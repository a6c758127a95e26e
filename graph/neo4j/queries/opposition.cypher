// Who opposed whom or what, with the sentence
// Rejections in words, the most widely reported first.
// :param limit => 50   at most so many rows
// :returns opponent, opposed, status, date, sources, quote, article
MATCH (c:Claim {type: 'OPPOSED'})
WITH c ORDER BY c.sources DESC, c.date DESC, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN a.name AS opponent, b.name AS opposed, c.status AS status, c.date AS date, c.sources AS sources, quote, article
ORDER BY sources DESC, date DESC, opponent, opposed
