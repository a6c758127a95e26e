package merge

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"newsgraph/graph"
	"newsgraph/graph/file"
)

// Folder is an output folder: the store of articles' documents, one a line in
// the order of their ids, and what is made of it.
type Folder string

// The files of a folder.
const (
	articlesName = "articles.ndjson"
	graphName    = "graph.ndjson"
	manifestName = "manifest.json"
	originsName  = "origins.ndjson"
)

// Articles is the store's file.
func (f Folder) Articles() string { return f.path(articlesName) }

// Graph is the merged graph's file.
func (f Folder) Graph() string { return f.path(graphName) }

// ManifestFile is the manifest's file.
func (f Folder) ManifestFile() string { return f.path(manifestName) }

func (f Folder) path(name string) string { return filepath.Join(string(f), name) }

// Documents reads the store. A folder without one has no documents.
func (f Folder) Documents() iter.Seq2[*graph.Document, error] {
	return func(yield func(*graph.Document, error) bool) {
		stored, err := os.Open(f.Articles())
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err != nil {
			yield(nil, err)
			return
		}
		defer stored.Close()
		graph.Documents(stored, f.Articles())(yield)
	}
}

// Write makes a file of the folder, whole or not at all, and returns the sha256 of its bytes.
func (f Folder) Write(name string, fill func(io.Writer) error) (sum string, err error) {
	temp, err := f.temporary()
	if err != nil {
		return "", err
	}
	defer os.Remove(temp) // unless more lies there
	hash := sha256.New()
	err = file.Write(f.path(name), temp, func(w io.Writer) error { return fill(io.MultiWriter(w, hash)) })
	return hex.EncodeToString(hash.Sum(nil)), err
}

// temp is the folder's own folder of temporary files. It is there only while
// something is written, or after a run that was killed.
func (f Folder) temp() string { return f.path(".newsgraph-tmp") }

// temporary makes the folder of temporary files, if need be.
func (f Folder) temporary() (string, error) {
	if err := os.Mkdir(f.temp(), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return f.temp(), nil
}

// Sweep removes the temporary files of updates and builds that were killed. No
// other process may be at work in the folder.
func (f Folder) Sweep() error { return os.RemoveAll(f.temp()) }

// BuildOptions say how to make a folder's graph and what its manifest is to say.
type BuildOptions struct {
	Options
	Version  string            // of newsgraph; "" keeps that of the manifest
	Settings map[string]string // nil keeps those of the manifest
	Changed  func(Change)      // is given what differs from the graph that was there before; nil if nobody asks
}

// Built is what a build made.
type Built struct {
	Stats   Stats
	Unused  []string   // as in Result
	Dropped []string   // as in Result
	Diff    DiffCounts // against the graph that was there before
}

// Build merges the store's documents and writes the graph and the manifest.
func (f Folder) Build(ctx context.Context, opts BuildOptions) (*Built, error) {
	m, err := f.Manifest()
	if err != nil {
		return nil, err
	}
	r, err := Merge(ctx, f.Documents(), opts.Options)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	built := &Built{Stats: r.Stats, Unused: r.Unused, Dropped: r.Dropped}
	older := func(yield func(*graph.Record, error) bool) { // as far as it can be read
		for record, err := range f.Records() {
			if err != nil || !yield(record, nil) {
				return
			}
		}
	}
	sum, err := f.Write(graphName, func(w io.Writer) error {
		var failed error
		written := func(yield func(*graph.Record, error) bool) {
			for record, err := range r.Records() {
				if err == nil {
					err = graph.Write(w, record)
				}
				if err != nil {
					failed = err
				}
				if err != nil || !yield(record, nil) {
					return
				}
			}
		}
		for c := range Diff(older, written) {
			built.Diff.Add(c)
			if opts.Changed != nil {
				opts.Changed(c)
			}
		}
		return failed
	})
	if err != nil {
		return nil, err
	}
	m.Format, m.Stats, m.Producers, m.Corrections = manifestFormat, r.Stats, r.producers(), nil
	m.Version = cmp.Or(opts.Version, m.Version)
	if opts.Settings != nil {
		m.Settings = opts.Settings
	}
	if opts.Corrections != nil {
		m.Corrections = opts.Corrections.Files
	}
	m.Graph = Hashed{graphName, sum}
	m.Articles.Name = articlesName
	if m.Articles.SHA256, err = file.SHA256(f.Articles()); err != nil {
		return nil, err
	}
	return built, f.writeManifest(m)
}
