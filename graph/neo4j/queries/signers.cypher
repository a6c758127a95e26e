// Who signed what with whom, with the sentence
// Every signature that was reported, with the others who signed the same.
// :param status => "actual"   actual, planned, possible or denied
// :param limit => 50   at most so many rows
// :returns event, signer, label, with, date, sources, quote
MATCH (c:Claim {type: 'SIGNED'})-[:SUBJECT]->(a)
WHERE c.status = $status
MATCH (c)-[:OBJECT]->(e)
CALL (c, a, e) {
  MATCH (a)-[r:SIGNED {id: c.id}]->(e)
  RETURN r.evidence AS quote
}
CALL (c, a, e) {
  OPTIONAL MATCH (e)<-[r:SIGNED {status: c.status}]-(other)
  WHERE other <> a
  RETURN collect(DISTINCT other.name) AS with
}
RETURN e.name AS event, a.name AS signer, [l IN labels(a) WHERE l <> 'Entity'][0] AS label, with, c.date AS date, c.sources AS sources, quote
ORDER BY sources DESC, event, signer
LIMIT $limit
