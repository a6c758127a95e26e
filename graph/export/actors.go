package export

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"newsgraph/graph"
)

//go:embed roles.yaml
var rolesYAML []byte

type roleTable struct {
	Nationless    []string          `yaml:"nationless"`
	International []string          `yaml:"international"`
	Mandated      []roleWords       `yaml:"mandated"`
	Kinds         map[string]string `yaml:"kinds"`
	Names         []roleWords       `yaml:"names"`
	Offices       []roleWords       `yaml:"offices"`
}

type roleWords struct {
	Role  string   `yaml:"role"`
	Words []string `yaml:"words"`
}

var roles = sync.OnceValue(func() *roleTable {
	t := new(roleTable)
	if err := yaml.Unmarshal(rolesYAML, t); err != nil {
		panic("export: roles.yaml: " + err.Error())
	}
	if err := t.check(); err != nil {
		panic("export: roles.yaml: " + err.Error())
	}
	kinds := make(map[string]string, len(t.Kinds))
	for kind, role := range t.Kinds {
		kinds[strings.ToLower(kind)] = role
	}
	t.Kinds = kinds
	return t
})

// ofWords gives the role of the first line one of whose words stands whole in s.
func ofWords(lines []roleWords, s string) string {
	s = " " + strings.ToLower(s) + " "
	for _, line := range lines {
		if slices.ContainsFunc(line.Words, func(w string) bool { return strings.Contains(s, " "+w+" ") }) {
			return line.Role
		}
	}
	return ""
}

// actor is how event data see a node: whom it counts for and in what role.
type actor struct {
	node    *graph.NodeRecord
	offices []tie // HOLDS_OFFICE, present ones first
	wholes  []tie // PART_OF, MEMBER_OF, LOCATED_IN
}

type tie struct{ typ, target, title, status string }

// cast is the nodes of a graph with what makes them count for a nation.
type cast map[string]*actor

func (c cast) add(n *graph.NodeRecord) { c[n.ID] = &actor{node: n} }

// tie keeps what an edge says about whom its source acts for.
func (c cast) tie(e *graph.EdgeRecord) {
	a := c[e.Source]
	if a == nil || e.Status == "denied" || e.Status == "possible" {
		return
	}
	t := tie{e.Type, e.Target, e.Title, e.Status}
	switch e.Type {
	case "HOLDS_OFFICE":
		a.offices = append(a.offices, t)
	case "PART_OF", "MEMBER_OF", "LOCATED_IN":
		a.wholes = append(a.wholes, t)
	}
}

// sort makes what a node counts for independent of the order of its edges.
func (c cast) sort() {
	status := []string{"actual", "planned", "past"}
	wholes := []string{"PART_OF", "LOCATED_IN", "MEMBER_OF"}
	for _, a := range c {
		slices.SortFunc(a.offices, func(x, y tie) int {
			if d := slices.Index(status, x.status) - slices.Index(status, y.status); d != 0 {
				return d
			}
			return strings.Compare(x.target+"\x00"+x.title, y.target+"\x00"+y.title)
		})
		slices.SortFunc(a.wholes, func(x, y tie) int {
			if d := slices.Index(wholes, x.typ) - slices.Index(wholes, y.typ); d != 0 {
				return d
			}
			return strings.Compare(x.target, y.target)
		})
	}
}

// maxTies bounds how many edges lead from an actor to its nation, and ends cycles.
const maxTies = 4

// code is the ISO 3166-1 code of the nation that a node is or acts for; IGO,
// NGO or MNC for a body without one; "" where nothing is known.
func (c cast) code(id string) string { return c.codeWithin(id, maxTies) }

func (c cast) codeWithin(id string, depth int) string {
	a := c[id]
	if a == nil || depth == 0 {
		return ""
	}
	switch {
	case a.node.ISO3 != "":
		return a.node.ISO3
	case a.node.Nation != "":
		return a.node.Nation
	}
	if a.node.Label == "Body" {
		if role := c.bodyRole(a.node); slices.Contains(roles().Nationless, role) {
			return role
		}
	}
	for _, t := range slices.Concat(a.offices, a.wholes) {
		if code := c.codeWithin(t.target, depth-1); code != "" {
			return code
		}
	}
	if a.node.Label == "Body" && slices.Contains(organs, c.bodyRole(a.node)) {
		return ofWords([]roleWords{{"IGO", roles().International}}, a.node.Name)
	}
	return ""
}

// role is the sector code of a node: GOV for a nation, and what its office,
// kind or name says for a person or body; "" where nothing is known.
func (c cast) role(id string) string { return c.roleWithin(id, maxTies) }

func (c cast) roleWithin(id string, depth int) string {
	a := c[id]
	if a == nil || depth == 0 {
		return ""
	}
	switch a.node.Label {
	case "Nation":
		return "GOV"
	case "Body":
		return c.bodyRole(a.node)
	case "Person":
		for _, t := range a.offices {
			if role := ofWords(roles().Offices, t.title); role != "" {
				return role
			}
			if role := c.roleWithin(t.target, depth-1); role != "" {
				return role
			}
		}
		for _, t := range a.wholes {
			if role := c.roleWithin(t.target, depth-1); role != "" && t.typ != "LOCATED_IN" {
				return role
			}
		}
		return ofWords(roles().Offices, strings.ReplaceAll(a.node.Kind, "_", " "))
	}
	return ""
}

// organs are roles of bodies that states have, alone or together.
var organs = []string{"JUD", "LEG", "GOV", "MIL", "COP", "SPY"}

func (c cast) bodyRole(n *graph.NodeRecord) string {
	if role := ofWords(roles().Mandated, n.Name); role != "" {
		return role
	}
	if role := roles().Kinds[strings.ToLower(strings.ReplaceAll(n.Kind, "_", " "))]; role != "" {
		return role
	}
	return ofWords(roles().Names, n.Name)
}

// check reports a role that event data do not know.
func (t *roleTable) check() error {
	for _, lines := range [][]roleWords{t.Mandated, t.Names, t.Offices} {
		for _, line := range lines {
			if len(line.Role) != 3 {
				return fmt.Errorf("role %q is not three letters", line.Role)
			}
		}
	}
	return nil
}
