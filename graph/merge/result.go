package merge

import (
	"cmp"
	"errors"
	"iter"
	"os"
	"slices"

	"newsgraph/graph"
)

// Result is a merged graph. Its rows lie in temporary files that Close removes.
type Result struct {
	Stats   Stats
	Unused  []string // corrections that matched nothing, each with file and line
	Dropped []string // edges that the labels of their ends, once corrected or merged, no longer allow

	m *merger
}

// producers counts the articles by what made their documents, sorted.
func (r *Result) producers() []ProducerCount {
	list := make([]ProducerCount, 0, len(r.m.producers))
	for p, n := range r.m.producers {
		list = append(list, ProducerCount{p, n})
	}
	slices.SortFunc(list, func(a, b ProducerCount) int {
		return cmp.Or(cmp.Compare(a.Version, b.Version), cmp.Compare(a.Rules, b.Rules), cmp.Compare(a.Model, b.Model), cmp.Compare(a.KB, b.KB))
	})
	return list
}

// Records yields the graph in its fixed order: every article, node, edge,
// statement and mention count, each kind sorted. It may be ranged over once.
func (r *Result) Records() iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		m := r.m
		for _, doc := range m.order {
			d, err := m.digest(doc)
			if err != nil {
				yield(nil, err)
				return
			}
			a := &graph.ArticleRecord{Article: d.Article, Cluster: m.clusters[doc]}
			if !yield(&graph.Record{Article: a}, nil) {
				return
			}
		}
		_ = batches(m.nodes, yield, func(n *graph.NodeRecord) *graph.Record { return &graph.Record{Node: n} }) &&
			records(m.edges, yield, func(e *graph.EdgeRecord) *graph.Record { return &graph.Record{Edge: e} }) &&
			records(m.stated, yield, func(s *graph.StatementRecord) *graph.Record { return &graph.Record{Statement: s} }) &&
			batches(m.mentions, yield, func(n *graph.MentionsRecord) *graph.Record { return &graph.Record{Mentions: n} })
	}
}

// batches yields the rows of a temporary file as records and reports whether more may follow.
func batches[T any](s *spill[[]T], yield func(*graph.Record, error) bool, as func(*T) *graph.Record) bool {
	for i := range s.ends {
		batch, err := s.read(int32(i))
		if err != nil {
			yield(nil, err)
			return false
		}
		for j := range batch {
			if !yield(as(&batch[j]), nil) {
				return false
			}
		}
	}
	return true
}

// records yields sorted rows as records and reports whether more may follow.
func records[T any](s *sorter[T], yield func(*graph.Record, error) bool, as func(*T) *graph.Record) bool {
	for v, err := range s.sorted() {
		if err != nil {
			yield(nil, err)
			return false
		}
		if !yield(as(&v), nil) {
			return false
		}
	}
	return true
}

// Close removes the temporary files.
func (r *Result) Close() error {
	r.m.stop()
	return errors.Join(r.m.digests.close(), r.m.versions.close(), r.m.words.close(), r.m.contexts.close(), r.m.nodes.close(), r.m.mentions.close(), os.RemoveAll(r.m.dir))
}
