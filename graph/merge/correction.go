package merge

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"newsgraph/graph"
)

// Corrections are what people have corrected, read from a folder of YAML files.
// A file is a list of corrections, each with exactly one of these keys:
//
//   - same-as: [person:friedrich-merz, person:merz]        # the first one stays
//   - not-same-as: [wn-1#event:summit, wn-2#event:summit]
//   - rename: body:nato
//     to: NATO
//   - relabel: body:paris
//     to: Place
//   - alias: body:nato
//     add: [the Alliance]
//   - drop-edge: {source: FRA, type: SIGNED, target: event:plan, status: denied}
//   - confirm-edge: {source: FRA, type: SIGNED, target: event:plan, date: 2026-01-06}
//   - retype-edge: {source: FRA, type: OPPOSED, target: event:plan}
//     to: SUPPORTED
//   - block: {type: ACCUSED, from: example.org, rule: accuse.3}
//   - add-edge: {source: FRA, type: SIGNED, target: event:plan, status: actual, date: 2026-01-06}
//     article: wn-1
//     quote: exact words of the article
//
// A node is named by its id in the graph, or by ARTICLE#ID, an article's id and
// the node's id in that article's document, which never changes. Any correction
// may have a "why". All keys of drop-edge, confirm-edge, retype-edge and
// block narrow what they match; all but block also take "article".
type Corrections struct {
	list  []*correction
	Files []Hashed
}

// Hashed is a file and the sha256 of its bytes, as lower-case hex.
type Hashed struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

type correction struct {
	file string // as errors name it
	name string // within its folder, as the graph names it
	line int

	SameAs     []string    `yaml:"same-as"`
	NotSameAs  []string    `yaml:"not-same-as"`
	Rename     string      `yaml:"rename"`
	Relabel    string      `yaml:"relabel"`
	Alias      string      `yaml:"alias"`
	DropEdge   edgePattern `yaml:"drop-edge"`
	Confirm    edgePattern `yaml:"confirm-edge"`
	RetypeEdge edgePattern `yaml:"retype-edge"`
	Block      edgePattern `yaml:"block"`
	AddEdge    edgePattern `yaml:"add-edge"`

	To      string   `yaml:"to"`
	Add     []string `yaml:"add"`
	Article string   `yaml:"article"`
	Quote   string   `yaml:"quote"`
	Why     string   `yaml:"why"`
}

// edgePattern is what a correction says of edges; "" matches all.
type edgePattern struct {
	Source  string `yaml:"source"`
	Type    string `yaml:"type"`
	Target  string `yaml:"target"`
	Status  string `yaml:"status"`
	Date    string `yaml:"date"`
	Title   string `yaml:"title"`
	Article string `yaml:"article"`
	From    string `yaml:"from"` // source of the articles
	Rule    string `yaml:"rule"`
}

func (c *correction) where() string { return fmt.Sprintf("%s:%d", c.file, c.line) }

// reason is what the graph says of a correction's effect.
func (c *correction) reason() string {
	r := fmt.Sprintf("correction %s:%d", c.name, c.line)
	if c.Why != "" {
		r += ": " + c.Why
	}
	return r
}

// kind is the correction's key.
func (c *correction) kind() string {
	kinds := c.kinds()
	if len(kinds) != 1 {
		return ""
	}
	return kinds[0]
}

func (c *correction) kinds() []string {
	var kinds []string
	for _, k := range []struct {
		name string
		set  bool
	}{
		{"same-as", c.SameAs != nil}, {"not-same-as", c.NotSameAs != nil}, {"rename", c.Rename != ""}, {"relabel", c.Relabel != ""},
		{"alias", c.Alias != ""}, {"drop-edge", c.DropEdge != edgePattern{}}, {"confirm-edge", c.Confirm != edgePattern{}}, {"retype-edge", c.RetypeEdge != edgePattern{}},
		{"block", c.Block != edgePattern{}}, {"add-edge", c.AddEdge != edgePattern{}},
	} {
		if k.set {
			kinds = append(kinds, k.name)
		}
	}
	return kinds
}

// LoadCorrections reads every .yaml and .yml file of a folder, in the order of
// their names. A folder that is not there is an error; an empty one is not.
func LoadCorrections(folder string) (*Corrections, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if ext := filepath.Ext(path); err == nil && !d.IsDir() && (ext == ".yaml" || ext == ".yml") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("corrections: %w", err)
	}
	slices.Sort(files)
	all := new(Corrections)
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("corrections: %w", err)
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return nil, fmt.Errorf("corrections: %w", err)
		}
		if err := all.parse(path, filepath.ToSlash(name), b); err != nil {
			return nil, err
		}
	}
	return all, all.contradictions()
}

// ParseCorrections reads the corrections of one file.
func ParseCorrections(name string, b []byte) (*Corrections, error) {
	c := new(Corrections)
	if err := c.parse(name, filepath.Base(name), b); err != nil {
		return nil, err
	}
	return c, c.contradictions()
}

// parse adds the corrections of one file.
func (c *Corrections) parse(file, name string, b []byte) error {
	var items []yaml.Node
	if err := yaml.Unmarshal(b, &items); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	sum := sha256.Sum256(b)
	c.Files = append(c.Files, Hashed{name, hex.EncodeToString(sum[:])})
	for i := range items {
		item := &correction{file: file, name: name, line: items[i].Line}
		if err := unknownKeys(&items[i]); err != nil {
			return fmt.Errorf("%s: %w", item.where(), err)
		}
		if err := items[i].Decode(item); err != nil {
			return fmt.Errorf("%s: %w", item.where(), err)
		}
		if err := item.check(); err != nil {
			return fmt.Errorf("%s: %w", item.where(), err)
		}
		c.list = append(c.list, item)
	}
	return nil
}

var (
	correctionKeys = []string{"same-as", "not-same-as", "rename", "relabel", "alias", "drop-edge", "confirm-edge", "retype-edge", "block", "add-edge", "to", "add", "article", "quote", "why"}
	patternKeys    = []string{"source", "type", "target", "status", "date", "title", "article", "from", "rule"}
)

// isEvent reports whether a reference names an event.
func isEvent(ref string) bool {
	_, id, _ := member(ref)
	return strings.HasPrefix(id, "event:")
}

func unknownKeys(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return errors.New("a correction is a mapping, such as \"- rename: body:nato\"")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		if !slices.Contains(correctionKeys, key) {
			return fmt.Errorf("no key %q", key)
		}
		for j := 0; value.Kind == yaml.MappingNode && j+1 < len(value.Content); j += 2 {
			if !slices.Contains(patternKeys, value.Content[j].Value) {
				return fmt.Errorf("%s has no key %q", key, value.Content[j].Value)
			}
		}
	}
	return nil
}

func (c *correction) check() error {
	kinds := c.kinds()
	if len(kinds) != 1 {
		return fmt.Errorf("a correction has exactly one of %s; this one has %s", strings.Join(correctionKeys[:10], ", "), cmp.Or(strings.Join(kinds, " and "), "none"))
	}
	v := graph.Vocab()
	for _, p := range []edgePattern{c.DropEdge, c.Confirm, c.RetypeEdge, c.Block, c.AddEdge} {
		if _, ok := v.Edges[p.Type]; p.Type != "" && !ok {
			return fmt.Errorf("no edge type %q", p.Type)
		}
		if _, ok := v.Statuses[p.Status]; p.Status != "" && !ok {
			return fmt.Errorf("no status %q", p.Status)
		}
		if _, _, ok := days(p.Date); p.Date != "" && !ok {
			return fmt.Errorf("%q is no date", p.Date)
		}
	}
	want := map[string]bool{"rename": c.To != "", "relabel": c.To != "", "retype-edge": c.To != "", "alias": len(c.Add) > 0}
	if ok, needs := want[kinds[0]]; needs && !ok {
		if kinds[0] == "alias" {
			return errors.New("alias needs \"add\", a list of names")
		}
		return fmt.Errorf("%s needs \"to\"", kinds[0])
	}
	switch kinds[0] {
	case "same-as", "not-same-as":
		ids := slices.Concat(c.SameAs, c.NotSameAs)
		if len(ids) < 2 || slices.Contains(ids, "") {
			return fmt.Errorf("%s needs two nodes or more", kinds[0])
		}
		for _, id := range ids {
			if isEvent(id) != isEvent(ids[0]) {
				return fmt.Errorf("%s names an event and something else: %s and %s", kinds[0], ids[0], id)
			}
		}
	case "relabel":
		if _, ok := v.Labels[c.To]; !ok {
			return fmt.Errorf("no label %q", c.To)
		}
	case "retype-edge":
		if _, ok := v.Edges[c.To]; !ok {
			return fmt.Errorf("no edge type %q", c.To)
		}
	case "add-edge":
		a := c.AddEdge
		if a.Source == "" || a.Type == "" || a.Target == "" || a.Status == "" || c.Article == "" || c.Quote == "" {
			return errors.New("add-edge needs source, type, target and status, and beside it article and quote")
		}
	}
	return nil
}

// contradictions reports two corrections that cannot both hold, naming both.
func (c *Corrections) contradictions() error {
	var errs []error
	clash := func(a, b *correction, what string) {
		errs = append(errs, fmt.Errorf("%s contradicts %s: %s", b.where(), a.where(), what))
	}
	said := map[string]*correction{}
	once := func(c *correction, subject, value, what string) {
		key := c.kind() + "\x00" + subject
		if first, ok := said[key]; !ok {
			said[key] = c
		} else if first.To != value {
			clash(first, c, fmt.Sprintf("%s is %s both %q and %q", subject, what, first.To, value))
		}
	}
	same := map[string]string{} // node → the node that stays
	by := map[string]*correction{}
	root := func(id string) string {
		for same[id] != "" && same[id] != id {
			id = same[id]
		}
		return id
	}
	for _, x := range c.list {
		switch x.kind() {
		case "rename":
			once(x, x.Rename, x.To, "named")
		case "relabel":
			once(x, x.Relabel, x.To, "labelled")
		case "retype-edge":
			once(x, fmt.Sprint(x.RetypeEdge), x.To, "made")
		case "same-as":
			for _, id := range x.SameAs[1:] {
				a, b := root(x.SameAs[0]), root(id)
				if a != b {
					same[b] = a
				}
			}
			for _, id := range x.SameAs {
				by[id] = x
			}
		}
	}
	for _, x := range c.list {
		switch x.kind() {
		case "not-same-as":
			for i, a := range x.NotSameAs {
				for _, b := range x.NotSameAs[:i] {
					if root(a) == root(b) {
						clash(cmp.Or(by[a], by[b], x), x, fmt.Sprintf("%s and %s are said to be the same and not the same", b, a))
					}
				}
			}
		case "drop-edge":
			for _, y := range c.list {
				if a := y.AddEdge; y.kind() == "add-edge" {
					a.Article = y.Article
					if x.DropEdge.covers(a) {
						clash(y, x, "an edge is added and dropped")
					}
				}
				if y.kind() == "confirm-edge" && x.DropEdge.covers(y.Confirm) {
					clash(y, x, "an edge is confirmed and dropped")
				}
				if y.kind() == "retype-edge" && y.RetypeEdge == x.DropEdge {
					clash(y, x, "an edge is retyped and dropped")
				}
			}
		}
	}
	return errors.Join(errs...)
}

// covers reports whether a pattern matches whatever another one says.
func (p edgePattern) covers(o edgePattern) bool {
	for _, f := range [][2]string{
		{p.Source, o.Source}, {p.Type, o.Type}, {p.Target, o.Target}, {p.Status, o.Status}, {p.Date, o.Date},
		{p.Title, o.Title}, {p.Article, o.Article}, {p.From, o.From}, {p.Rule, o.Rule},
	} {
		if f[0] != "" && f[0] != f[1] {
			return false
		}
	}
	return true
}

// of lists the corrections of one kind.
func (c *Corrections) of(kind string) []*correction {
	if c == nil {
		return nil
	}
	var list []*correction
	for _, x := range c.list {
		if x.kind() == kind {
			list = append(list, x)
		}
	}
	return list
}
