// Which source reported on an actor, and when
// Articles that name it, by source.
// :param actor => "France"   id or name of a nation, person or body
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 50   at most so many rows
// :returns source, articles, first, last
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)<-[:MENTIONS]-(x:Article)
WHERE $from <= x.date <= $to
RETURN x.source AS source, count(DISTINCT x) AS articles, min(x.date) AS first, max(x.date) AS last
ORDER BY articles DESC, source
LIMIT $limit
