// Package merge turns any number of graph documents into one graph.
//
// The merged graph is a function of the set of documents and of the
// corrections: the order in which documents come, the batches that they came
// in, and the number of cores never change a byte of it. So adding articles
// one at a time gives what building at once gives, and a graph without an
// article is the graph of the others.
//
// Documents are read once. What is needed of them later lies in temporary
// files; in memory stay the articles' keys, one entry for each node, and the
// features of event mentions.
package merge

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"newsgraph/graph"
)

// Options say how to merge. The zero value merges without corrections.
type Options struct {
	Corrections *Corrections
	TempDir     string      // for temporary files; "" is the system's
	Quarantine  func(error) // is given each bad line of the input; without it one is an error
}

// Stats counts what a merge read and made.
type Stats struct {
	Documents  int `json:"documents"`
	Articles   int `json:"articles"` // newest versions, each once
	Clusters   int `json:"clusters"` // of near-duplicates, single articles included
	Nodes      int `json:"nodes"`
	Edges      int `json:"edges"`
	Statements int `json:"statements"`
	Mentions   int `json:"mentions"`
}

// Merge reads documents and merges them. A bad line of the input goes to
// Options.Quarantine, if set; any other error ends the merge. Close the result.
func Merge(ctx context.Context, docs iter.Seq2[*graph.Document, error], opts Options) (*Result, error) {
	dir, err := os.MkdirTemp(opts.TempDir, "newsgraph-merge-")
	if err != nil {
		return nil, fmt.Errorf("merge: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	m := &merger{Options: opts, ctx: ctx, stop: stop, dir: dir, texts: newTexts()}
	m.corrector = newCorrector(m, opts.Corrections)
	for _, step := range []func() error{
		func() error { return m.readDocuments(docs) }, // documents → digests on disk
		m.chooseVersions,    // which articles count
		m.findDuplicates,    // which of them are one source
		m.collectNodes,      // what all articles together know of each node
		m.identifyNodes,     // persons, bodies and places across articles
		m.identifyEvents,    // events across articles
		m.collectStatements, // who names and states what, sorted by node and by fact
		m.makeNodes,         // namings → nodes
		m.makeEdges,         // statements → facts
	} {
		if err = ctx.Err(); err != nil {
			break
		}
		if err = step(); err != nil {
			break
		}
	}
	r := &Result{m: m}
	if err != nil {
		return nil, fmt.Errorf("merge: %w", errors.Join(err, r.Close()))
	}
	r.Stats, r.Unused, r.Dropped = m.stats, m.corrector.unused(), m.corrector.dropped
	return r, nil
}

// merger holds the state of one merge between its steps.
type merger struct {
	Options
	ctx  context.Context
	stop context.CancelFunc
	dir  string

	corrector  *corrector
	*versions  // one for each document
	digests    *spill[*digest]
	words      *spill[[]uint32]
	order      []int32  // the documents that count, by article id
	clusters   []string // by document: the first article of its near-duplicates
	texts      *texts
	entities   []*entity          // by number, until all are identified
	split      map[string]*entity // namesakes that were parted, by their new ids
	bodies     [][]string         // lists of bodies that occurrences name by number
	nations    map[string]string  // by what articles call them
	contexts   *contexts
	identities map[mention]identity // of nodes that are not simply the node of their id
	events     *eventIdentities
	dates      map[string]string // of events, where known
	namings    *sorter[naming]
	nodes      *spill[[]graph.NodeRecord]
	mentions   *spill[[]graph.MentionsRecord] // by article
	statements *sorter[statement]
	edges      *sorter[graph.EdgeRecord]
	stated     *sorter[graph.StatementRecord]
	producers  map[graph.Producer]int
	stats      Stats
}

// mention is a node of a document, by their numbers.
type mention struct{ doc, node int32 }

// identity is the node of the merged graph that a document's node is.
type identity struct {
	ID         string
	Reason     string
	Confidence float64
	By         *correction // that made it so, or nil
}

// each calls f for every article that counts, in the order of their ids.
func (m *merger) each(f func(doc int32, d *digest) error) error {
	for _, doc := range m.order {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		d, err := m.digest(doc)
		if err != nil {
			return err
		}
		if err := f(doc, d); err != nil {
			return fmt.Errorf("article %s: %w", d.Article.ID, err)
		}
	}
	return nil
}
