// Who was together with an actor, and how often
// Both hosted, attended or signed the same event.
// :param actor => "France"   id or name of a nation, person or body
// :param limit => 50   at most so many rows
// :returns with, label, events, latest, examples
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (a)-[:HOSTED|ATTENDED|SIGNED {status: 'actual'}]->(e:Event)
WITH DISTINCT a, e
MATCH (e)<-[:HOSTED|ATTENDED|SIGNED {status: 'actual'}]-(b) WHERE b <> a
WITH DISTINCT b, e ORDER BY e.date DESC, e.id
WITH b, collect(e) AS met
WITH b, size(met) AS events, reduce(d = '', e IN met | CASE WHEN e.date > d THEN e.date ELSE d END) AS latest, [e IN met | e.name] AS names
ORDER BY events DESC, b.id LIMIT $limit
RETURN b.name AS with, [l IN labels(b) WHERE l <> 'Entity'][0] AS label, events, latest, names[..3] AS examples
ORDER BY events DESC, with
