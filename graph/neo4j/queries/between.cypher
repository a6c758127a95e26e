// What two actors have in common: everything tied to both
// The common neighbourhood, with how each is tied to it.
// :param actor => "France"   id or name of a nation, person or body
// :param other => "Russia"   id or name of another
// :param limit => 50   at most so many rows
// :returns common, label, first, second, sources
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (b:Entity) WHERE b.id = $other OR b.name = $other
MATCH (a)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(x) WHERE x <> a AND x <> b
WITH b, x, c ORDER BY c.type
WITH b, x, collect(DISTINCT c.type) AS first, sum(c.sources) AS n
MATCH (b)<-[:SUBJECT|OBJECT]-(d:Claim)-[:SUBJECT|OBJECT]->(x)
WITH x, first, n, d ORDER BY d.type
WITH x, first, n, collect(DISTINCT d.type) AS second, sum(d.sources) AS m
WITH x, first, second, n + m AS sources
ORDER BY sources DESC, x.id LIMIT $limit
RETURN x.name AS common, [l IN labels(x) WHERE l <> 'Entity'][0] AS label, first, second, sources
ORDER BY sources DESC, common
