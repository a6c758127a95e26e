// Planned things that did happen
// The same two and the same type, first planned and later actual.
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 50   at most so many rows
// :returns source, type, target, planned, done, sources, quote, outcome
MATCH (plan:Claim) WHERE $from <= plan.firstReported <= $to AND plan.status = 'planned'
MATCH (a)<-[:SUBJECT]-(plan)-[:OBJECT]->(b)
MATCH (a)-[done]->(b)
WHERE type(done) = plan.type AND done.status = 'actual' AND done.lastReported >= plan.firstReported
WITH a, b, plan, done ORDER BY done.sources DESC, plan.id, done.id LIMIT $limit
CALL (plan) {
  MATCH (:Article)-[s:STATES]->(plan) RETURN s.quote AS quote ORDER BY s.confidence DESC, s.id LIMIT 1
}
RETURN a.name AS source, plan.type AS type, b.name AS target, plan.firstReported AS planned, coalesce(done.date, done.firstReported) AS done,
  done.sources AS sources, quote, done.evidence AS outcome
ORDER BY sources DESC, source, type, target
