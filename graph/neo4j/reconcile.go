package neo4j

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"newsgraph/graph"
)

// Difference is one way in which the database is not what the records say.
type Difference struct {
	Kind Kind
	ID   string // of the element; of statements and mentions, what they join
	What string
}

func (d Difference) String() string {
	return fmt.Sprintf("%s %s: %s", strings.TrimSuffix(d.Kind.String(), "s"), d.ID, d.What)
}

// Tally compares the numbers of a label or type.
type Tally struct {
	Kind              Kind
	Group             string // label or edge type; "" of kinds that have none
	Records, Database int
}

// Report is what Reconcile found.
type Report struct {
	Tallies     []Tally
	Differences int
}

// Reconcile compares every record with the database, property by property, and
// looks for what only the database has. Each difference goes to found.
func (db *DB) Reconcile(ctx context.Context, records iter.Seq2[*graph.Record, error], found func(Difference)) (Report, error) {
	r := &reconciler{db: db, seen: new(seen), tallies: map[[2]string]*Tally{}}
	r.found = func(d Difference) { r.differences++; found(d) }
	if err := r.compare(ctx, records); err != nil {
		return Report{}, err
	}
	if err := r.findExtra(ctx); err != nil {
		return Report{}, err
	}
	report := Report{Differences: r.differences}
	for _, t := range r.tallies {
		report.Tallies = append(report.Tallies, *t)
	}
	slices.SortFunc(report.Tallies, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Group, b.Group))
	})
	return report, nil
}

type reconciler struct {
	db          *DB
	seen        *seen
	tallies     map[[2]string]*Tally
	differences int
	found       func(Difference)
}

func (r *reconciler) tally(kind Kind, group string) *Tally {
	key := [2]string{kind.String(), group}
	if r.tallies[key] == nil {
		r.tallies[key] = &Tally{Kind: kind, Group: group}
	}
	return r.tallies[key]
}

// compare looks up all that the records say.
func (r *reconciler) compare(ctx context.Context, records iter.Seq2[*graph.Record, error]) error {
	var buffers [kinds]map[string]*graph.Record
	flush := func(kind Kind) error {
		expected := buffers[kind]
		buffers[kind] = nil
		stored, err := r.db.fetch(ctx, kind, slices.Sorted(maps.Keys(expected)))
		if err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(expected)) {
			r.compareOne(kind, id, expected[id], stored[id])
		}
		return nil
	}
	for record, err := range records {
		if err != nil {
			return err
		}
		e, err := elementOf(record)
		if err != nil {
			return err
		}
		r.seen.add(e.kind, e.id)
		r.tally(e.kind, e.group).Records++
		if buffers[e.kind] == nil {
			buffers[e.kind] = map[string]*graph.Record{}
		}
		buffers[e.kind][e.id] = record
		if len(buffers[e.kind]) == 5000 {
			if err := flush(e.kind); err != nil {
				return err
			}
		}
	}
	for kind := range Kind(kinds) {
		if err := flush(kind); err != nil {
			return err
		}
	}
	return nil
}

func (r *reconciler) compareOne(kind Kind, id string, expected *graph.Record, stored *stored) {
	name := nameOf(expected, id)
	if stored == nil {
		r.found(Difference{kind, name, "is missing in the database"})
		return
	}
	for _, flaw := range stored.flaws {
		r.found(Difference{kind, name, flaw})
	}
	if stored.record == nil {
		return
	}
	want, got := part(expected), part(stored.record)
	for _, field := range fieldsThatDiffer(want, got) {
		r.found(Difference{kind, name, fmt.Sprintf("%s is %s in the database, %s in the files", field, fieldJSON(got, field), fieldJSON(want, field))})
	}
}

// nameOf names a record for people.
func nameOf(r *graph.Record, id string) string {
	switch {
	case r.Statement != nil:
		return r.Statement.Article + " of " + r.Statement.Edge
	case r.Mentions != nil:
		return r.Mentions.Article + " of " + r.Mentions.Node
	}
	return id
}

// part is the one record that a Record holds.
func part(r *graph.Record) any {
	switch {
	case r.Article != nil:
		return r.Article
	case r.Node != nil:
		return r.Node
	case r.Edge != nil:
		return r.Edge
	case r.Statement != nil:
		return r.Statement
	}
	return r.Mentions
}

// fieldsThatDiffer lists the JSON names of the fields in which two records of
// one type differ.
func fieldsThatDiffer(a, b any) []string {
	if reflect.DeepEqual(a, b) {
		return nil
	}
	va, vb := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	var names []string
	for _, f := range reflect.VisibleFields(va.Type()) {
		if !f.Anonymous && fieldJSONOf(va, f) != fieldJSONOf(vb, f) {
			names = append(names, jsonName(f))
		}
	}
	return names
}

func fieldJSON(record any, name string) string {
	v := reflect.ValueOf(record).Elem()
	for _, f := range reflect.VisibleFields(v.Type()) {
		if !f.Anonymous && jsonName(f) == name {
			return fieldJSONOf(v, f)
		}
	}
	return ""
}

func fieldJSONOf(v reflect.Value, f reflect.StructField) string {
	text, err := json.Marshal(v.FieldByIndex(f.Index).Interface())
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// findExtra looks for what the database alone has.
func (r *reconciler) findExtra(ctx context.Context) error {
	for kind := range Kind(kinds) {
		extra, counts, err := r.db.extra(ctx, kind, r.seen)
		if err != nil {
			return err
		}
		for _, id := range extra {
			r.found(Difference{kind, id, "is in the database only"})
		}
		for group, n := range counts {
			r.tally(kind, group).Database = n
		}
	}
	for _, typ := range edgeTypes {
		extra, err := r.db.extraRelationships(ctx, typ, r.seen)
		if err != nil {
			return err
		}
		for _, x := range extra {
			r.found(Difference{Edges, x.id, "is a " + typ + " relationship without a Claim in the files"})
		}
	}
	return nil
}
