package graph

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed vocabulary.yaml
var vocabularyYAML []byte

// Vocabulary is what vocabulary.yaml lists.
type Vocabulary struct {
	Labels     map[string]string     `yaml:"labels"`
	Kinds      []string              `yaml:"kinds"`
	Statuses   map[string]string     `yaml:"statuses"`
	Precisions []string              `yaml:"precisions"`
	Plover     map[string]PloverType `yaml:"plover"`
	Edges      map[string]EdgeType   `yaml:"edges"`
	Cameo      map[string]CameoCode  `yaml:"cameo"`
}

// PloverType is one of PLOVER's sixteen types.
type PloverType struct {
	Score float64  `yaml:"score"`
	Quad  string   `yaml:"quad"`
	Modes []string `yaml:"modes"`

	// CAMEO codes by which event data say that an actor will do such a thing,
	// or will not or did not; "" where CAMEO has none.
	Intent  string `yaml:"intent"`
	Refusal string `yaml:"refusal"`
}

// quads are the quad classes in the order in which event data number them.
var quads = []string{"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}

// QuadClass is the number of the type's quad class: 1 verbal cooperation, 2
// material cooperation, 3 verbal conflict, 4 material conflict; 0 of no type.
func (p PloverType) QuadClass() int { return slices.Index(quads, p.Quad) + 1 }

// EdgeType says what an edge of a type joins and how event data codes it.
type EdgeType struct {
	From      []string `yaml:"from"` // labels, or "actor"
	To        []string `yaml:"to"`
	Plover    string   `yaml:"plover"`
	Cameo     string   `yaml:"cameo"`
	Core      bool     `yaml:"core"`
	Standing  bool     `yaml:"standing"`
	Symmetric bool     `yaml:"symmetric"`
}

// CameoCode is one code of CAMEO.
type CameoCode struct {
	Name   string  `yaml:"name"`
	Score  float64 `yaml:"score"`
	Plover string  `yaml:"plover"` // "" for statements, which PLOVER leaves out
	Mode   string  `yaml:"mode"`
}

var loadVocabulary = sync.OnceValue(func() *Vocabulary {
	v := new(Vocabulary)
	if err := yaml.Unmarshal(vocabularyYAML, v); err != nil {
		panic("graph: vocabulary.yaml: " + err.Error())
	}
	if err := v.check(); err != nil {
		panic("graph: vocabulary.yaml: " + err.Error())
	}
	return v
})

// Vocab returns the vocabulary. A vocabulary that contradicts itself is a
// mistake of the program and panics at start.
func Vocab() *Vocabulary { return loadVocabulary() }

func (v *Vocabulary) check() error {
	if len(v.Plover) != 16 {
		return fmt.Errorf("PLOVER has 16 types, found %d", len(v.Plover))
	}
	for _, name := range slices.Sorted(maps.Keys(v.Plover)) {
		p := v.Plover[name]
		if p.QuadClass() == 0 {
			return fmt.Errorf("PLOVER %s: no quad class %q", name, p.Quad)
		}
		for _, code := range []string{p.Intent, p.Refusal} {
			if _, ok := v.Cameo[code]; code != "" && !ok {
				return fmt.Errorf("PLOVER %s: no CAMEO code %q", name, code)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.Edges)) {
		e := v.Edges[name]
		for _, end := range slices.Concat(e.From, e.To) {
			if _, ok := v.Labels[end]; !ok && end != "actor" {
				return fmt.Errorf("edge %s: no label %q", name, end)
			}
		}
		if e.Standing {
			continue
		}
		if _, ok := v.Plover[e.Plover]; !ok {
			return fmt.Errorf("edge %s: no PLOVER type %q", name, e.Plover)
		}
		if _, ok := v.Cameo[e.Cameo]; !ok {
			return fmt.Errorf("edge %s: no CAMEO code %q", name, e.Cameo)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(v.Cameo)) {
		c := v.Cameo[code]
		t, ok := v.Plover[c.Plover]
		if !ok && !strings.HasPrefix(code, "01") {
			return fmt.Errorf("CAMEO %s: no PLOVER type %q", code, c.Plover)
		}
		if c.Mode != "" && !slices.Contains(t.Modes, c.Mode) {
			return fmt.Errorf("CAMEO %s: PLOVER's %s has no mode %q", code, c.Plover, c.Mode)
		}
		if c.Score < -10 || c.Score > 10 {
			return fmt.Errorf("CAMEO %s: score %g is not within -10…+10", code, c.Score)
		}
	}
	return nil
}

// Joins reports whether an edge of the type may go from a node of one label to
// a node of the other.
func (e EdgeType) Joins(from, to string) bool {
	return fits(e.From, from) && fits(e.To, to)
}

func fits(ends []string, label string) bool {
	return slices.Contains(ends, label) || label != "Event" && slices.Contains(ends, "actor")
}
