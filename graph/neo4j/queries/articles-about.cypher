// Articles about an event, a person or anything else
// Those that name it, most often first.
// :param event => "declaration of intent"   id or name of an event
// :param limit => 50   at most so many rows
// :returns article, title, source, date, mentions, url
MATCH (e:Entity) WHERE e.id = $event OR e.name = $event
MATCH (x:Article)-[m:MENTIONS]->(e)
WITH x, sum(m.count) AS mentions ORDER BY mentions DESC, x.date DESC, x.id LIMIT $limit
RETURN x.id AS article, x.title AS title, x.source AS source, x.date AS date, mentions, x.url AS url
ORDER BY mentions DESC, date DESC, article
