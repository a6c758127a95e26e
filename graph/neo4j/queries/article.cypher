// What one article says, sentence by sentence
// Every claim of it, in the order of the text, with its quote, offsets and rule.
// :param article => ""   id of the article
// :returns sentence, source, type, target, status, date, quote, start, end, rule, confidence
MATCH (x:Article {id: $article})-[s:STATES]->(c:Claim)
MATCH (a)<-[:SUBJECT]-(c)-[:OBJECT]->(b)
RETURN s.sentence AS sentence, a.name AS source, c.type AS type, b.name AS target, c.status AS status, c.date AS date,
  s.quote AS quote, s.start AS start, s.end AS end, s.rule AS rule, s.confidence AS confidence
ORDER BY s.field DESC, start, end, type, source, target
