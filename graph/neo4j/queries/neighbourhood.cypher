// What an actor is tied to, the strongest ties first
// One step around it, all types together.
// :param actor => "France"   id or name of a nation, person or body
// :param limit => 50   at most so many rows
// :returns neighbour, label, ties, facts, sources, latest
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b) WHERE b <> a
WITH DISTINCT b, c ORDER BY c.type
WITH b, collect(DISTINCT c.type) AS ties, count(c) AS facts, sum(c.sources) AS sources, max(c.lastReported) AS latest
ORDER BY sources DESC, b.id LIMIT $limit
RETURN b.name AS neighbour, [l IN labels(b) WHERE l <> 'Entity'][0] AS label, ties, facts, sources, latest
ORDER BY sources DESC, neighbour
