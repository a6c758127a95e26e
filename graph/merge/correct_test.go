package merge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newsgraph/graph"
)

// small is a graph of two articles: France signs a plan in both, Smith is named
// in both, and Merz only by his last name.
func small() []*graph.Document {
	plan := graph.Node{ID: "event:plan", Label: "Event", Name: "peace plan", Kind: "plan"}
	smith := graph.Node{ID: "person:jane-smith", Label: "Person", Name: "Jane Smith"}
	merz := graph.Node{ID: "person:friedrich-merz", Label: "Person", Name: "Friedrich Merz", QID: "Q1124"}
	part := graph.Node{ID: "person:merz", Label: "Person", Name: "Merz", Partial: true}
	nato := graph.Node{ID: "body:nato", Label: "Body", Name: "NATO", QID: "Q7184"}
	signed := graph.Edge{Source: "FRA", Type: "SIGNED", Target: "event:plan", Status: "actual", Date: "2026-01-06"}
	accused := graph.Edge{Source: "FRA", Type: "ACCUSED", Target: "UKR", Status: "actual"}
	return []*graph.Document{
		article("a1", "2026-01-06", "France signed the peace plan with Ukraine, said Friedrich Merz and Jane Smith of NATO.",
			[]graph.Node{france, ukraine, plan, smith, merz, nato}, signed),
		article("a2", "2026-01-07", "Paris has signed the peace plan for Ukraine; Merz and Jane Smith welcomed it at NATO.",
			[]graph.Node{france, ukraine, plan, smith, part, nato}, signed, accused),
	}
}

func correct(t *testing.T, yaml string) (map[string]*graph.NodeRecord, []*graph.EdgeRecord, *Result) {
	t.Helper()
	c, err := ParseCorrections("fix.yaml", []byte(yaml))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Merge(t.Context(), all(small()...), Options{Corrections: c})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	nodes := map[string]*graph.NodeRecord{}
	var list []*graph.EdgeRecord
	for record, err := range r.Records() {
		if err != nil {
			t.Fatal(err)
		}
		if n := record.Node; n != nil {
			nodes[n.ID] = n
		}
		if record.Edge != nil {
			list = append(list, record.Edge)
		}
	}
	return nodes, list, r
}

func TestCorrections(t *testing.T) {
	plain, list, _ := correct(t, "[]")
	if len(plain) != 6 || plain["person:merz"] != nil || len(list) != 2 {
		t.Fatalf("without corrections: %d nodes, %d edges", len(plain), len(list))
	}
	var event string
	for id, n := range plain {
		if n.Label == "Event" {
			event = id
		}
	}
	for _, test := range []struct {
		name, yaml string
		ok         func(map[string]*graph.NodeRecord, []*graph.EdgeRecord) bool
	}{
		{"same-as joins persons", "- same-as: [person:friedrich-merz, person:jane-smith]\n  why: a test",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool {
				m := n["person:friedrich-merz"]
				return n["person:jane-smith"] == nil && m.Articles == 2 && strings.Contains(m.Reason, "correction fix.yaml:1: a test")
			}},
		{"same-as confirms what one mention is", "- same-as: [person:friedrich-merz, a2#person:merz]",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool { return len(n) == 6 }},
		{"same-as confirms what a name is", "- same-as: [person:friedrich-merz, person:merz]",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool { return len(n) == 6 }},
		{"same-as confirms what an event is", "- same-as: [" + event + ", a2#event:plan]",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool { return len(n) == 6 }},
		{"not-same-as keeps a part of a name apart", "- not-same-as: [person:friedrich-merz, person:merz]",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool {
				return n["person:merz"] != nil && n["person:merz"].Articles == 1
			}},
		{"not-same-as takes one article's namesake out", "- not-same-as: [person:jane-smith, a2#person:jane-smith]",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool {
				return len(n) == 7 && n["person:jane-smith"].Articles == 1
			}},
		{"not-same-as keeps events apart", "- not-same-as: [a1#event:plan, a2#event:plan]",
			func(n map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool { return len(n) == 7 && len(e) == 3 }},
		{"not-same-as knows events by the graph's id", "- not-same-as: [" + event + ", a2#event:plan]",
			func(n map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool { return len(n) == 7 && len(e) == 3 }},
		{"rename", "- rename: body:nato\n  to: North Atlantic Treaty Organization",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool {
				return n["body:nato"].Name == "North Atlantic Treaty Organization" && n["body:nato"].Aliases[0] == "NATO"
			}},
		{"relabel", "- relabel: body:nato\n  to: Place",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool {
				return n["body:nato"].Label == "Place"
			}},
		{"alias", "- alias: a1#body:nato\n  add: [the Alliance]",
			func(n map[string]*graph.NodeRecord, _ []*graph.EdgeRecord) bool {
				return len(n["body:nato"].Aliases) == 1
			}},
		{"drop-edge", "- drop-edge: {source: FRA, type: SIGNED, target: a1#event:plan}",
			func(_ map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool {
				return len(e) == 1 && e[0].Type == "ACCUSED"
			}},
		{"drop-edge of one article", "- drop-edge: {type: SIGNED, article: a1}",
			func(_ map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool {
				return len(e) == 2 && e[0].Reports == 1 && e[1].Reports == 1
			}},
		{"confirm-edge", "- confirm-edge: {source: FRA, type: SIGNED, target: a1#event:plan, date: 2026-01-06}",
			func(_ map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool {
				return len(e) == 2 && (e[0].Type == "SIGNED") == (e[0].Confidence == 1) && (e[1].Type == "SIGNED") == (e[1].Confidence == 1)
			}},
		{"retype-edge", "- retype-edge: {source: FRA, type: ACCUSED, target: UKR}\n  to: AIDED",
			func(_ map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool {
				return e[0].Type == "AIDED" && e[0].Plover == "AID" || e[1].Type == "AIDED" && e[1].Plover == "AID"
			}},
		{"block a source", "- block: {type: ACCUSED, from: example.org}",
			func(_ map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool { return len(e) == 1 }},
		{"add-edge", "- add-edge: {source: UKR, type: SIGNED, target: a1#event:plan, status: planned}\n  article: a1\n  quote: peace plan with Ukraine",
			func(_ map[string]*graph.NodeRecord, e []*graph.EdgeRecord) bool {
				return len(e) == 3 && (e[0].Source == "UKR" || e[1].Source == "UKR" || e[2].Source == "UKR")
			}},
	} {
		t.Run(test.name, func(t *testing.T) {
			nodes, edges, r := correct(t, test.yaml)
			if !test.ok(nodes, edges) || len(r.Unused) > 0 || len(r.Dropped) > 0 {
				t.Errorf("nodes %v, edges %+v, unused %v, dropped %v", nodes, edges, r.Unused, r.Dropped)
			}
		})
	}
}

func TestCorrectionsThatMatchNothing(t *testing.T) {
	for _, yaml := range []string{
		"- same-as: [FRA, body:gone]",
		"- not-same-as: [body:gone, body:nato]",
		"- rename: body:gone\n  to: X",
		"- drop-edge: {source: UKR}",
		"- add-edge: {source: UKR, type: SIGNED, target: a1#event:plan, status: actual}\n  article: a1\n  quote: words that do not stand there",
	} {
		_, _, r := correct(t, yaml)
		if len(r.Unused) != 1 || !strings.HasPrefix(r.Unused[0], "fix.yaml:1: ") {
			t.Errorf("%s: unused %v", yaml, r.Unused)
		}
	}
}

func TestCorrectionsRefused(t *testing.T) {
	for yaml, want := range map[string]string{
		"rename: x":                   "fix.yaml",
		"- 3":                         "fix.yaml:1: a correction is a mapping",
		"- rename: x":                 `fix.yaml:1: rename needs "to"`,
		"- renam: x":                  `fix.yaml:1: no key "renam"`,
		"- drop-edge: {sourc: x}":     `drop-edge has no key "sourc"`,
		"- drop-edge: {type: KISSED}": `no edge type "KISSED"`,
		"- relabel: x\n  to: Planet":  `no label "Planet"`,
		"- same-as: [a]":              "same-as needs two nodes",
		"- same-as: [event:a, FRA]":   "names an event and something else",
		"- rename: x\n  relabel: y\n": "rename and relabel",
		"- same-as: [a, b]\n- same-as: [b, c]\n- not-same-as: [a, c]":                                                           "fix.yaml:3 contradicts fix.yaml:",
		"- rename: x\n  to: A\n- rename: x\n  to: B":                                                                            "fix.yaml:3 contradicts fix.yaml:",
		"- add-edge: {source: FRA, type: MET, target: UKR, status: actual}\n  article: a\n  quote: q\n- drop-edge: {type: MET}": "contradicts",
		"- confirm-edge: {source: FRA, type: MET}\n- drop-edge: {source: FRA}":                                                  "an edge is confirmed and dropped",
	} {
		_, err := ParseCorrections("fix.yaml", []byte(yaml))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", yaml, err, want)
		}
	}
}

func TestLoadCorrectionsNamesBothFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.yaml": "- same-as: [FRA, UKR]\n", "b.yml": "- not-same-as: [FRA, UKR]\n", "notes.txt": "not read",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err := LoadCorrections(dir)
	if err == nil || !strings.Contains(err.Error(), "a.yaml:1") || !strings.Contains(err.Error(), "b.yml:1") {
		t.Errorf("got %v", err)
	}
	if _, err := LoadCorrections(filepath.Join(dir, "gone")); err == nil {
		t.Error("a folder that is not there is no error")
	}
}

func FuzzCorrections(f *testing.F) {
	f.Add("- same-as: [a, b]\n- rename: a\n  to: B\n")
	f.Add("- drop-edge: {source: FRA, type: SIGNED, status: actual}\n")
	f.Add("- &x {same-as: [*x]}")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCorrections("fuzz.yaml", []byte(text))
		if err != nil {
			return
		}
		r, err := Merge(t.Context(), all(small()...), Options{Corrections: c})
		if err != nil {
			t.Fatal(err)
		}
		for record, err := range r.Records() {
			if err != nil {
				t.Fatal(err)
			}
			if err := record.Check(); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	})
}
