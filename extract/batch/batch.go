// Package batch turns any number of articles into graph documents: in parallel
// and yet in the order of the input, in bounded memory, with a cache of what was
// read before and checkpoints from which a run that was killed goes on.
//
// It stands beside the stages of extraction and knows none of them but read: a
// run is a matter of files, order and memory, whatever the extractor does. It is
// apart from the command line so that a run can be tested and used without one.
//
// The parts:
//
//	batch.go    the run: items in, outcomes to an Output, a Tally of them
//	order.go    workers, and the window that bounds what is in memory
//	sample.go   which articles to take
//	cache.go    documents by the content of their article
//	journal.go  results on disk, and the checkpoint that says how many count
package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"newsgraph/extract/read"
	"newsgraph/extract/text"
	"newsgraph/graph"
)

// ErrChanged is the cause of an error when a run cannot go on from its
// checkpoint, because what would follow does not belong to what is there.
var ErrChanged = errors.New("the unfinished run does not fit")

// Batch is a run over articles. Its result does not depend on Jobs or Cache.
type Batch struct {
	Extract func(*text.Article) (*graph.Document, error)
	Paths   []string
	Read    read.Options
	Jobs    int    // articles at a time
	Strict  bool   // end at the first fault that is not a warning or a skipped item
	Limit   int    // end after this number of documents; 0 for all
	Sample  Sample // which articles to take
	Cache   *Cache // nil for none
}

// Output is where the results of a run go, in the order of the input.
type Output interface {
	// Document takes a graph document as a line of NDJSON, and where its article was
	// read: a file that is one article, or a file and the id of a record in it; ""
	// where that is no place that could be read again.
	Document(line []byte, origin string) error
	Reject(f *read.Fault) error // an item that is not used, or used with a warning
	Reached(t *Tally) error     // all results of one more item have been given
}

// Tally is how far a run has come: enough to go on from there.
type Tally struct {
	Items     int                 `json:"items"` // done of the input, whatever became of them
	Read      int64               `json:"read"`  // bytes of the input's files
	Trail     Trail               `json:"trail"` // of those items
	Documents int                 `json:"documents"`
	Cached    int                 `json:"cached"`   // of the documents
	LeftOut   int                 `json:"left_out"` // by the sample
	Faults    map[read.Reason]int `json:"faults"`
}

// Bad returns the number of items that could not be used.
func (t *Tally) Bad() int {
	n := 0
	for reason, count := range t.Faults {
		if f := (read.Fault{Reason: reason}); !f.Skipped() && !f.Warning() {
			n += count
		}
	}
	return n
}

// outcome is what became of one item.
type outcome struct {
	line    []byte
	origin  string
	faults  []*read.Fault
	cached  bool
	leftOut bool
}

// Run reads the articles from where a tally stands (the zero Tally is the
// beginning) and returns the tally of what has been given to out. The error is
// that of ctx when the run was stopped, a *read.Fault when Strict ended it, and
// wraps ErrChanged when the input does not begin with the items of the tally.
func (b *Batch) Run(ctx context.Context, from Tally, out Output) (Tally, error) {
	t := from
	if t.Faults == nil {
		t.Faults = make(map[read.Reason]int)
	}
	threshold, err := b.threshold(ctx)
	if err != nil {
		return t, err
	}
	changed := false
	items := func(ctx context.Context) iter.Seq[item] { return after(b.items(ctx), from, &changed) }
	work := func(it item) outcome { return b.make(it, threshold) }
	full := func() bool { return b.Limit > 0 && t.Documents >= b.Limit }
	if full() {
		return t, nil
	}
	for it, o := range inOrder(ctx, b.Jobs, items, work) {
		for _, f := range o.faults {
			if b.Strict && !f.Skipped() && !f.Warning() {
				return t, f
			}
			if err := out.Reject(f); err != nil {
				return t, err
			}
			t.Faults[f.Reason]++
		}
		if o.line != nil {
			if err := out.Document(o.line, o.origin); err != nil {
				return t, err
			}
			t.Documents++
		}
		if o.cached {
			t.Cached++
		}
		if o.leftOut {
			t.LeftOut++
		}
		t.Items, t.Read = t.Items+1, it.read
		t.Trail = t.Trail.add(it)
		if err := out.Reached(&t); err != nil || full() {
			return t, err
		}
	}
	if err := ctx.Err(); err != nil {
		return t, err
	}
	if changed {
		return t, fmt.Errorf("%w: the input does not begin with the %d items that were read", ErrChanged, from.Items)
	}
	return t, nil
}

// after leaves out the items that a tally counts. It yields none and sets
// changed when they are not the same items.
func after(items iter.Seq[item], from Tally, changed *bool) iter.Seq[item] {
	return func(yield func(item) bool) {
		n, trail := 0, Trail(0)
		for it := range items {
			if n < from.Items {
				n, trail = n+1, trail.add(it)
				continue
			}
			if trail != from.Trail {
				break
			}
			if !yield(it) {
				return
			}
		}
		*changed = n < from.Items || trail != from.Trail
	}
}

// make reads one item and extracts its document, or finds it in the cache.
func (b *Batch) make(it item, threshold uint64) outcome {
	a, err := it.Article()
	if err != nil && read.Faults(err) == nil {
		return failed(it, err)
	}
	o := outcome{faults: read.Faults(err)}
	if a == nil {
		return o
	}
	o.origin = origin(it, a)
	if hashID(a.ID) > threshold {
		return outcome{leftOut: true}
	}
	if o.line = b.Cache.get(a); o.line != nil {
		o.cached = true
		return o
	}
	if o.line, err = b.document(a); err != nil {
		return failed(it, fmt.Errorf("article %q: %w", a.ID, err))
	}
	b.Cache.put(a, o.line)
	return o
}

// origin is where an article was read, whatever folder the run was started in.
func origin(it item, a *text.Article) string {
	path, err := filepath.Abs(it.Input)
	switch {
	case err != nil || it.Input == "-" || strings.HasPrefix(it.Input, "-!"):
		return ""
	case it.Position == "":
		return path
	}
	return path + "#" + a.ID
}

// document extracts an article and encodes its document.
func (b *Batch) document(a *text.Article) (line []byte, err error) {
	defer guard(&err)
	d, err := b.Extract(a)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = graph.Write(&buf, d)
	return buf.Bytes(), err
}

func failed(it item, err error) outcome {
	return outcome{faults: []*read.Fault{{Input: it.Input, Position: it.Position, Reason: read.Failed, Remedy: read.Failed.Remedy(), Err: err}}}
}

// Inputs are the files that a run reads, by name, size and time of change.
type Inputs struct {
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
	Hash  uint64 `json:"hash"`
}

// Survey looks at the files of all paths without reading them.
func Survey(ctx context.Context, paths []string, o read.Options) (Inputs, error) {
	var in Inputs
	read.Files(ctx, paths, o, func(path string, info os.FileInfo) {
		in.Files++
		in.Bytes += info.Size()
		in.Hash = chain(in.Hash, path, fmt.Sprint(info.Size(), " ", info.ModTime().UnixNano()))
	})
	return in, ctx.Err()
}
