package neo4j

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// injuries change one random thing of the database each, so that it is no
// longer what was loaded.
var injuries = []string{
	"MATCH (x:Article {id: $article}) SET x.title = 'forged'",
	"MATCH (x:Article {id: $article}) REMOVE x.date",
	"MATCH (x:Article {id: $article}) DETACH DELETE x",
	"CREATE (:Article {id: 'extra-' + $n})",
	"MATCH (x:Entity {id: $node}) SET x.name = 'Someone Else'",
	"MATCH (x:Entity {id: $node}) SET x.aliases = ['x']",
	"MATCH (x:Entity {id: $node}) SET x:Place",
	"MATCH (x:Entity {id: $node}) DETACH DELETE x",
	"CREATE (:Entity:Person {id: 'extra-' + $n, name: 'Nobody', hash: 1})",
	"MATCH (c:Claim {id: $edge}) SET c.status = 'denied'",
	"MATCH (c:Claim {id: $edge}) SET c.type = 'ME'",
	"MATCH (c:Claim {id: $edge}) SET c.type = CASE c.type WHEN 'MET' THEN 'SIGNED' ELSE 'MET' END",
	"MATCH (c:Claim {id: $edge}) SET c.score = 9.5",
	"MATCH (c:Claim {id: $edge})-[r:SUBJECT]->() DELETE r",
	"MATCH (c:Claim {id: $edge})-[r:OBJECT]->(o) MATCH (x:Entity) WHERE x <> o WITH c, r, x LIMIT 1 DELETE r CREATE (c)-[:OBJECT]->(x)",
	"MATCH (c:Claim {id: $edge}), (x:Entity {id: $node}) CREATE (c)-[:SUBJECT]->(x)",
	"MATCH (c:Claim {id: $edge}) DETACH DELETE c",
	"CREATE (:Claim {id: 'extra-' + $n, hash: 1})",
	"MATCH (:Entity)-[r {id: $edge}]->(:Entity) SET r.evidence = 'never said'",
	"MATCH (:Entity)-[r {id: $edge}]->(:Entity) SET r.reports = 99",
	"MATCH (:Entity)-[r {id: $edge}]->(:Entity) REMOVE r.claim",
	"MATCH (:Entity)-[r {id: $edge}]->(:Entity) DELETE r",
	"MATCH (x:Entity {id: $node}) CREATE (x)-[:SIGNED {id: 'extra-' + $n}]->(x)",
	"MATCH (:Article)-[s:STATES {id: $statement}]->() SET s.quote = 'never said'",
	"MATCH (:Article)-[s:STATES {id: $statement}]->() SET s.start = -1",
	"MATCH (:Article)-[s:STATES {id: $statement}]->() DELETE s",
	"MATCH (a:Article)-[s:STATES {id: $statement}]->(), (c:Claim {id: $edge}) WITH a, s, c, properties(s) AS p DELETE s WITH a, c, p CREATE (a)-[t:STATES]->(c) SET t = p SET t.rule = 'x'",
	"MATCH (a:Article {id: $article}), (c:Claim {id: $edge}) CREATE (a)-[:STATES {id: 'extra-' + $n}]->(c)",
	"MATCH (:Article)-[m:MENTIONS {id: $mention}]->() SET m.count = m.count + 1",
	"MATCH (:Article)-[m:MENTIONS {id: $mention}]->() DELETE m",
	"MATCH (a:Article {id: $article}), (x:Entity {id: $node}) CREATE (a)-[:MENTIONS {id: 'extra-' + $n, count: 1}]->(x)",
}

// Reconcile finds every one of a hundred differences, and repairing and pruning
// mends them all.
func TestReconcile(t *testing.T) {
	db := open(t)
	records := generate(4, size{articles: 300, nodes: 600, edges: 600, statements: 900, mentions: 900})
	load(t, db, records, LoadOptions{})
	reconcile := func() string {
		t.Helper()
		var found []string
		report, err := db.Reconcile(t.Context(), stream(records), func(d Difference) { found = append(found, d.String()) })
		if err != nil {
			t.Fatal(err)
		}
		if report.Differences != len(found) {
			t.Errorf("%d differences are counted and %d told", report.Differences, len(found))
		}
		return strings.Join(found, "\n")
	}
	if found := reconcile(); found != "" {
		t.Fatalf("what was just loaded differs:\n%s", found)
	}

	type target struct{ id, name string }
	byKind := map[Kind][]target{}
	for _, r := range records {
		e, err := elementOf(r)
		if err != nil {
			t.Fatal(err)
		}
		byKind[e.kind] = append(byKind[e.kind], target{e.id, nameOf(r, e.id)})
	}
	rng := rand.New(rand.NewPCG(7, 8))
	parameters := map[string]Kind{"article": Articles, "node": Nodes, "edge": Edges, "statement": Statements, "mention": Mentions}
	type injury struct {
		cypher string
		names  []string // one of which has to be told
	}
	var done []injury
	for n := 0; len(done) < 100; n++ {
		cypher := injuries[len(done)%len(injuries)]
		params := map[string]any{"n": fmt.Sprint(n)}
		names := []string{"extra-" + fmt.Sprint(n)}
		for name, kind := range parameters {
			pick := byKind[kind][rng.IntN(len(byKind[kind]))]
			params[name] = pick.id
			if strings.Contains(cypher, "$"+name) {
				names = append(names, pick.name)
			}
		}
		// What an earlier injury has removed cannot be hurt again.
		if injure(t, db, cypher, params) {
			done = append(done, injury{cypher, names})
		}
	}
	found := reconcile()
	for _, i := range done {
		if !slices.ContainsFunc(i.names, func(name string) bool { return strings.Contains(found, " "+name+":") }) {
			t.Errorf("not found: %s %q", i.cypher, i.names)
		}
	}
	load(t, db, records, LoadOptions{Repair: true, Prune: true})
	if left := reconcile(); left != "" {
		t.Errorf("not mended:\n%s", left)
	}
}

// injure runs Cypher and reports whether it changed anything.
func injure(t *testing.T, db *DB, cypher string, params map[string]any) (changed bool) {
	t.Helper()
	err := db.write(t.Context(), func(tx driver.ManagedTransaction) error {
		result, err := tx.Run(t.Context(), cypher, params)
		if err != nil {
			return err
		}
		summary, err := result.Consume(t.Context())
		if err == nil {
			changed = summary.Counters().ContainsUpdates()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return changed
}
