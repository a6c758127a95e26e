package extract

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/event"
	"newsgraph/extract/text"
	"newsgraph/graph"
)

// TestExamples runs the example sentences of every rule through the whole
// extraction. "Sentence. => Source > Target" must give an edge or act of the rule
// between nodes or people so named: by the rule alone, and also where others may
// say it first. "Sentence. => none" must give none of its type.
func TestExamples(t *testing.T) {
	x := newExtractor(t)
	proven := 0
	for _, r := range x.lexicon.Rules {
		alone := *x
		alone.lexicon = x.lexicon.Only(r.ID)
		positive := false
		for _, example := range r.Examples {
			sentence, want, ok := strings.Cut(example, " => ")
			if !ok {
				t.Errorf("%s: example %q lacks \" => \"", r.ID, example)
				continue
			}
			ofType := func(e *graph.Edge) bool { return e.Type == r.Type }
			ofRule := func(e *graph.Edge) bool { return ofType(e) && e.Rule == r.ID }
			if want == "none" {
				if r.Says != "" { // what is code stands beside rules of the same type
					ofType = ofRule
				}
				checkExample(t, x, r, sentence, want, ofType)
				continue
			}
			positive = true
			if r.Says != "" { // what is code reads what other rules found
				checkExample(t, x, r, sentence, want, ofRule)
				continue
			}
			checkExample(t, x, r, sentence, want, ofType)
			checkExample(t, &alone, r, sentence, want, ofRule)
		}
		if positive {
			proven++
		} else {
			t.Errorf("%s: no example shows what it finds", r.ID)
		}
	}
	if proven < 500 {
		t.Errorf("%d rules are proven, where are the others?", proven)
	}
}

// checkExample reads a sentence, of whose edges and acts only some count.
func checkExample(t *testing.T, x *Extractor, r *event.Rule, sentence, want string, counts func(*graph.Edge) bool) {
	t.Helper()
	doc, err := x.Extract(&text.Article{ID: r.ID, Date: "2012-06-01", Language: "en", Text: sentence})
	if err != nil {
		t.Fatalf("%s: %v", r.ID, err)
	}
	acts := doc.Acts
	for _, e := range doc.Edges {
		acts = append(acts, graph.Act{Edge: e})
	}
	wantSource, wantTarget, _ := strings.Cut(want, " > ")
	var got []string
	found := false
	for _, a := range acts {
		source, target := sideNames(doc, a.Source, a.SourceGroup), sideNames(doc, a.Target, a.TargetGroup)
		got = append(got, source[0]+" "+a.Type+" "+target[0]+" ("+a.Rule+")")
		found = found || counts(&a.Edge) && (want == "none" || holds(source, wantSource) && holds(target, wantTarget))
	}
	if found == (want == "none") {
		t.Errorf("%s: %q\n\twant %s\n\tgot  %s", r.ID, sentence, want, strings.Join(got, "; "))
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
