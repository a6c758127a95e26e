// The network of who was together at events between two days
// Pairs and the number of events at which both were host, guest or signer: an edge list for network tools.
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 1000   at most so many rows
// :returns a, b, events
// :heavy
MATCH (e:Event) WHERE $from <= e.date <= $to
MATCH (a)-[:HOSTED|ATTENDED|SIGNED {status: 'actual'}]->(e)<-[:HOSTED|ATTENDED|SIGNED {status: 'actual'}]-(b)
WHERE a.id < b.id
WITH a, b, count(DISTINCT e) AS events
ORDER BY events DESC, a.id, b.id LIMIT $limit
RETURN a.name AS a, b.name AS b, events
ORDER BY events DESC, a, b
