// Events at a place, in a city or a nation
// Located there or hosted there, the latest first.
// :param place => "Paris"   id or name of a place, nation or body
// :param limit => 50   at most so many rows
// :returns event, kind, date, tie, articles
MATCH (p:Entity) WHERE p.id = $place OR p.name = $place
CALL (p) {
  MATCH (e:Event)-[:LOCATED_IN]->(p) RETURN e, 'located in' AS tie
  UNION
  MATCH (e:Event)<-[:HOSTED]-(p) RETURN e, 'hosted by' AS tie
}
WITH e, collect(tie) AS tie ORDER BY e.date DESC, e.id LIMIT $limit
RETURN e.name AS event, e.kind AS kind, e.date AS date, tie, e.articles AS articles
ORDER BY date DESC, event
