// Who held which office of a nation or body at a date
// As reported by then: an office that was last reported as held before the date counts,
// one that was reported as former by then does not.
// :param actor => "France"   id or name of a nation, person or body
// :param date => "2026-12-31"   the day
// :returns person, office, since, last, sources, quote
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (p:Person)-[h:HOLDS_OFFICE {status: 'actual'}]->(a)
WHERE coalesce(h.date, h.firstReported, '') <= $date
  AND NOT EXISTS { MATCH (p)-[x:HOLDS_OFFICE {status: 'past'}]->(a) WHERE x.title = h.title AND x.firstReported <= $date AND x.firstReported > h.lastReported }
RETURN p.name AS person, h.title AS office, h.firstReported AS since, h.lastReported AS last, h.sources AS sources, h.evidence AS quote
ORDER BY office, last DESC, person
