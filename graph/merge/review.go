package merge

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"newsgraph/graph"
)

// Doubt is a merge or an edge that the graph is unsure of, with the correction
// that confirms it and the one that undoes it.
type Doubt struct {
	Confidence float64
	Question   string
	Details    []string
	Yes, No    string // lines of a corrections file
}

// Doubts lists the n least certain merges and the n least certain edges of a
// folder, the least certain first.
func (f Folder) Doubts(n int) (merges, edges []Doubt, err error) {
	names := map[string]string{}
	titles := map[string]string{}
	type doubted struct {
		m graph.MentionsRecord
		e graph.EdgeRecord
	}
	var ms, es []doubted
	keep := func(list []doubted, d doubted, confidence func(doubted) float64) []doubted {
		if len(list) == n && confidence(d) >= confidence(list[n-1]) {
			return list
		}
		at, _ := slices.BinarySearchFunc(list, d, func(a, b doubted) int {
			return cmp.Or(cmp.Compare(confidence(a), confidence(b)), -1)
		})
		list = slices.Insert(list, at, d)
		return list[:min(n, len(list))]
	}
	statedBy := map[string]string{}
	for r, err := range f.Records() {
		var line *graph.LineError
		if errors.As(err, &line) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		switch {
		case r.Article != nil:
			titles[r.Article.ID] = r.Article.Title
		case r.Node != nil:
			names[r.Node.ID] = r.Node.Name
		case r.Edge != nil && r.Edge.Confidence < 1:
			es = keep(es, doubted{e: *r.Edge}, func(d doubted) float64 { return d.e.Confidence })
		case r.Statement != nil:
			if statedBy[r.Statement.Edge] == "" {
				statedBy[r.Statement.Edge] = r.Statement.Article
			}
		case r.Mentions != nil:
			m := *r.Mentions
			if len(m.Local) > 0 && m.Confidence > 0 && m.Confidence < 1 {
				ms = keep(ms, doubted{m: m}, func(d doubted) float64 { return d.m.Confidence })
			}
		}
	}
	for _, d := range ms {
		refs := make([]string, len(d.m.Local))
		for i, local := range d.m.Local {
			refs[i] = d.m.Article + "#" + local
		}
		merges = append(merges, Doubt{
			Confidence: d.m.Confidence,
			Question:   fmt.Sprintf("Is %s of %q the node %s (%s)?", strings.Join(d.m.Local, " and "), titles[d.m.Article], d.m.Node, names[d.m.Node]),
			Details:    []string{d.m.Reason},
			Yes:        line("same-as", append([]string{d.m.Node}, refs...)),
			No:         line("not-same-as", append([]string{d.m.Node}, refs...)),
		})
	}
	for _, d := range es {
		e := d.e
		confirmed := answered{e.Source, e.Type, e.Target, e.Status, e.Date}
		if graph.Vocab().Edges[e.Type].Standing { // whose dates are made of those of several statements
			confirmed.Date = ""
		}
		edges = append(edges, Doubt{
			Confidence: e.Confidence,
			Question:   fmt.Sprintf("Is it so: %s %s %s (%s)?", cmp.Or(names[e.Source], e.Source), e.Type, cmp.Or(names[e.Target], e.Target), strings.TrimSpace(e.Status+" "+e.Date)),
			Details:    []string{fmt.Sprintf("%q", e.Evidence), fmt.Sprintf("%d reports, %d sources; one is %q", e.Reports, e.Sources, titles[statedBy[e.ID]])},
			Yes:        line("confirm-edge", confirmed),
			No:         line("drop-edge", answered{e.Source, e.Type, e.Target, e.Status, ""}),
		})
	}
	return merges, edges, nil
}

// answered is how a correction names an edge.
type answered struct {
	Source string `yaml:"source"`
	Type   string `yaml:"type"`
	Target string `yaml:"target"`
	Status string `yaml:"status"`
	Date   string `yaml:"date,omitempty"`
}

// line is one correction as YAML, its value in flow style.
func line(key string, value any) string {
	var v yaml.Node
	if err := v.Encode(value); err != nil {
		panic(err) // strings always encode
	}
	v.Style = yaml.FlowStyle
	b, err := yaml.Marshal([]yaml.Node{{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: key}, &v}}})
	if err != nil {
		panic(err)
	}
	return string(b)
}

// WriteCorrection appends a correction to a file, under a comment.
func WriteCorrection(w io.Writer, comment, correction string) error {
	comment = strings.Map(func(r rune) rune { // a comment is one line
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, comment)
	_, err := fmt.Fprintf(w, "# %s\n%s", comment, correction)
	return err
}
