package neo4j

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
	"newsgraph/graph/neo4j/neo4jtest"
)

// open connects to the test server, which is empty.
func open(t testing.TB) *DB {
	t.Helper()
	return connect(t, neo4jtest.Open(t))
}

func connect(t testing.TB, s neo4jtest.Server) *DB {
	t.Helper()
	db, err := Open(t.Context(), Config{URI: s.URI, User: s.User, Password: s.Password, Waiting: func(cause error, waited, _ time.Duration) {
		t.Logf("waited %v: %v", waited.Round(time.Second), cause)
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(t.Context()) })
	return db
}

func load(t testing.TB, db *DB, records []*graph.Record, opts LoadOptions) LoadStats {
	t.Helper()
	stats, err := db.Load(t.Context(), stream(records), opts)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// dump is the graph in the database as a file of records.
func dump(t testing.TB, db *DB) string {
	t.Helper()
	var b bytes.Buffer
	for r, err := range allRecords(t.Context(), db) {
		if err != nil {
			t.Fatal(err)
		}
		if err := graph.Write(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func text(t testing.TB, records []*graph.Record) string {
	t.Helper()
	var b bytes.Buffer
	for _, r := range records {
		if err := graph.Write(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

var small = size{articles: 100, nodes: 300, edges: 500, statements: 800, mentions: 900}

// However a graph is loaded, the database gives back the file, byte for byte.
func TestLoad(t *testing.T) {
	records := generate(1, small)
	want := text(t, records)
	shuffled := func() []*graph.Record {
		r := append([]*graph.Record(nil), records...)
		rand.New(rand.NewPCG(2, 3)).Shuffle(len(r), func(i, j int) { r[i], r[j] = r[j], r[i] })
		return r
	}()
	half := len(records) / 2
	for _, c := range []struct {
		name  string
		parts [][]*graph.Record
		opts  LoadOptions
	}{
		{"at once", [][]*graph.Record{records}, LoadOptions{}},
		{"in small batches by many jobs", [][]*graph.Record{records}, LoadOptions{Batch: 37, Jobs: 8}},
		{"shuffled", [][]*graph.Record{shuffled}, LoadOptions{Batch: 100}},
		{"relationships before nodes", [][]*graph.Record{records[half:], records[:half]}, LoadOptions{}},
		{"twice", [][]*graph.Record{records, records}, LoadOptions{}},
		{"repaired", [][]*graph.Record{records[:half], records}, LoadOptions{Repair: true}},
		{"pruned", [][]*graph.Record{generate(2, small), records}, LoadOptions{Prune: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := open(t)
			var stats LoadStats
			for _, part := range c.parts {
				stats = load(t, db, part, c.opts)
			}
			if stats.Placeholders != 0 {
				t.Errorf("%d placeholders are left", stats.Placeholders)
			}
			if got := dump(t, db); got != want {
				t.Error("the database does not give back what was loaded:\n" + firstDifference(got, want))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := bytes.Split([]byte(got), []byte{'\n'}), bytes.Split([]byte(want), []byte{'\n'})
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return "got  " + string(g[i]) + "\nwant " + string(w[i])
		}
	}
	return "one is longer"
}

// Only what changed is written.
func TestLoadChanges(t *testing.T) {
	db := open(t)
	records := generate(1, small)
	first := load(t, db, records, LoadOptions{})
	if got, want := first.Kinds, [kinds]Counts{{Created: 100}, {Created: 300}, {Created: 500}, {Created: 800}, {Created: 900}}; got != want {
		t.Errorf("the first load counts %v, want %v", got, want)
	}
	again := load(t, db, records, LoadOptions{})
	if got, want := again.Kinds, [kinds]Counts{{Unchanged: 100}, {Unchanged: 300}, {Unchanged: 500}, {Unchanged: 800}, {Unchanged: 900}}; got != want {
		t.Errorf("the second load counts %v, want %v", got, want)
	}
	changed := 0
	for i := 0; i < len(records); i += 50 {
		changed++
		switch r := records[i]; {
		case r.Article != nil:
			r.Article.Title += ", corrected"
		case r.Node != nil:
			r.Node.Aliases = nil
		case r.Edge != nil:
			r.Edge.Plover, r.Edge.Score, r.Edge.Reports = "", nil, 7
		case r.Statement != nil:
			r.Statement.Quote += " That was all."
		case r.Mentions != nil:
			r.Mentions.Count++
		}
	}
	stats := load(t, db, records, LoadOptions{})
	updated := 0
	for _, c := range stats.Kinds {
		updated += c.Updated
	}
	if updated != changed {
		t.Errorf("%d of %d changes were written", updated, changed)
	}
	if got, want := dump(t, db), text(t, records); got != want {
		t.Error("the database does not have what changed:\n" + firstDifference(got, want))
	}
}

// A graph of a later schema is left alone, one of an earlier brought up to date.
func TestSchemaVersion(t *testing.T) {
	db := open(t)
	records := generate(1, size{articles: 5, nodes: 9, edges: 9, statements: 9, mentions: 9})
	load(t, db, records, LoadOptions{})
	query(t, db, "MATCH (m:Newsgraph) SET m.schema = $version", map[string]any{"version": schemaVersion + 1})
	if _, err := db.Load(t.Context(), stream(records), LoadOptions{}); err == nil || !strings.Contains(err.Error(), "use a newer one") {
		t.Errorf("got %v", err)
	}
	query(t, db, "MATCH (m:Newsgraph) REMOVE m.schema", nil)
	load(t, db, records, LoadOptions{})
	if got := query(t, db, "MATCH (m:Newsgraph) RETURN m.schema", nil); got != int64(schemaVersion) {
		t.Errorf("the schema's version is %v", got)
	}
}

// What relationships name and no record describes is counted, and completed by
// the record when it comes.
func TestPlaceholders(t *testing.T) {
	db := open(t)
	records := generate(1, small)
	var ends []*graph.Record
	for _, r := range records {
		if r.Article == nil && r.Node == nil {
			ends = append(ends, r)
		}
	}
	if stats := load(t, db, ends, LoadOptions{}); stats.Placeholders == 0 {
		t.Error("nothing is said of the nodes that no record has described")
	}
	if stats := load(t, db, records, LoadOptions{}); stats.Placeholders != 0 {
		t.Errorf("%d placeholders are left", stats.Placeholders)
	}
}

// query runs Cypher for its first value.
func query(t testing.TB, db *DB, cypher string, params map[string]any) any {
	t.Helper()
	var value any
	err := db.write(t.Context(), func(tx driver.ManagedTransaction) error {
		return run(t.Context(), tx, cypher, params, func(row []any) error {
			if value == nil {
				value = row[0]
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// However graphs are loaded that share facts and nodes, and however often, the
// counts are those of all their articles.
func TestLoadSeveralGraphs(t *testing.T) {
	db := open(t)
	whole := without(fixture(t), nil) // with the test's own counts
	only := func(articles ...string) []*graph.Record {
		gone := map[string]bool{}
		for _, r := range whole {
			if r.Article != nil && !slices.Contains(articles, r.Article.ID) {
				gone[r.Article.ID] = true
			}
		}
		part := without(whole, gone)
		for i, r := range part {
			if r.Article != nil && !slices.Contains(articles, r.Article.Cluster) { // which this graph knows nothing of
				a := *r.Article
				a.Cluster = a.ID
				part[i] = &graph.Record{Article: &a}
			}
		}
		return part
	}
	p, q, r := only("a1", "a2", "a3"), only("a3", "a4", "a5"), only("a6", "a2")
	all := only("a1", "a2", "a3", "a4", "a5", "a6")
	want := text(t, all)
	for name, parts := range map[string][][]*graph.Record{
		"pqr": {p, q, r}, "qrp": {q, r, p}, "rpq": {r, p, q}, "rqp": {r, q, p}, "pqrpqr": {p, q, r, p, q, r}, "pqrqp": {p, q, r, q, p}, "all, then q": {all, q}, "q, then all": {q, all},
	} {
		t.Run(name, func(t *testing.T) {
			load(t, db, nil, LoadOptions{Prune: true})
			for _, part := range parts {
				load(t, db, part, LoadOptions{})
			}
			if got := dump(t, db); got != want {
				t.Error(firstDifference(got, want))
			}
			if n := query(t, db, "MATCH (x:Recount) RETURN count(x)", nil); n != int64(0) {
				t.Errorf("%v nodes are marked still", n)
			}
		})
	}

	// A record that was there already, with new articles behind it.
	e := &graph.EdgeRecord{ID: graph.EdgeID("FRA", "MET", "NER", "actual", "", ""), Source: "FRA", Type: "MET", Target: "NER", Status: "actual", Reports: 1, Sources: 1, Confidence: 0.5, Evidence: "France met Niger"}
	one := func(article string) []*graph.Record {
		return []*graph.Record{
			{Article: &graph.ArticleRecord{Article: graph.Article{ID: article}, Cluster: article}},
			{Node: &graph.NodeRecord{ID: "FRA", Label: "Nation", Name: "France", Articles: 1}}, {Node: &graph.NodeRecord{ID: "NER", Label: "Nation", Name: "Niger", Articles: 1}},
			{Edge: e}, {Statement: &graph.StatementRecord{Edge: e.ID, Article: article, Quote: e.Evidence, Rule: "met", Confidence: 0.5}},
			{Mentions: &graph.MentionsRecord{Article: article, Node: "FRA", Count: 1}}, {Mentions: &graph.MentionsRecord{Article: article, Node: "NER", Count: 1}},
		}
	}
	load(t, db, one("x1"), LoadOptions{Prune: true})
	broken := errors.New("broken")
	_, err := db.Load(t.Context(), func(yield func(*graph.Record, error) bool) {
		for _, r := range one("x2") {
			if !yield(r, nil) {
				return
			}
		}
		yield(nil, broken)
	}, LoadOptions{Batch: 1}) // all is written, nothing is counted
	if !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	load(t, db, one("x2"), LoadOptions{})
	if got := query(t, db, "MATCH (f)-[r:MET]->(t) RETURN [r.reports, r.sources, r.confidence, f.articles, t.articles]", nil); fmt.Sprint(got) != "[2 2 0.75 2 2]" {
		t.Errorf("the counts are %v, want 2 2 0.75 2 2", got)
	}
	load(t, db, one("x1"), LoadOptions{Prune: true})
	if got := dump(t, db); got != text(t, one("x1")) {
		t.Error("pruned to one graph:\n" + firstDifference(got, text(t, one("x1"))))
	}
}
