// How many nodes and facts of each kind the graph has
// Counts come from the database's own counters, so this is instant on any graph.
// :returns what, count
MATCH (n:Article) RETURN 'Article' AS what, count(n) AS count
UNION ALL
MATCH (n:Person) RETURN 'Person' AS what, count(n) AS count
UNION ALL
MATCH (n:Nation) RETURN 'Nation' AS what, count(n) AS count
UNION ALL
MATCH (n:Body) RETURN 'Body' AS what, count(n) AS count
UNION ALL
MATCH (n:Place) RETURN 'Place' AS what, count(n) AS count
UNION ALL
MATCH (n:Event) RETURN 'Event' AS what, count(n) AS count
UNION ALL
MATCH (n:Claim) RETURN 'Claim' AS what, count(n) AS count
UNION ALL
MATCH ()-[r:ACCUSED]->() RETURN 'ACCUSED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:AGREED]->() RETURN 'AGREED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:AIDED]->() RETURN 'AIDED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:ASSAULTED]->() RETURN 'ASSAULTED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:ATTENDED]->() RETURN 'ATTENDED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:COERCED]->() RETURN 'COERCED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:CONCEDED]->() RETURN 'CONCEDED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:COOPERATED]->() RETURN 'COOPERATED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:HOLDS_OFFICE]->() RETURN 'HOLDS_OFFICE' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:HOSTED]->() RETURN 'HOSTED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:LOCATED_IN]->() RETURN 'LOCATED_IN' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:MEMBER_OF]->() RETURN 'MEMBER_OF' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:MET]->() RETURN 'MET' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:MOBILIZED]->() RETURN 'MOBILIZED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:OPPOSED]->() RETURN 'OPPOSED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:PART_OF]->() RETURN 'PART_OF' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:PROPOSED]->() RETURN 'PROPOSED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:PROTESTED]->() RETURN 'PROTESTED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:RELATED_TO]->() RETURN 'RELATED_TO' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:REQUESTED]->() RETURN 'REQUESTED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:RETREATED]->() RETURN 'RETREATED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:SANCTIONED]->() RETURN 'SANCTIONED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:SIGNED]->() RETURN 'SIGNED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:SUPPORTED]->() RETURN 'SUPPORTED' AS what, count(r) AS count
UNION ALL
MATCH ()-[r:THREATENED]->() RETURN 'THREATENED' AS what, count(r) AS count
