package merge

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/score/clusters"
)

// wikinews reads the articles of testdata.
func wikinews(t testing.TB) []*graph.Document {
	t.Helper()
	f, err := os.Open("testdata/wikinews.ndjson.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*graph.Document
	for d, err := range graph.Documents(z, f.Name()) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	if len(docs) != 149 {
		t.Fatalf("testdata has %d articles, want 149", len(docs))
	}
	return docs
}

// TestEventsAcrossArticles measures events of several articles against events.txt.
func TestEventsAcrossArticles(t *testing.T) {
	docs := map[string]*graph.Document{}
	var all []*graph.Document
	for _, d := range wikinews(t) {
		docs[d.ID] = d
		all = append(all, d)
	}
	_, records := merged(t, Options{}, all...)
	is := map[string]string{} // ARTICLE#ID → node
	for _, r := range records {
		if m := r.Mentions; m != nil {
			for _, local := range m.Local {
				is[m.Article+"#"+local] = m.Node
			}
		}
	}
	gold, system := map[string]string{}, map[string]string{}
	b, err := os.ReadFile("testdata/events.txt")
	if err != nil {
		t.Fatal(err)
	}
	taken := map[string]bool{}
	lines := 0
	for line := range bytes.Lines(b) {
		f := strings.Split(string(line), "|")
		if len(f) != 4 || line[0] == '#' {
			continue
		}
		lines++
		cluster, article := strings.TrimSpace(f[0]), strings.TrimSpace(f[2])
		id := eventAt(docs[article], strings.Split(f[3], ";"), taken)
		if id == "" {
			continue
		}
		ref := article + "#" + id
		taken[ref] = true
		gold[ref], system[ref] = cluster, is[ref]
	}
	s := clusters.Compare(gold, system)
	events := map[string]int{}
	for _, c := range gold {
		events[c]++
	}
	across := 0
	for _, n := range events {
		if n > 1 {
			across++
		}
	}
	t.Logf("%d mentions of %d events, %d of them in several articles: MUC %.3f, B³ %.3f, CEAF-e %.3f, CoNLL F1 %.3f",
		len(gold), len(events), across, s.MUC, s.B3, s.CEAF, s.CoNLL)
	for _, pair := range wrong(gold, system) {
		t.Log(pair)
	}
	if len(gold) < 175 || across < 30 {
		t.Errorf("only %d of %d lines of events.txt have an event, %d events are in several articles", len(gold), lines, across)
	}
	if s.B3 < 0.91 || s.CoNLL < 0.88 {
		t.Errorf("B³ %.3f and CoNLL F1 %.3f are below .91 and .88", s.B3, s.CoNLL)
	}
}

// eventAt is the event of a document that most of the mentions name.
func eventAt(d *graph.Document, mentions []string, taken map[string]bool) string {
	best, most := "", 0
	for _, n := range d.Nodes {
		if n.Label != "Event" || taken[d.ID+"#"+n.ID] {
			continue
		}
		same := 0
		for _, m := range n.Mentions {
			for _, want := range mentions {
				if want = strings.TrimSpace(want); want == m.Text || strings.HasSuffix(m.Text, " "+want) || strings.HasSuffix(want, " "+m.Text) {
					same++
				}
			}
		}
		if same > most {
			best, most = n.ID, same
		}
	}
	return best
}

// wrong lists pairs of mentions that should be one event and are not, and the other way about.
func wrong(gold, system map[string]string) []string {
	var refs, list []string
	for ref := range gold {
		refs = append(refs, ref)
	}
	slices.Sort(refs)
	for i, a := range refs {
		for _, b := range refs[:i] {
			switch {
			case gold[a] == gold[b] && system[a] != system[b]:
				list = append(list, fmt.Sprintf("apart: %s: %s, %s", gold[a], b, a))
			case gold[a] != gold[b] && system[a] == system[b]:
				list = append(list, fmt.Sprintf("joined: %s and %s: %s, %s", gold[b], gold[a], b, a))
			}
		}
	}
	return list
}
