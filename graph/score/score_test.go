package score

import (
	"bytes"
	"strings"
	"testing"

	"newsgraph/graph"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"The Élysée’s": "elysee", "U.S. Congress": "u s congress", "Maduro's men": "maduro men", "  an  Event ": "event",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// A document with one right edge, one wrong, one that gold calls optional, and
// one of gold's edges missing.
func TestAdd(t *testing.T) {
	g := Gold{
		ID: "a", Title: "Talks", Text: "Macron met Merz. Merz rejected the plan of Putin.",
		Nodes: []GoldNode{
			{ID: "n1", Label: "Person", Name: "Emmanuel Macron", Mentions: []string{"Macron"}},
			{ID: "n2", Label: "Person", Name: "Friedrich Merz", Mentions: []string{"Merz"}},
			{ID: "n3", Label: "Person", Name: "Vladimir Putin", Mentions: []string{"Putin"}},
			{ID: "e1", Label: "Event", Name: "plan of Putin", Mentions: []string{"plan of Putin"}},
		},
		Edges: []GoldEdge{
			{Source: "n1", Type: "MET", Target: "n2", Status: "actual"},
			{Source: "n2", Type: "OPPOSED", Target: "e1", Status: "actual"},
			{Source: "n3", Type: "PROPOSED", Target: "e1", Status: "actual", Optional: true},
			{Source: "n2", Type: "OPPOSED", Target: "n3", Status: "actual"},
		},
	}
	d := graph.Document{
		ID: "a",
		Nodes: []graph.Node{
			{ID: "x", Label: "Person", Name: "Macron"}, {ID: "y", Label: "Person", Name: "Merz"}, {ID: "z", Label: "Person", Name: "Putin"},
			{ID: "p", Label: "Event", Name: "plan", Mentions: []graph.Mention{{Text: "plan", Start: 35, End: 39}}},
		},
		Edges: []graph.Edge{
			{ID: "1", Source: "y", Type: "MET", Target: "x", Status: "planned"}, // either direction counts; the status is wrong
			{ID: "2", Source: "y", Type: "OPPOSED", Target: "p", Status: "actual"},
			{ID: "3", Source: "z", Type: "PROPOSED", Target: "p", Status: "actual"},
			{ID: "4", Source: "x", Type: "ACCUSED", Target: "z", Status: "actual"},
		},
	}
	s := New()
	s.Add(&g, &d)
	if got, want := *s.Counts["edge"], (Count{TP: 2, FP: 1, FN: 1}); got != want {
		t.Errorf("edges: got %+v, want %+v", got, want)
	}
	if got, want := *s.Counts["node"], (Count{TP: 4}); got != want {
		t.Errorf("nodes: got %+v, want %+v", got, want)
	}
	if s.StatusOK != 1 || s.Statuses != 2 {
		t.Errorf("status: %d of %d right, want 1 of 2", s.StatusOK, s.Statuses)
	}
	if len(s.Misses) != 2 {
		t.Errorf("%d misses are listed, want 2", len(s.Misses))
	}
	var b bytes.Buffer
	s.Table(&b, true)
	if !strings.Contains(b.String(), "edge MET") || !strings.Contains(b.String(), "articles: 1") {
		t.Errorf("the table lacks rows:\n%s", b.String())
	}
}

func TestReadGoldSaysWhere(t *testing.T) {
	_, err := ReadGold(strings.NewReader("{\"id\":\"a\",\"nodes\":[]}\n{broken\n"), "gold.jsonl")
	if err == nil || !strings.Contains(err.Error(), "gold.jsonl:2") {
		t.Errorf("got %v, want an error at gold.jsonl:2", err)
	}
}
