// What is named in the same articles as an actor
// Co-occurrence, whether or not a fact joins them.
// :param actor => "France"   id or name of a nation, person or body
// :param limit => 50   at most so many rows
// :returns name, label, articles
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)<-[:MENTIONS]-(x:Article)
WITH a, x ORDER BY x.date DESC LIMIT 2000
MATCH (x)-[:MENTIONS]->(b) WHERE b <> a
WITH b, count(DISTINCT x) AS articles ORDER BY articles DESC, b.id LIMIT $limit
RETURN b.name AS name, [l IN labels(b) WHERE l <> 'Entity'][0] AS label, articles
ORDER BY articles DESC, name
