// What some report as done and others as denied
// The same two, the same type, once actual and once denied.
// :param limit => 50   at most so many rows
// :returns source, type, target, done, denied, sourcesDone, sourcesDenied, quote, denial
MATCH (no:Claim {status: 'denied'})
MATCH (a)<-[:SUBJECT]-(no)-[:OBJECT]->(b)
MATCH (a)-[yes]->(b)
WHERE type(yes) = no.type AND yes.status = 'actual'
WITH a, b, no, yes ORDER BY yes.sources + no.sources DESC, no.id, yes.id LIMIT $limit
CALL (no) {
  MATCH (:Article)-[s:STATES]->(no) RETURN s.quote AS denial ORDER BY s.confidence DESC, s.id LIMIT 1
}
RETURN a.name AS source, no.type AS type, b.name AS target, yes.date AS done, no.date AS denied,
  yes.sources AS sourcesDone, no.sources AS sourcesDenied, yes.evidence AS quote, denial
ORDER BY sourcesDone + sourcesDenied DESC, source, type, target
