package neo4j

import (
	"math/rand/v2"
	"testing"

	"newsgraph/graph"
)

// without is a merged graph without some articles, computed here from its
// records: what only those articles support is gone, the rest counted anew.
func without(records []*graph.Record, retracted map[string]bool) []*graph.Record {
	clusters, dates := map[string]string{}, map[string]string{}
	for _, r := range records {
		if r.Article != nil {
			clusters[r.Article.ID], dates[r.Article.ID] = r.Article.Cluster, r.Article.Date
		}
	}
	stated, named := map[string][]*graph.StatementRecord{}, map[string][]string{}
	tied := map[string]bool{}
	for _, r := range records {
		if r.Statement != nil && !retracted[r.Statement.Article] {
			stated[r.Statement.Edge] = append(stated[r.Statement.Edge], r.Statement)
		}
		if r.Mentions != nil && !retracted[r.Mentions.Article] {
			named[r.Mentions.Node] = append(named[r.Mentions.Node], r.Mentions.Article)
		}
	}
	for _, r := range records {
		if r.Edge != nil && len(stated[r.Edge.ID]) > 0 {
			tied[r.Edge.Source], tied[r.Edge.Target] = true, true
		}
	}
	var left []*graph.Record
	for _, r := range records {
		switch {
		case r.Article != nil && retracted[r.Article.ID],
			r.Statement != nil && retracted[r.Statement.Article],
			r.Mentions != nil && retracted[r.Mentions.Article]:
			continue
		case r.Node != nil:
			if len(named[r.Node.ID]) == 0 && !tied[r.Node.ID] {
				continue
			}
			n := *r.Node
			n.Articles, n.FirstSeen, n.LastSeen = len(named[n.ID]), "", ""
			for _, a := range named[n.ID] {
				if n.FirstSeen == "" || dates[a] < n.FirstSeen {
					n.FirstSeen = dates[a]
				}
				n.LastSeen = max(n.LastSeen, dates[a])
			}
			r = &graph.Record{Node: &n}
		case r.Edge != nil:
			statements := stated[r.Edge.ID]
			if len(statements) == 0 {
				continue
			}
			e := *r.Edge
			articles, sources := map[string]bool{}, map[string]bool{}
			e.FirstReported, e.LastReported = "", ""
			for _, s := range statements {
				articles[s.Article], sources[clusters[s.Article]] = true, true
				if d := dates[s.Article]; e.FirstReported == "" || d < e.FirstReported {
					e.FirstReported = d
				}
				e.LastReported = max(e.LastReported, dates[s.Article])
			}
			e.Reports, e.Sources = len(articles), len(sources)
			wrong := 1.0
			for range sources {
				wrong *= 1 - 0.9
			}
			e.Confidence = float64(int((1-wrong)*1e4+0.5)) / 1e4
			r = &graph.Record{Edge: &e}
		}
		left = append(left, r)
	}
	return left
}

// Retracting leaves exactly the graph of the other articles, in whatever order
// and however often it is done, and loading brings everything back.
func TestRetract(t *testing.T) {
	db := open(t)
	records := fixture(t)
	all := without(records, nil) // with the test's own counts
	articles := []string{"a1", "a2", "a3", "a4", "a5", "a6"}
	for _, gone := range [][]string{{"a6"}, {"a3", "a1"}, {"a5", "a4", "a5"}, articles, {"unknown"}} {
		load(t, db, all, LoadOptions{Prune: true})
		set := map[string]bool{}
		for _, id := range gone {
			set[id] = true
		}
		for range 2 {
			if _, err := db.Retract(t.Context(), gone); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := dump(t, db), text(t, without(records, set)); got != want {
			t.Errorf("without %q:\n%s", gone, firstDifference(got, want))
		}
	}
}

// A sequence of retractions and loads ends where loading what is left begins.
func TestRetractAndLoad(t *testing.T) {
	db := open(t)
	records := without(generate(3, size{articles: 60, nodes: 90, edges: 150, statements: 300, mentions: 400}), nil)
	load(t, db, records, LoadOptions{})
	rng := rand.New(rand.NewPCG(5, 6))
	set := map[string]bool{}
	for range 10 {
		r := records[rng.IntN(60)]
		set[r.Article.ID] = true
		done, err := db.Retract(t.Context(), []string{r.Article.ID})
		if err != nil {
			t.Fatal(err)
		}
		if done.Articles > 1 {
			t.Errorf("one retraction removed %d articles", done.Articles)
		}
	}
	left := without(records, set)
	load(t, db, left, LoadOptions{Prune: true})
	if got, want := dump(t, db), text(t, left); got != want {
		t.Error(firstDifference(got, want))
	}
	load(t, db, records, LoadOptions{})
	if got, want := dump(t, db), text(t, records); got != want {
		t.Error(firstDifference(got, want))
	}
	if n := query(t, db, "MATCH (r:Retraction) RETURN count(r)", nil); n != int64(0) {
		t.Errorf("%v retractions are left of articles that are there again", n)
	}
}
