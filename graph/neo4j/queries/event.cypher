// Everyone who took part in an event, and how
// All facts about one event.
// :param event => "declaration of intent"   id or name of an event
// :param limit => 100   at most so many rows
// :returns actor, type, status, date, sources, quote, article
MATCH (e:Entity) WHERE e.id = $event OR e.name = $event
MATCH (e)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(a)
WITH c, a ORDER BY c.sources DESC, c.id LIMIT $limit
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote, x.title AS article ORDER BY s.confidence DESC, x.id LIMIT 1
}
RETURN a.name AS actor, c.type AS type, c.status AS status, c.date AS date, c.sources AS sources, quote, article
ORDER BY sources DESC, type, actor, status
