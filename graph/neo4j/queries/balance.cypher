// Cooperation and conflict of an actor with each other actor
// Acts that were reported as done, both directions, with the mean PLOVER score.
// :param actor => "France"   id or name of a nation, person or body
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 50   at most so many rows
// :returns with, acts, score, cooperative, conflictual, latest
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE b <> a AND NOT b:Event AND c.score IS NOT NULL AND c.status = 'actual' AND $from <= coalesce(c.date, c.firstReported) <= $to
WITH b, count(*) AS acts, avg(c.score) AS score, sum(CASE WHEN c.score > 0 THEN 1 ELSE 0 END) AS cooperative,
  sum(CASE WHEN c.score < 0 THEN 1 ELSE 0 END) AS conflictual, max(c.lastReported) AS latest
ORDER BY acts DESC, b.id LIMIT $limit
RETURN b.name AS with, acts, round(score, 2) AS score, cooperative, conflictual, latest
ORDER BY acts DESC, with
