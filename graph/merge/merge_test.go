package merge

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"newsgraph/graph"
)

// article makes a document whose text is one sentence; the tests that need more
// change what they need.
func article(id, date, text string, nodes []graph.Node, edges ...graph.Edge) *graph.Document {
	d := &graph.Document{
		ID:      id,
		Article: graph.Article{ID: id, Title: "Title of " + id, Date: date, Source: "example.org"},
		Text:    text,
		Nodes:   nodes,
		Edges:   edges,
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		e.ID = graph.StatedEdgeID(id, e.Source, e.Type, e.Target, e.Status)
		e.Rule, e.Confidence = "test", 0.8
		e.Evidence = graph.Evidence{Text: text, End: len([]rune(text))}
	}
	d.Article.SHA256 = graph.ContentHash(d.Article.Title, text)
	return d
}

var (
	france  = graph.Node{ID: "FRA", Label: "Nation", Name: "France", ISO3: "FRA", QID: "Q142"}
	ukraine = graph.Node{ID: "UKR", Label: "Nation", Name: "Ukraine", ISO3: "UKR", QID: "Q212"}
)

func all(docs ...*graph.Document) iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		for _, d := range docs {
			if err := d.Check(); err != nil {
				err = &graph.LineError{Name: "test", Line: 1, Err: err}
				if !yield(nil, err) {
					return
				}
				continue
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

// merged merges documents and returns the graph as its file's bytes and as records.
func merged(t testing.TB, opts Options, docs ...*graph.Document) (string, []*graph.Record) {
	t.Helper()
	r, err := Merge(context.Background(), all(docs...), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	var b bytes.Buffer
	var records []*graph.Record
	for record, err := range r.Records() {
		if err := errors.Join(err, record.Check()); err != nil {
			t.Fatal(err)
		}
		records = append(records, record)
		if err := graph.Write(&b, record); err != nil {
			t.Fatal(err)
		}
	}
	return b.String(), records
}

func edges(records []*graph.Record) []*graph.EdgeRecord {
	var edges []*graph.EdgeRecord
	for _, r := range records {
		if r.Edge != nil {
			edges = append(edges, r.Edge)
		}
	}
	return edges
}

func TestMergeCountsReports(t *testing.T) {
	aided := graph.Edge{Source: "FRA", Type: "AIDED", Target: "UKR", Status: "actual", Date: "2026-01-05"}
	a := article("a", "2026-01-06", "France gave Ukraine aid.", []graph.Node{france, ukraine}, aided)
	b := article("b", "2026-01-07", "Paris sent relief to Kyiv on Monday.", []graph.Node{france, ukraine}, aided)
	_, records := merged(t, Options{}, a, b, a)
	got := edges(records)
	if len(got) != 1 {
		t.Fatalf("%d edges, want 1", len(got))
	}
	e := got[0]
	if e.Reports != 2 || e.Sources != 2 || e.FirstReported != "2026-01-06" || e.LastReported != "2026-01-07" || e.Confidence != 0.96 {
		t.Errorf("got %+v", e)
	}
}

func TestMergeQuarantinesAndGoesOn(t *testing.T) {
	good := article("a", "2026-01-06", "France gave Ukraine aid.", []graph.Node{france})
	bad := article("b", "2026-01-06", "France gave Ukraine aid.", []graph.Node{{ID: "x", Label: "Planet", Name: "Mars"}})
	var refused []error
	_, records := merged(t, Options{Quarantine: func(err error) { refused = append(refused, err) }}, bad, good)
	if len(refused) != 1 || len(records) != 3 {
		t.Errorf("refused %v, %d records", refused, len(records))
	}
}

func TestFolderUpdateAndRetract(t *testing.T) {
	ctx := context.Background()
	texts := func(f Folder) (texts []string) {
		for d, err := range f.Documents() {
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, d.Text)
		}
		return texts
	}
	f := Folder(t.TempDir())
	const story = "The minister said on Monday that the talks will go on. "
	first := article("a", "2026-01-06", story+"One.", nil)
	second := article("a", "2026-01-06", story+"Two.", nil)
	older := article("a", "2026-01-01", story+"Zero.", nil)
	other := article("0", "2026-01-01", "Other.", nil)
	moved := article("c", "2026-01-07", "Three.", nil)
	other.Article.URL, moved.Article.URL = "https://example.org/1", "https://example.org/1"
	for _, step := range []struct {
		name string
		docs []*graph.Document
		want Changes
		left []string
	}{
		{"new", []*graph.Document{first, other}, Changes{Added: []string{"0", "a"}}, []string{"Other.", story + "One."}},
		{"again", []*graph.Document{first}, Changes{}, []string{"Other.", story + "One."}},
		{"other words", []*graph.Document{second}, Changes{Replaced: []string{"a"}}, []string{"Other.", story + "Two."}},
		{"earlier date", []*graph.Document{older}, Changes{Outdated: []string{"a"}}, []string{"Other.", story + "Two."}},
		{"same URL", []*graph.Document{moved}, Changes{Replaced: []string{"c"}, Removed: []string{"0"}}, []string{story + "Two.", "Three."}},
	} {
		got, err := f.Update(ctx, all(step.docs...), UpdateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Added, step.want.Added) || !slices.Equal(got.Replaced, step.want.Replaced) ||
			!slices.Equal(got.Outdated, step.want.Outdated) || !slices.Equal(got.Removed, step.want.Removed) {
			t.Errorf("%s: %+v", step.name, *got)
		}
		if left := texts(f); !slices.Equal(left, step.left) {
			t.Errorf("%s: the store holds %q", step.name, left)
		}
	}
	missing, err := f.Retract(ctx, []string{"a", "b"})
	if err != nil || !slices.Equal(missing, []string{"b"}) {
		t.Errorf("missing %v, %v", missing, err)
	}
	if left := texts(f); !slices.Equal(left, []string{"Three."}) {
		t.Errorf("after retraction the store holds %q", left)
	}
}

// Whatever people keep in the folder stays; only what runs that were killed left goes.
func TestSweepLeavesPeoplesFilesAlone(t *testing.T) {
	f := Folder(t.TempDir())
	theirs := []string{".new-ideas", "spill-notes.txt"}
	for _, name := range theirs {
		if err := os.WriteFile(filepath.Join(string(f), name), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files := func() (names []string) {
		entries, err := os.ReadDir(string(f))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	killed := func(yield func(*graph.Document, error) bool) { // what a run that ends here leaves
		if got, want := files(), []string{".new-ideas", ".newsgraph-tmp", "spill-notes.txt"}; !slices.Equal(got, want) {
			t.Errorf("during an update the folder holds %q, want %q", got, want)
		}
		if err := os.WriteFile(filepath.Join(string(f), ".newsgraph-tmp", "left"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		yield(nil, context.Canceled)
	}
	if _, err := f.Update(t.Context(), killed, UpdateOptions{}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := f.Sweep(); err != nil {
		t.Fatal(err)
	}
	if got := files(); !slices.Equal(got, theirs) {
		t.Errorf("the folder holds %q, want %q", got, theirs)
	}
	if _, err := f.Update(t.Context(), all(article("a", "2026-01-06", "One.", nil)), UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	if got, want := files(), []string{".new-ideas", "articles.ndjson", "spill-notes.txt"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}
