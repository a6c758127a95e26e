package merge

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"newsgraph/graph"
	"newsgraph/graph/file"
)

// Verify checks a folder against itself: that the manifest's hashes are those
// of the files, that every stored quote stands at its offsets, that the graph
// is in order and its ids, counts and sources add up, that the vocabulary is
// kept, and that the store and the corrections give this graph. Each finding is
// passed to found; the error is that of reading.
func (f Folder) Verify(ctx context.Context, opts Options, found func(string)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // of the sorting, however far it came
	v := &verifier{f: f, found: found, labels: map[string]string{}, clusters: map[string]string{}}
	follows := func(ctx context.Context) error { return v.follows(ctx, opts) }
	for _, step := range []func(context.Context) error{v.manifest, v.store, v.graph, v.quotes, follows} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(ctx); err != nil {
			return fmt.Errorf("verify %s: %w", string(f), err)
		}
	}
	return nil
}

type verifier struct {
	f        Folder
	found    func(string)
	broken   bool              // the store
	labels   map[string]string // of nodes
	clusters map[string]string // of articles
	stated   *sorter[graph.StatementRecord]
}

func (v *verifier) report(format string, args ...any) { v.found(fmt.Sprintf(format, args...)) }

func (v *verifier) manifest(context.Context) error {
	m, err := v.f.Manifest()
	if err != nil {
		return err
	}
	if m.Format == 0 {
		v.report("there is no manifest.json")
		return nil
	}
	stored, err := os.ReadFile(v.f.ManifestFile())
	if err != nil {
		return err
	}
	sealed, err := m.sealed()
	if err != nil {
		return err
	}
	if !bytes.Equal(stored, sealed) {
		v.report("manifest.json is not as it was written: its own sha256 is another")
	}
	for _, h := range []Hashed{m.Articles, m.Graph} {
		got, err := hashFile(v.f, h.Name)
		if err != nil {
			return err
		}
		if got != h.SHA256 {
			v.report("%s has sha256 %s, the manifest says %s", h.Name, got, h.SHA256)
		}
	}
	return nil
}

func (v *verifier) store(context.Context) error {
	last := ""
	for d, err := range v.f.Documents() {
		var line *graph.LineError
		switch {
		case errors.As(err, &line):
			v.report("%v", err)
			v.broken = true
			continue
		case err != nil:
			return err
		case d.ID <= last:
			v.report("articles.ndjson: article %s stands after %s", d.ID, last)
			v.broken = true
		}
		last = d.ID
	}
	return nil
}

// Records reads the merged graph.
func (f Folder) Records() iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		merged, err := os.Open(f.Graph())
		if err != nil {
			yield(nil, err)
			return
		}
		defer merged.Close()
		graph.Records(merged, f.Graph())(yield)
	}
}

// graph checks the records one by one and against each other.
func (v *verifier) graph(ctx context.Context) error {
	v.stated = newSorter(ctx, "", largeRows, rowCodec[graph.StatementRecord](), func(a, b graph.StatementRecord) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), compareStated(a, b))
	})
	next, stop := iter.Pull2(v.edges())
	defer stop()
	var last key
	var edge *graph.EdgeRecord
	articles, sources := map[string]bool{}, map[string]bool{}
	count := func() {
		if edge != nil && (edge.Reports != len(articles) || edge.Sources != len(sources)) {
			v.report("edge %s says %d reports from %d sources, its statements %d from %d", edge.ID, edge.Reports, edge.Sources, len(articles), len(sources))
		}
		clear(articles)
		clear(sources)
	}
	for r, err := range v.f.Records() {
		var line *graph.LineError
		switch {
		case errors.As(err, &line):
			v.report("%v", err)
			continue
		case err != nil:
			return err
		}
		at := recordKey(r)
		if compareKeys(at, last) < 0 || at == last && r.Statement == nil {
			v.report("graph.ndjson is out of order at %s %s", at.id, at.second)
		}
		last = at
		switch {
		case r.Article != nil:
			v.clusters[r.Article.ID] = r.Article.Cluster
		case r.Node != nil:
			v.labels[r.Node.ID] = r.Node.Label
		case r.Edge != nil:
			v.edge(r.Edge)
		case r.Statement != nil:
			s := r.Statement
			for edge == nil || edge.ID < s.Edge {
				count()
				e, err, ok := next()
				if err != nil {
					return err
				}
				if !ok {
					break
				}
				edge = e
			}
			if edge == nil || edge.ID != s.Edge {
				v.report("article %s states an edge that is not there: %s", s.Article, s.Edge)
				continue
			}
			cluster, ok := v.clusters[s.Article]
			if !ok {
				v.report("edge %s is stated by an article that is not there: %s", s.Edge, s.Article)
			}
			articles[s.Article], sources[cluster] = true, true
			if err := v.stated.add(*s); err != nil {
				return err
			}
		case r.Mentions != nil:
			if v.labels[r.Mentions.Node] == "" {
				v.report("article %s mentions a node that is not there: %s", r.Mentions.Article, r.Mentions.Node)
			}
			if _, ok := v.clusters[r.Mentions.Article]; !ok {
				v.report("node %s is mentioned by an article that is not there: %s", r.Mentions.Node, r.Mentions.Article)
			}
		}
	}
	count()
	if e, _, ok := next(); ok {
		v.report("nothing states edge %s", e.ID)
	}
	return nil
}

// edges reads the graph's edges alone.
func (v *verifier) edges() iter.Seq2[*graph.EdgeRecord, error] {
	return func(yield func(*graph.EdgeRecord, error) bool) {
		for r, err := range v.f.Records() {
			var line *graph.LineError
			if errors.As(err, &line) {
				continue
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if r.Statement != nil || r.Edge != nil && !yield(r.Edge, nil) {
				return
			}
		}
	}
}

func (v *verifier) edge(e *graph.EdgeRecord) {
	from, to := v.labels[e.Source], v.labels[e.Target]
	switch {
	case from == "" || to == "":
		v.report("edge %s joins %s to %s, and not both are there", e.ID, e.Source, e.Target)
	case e.Asserter != "" && v.labels[e.Asserter] == "":
		v.report("edge %s is asserted by %s, which is not there", e.ID, e.Asserter)
	case !graph.Vocab().Edges[e.Type].Joins(from, to):
		v.report("edge %s: %s does not join a %s to a %s", e.ID, e.Type, from, to)
	}
}

// quotes checks the quote of every statement against its article's stored text.
func (v *verifier) quotes(context.Context) error {
	next, stop := iter.Pull2(v.f.Documents())
	defer stop()
	var d *graph.Document
	fields := map[string][]rune{}
	for s, err := range v.stated.sorted() {
		if err != nil {
			return err
		}
		for d == nil || d.ID < s.Article {
			doc, err, ok := next()
			var line *graph.LineError
			if err != nil && !errors.As(err, &line) {
				return err
			}
			if !ok {
				return nil // the article was reported missing, or broken
			}
			if doc != nil {
				d = doc
				fields[""], fields["title"] = []rune(d.Text), []rune(d.Article.Title)
			}
		}
		text := fields[s.Field]
		if d.ID != s.Article || s.Start < 0 || s.End > len(text) || s.Start >= s.End || string(text[s.Start:s.End]) != s.Quote {
			v.report("edge %s: the quote does not stand at %d–%d of article %s", s.Edge, s.Start, s.End, s.Article)
		}
	}
	return nil
}

// follows merges the store again and compares. What the graph of a broken store
// should be cannot be said.
func (v *verifier) follows(ctx context.Context, opts Options) error {
	if v.broken {
		return nil
	}
	m, err := v.f.Manifest()
	if err != nil {
		return err
	}
	var have []Hashed
	if opts.Corrections != nil {
		have = opts.Corrections.Files
	}
	if fmt.Sprint(have) != fmt.Sprint(m.Corrections) {
		v.report("the corrections are not those of the manifest: %v, not %v", fileNames(have), fileNames(m.Corrections))
		return nil
	}
	r, err := Merge(ctx, v.f.Documents(), opts)
	if err != nil {
		return err
	}
	defer r.Close()
	if r.Stats != m.Stats {
		v.report("the store gives %+v, the manifest says %+v", r.Stats, m.Stats)
	}
	if made := r.producers(); !slices.Equal(made, m.Producers) {
		v.report("the store's documents were made by %v, the manifest says %v", made, m.Producers)
	}
	stored := func(yield func(*graph.Record, error) bool) {
		for r, err := range v.f.Records() {
			var line *graph.LineError
			if !errors.As(err, &line) && !yield(r, err) {
				return
			}
		}
	}
	for c, err := range Diff(stored, r.Records()) {
		if err != nil {
			return err
		}
		at := recordKey(cmp.Or(c.New, c.Old))
		kind := []string{"", "article", "node", "edge", "statement of", "mentions in"}[at.kind]
		switch {
		case c.Old == nil:
			v.report("the store gives %s %s %s, graph.ndjson lacks it", kind, at.id, at.second)
		case c.New == nil:
			v.report("graph.ndjson has %s %s %s, the store does not give it", kind, at.id, at.second)
		default:
			v.report("%s %s %s is not what the store gives", kind, at.id, at.second)
		}
	}
	return nil
}

func fileNames(files []Hashed) []string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name + " " + f.SHA256[:min(8, len(f.SHA256))]
	}
	return names
}

func hashFile(f Folder, name string) (string, error) {
	if name != articlesName && name != graphName {
		return "", fmt.Errorf("the manifest names a file %q", name)
	}
	sum, err := file.SHA256(filepath.Join(string(f), name))
	if errors.Is(err, fs.ErrNotExist) {
		return "none: it is missing", nil
	}
	return sum, err
}
