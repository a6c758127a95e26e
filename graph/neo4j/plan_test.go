package neo4j

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph/neo4j/neo4jtest"
)

// scans are the operators that read all of a label, a type or the database.
var scans = regexp.MustCompile(`\+(\w*(?:AllNodesScan|NodeByLabelScan|NodeIndexScan|RelationshipTypeScan|RelationshipsScan|RelationshipIndexScan)\w*)`)

// bigParams are questions that find something in a generated graph.
func bigParams(q Query) map[string]any {
	params := q.Defaults()
	for name, value := range map[string]any{"actor": "body:0000000", "other": "body:0000003", "article": "article-0000001", "event": "event:0000001", "place": "body:0000000", "text": "number"} {
		if _, ok := params[name]; ok {
			params[name] = value
		}
	}
	return params
}

// profile runs a question and returns the scans in its plan.
func profile(t testing.TB, db *DB, q Query) []string {
	t.Helper()
	var plan string
	err := db.read(t.Context(), func(tx driver.ManagedTransaction) error {
		result, err := tx.Run(t.Context(), "PROFILE "+q.Cypher, bigParams(q))
		if err != nil {
			return err
		}
		for result.Next(t.Context()) { // the server profiles what is read to its end only
		}
		summary, err := result.Consume(t.Context())
		if err != nil {
			return err
		}
		// The driver's tree of a plan repeats children; the text is right.
		plan, _ = summary.Profile().Arguments()["string-representation"].(string)
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	if !strings.Contains(plan, "ProduceResults") {
		t.Fatalf("%s has no plan:\n%s", q.Name, plan)
	}
	var found []string
	for _, m := range scans.FindAllStringSubmatch(plan, -1) {
		found = append(found, m[1])
	}
	return found
}

// No question reads all of a label or type, as the plans for a graph of 10,000
// nodes show; BenchmarkLibrary looks at 200,000.
func TestLibraryScansNothing(t *testing.T) {
	db := open(t)
	load(t, db, generate(8, size{500, 4500, 5000, 6000, 9000}), LoadOptions{})
	// Plans made while a test before this one had ten nodes in the database may
	// scan, until the server counts anew, which it does in its own time.
	query(t, db, "CALL db.prepareForReplanning()", nil)
	for _, q := range Library() {
		if found := profile(t, db, q); len(found) > 0 {
			t.Errorf("%s scans: %q", q.Name, found)
		}
	}
}

// BenchmarkLibrary asks every question of a graph of 200,000 nodes and 600,000
// relationships, warm, and reports the slowest that is not marked heavy.
//
//	go test ./graph/neo4j -run '^$' -bench Library -benchtime 1x -timeout 1h
func BenchmarkLibrary(b *testing.B) {
	_, s := neo4jtest.OpenLocal(b, asUsersStartIt)
	db := connect(b, s)
	load(b, db, generate(1, benchSize()), LoadOptions{})
	for _, q := range Library() { // warms the server up
		if err := db.Query(b.Context(), q.Cypher, bigParams(q), new(textRows)); err != nil {
			b.Fatal(err)
		}
	}
	slowest := time.Duration(0)
	for b.Loop() {
		for _, q := range Library() {
			if found := profile(b, db, q); len(found) > 0 {
				b.Errorf("%s scans: %q", q.Name, found)
			}
			var times []time.Duration
			for range 7 {
				start := time.Now()
				if err := db.Query(b.Context(), q.Cypher, bigParams(q), new(textRows)); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
			}
			slices.Sort(times[2:]) // the first two warm it up
			median := times[4]
			b.Logf("%-22s %6d ms%s", q.Name, median.Milliseconds(), map[bool]string{true: " (heavy)"}[q.Heavy])
			if !q.Heavy {
				slowest = max(slowest, median)
			}
		}
	}
	b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest")
	b.ReportMetric(0, "ns/op")
}
