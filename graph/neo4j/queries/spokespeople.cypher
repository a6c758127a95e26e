// Who speaks for a nation or body
// People who hold an office there or belong there and are quoted as saying something.
// :param actor => "France"   id or name of a nation, person or body
// :param limit => 50   at most so many rows
// :returns person, office, claims, latest, example
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (p:Person)-[h:HOLDS_OFFICE|MEMBER_OF]->(a)
WITH p, collect(DISTINCT coalesce(h.title, 'member')) AS office
MATCH (c:Claim {asserter: p.id})
WITH p, office, c ORDER BY c.lastReported DESC, c.id
WITH p, office, count(c) AS claims, collect(c)[0] AS c
ORDER BY claims DESC, p.id LIMIT $limit
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN p.name AS person, office, claims, c.lastReported AS latest, quote AS example
ORDER BY claims DESC, person
