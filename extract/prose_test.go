package extract

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/read"
	"newsgraph/graph"
)

// Live blogs, results, tables and lists state what their sentences state and
// nothing else: the actions that each of the reader's texts may give.
func TestNoNonsense(t *testing.T) {
	want := map[string][]string{
		"liveblog.txt": {"France SIGNED joint statement on methane", "Spain SIGNED joint statement on methane"},
		"list.txt":     nil,
		"markets.txt":  {"Bank of England ATTENDED meeting"},
		"report.txt":   {"Germany ATTENDED opening match of Euro 2024"},
		"results.txt":  nil,
		"table.txt":    nil,
	}
	paths, err := filepath.Glob("read/testdata/prose/*.txt")
	if err != nil || len(paths) != len(want) {
		t.Fatalf("%d texts where %d are known", len(paths), len(want))
	}
	x := newExtractor(t)
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		given, _, _ := strings.Cut(string(b), "\n=====\n")
		o := read.Options{Stdin: strings.NewReader(given)}
		for a, err := range read.Articles(context.Background(), []string{"-"}, o) {
			if err != nil {
				continue
			}
			d, err := x.Extract(a)
			if err != nil {
				t.Fatal(err)
			}
			name := map[string]string{}
			for _, n := range d.Nodes {
				name[n.ID] = n.Name
			}
			for _, e := range d.Edges {
				said := fmt.Sprint(name[e.Source], " ", e.Type, " ", name[e.Target])
				if !graph.Vocab().Edges[e.Type].Standing && e.Type != "HOSTED" && !slices.Contains(want[filepath.Base(path)], said) {
					t.Errorf("%s: %s: %q", filepath.Base(path), said, e.Evidence.Text)
				}
			}
		}
	}
}
