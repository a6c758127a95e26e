// Who proposed what, who supported it and who opposed it
// Plans and measures with both sides, the most widely reported first.
// :param limit => 50   at most so many rows
// :returns proposal, proposed, supported, opposed, sources
MATCH (c:Claim {type: 'PROPOSED'})-[:OBJECT]->(e)
WITH e, max(c.sources) AS sources ORDER BY sources DESC, e.id LIMIT $limit
RETURN e.name AS proposal,
  COLLECT { MATCH (e)<-[r:PROPOSED]-(a) RETURN DISTINCT a.name + ' (' + r.status + ')' AS who ORDER BY who } AS proposed,
  COLLECT { MATCH (e)<-[r:SUPPORTED]-(a) RETURN DISTINCT a.name + ' (' + r.status + ')' AS who ORDER BY who } AS supported,
  COLLECT { MATCH (e)<-[r:OPPOSED]-(a) RETURN DISTINCT a.name + ' (' + r.status + ')' AS who ORDER BY who } AS opposed,
  sources
ORDER BY sources DESC, proposal
