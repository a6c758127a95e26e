package merge

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"strings"

	"newsgraph/graph"
)

// Change is a record that only one of two graphs has, or that they have
// differently. Old or New is nil where a graph lacks it.
type Change struct{ Old, New *graph.Record }

// Diff compares two graphs record by record. Both must be in their fixed order.
func Diff(older, newer iter.Seq2[*graph.Record, error]) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		nextOld, stopOld := iter.Pull2(older)
		defer stopOld()
		nextNew, stopNew := iter.Pull2(newer)
		defer stopNew()
		o, errOld, okOld := nextOld()
		n, errNew, okNew := nextNew()
		for okOld || okNew {
			if err := cmp.Or(errOld, errNew); err != nil {
				yield(Change{}, err)
				return
			}
			var c Change
			switch order := compareRecords(o, n, okOld, okNew); {
			case order < 0:
				c.Old = o
				o, errOld, okOld = nextOld()
			case order > 0:
				c.New = n
				n, errNew, okNew = nextNew()
			default:
				if !sameRecord(o, n) {
					c = Change{o, n}
				}
				o, errOld, okOld = nextOld()
				n, errNew, okNew = nextNew()
			}
			if c != (Change{}) && !yield(c, nil) {
				return
			}
		}
	}
}

func compareRecords(a, b *graph.Record, okA, okB bool) int {
	switch {
	case !okA:
		return 1
	case !okB:
		return -1
	}
	return compareKeys(recordKey(a), recordKey(b))
}

// key is a record's place in the fixed order.
type key struct {
	kind       int
	id, second string
	field      string
	start, end int
	rule       string
}

func recordKey(r *graph.Record) key {
	switch {
	case r.Article != nil:
		return key{kind: 1, id: r.Article.ID}
	case r.Node != nil:
		return key{kind: 2, id: r.Node.ID}
	case r.Edge != nil:
		return key{kind: 3, id: r.Edge.ID}
	case r.Statement != nil:
		s := r.Statement
		return key{4, s.Edge, s.Article, s.Field, s.Start, s.End, s.Rule}
	}
	return key{kind: 5, id: r.Mentions.Article, second: r.Mentions.Node}
}

func compareKeys(a, b key) int {
	return cmp.Or(
		cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id), cmp.Compare(a.second, b.second),
		cmp.Compare(a.field, b.field), cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.rule, b.rule),
	)
}

func sameRecord(a, b *graph.Record) bool {
	var x, y bytes.Buffer
	if graph.Write(&x, a) != nil || graph.Write(&y, b) != nil {
		return false
	}
	return bytes.Equal(x.Bytes(), y.Bytes())
}

// DiffCounts counts changes by what they are of.
type DiffCounts struct {
	Nodes, Edges, Articles struct{ Added, Removed, Changed int }
}

// Add counts one change.
func (d *DiffCounts) Add(c Change) {
	r := cmp.Or(c.New, c.Old)
	to := &d.Articles
	switch {
	case r.Node != nil:
		to = &d.Nodes
	case r.Edge != nil:
		to = &d.Edges
	case r.Article == nil:
		return
	}
	switch {
	case c.Old == nil:
		to.Added++
	case c.New == nil:
		to.Removed++
	default:
		to.Changed++
	}
}

// String says what is more, less and other: "nodes +2 −1 ~3, edges +4 −0 ~1".
func (d DiffCounts) String() string {
	of := func(kind string, n struct{ Added, Removed, Changed int }) string {
		return fmt.Sprintf("%s +%d −%d ~%d", kind, n.Added, n.Removed, n.Changed)
	}
	return strings.Join([]string{of("articles", d.Articles), of("nodes", d.Nodes), of("edges", d.Edges)}, ", ")
}
