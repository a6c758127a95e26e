// Two actors by month: number of acts and mean PLOVER score
// What one did to the other; -10 is the most conflictual, +10 the most cooperative.
// :param actor => "France"   id or name of a nation, person or body
// :param other => "Russia"   id or name of another
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :returns month, source, target, acts, score, cooperative, conflictual
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (b:Entity) WHERE b.id = $other OR b.name = $other
CALL (a, b) {
  MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b) RETURN c, a.name AS source, b.name AS target
  UNION ALL
  MATCH (b)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(a) RETURN c, b.name AS source, a.name AS target
}
WITH c, source, target, coalesce(c.date, c.firstReported) AS date
WHERE c.score IS NOT NULL AND c.status = 'actual' AND $from <= date <= $to
RETURN left(date, 7) AS month, source, target, count(*) AS acts, round(avg(c.score), 2) AS score,
  sum(CASE WHEN c.score > 0 THEN 1 ELSE 0 END) AS cooperative, sum(CASE WHEN c.score < 0 THEN 1 ELSE 0 END) AS conflictual
ORDER BY month, source, target
