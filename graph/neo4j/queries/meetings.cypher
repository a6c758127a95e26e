// Meetings with their hosts, places and who attended
// Events of the kind meeting between two days; those without a date come last.
// :param from => "2000-01-01"   first day
// :param to => "2099-12-31"   last day
// :param limit => 50   at most so many rows
// :returns meeting, date, hosts, places, attended, planned
MATCH (e:Event {kind: 'meeting'})
WHERE e.date IS NULL OR $from <= e.date <= $to
WITH e ORDER BY e.date DESC, e.id LIMIT $limit
RETURN e.name AS meeting, e.date AS date,
  COLLECT { MATCH (e)<-[:HOSTED]-(a) RETURN DISTINCT a.name AS who ORDER BY who } AS hosts,
  COLLECT { MATCH (e)-[:LOCATED_IN]->(p) RETURN DISTINCT p.name AS place ORDER BY place } AS places,
  COLLECT { MATCH (e)<-[r:ATTENDED]-(a) WHERE r.status = 'actual' RETURN DISTINCT a.name AS who ORDER BY who } AS attended,
  COLLECT { MATCH (e)<-[r:ATTENDED]-(a) WHERE r.status = 'planned' RETURN DISTINCT a.name AS who ORDER BY who } AS planned
ORDER BY date DESC, meeting
