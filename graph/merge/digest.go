package merge

import (
	"errors"
	"iter"
	"slices"

	"newsgraph/graph"
)

// digest is what a merge keeps of a document: all but its text.
type digest struct {
	Article  graph.Article
	Nodes    []digestNode
	Edges    []graph.Edge
	Added    []found
	Producer graph.Producer
}

type digestNode struct {
	graph.Node          // without its mentions
	Count      int      // of its mentions
	Sentences  []int    // that name it; -1 is the title
	Surfaces   []string // the different texts of its mentions, sorted
}

func newDigest(d *graph.Document) *digest {
	g := &digest{Article: d.Article, Edges: d.Edges, Producer: d.Producer, Nodes: make([]digestNode, len(d.Nodes))}
	for i, n := range d.Nodes {
		to := &g.Nodes[i]
		to.Node = n
		to.Node.Mentions = nil
		to.Count = len(n.Mentions)
		for _, m := range n.Mentions {
			sentence := m.Sentence
			if m.Field == "title" {
				sentence = -1
			}
			to.Sentences = append(to.Sentences, sentence)
			to.Surfaces = append(to.Surfaces, m.Text)
		}
		slices.Sort(to.Sentences)
		to.Sentences = slices.Compact(to.Sentences)
		slices.Sort(to.Surfaces)
		to.Surfaces = slices.Compact(to.Surfaces)
	}
	return g
}

// readDocuments writes the digest of every document to disk and keeps its key.
func (m *merger) readDocuments(docs iter.Seq2[*graph.Document, error]) (err error) {
	if m.digests, err = newSpill(m.dir, rowCodec[*digest]()); err != nil {
		return err
	}
	if m.versions, err = newVersions(m.dir); err != nil {
		return err
	}
	if m.words, err = newSpill(m.dir, hashCodec); err != nil {
		return err
	}
	for d, err := range docs {
		var line *graph.LineError
		switch {
		case errors.As(err, &line) && m.Quarantine != nil:
			m.Quarantine(err)
			continue
		case err != nil:
			return err
		}
		if err := m.ctx.Err(); err != nil {
			return err
		}
		m.stats.Documents++
		g := newDigest(d)
		g.Added = m.Corrections.quotes(d)
		if err := errors.Join(m.digests.add(g), m.versions.add(d), m.words.add(wordHashes(d.Article.Title+" "+d.Text))); err != nil {
			return err
		}
	}
	return errors.Join(m.digests.done(), m.shingles.done(), m.words.done())
}

// digest reads the digest of a document, which goes by the id of its article.
func (m *merger) digest(doc int32) (*digest, error) {
	d, err := m.digests.read(doc)
	if err == nil {
		d.Article.ID = m.keys[doc].id
	}
	return d, err
}
