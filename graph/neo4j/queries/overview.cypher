// How many nodes and facts of each kind the graph has
// Counts come from the database's own counters, so this is instant on any graph.
// :returns what, count
CALL () {
  RETURN 'Article' AS what, COUNT { (:Article) } AS count
  UNION ALL
  RETURN 'Person' AS what, COUNT { (:Person) } AS count
  UNION ALL
  RETURN 'Nation' AS what, COUNT { (:Nation) } AS count
  UNION ALL
  RETURN 'Body' AS what, COUNT { (:Body) } AS count
  UNION ALL
  RETURN 'Place' AS what, COUNT { (:Place) } AS count
  UNION ALL
  RETURN 'Event' AS what, COUNT { (:Event) } AS count
  UNION ALL
  RETURN 'Claim' AS what, COUNT { (:Claim) } AS count
  UNION ALL
  RETURN 'ACCUSED' AS what, COUNT { ()-[:ACCUSED]->() } AS count
  UNION ALL
  RETURN 'AGREED' AS what, COUNT { ()-[:AGREED]->() } AS count
  UNION ALL
  RETURN 'AIDED' AS what, COUNT { ()-[:AIDED]->() } AS count
  UNION ALL
  RETURN 'ASSAULTED' AS what, COUNT { ()-[:ASSAULTED]->() } AS count
  UNION ALL
  RETURN 'ATTENDED' AS what, COUNT { ()-[:ATTENDED]->() } AS count
  UNION ALL
  RETURN 'COERCED' AS what, COUNT { ()-[:COERCED]->() } AS count
  UNION ALL
  RETURN 'CONCEDED' AS what, COUNT { ()-[:CONCEDED]->() } AS count
  UNION ALL
  RETURN 'COOPERATED' AS what, COUNT { ()-[:COOPERATED]->() } AS count
  UNION ALL
  RETURN 'HOLDS_OFFICE' AS what, COUNT { ()-[:HOLDS_OFFICE]->() } AS count
  UNION ALL
  RETURN 'HOSTED' AS what, COUNT { ()-[:HOSTED]->() } AS count
  UNION ALL
  RETURN 'LOCATED_IN' AS what, COUNT { ()-[:LOCATED_IN]->() } AS count
  UNION ALL
  RETURN 'MEMBER_OF' AS what, COUNT { ()-[:MEMBER_OF]->() } AS count
  UNION ALL
  RETURN 'MET' AS what, COUNT { ()-[:MET]->() } AS count
  UNION ALL
  RETURN 'MOBILIZED' AS what, COUNT { ()-[:MOBILIZED]->() } AS count
  UNION ALL
  RETURN 'OPPOSED' AS what, COUNT { ()-[:OPPOSED]->() } AS count
  UNION ALL
  RETURN 'PART_OF' AS what, COUNT { ()-[:PART_OF]->() } AS count
  UNION ALL
  RETURN 'PROPOSED' AS what, COUNT { ()-[:PROPOSED]->() } AS count
  UNION ALL
  RETURN 'PROTESTED' AS what, COUNT { ()-[:PROTESTED]->() } AS count
  UNION ALL
  RETURN 'RELATED_TO' AS what, COUNT { ()-[:RELATED_TO]->() } AS count
  UNION ALL
  RETURN 'REQUESTED' AS what, COUNT { ()-[:REQUESTED]->() } AS count
  UNION ALL
  RETURN 'RETREATED' AS what, COUNT { ()-[:RETREATED]->() } AS count
  UNION ALL
  RETURN 'SANCTIONED' AS what, COUNT { ()-[:SANCTIONED]->() } AS count
  UNION ALL
  RETURN 'SIGNED' AS what, COUNT { ()-[:SIGNED]->() } AS count
  UNION ALL
  RETURN 'SUPPORTED' AS what, COUNT { ()-[:SUPPORTED]->() } AS count
  UNION ALL
  RETURN 'THREATENED' AS what, COUNT { ()-[:THREATENED]->() } AS count
}
WITH what, count WHERE count > 0
RETURN what, count
