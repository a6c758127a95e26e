package extract

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/text"
	"newsgraph/graph"
)

// TestExamples runs the example sentences of every rule through the whole
// extraction: "Sentence. => Source > Target" must give an edge of that rule
// between nodes so named, "Sentence. => none" none.
func TestExamples(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	run := 0
	for _, r := range x.lexicon.Rules {
		for _, example := range r.Examples {
			sentence, want, ok := strings.Cut(example, " => ")
			if !ok {
				t.Errorf("%s: example %q lacks \" => \"", r.ID, example)
				continue
			}
			run++
			doc, err := x.Extract(&text.Article{ID: r.ID, Date: "2012-06-01", Language: "en", Text: sentence})
			if err != nil {
				t.Fatalf("%s: %v", r.ID, err)
			}
			var got []string
			found := false
			for _, e := range doc.Edges {
				source, target := nodeNames(doc, e.Source), nodeNames(doc, e.Target)
				got = append(got, source[0]+" "+e.Type+" "+target[0]+" ("+e.Rule+")")
				if e.Type != r.Type || r.Says != "" && e.Rule != r.ID { // another rule of patterns may say it first
					continue
				}
				wantSource, wantTarget, _ := strings.Cut(want, " > ")
				found = found || want == "none" || holds(source, wantSource) && holds(target, wantTarget)
			}
			if found == (want == "none") {
				t.Errorf("%s: %q\n\twant %s\n\tgot  %s", r.ID, sentence, want, strings.Join(got, "; "))
			}
		}
	}
	if run < 150 {
		t.Errorf("%d examples were run, where are the others?", run)
	}
}

// nodeNames returns the name of a node and the words that stand for it.
func nodeNames(doc *graph.Document, id string) []string {
	for _, n := range doc.Nodes {
		if n.ID == id {
			out := []string{n.Name}
			for _, m := range n.Mentions {
				out = append(out, m.Text)
			}
			return out
		}
	}
	return []string{""}
}

func holds(names []string, want string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, want) })
}
