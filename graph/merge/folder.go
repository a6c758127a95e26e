package merge

import (
	"bufio"
	"bytes"
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
	"slices"

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
)

// Articles is the store's file.
func (f Folder) Articles() string { return filepath.Join(string(f), articlesName) }

// Graph is the merged graph's file.
func (f Folder) Graph() string { return filepath.Join(string(f), graphName) }

// ManifestFile is the manifest's file.
func (f Folder) ManifestFile() string { return filepath.Join(string(f), manifestName) }

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

// Changes are what an update did to the store: article ids, sorted.
type Changes struct {
	Added    []string
	Replaced []string // by a version with other words
	Outdated []string // left out, because the store holds a newer version
	Removed  []string // replaced by another id with the same URL
}

// Update puts documents into the store. A document replaces the store's one of
// the same id or URL unless that one has a later date. Of several versions in
// docs the newest by date counts, then the longest, then that of the greatest
// hash, so that the order of docs does not matter.
func (f Folder) Update(ctx context.Context, docs iter.Seq2[*graph.Document, error], quarantine func(error)) (*Changes, error) {
	temp, err := f.temporary()
	if err != nil {
		return nil, err
	}
	defer os.Remove(temp) // unless more lies there
	spilled, err := newSpill(temp, bytesCodec)
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = spilled.close()
		os.Remove(spilled.file.Name())
	}()
	var keys []articleKey
	var written bytes.Buffer
	for d, err := range docs {
		var line *graph.LineError
		switch {
		case errors.As(err, &line) && quarantine != nil:
			quarantine(err)
			continue
		case err != nil:
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		keys = append(keys, newArticleKey(d))
		written.Reset()
		if err := errors.Join(graph.Write(&written, d), spilled.add(written.Bytes())); err != nil {
			return nil, err
		}
	}
	if err := spilled.done(); err != nil {
		return nil, err
	}
	stored, err := f.keys(ctx)
	if err != nil {
		return nil, err
	}

	changes := new(Changes)
	same := sameArticles(slices.Concat(stored, keys), false)
	held := map[int][]articleKey{} // by root
	for i, k := range stored {
		held[same.root(i)] = append(held[same.root(i)], k)
	}
	drop := map[string]bool{}
	var put []int32
	for _, i := range newestVersions(keys, false) {
		k := keys[i]
		olds := held[same.root(len(stored)+int(i))]
		if slices.ContainsFunc(olds, func(old articleKey) bool { return old.date > k.date }) {
			changes.Outdated = append(changes.Outdated, k.id)
			continue
		}
		put = append(put, i)
		added := true
		for _, old := range olds {
			drop[old.id] = true
			if old.id != k.id {
				changes.Removed = append(changes.Removed, old.id)
				continue
			}
			added = false
			if old.sha256 != k.sha256 {
				changes.Replaced = append(changes.Replaced, k.id)
			}
		}
		if added {
			changes.Added = append(changes.Added, k.id)
		}
	}
	slices.Sort(changes.Removed)
	return changes, f.rewrite(ctx, stored, drop, func(yield func(storedLine, error) bool) {
		for _, i := range put {
			if line, err := spilled.read(i); !yield(storedLine{keys[i].id, line}, err) {
				return
			}
		}
	})
}

// Retract takes articles out of the store and returns the ids that it does not hold.
func (f Folder) Retract(ctx context.Context, ids []string) (missing []string, err error) {
	stored, err := f.keys(ctx)
	if err != nil {
		return nil, err
	}
	drop := map[string]bool{}
	for _, id := range ids {
		if slices.ContainsFunc(stored, func(k articleKey) bool { return k.id == id }) {
			drop[id] = true
		} else {
			missing = append(missing, id)
		}
	}
	if len(drop) == 0 {
		return missing, nil
	}
	return missing, f.rewrite(ctx, stored, drop, func(func(storedLine, error) bool) {})
}

// keys reads the keys of the stored documents, in their order.
func (f Folder) keys(ctx context.Context) ([]articleKey, error) {
	var keys []articleKey
	for d, err := range f.Documents() {
		if err := errors.Join(ctx.Err(), err); err != nil {
			return nil, err
		}
		keys = append(keys, newArticleKey(d))
	}
	return keys, nil
}

// storedLine is a document of the store, as it is written there.
type storedLine struct {
	id   string
	line []byte
}

// rewrite writes the store anew, without the documents to drop and with those
// to put, which come in the order of their ids.
func (f Folder) rewrite(ctx context.Context, stored []articleKey, drop map[string]bool, put iter.Seq2[storedLine, error]) error {
	_, err := f.Write(articlesName, func(w io.Writer) error {
		old, err := os.Open(f.Articles())
		switch {
		case errors.Is(err, fs.ErrNotExist) && len(stored) == 0:
		case err != nil:
			return err
		default:
			defer old.Close()
		}
		lines := bufio.NewReaderSize(old, 1<<18)
		keep := func(before string) error { // copies stored documents up to an id; "" is the end
			for len(stored) > 0 && (before == "" || stored[0].id < before) {
				line, err := lines.ReadBytes('\n')
				if err != nil {
					return err
				}
				if len(bytes.TrimSpace(line)) == 0 {
					continue
				}
				if !drop[stored[0].id] {
					if _, err := w.Write(line); err != nil {
						return err
					}
				}
				stored = stored[1:]
			}
			return nil
		}
		for d, err := range put {
			if err := errors.Join(ctx.Err(), err); err != nil {
				return err
			}
			if err := keep(d.id); err != nil {
				return err
			}
			if _, err := w.Write(d.line); err != nil {
				return err
			}
		}
		return keep("")
	})
	return err
}

// Write makes a file of the folder, whole or not at all, and returns the sha256 of its bytes.
func (f Folder) Write(name string, fill func(io.Writer) error) (sum string, err error) {
	temp, err := f.temporary()
	if err != nil {
		return "", err
	}
	defer os.Remove(temp) // unless more lies there
	hash := sha256.New()
	err = file.Write(filepath.Join(string(f), name), temp, func(w io.Writer) error { return fill(io.MultiWriter(w, hash)) })
	return hex.EncodeToString(hash.Sum(nil)), err
}

// temp is the folder's own folder of temporary files. It is there only while
// something is written, or after a run that was killed.
func (f Folder) temp() string { return filepath.Join(string(f), ".newsgraph-tmp") }

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
