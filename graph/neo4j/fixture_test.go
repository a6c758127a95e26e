package neo4j

import (
	"bufio"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"newsgraph/graph"
)

// fixture reads testdata/fixture.txt.
func fixture(t testing.TB) []*graph.Record {
	t.Helper()
	f, err := os.Open("testdata/fixture.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var parts [kinds][]*graph.Record
	add := func(kind Kind, r *graph.Record) {
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		parts[kind] = append(parts[kind], r)
	}
	articles := map[string]*graph.ArticleRecord{}
	mentions := map[[2]string]int{}
	for s := bufio.NewScanner(f); s.Scan(); {
		what, rest, _ := strings.Cut(s.Text(), " ")
		cells := strings.Split(rest, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		for len(cells) < 10 {
			cells = append(cells, "")
		}
		switch what {
		case "article":
			a := &graph.ArticleRecord{Article: graph.Article{ID: cells[0], Date: cells[1], Source: cells[2], Title: cells[3], URL: "https://example.org/" + cells[0], Language: "en"}, Cluster: cells[4]}
			articles[a.ID] = a
			add(Articles, &graph.Record{Article: a})
		case "node":
			n := &graph.NodeRecord{ID: cells[0], Label: cells[1], Name: cells[2], Date: cells[4]}
			if cells[5] != "" {
				n.Aliases = strings.Split(cells[5], ",")
			}
			switch n.Label {
			case "Event":
				n.Kind = cells[3]
			case "Nation":
				n.ISO3 = cells[3]
			default:
				n.Nation = cells[3]
			}
			add(Nodes, &graph.Record{Node: n})
		case "edge":
			typ := graph.Vocab().Edges[cells[1]]
			e := &graph.EdgeRecord{ID: graph.EdgeID(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]), Source: cells[0], Type: cells[1], Target: cells[2], Status: cells[3], Date: cells[4], Title: cells[5], Plover: typ.Plover, Cameo: typ.Cameo, Asserter: cells[7], Confidence: 0.9, Evidence: cells[9]}
			if score, err := strconv.ParseFloat(cells[6], 64); err == nil {
				e.Score = &score
			}
			sources := map[string]bool{}
			for i, id := range strings.Split(cells[8], ",") {
				a := articles[id]
				sources[a.Cluster] = true
				e.Reports++
				if e.FirstReported == "" || a.Date < e.FirstReported {
					e.FirstReported = a.Date
				}
				e.LastReported = max(e.LastReported, a.Date)
				add(Statements, &graph.Record{Statement: &graph.StatementRecord{Edge: e.ID, Article: id, Quote: e.Evidence, Start: 100 * i, End: 100*i + len(e.Evidence), Sentence: i, Rule: strings.ToLower(e.Type), Confidence: 0.9, Asserter: e.Asserter}})
				mentions[[2]string{id, e.Source}]++
				mentions[[2]string{id, e.Target}]++
			}
			e.Sources = len(sources)
			add(Edges, &graph.Record{Edge: e})
		}
	}
	for m, n := range mentions {
		add(Mentions, &graph.Record{Mentions: &graph.MentionsRecord{Article: m[0], Node: m[1], Count: n}})
	}
	for _, n := range parts[Nodes] {
		for m := range mentions {
			if m[1] == n.Node.ID {
				n.Node.Articles++
			}
		}
	}
	var records []*graph.Record
	for _, part := range parts {
		slices.SortFunc(part, compareRecords)
		records = append(records, part...)
	}
	return records
}
