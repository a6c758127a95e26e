package neo4j

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"newsgraph/graph"
)

// allRecords reads the graph back as the records that were loaded, in the order of
// a merged graph: the file that was loaded, byte for byte.
func allRecords(ctx context.Context, db *DB) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for kind := range Kind(kinds) {
			ids, _, err := db.extra(ctx, kind, new(seen))
			if err != nil {
				yield(nil, err)
				return
			}
			var all []*graph.Record
			for part := range slices.Chunk(ids, 5000) {
				stored, err := db.fetch(ctx, kind, part)
				if err != nil {
					yield(nil, err)
					return
				}
				for _, s := range stored {
					if s.record != nil {
						all = append(all, s.record)
					}
				}
			}
			slices.SortFunc(all, compareRecords)
			for _, r := range all {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// compareRecords orders records of one kind as a merged graph does.
func compareRecords(a, b *graph.Record) int {
	switch {
	case a.Article != nil:
		return cmp.Compare(a.Article.ID, b.Article.ID)
	case a.Node != nil:
		return cmp.Compare(a.Node.ID, b.Node.ID)
	case a.Edge != nil:
		return cmp.Compare(a.Edge.ID, b.Edge.ID)
	case a.Statement != nil:
		a, b := a.Statement, b.Statement
		return cmp.Or(cmp.Compare(a.Edge, b.Edge), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Field, b.Field),
			cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Asserter, b.Asserter))
	}
	return cmp.Or(cmp.Compare(a.Mentions.Article, b.Mentions.Article), cmp.Compare(a.Mentions.Node, b.Mentions.Node))
}
