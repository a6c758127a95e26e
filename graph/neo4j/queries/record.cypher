// The record behind an edge: every article that states it, with its quote
// From the id of a relationship of the map, which is the id of its Claim.
// :param edge => ""   id of the relationship
// :returns source, type, target, status, article, title, agency, reported, quote, start, end, rule, confidence
MATCH (c:Claim {id: $edge})
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
MATCH (x:Article)-[s:STATES]->(c)
RETURN a.name AS source, c.type AS type, b.name AS target, c.status AS status, x.id AS article, x.title AS title, x.source AS agency,
  x.date AS reported, s.quote AS quote, s.start AS start, s.end AS end, s.rule AS rule, s.confidence AS confidence
ORDER BY reported, article, start
