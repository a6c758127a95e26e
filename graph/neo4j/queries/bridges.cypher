// Who links actors that are not linked otherwise
// Betweenness in the neighbourhood of an actor, in Cypher alone: for each pair of its
// closest neighbours, the share of their shortest paths that runs through a node.
// :param actor => "France"   id or name of a nation, person or body
// :param size => 20   neighbours that are looked at
// :param limit => 20   at most so many rows
// :returns bridge, label, betweenness, pairs
// :heavy
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b) WHERE b <> a
WITH b, sum(c.sources) AS sources ORDER BY sources DESC, b.id LIMIT $size
WITH collect(b) AS around
UNWIND around AS s
UNWIND around AS t
WITH s, t WHERE s.id < t.id
MATCH p = allShortestPaths((s)-[:ACCUSED|AGREED|AIDED|ASSAULTED|ATTENDED|COERCED|CONCEDED|COOPERATED|HOLDS_OFFICE|HOSTED|LOCATED_IN|MEMBER_OF|MET|MOBILIZED|OPPOSED|PART_OF|PROPOSED|PROTESTED|RELATED_TO|REQUESTED|RETREATED|SANCTIONED|SIGNED|SUPPORTED|THREATENED*..3]-(t))
WITH s, t, [n IN nodes(p) | n][1..-1] AS inner
WITH s, t, collect(DISTINCT inner) AS paths
UNWIND paths AS inner
UNWIND inner AS v
WITH v, s, t, sum(1.0 / size(paths)) AS share
WITH v, sum(share) AS betweenness, count(*) AS pairs
ORDER BY betweenness DESC, v.id LIMIT $limit
RETURN v.name AS bridge, [l IN labels(v) WHERE l <> 'Entity'][0] AS label, round(betweenness, 2) AS betweenness, pairs
ORDER BY betweenness DESC, bridge
