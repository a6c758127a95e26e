// Find people, nations, bodies, places and events by name
// Diacritics and case do not matter; AND, OR, NOT, "exact phrases", prefix* and typo~ work.
// :param text => "zelensky~"   words to look for
// :param limit => 25   at most so many rows
// :returns id, label, name, aliases, articles, relevance
CALL db.index.fulltext.queryNodes('entity_names', $text, {limit: $limit}) YIELD node, score
RETURN node.id AS id, [l IN labels(node) WHERE l <> 'Entity'][0] AS label, node.name AS name, node.aliases AS aliases, node.articles AS articles, round(score, 2) AS relevance
ORDER BY relevance DESC, id
