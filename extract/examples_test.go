package extract

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/text"
	"newsgraph/graph"
)

// TestExamples runs the example sentences of every rule through the whole
// extraction: "Sentence. => Source > Target" must give an edge or act of that rule
// between nodes or people so named, "Sentence. => none" none.
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
			acts := make([]graph.Act, len(doc.Edges), len(doc.Edges)+len(doc.Acts))
			for k, e := range doc.Edges {
				acts[k].Edge = e
			}
			for _, e := range append(acts, doc.Acts...) {
				source, target := sideNames(doc, e.Source, e.SourceGroup), sideNames(doc, e.Target, e.TargetGroup)
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

// sideNames returns the words for one side of an action: those for the unnamed
// people that it is, and those for its node.
func sideNames(doc *graph.Document, id string, g *graph.Group) []string {
	if g == nil {
		return nodeNames(doc, id)
	}
	return append([]string{g.Name}, nodeNames(doc, id)...)
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
