package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"newsgraph/extract/read"
	"newsgraph/extract/text"
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
	const texts = "read/testdata/prose"
	files, err := os.ReadDir(texts)
	if err != nil {
		t.Fatal(err)
	}
	x := newExtractor(t)
	for _, file := range files {
		t.Run(file.Name(), func(t *testing.T) {
			want, ok := want[file.Name()]
			if !ok {
				t.Fatal("nobody says what it states")
			}
			b, err := os.ReadFile(filepath.Join(texts, file.Name()))
			if err != nil {
				t.Fatal(err)
			}
			given, _, _ := strings.Cut(string(b), "\n=====\n")
			var got []string
			for a := range read.Articles(t.Context(), []string{"-"}, read.Options{Stdin: strings.NewReader(given)}) {
				if a != nil { // nil is one that is not read, such as a table
					got = append(got, actions(t, x, a)...)
				}
			}
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
	if len(files) != len(want) {
		t.Errorf("%d texts where %d are known", len(files), len(want))
	}
}

// actions returns what an article states, but for what stands for long and where
// things are held.
func actions(t *testing.T, x *Extractor, a *text.Article) []string {
	t.Helper()
	d, err := x.Extract(a)
	if err != nil {
		t.Fatal(err)
	}
	name := map[string]string{}
	for _, n := range d.Nodes {
		name[n.ID] = n.Name
	}
	var all []string
	for _, e := range d.Edges {
		if !graph.Vocab().Edges[e.Type].Standing && e.Type != "HOSTED" {
			all = append(all, fmt.Sprint(name[e.Source], " ", e.Type, " ", name[e.Target]))
		}
	}
	return all
}
