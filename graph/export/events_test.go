package export

import (
	"strings"
	"testing"

	"newsgraph/graph"
)

// document makes a document of nodes and edges; each node is named once in the
// one sentence of its text.
func document(text string, nodes []graph.Node, edges []graph.Edge) *graph.Document {
	for i := range nodes {
		n := &nodes[i]
		if at := strings.Index(text, n.Name); at >= 0 {
			n.Mentions = []graph.Mention{{Text: n.Name, Start: at, End: at + len(n.Name)}}
		}
	}
	return &graph.Document{ID: "a", Article: graph.Article{ID: "a"}, Text: text, Nodes: nodes, Edges: edges}
}

func coded(t *testing.T, d *graph.Document) []string {
	t.Helper()
	var got []string
	for e, err := range DocumentEvents(func(yield func(*graph.Document, error) bool) { yield(d, nil) }) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.Join([]string{e.Source.Code, e.Plover, e.Cameo, e.Target.Code, e.Status}, " "))
	}
	return got
}

func TestEventsOfIntentAndRefusal(t *testing.T) {
	france := graph.Node{ID: "FRA", Label: "Nation", Name: "France", ISO3: "FRA"}
	haiti := graph.Node{ID: "HTI", Label: "Nation", Name: "Haiti", ISO3: "HTI"}
	for _, test := range []struct{ typ, status, want string }{
		{"AIDED", "actual", "FRA AID 070 HTI actual"},
		{"AIDED", "planned", "FRA AGREE 033 HTI actual"},
		{"AIDED", "denied", "FRA REJECT 122 HTI actual"},
		{"SANCTIONED", "planned", "FRA THREATEN 131 HTI actual"},
		{"SANCTIONED", "denied", "FRA SANCTION 160 HTI denied"},
		{"MET", "possible", "FRA CONSULT 040 HTI possible"},
	} {
		d := document("France … Haiti", []graph.Node{france, haiti}, []graph.Edge{{ID: "e", Source: "FRA", Type: test.typ, Target: "HTI", Status: test.status}})
		if got := coded(t, d); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s %s: got %q, want %q", test.status, test.typ, got, test.want)
		}
	}
}

func TestEventsWithinOneNation(t *testing.T) {
	chile := graph.Node{ID: "CHL", Label: "Nation", Name: "Chile", ISO3: "CHL"}
	peru := graph.Node{ID: "PER", Label: "Nation", Name: "Peru", ISO3: "PER"}
	judge := graph.Node{ID: "person:alejandro-rivera", Label: "Person", Name: "Alejandro Rivera"}
	ban := graph.Node{ID: "event:ban", Label: "Event", Name: "ban"}
	accused := graph.Edge{ID: "e", Source: judge.ID, Type: "ACCUSED", Target: "CHL", Status: "actual"}
	protested := graph.Edge{ID: "e", Source: judge.ID, Type: "PROTESTED", Target: ban.ID, Status: "actual"}
	for _, test := range []struct {
		text  string
		nodes []graph.Node
		edge  graph.Edge
		want  string
	}{
		{"Alejandro Rivera … Chile", []graph.Node{chile, judge}, accused, "CHL ACCUSE 112 CHL actual"},
		{"Alejandro Rivera … Chile … Peru", []graph.Node{chile, peru, judge}, accused, " ACCUSE 112 CHL actual"},
		{"Alejandro Rivera … ban … Chile", []graph.Node{chile, judge, ban}, protested, "CHL PROTEST 140 CHL actual"},
	} {
		if got := coded(t, document(test.text, test.nodes, []graph.Edge{test.edge})); len(got) != 1 || got[0] != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
