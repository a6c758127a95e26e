package event

import (
	"strings"
	"testing"
)

// names is a vocabulary of one edge type.
type names struct{}

func (names) EdgeType(name string) bool       { return name == "SANCTIONED" }
func (names) Mode(edgeType, mode string) bool { return edgeType == "SANCTIONED" && mode == "expel" }
func (names) Symmetric(string) bool           { return false }
func (names) Status(name string) bool         { return name == "planned" }
func (names) Cameo(code string) bool          { return code == "172" }
func (names) EventKind(kind string) bool      { return kind == "other" }

func TestBadRules(t *testing.T) {
	const good = `
- id: a
  type: SANCTIONED
  cameo: "172"
  mode: expel
  status: planned
  verbs: expel
  source: [Nation, voice]
  target: [actor, event]
  match: [">subj {}=source >obj {}=target"]
  examples: ["Britain will expel Boris. => Britain > Boris"]
`
	lexicon := func(rules string) error {
		lx := &Lexicon{index: make(map[string][]*Rule)}
		return lx.addRules([]byte(rules), names{}, nil, make(map[string]string), "a.yaml")
	}
	if err := lexicon(good); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ line, bad, want string }{
		{"type: SANCTIONED", "type: SANCTION", `rule a: no edge type "SANCTION"`},
		{`cameo: "172"`, `cameo: "1720"`, `rule a: no CAMEO code "1720"`},
		{"mode: expel", "mode: expell", `rule a: SANCTIONED has no mode "expell"`},
		{"status: planned", "status: plannd", `rule a: no status "plannd"`},
		{"source: [Nation, voice]", "source: [nation]", `rule a: no source "nation"`},
		{"target: [actor, event]", "target: [actor, Event]", `rule a: no target "Event"`},
		{"verbs: expel", "words: expel", "field words not found"},
		{"verbs: expel", "verbs: '@movers'", `rule a: no list "movers"`},
		{">obj {}=target", ">obj {is:actor|persn}=target", `nothing is tagged "persn"`},
		{">obj {}=target", ">obj {}", "names no source or no target"},
		{"- id: a", "- id: ''", `rule id "" is empty`},
	} {
		err := lexicon(strings.Replace(good, tt.line, tt.bad, 1))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.bad, err, tt.want)
		}
	}
}
