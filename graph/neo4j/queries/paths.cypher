// The shortest paths between two actors, with a sentence for each step
// Up to five steps over the facts of the map.
// :param actor => "France"   id or name of a nation, person or body
// :param other => "Keir Starmer"   id or name of another
// :param limit => 5   at most so many rows
// :returns steps, path, quotes
MATCH (a:Entity) WHERE a.id = $actor OR a.name = $actor
MATCH (b:Entity) WHERE b.id = $other OR b.name = $other
MATCH p = allShortestPaths((a)-[:ACCUSED|AGREED|AIDED|ASSAULTED|ATTENDED|COERCED|CONCEDED|COOPERATED|HOLDS_OFFICE|HOSTED|LOCATED_IN|MEMBER_OF|MET|MOBILIZED|OPPOSED|PART_OF|PROPOSED|PROTESTED|RELATED_TO|REQUESTED|RETREATED|SANCTIONED|SIGNED|SUPPORTED|THREATENED*..5]-(b))
WHERE a <> b
WITH p LIMIT $limit
RETURN length(p) AS steps,
  reduce(t = nodes(p)[0].name, i IN range(0, length(p) - 1) |
    t + CASE WHEN startNode(relationships(p)[i]) = nodes(p)[i] THEN ' -' + type(relationships(p)[i]) + '-> ' ELSE ' <-' + type(relationships(p)[i]) + '- ' END + nodes(p)[i + 1].name) AS path,
  [r IN relationships(p) | r.evidence] AS quotes
ORDER BY path
