// Who signed what with whom, with the sentence
// Every signature that was reported, with the others who signed the same.
// :param status => "actual"   actual, planned, possible or denied
// :param limit => 50   at most so many rows
// :returns event, signer, label, with, date, sources, quote, article
MATCH (c:Claim {type: 'SIGNED'}) WHERE c.status = $status
WITH c ORDER BY c.sources DESC, c.date DESC, c.id LIMIT $limit
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(e)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN e.name AS event, a.name AS signer, [l IN labels(a) WHERE l <> 'Entity'][0] AS label,
  COLLECT { MATCH (e)<-[:SIGNED {status: $status}]-(o) WHERE o <> a RETURN DISTINCT o.name ORDER BY o.name } AS with,
  c.date AS date, c.sources AS sources, quote, article
ORDER BY sources DESC, event, signer, date, quote
