package export

import (
	"slices"
	"strings"
	"testing"

	"newsgraph/graph"
)

func TestNamedWith(t *testing.T) {
	for _, c := range []struct {
		text, event string
		actors      []string
		want        []string
	}{
		{"The US praised Haiti's efforts to improve.", "efforts", []string{"US", "Haiti"}, []string{"Haiti"}},
		{"Israel lifted a blockade on Palestinian lorries.", "blockade", []string{"Israel", "Palestinian"}, []string{"Palestinian"}},
		{"Congress agreed to lift embargoes against Iran, Libya and the Sudan in February.", "embargoes", []string{"Congress", "Iran", "Libya", "Sudan"}, []string{"Iran", "Libya", "Sudan"}},
		{"Hamas renounced its armed struggle against Israel.", "armed struggle against Israel", []string{"Hamas", "Israel"}, []string{"Israel"}},
		{"France signed the treaty. Germany did not.", "treaty", []string{"France", "Germany"}, nil},
	} {
		mention := func(s string) graph.Mention {
			at := len([]rune(c.text[:strings.Index(c.text, s)]))
			return graph.Mention{Text: s, Start: at, End: at + len([]rune(s)), Sentence: strings.Count(c.text[:strings.Index(c.text, s)], ". ")}
		}
		d := &graph.Document{Text: c.text, Nodes: []graph.Node{{ID: "event", Label: "Event", Mentions: []graph.Mention{mention(c.event)}}}}
		for _, a := range c.actors {
			d.Nodes = append(d.Nodes, graph.Node{ID: a, Label: "Nation", Mentions: []graph.Mention{mention(a)}})
		}
		if got := namedWith(d)["event"]; !slices.Equal(got, c.want) {
			t.Errorf("%q: %s names %q, want %q", c.text, c.event, got, c.want)
		}
	}
}
