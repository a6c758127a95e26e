package neo4j

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Counts says what became of the records of a kind.
type Counts struct {
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
}

func (c *Counts) add(d Counts) {
	c.Created += d.Created
	c.Updated += d.Updated
	c.Unchanged += d.Unchanged
}

// errShort is a statement that did less than it was told to, because an end of
// a relationship is missing.
var errShort = errors.New("fewer rows were written than sent")

// writeBatch writes elements of one kind: what is not there is created, what is
// there with another hash (or, to repair, at all) is written anew, the rest is
// left alone. All in one transaction, so that doing it again after a lost
// connection gives the same graph.
func (db *DB) writeBatch(ctx context.Context, kind Kind, elements []element, opts LoadOptions, settled *settled) (Counts, error) {
	b := batch{kind: kind, elements: newest(elements), repair: opts.Repair, whole: opts.Repair || opts.Prune, settled: settled}
	err := db.write(ctx, func(tx driver.ManagedTransaction) error { return b.write(ctx, tx) })
	if errors.Is(err, errShort) {
		// The records of the ends may come later. Rare, so the batch may pay for it.
		if err := db.write(ctx, func(tx driver.ManagedTransaction) error { return b.placeEnds(ctx, tx) }); err != nil {
			return Counts{}, err
		}
		err = db.write(ctx, func(tx driver.ManagedTransaction) error { return b.write(ctx, tx) })
	}
	if err != nil {
		return Counts{}, fmt.Errorf("%v %q…: %w", kind, b.elements[0].id, err)
	}
	settled.add(kind, b.written)
	return b.done, nil
}

// newest keeps the last element of each id, in the order of first appearance.
func newest(elements []element) []element {
	at := make(map[string]int, len(elements))
	kept := elements[:0:0]
	for _, e := range elements {
		if i, again := at[e.id]; again {
			kept[i] = e
			continue
		}
		at[e.id] = len(kept)
		kept = append(kept, e)
	}
	return kept
}

type batch struct {
	kind     Kind
	elements []element // each id once
	repair   bool
	whole    bool // what is loaded is all there is to be
	settled  *settled
	done     Counts
	written  []element // created or updated
}

func (b *batch) write(ctx context.Context, tx driver.ManagedTransaction) error {
	there, err := b.look(ctx, tx)
	if err != nil {
		return err
	}
	var missing, changed []element
	for _, e := range b.elements {
		switch known, ok := there[e.id]; {
		case !ok:
			missing = append(missing, e)
		case b.repair || known.hash != e.row[rowHash]:
			changed = append(changed, e)
		}
	}
	b.written = slices.Concat(missing, changed)
	b.done = Counts{len(missing), len(changed), len(b.elements) - len(missing) - len(changed)}
	switch {
	case b.kind == Edges && b.repair:
		// A relationship may be there without its Claim.
		if err := place(ctx, tx, "Claim", ids(missing)); err != nil {
			return err
		}
		missing, changed = nil, b.elements
		fallthrough
	case b.kind == Edges:
		if err := detachEdges(ctx, tx, changed, there); err != nil {
			return err
		}
	case shapes[b.kind].relationship != "":
		if err := run(ctx, tx, b.kind.remove(), map[string]any{"ids": ids(changed)}, nil); err != nil {
			return err
		}
		if err := b.mark(ctx, tx, missing); err != nil {
			return err
		}
		missing, changed = append(missing, changed...), nil
	}
	if err := b.writeRows(ctx, tx, b.kind.create, missing); err != nil {
		return err
	}
	return b.writeRows(ctx, tx, b.kind.update, changed)
}

// known is what the database has of an element.
type known struct {
	hash any    // nil of a placeholder
	typ  string // of an edge
}

func (b *batch) look(ctx context.Context, tx driver.ManagedTransaction) (map[string]known, error) {
	there := make(map[string]known, len(b.elements))
	err := run(ctx, tx, b.kind.look(), map[string]any{"ids": ids(b.elements)}, func(row []any) error {
		typ, _ := row[2].(string)
		there[row[0].(string)] = known{row[1], typ}
		return nil
	})
	return there, err
}

// detachEdges leaves of edges only their Claims. The type of a relationship is
// what the Claim says or, if that was changed by hand, what it will say.
func detachEdges(ctx context.Context, tx driver.ManagedTransaction, edges []element, there map[string]known) error {
	types := map[string][]string{}
	for _, e := range edges {
		types[e.group] = append(types[e.group], e.id)
		if typ := there[e.id].typ; typ != e.group && slices.Contains(edgeTypes, typ) {
			types[typ] = append(types[typ], e.id)
		}
	}
	for _, typ := range slices.Sorted(maps.Keys(types)) {
		if err := removeRelationships(ctx, tx, typ, types[typ]); err != nil {
			return err
		}
	}
	const ends = "UNWIND $ids AS id MATCH (c:Claim {id: id}) USING INDEX SEEK c:Claim(id) MATCH (c)-[x:SUBJECT|OBJECT]->() DELETE x"
	return run(ctx, tx, ends, map[string]any{"ids": ids(edges)}, nil)
}

// writeRows writes elements by the statement of their label or type.
func (b *batch) writeRows(ctx context.Context, tx driver.ManagedTransaction, statement func(group string) string, elements []element) error {
	groups := map[string][]any{}
	for _, e := range elements {
		groups[e.group] = append(groups[e.group], e.row)
	}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		rows, written := groups[group], 0
		err := run(ctx, tx, statement(group), map[string]any{"rows": rows, "whole": b.whole}, func(row []any) error {
			written = int(row[0].(int64))
			return nil
		})
		if err != nil {
			return err
		}
		if written != len(rows) {
			return errShort
		}
	}
	return nil
}

// placeEnds makes placeholders of the ends that are missing.
func (b *batch) placeEnds(ctx context.Context, tx driver.ManagedTransaction) error {
	s := shapes[b.kind]
	var from, to []string
	for _, e := range b.elements {
		from = append(from, e.row[rowFrom].(string))
		to = append(to, e.row[rowTo].(string))
	}
	return errors.Join(place(ctx, tx, s.from, from), place(ctx, tx, s.to, to))
}

func place(ctx context.Context, tx driver.ManagedTransaction, label string, ids []string) error {
	slices.Sort(ids)
	return run(ctx, tx, "UNWIND $ids AS id MERGE (x:"+label+" {id: id}) ON CREATE SET x:"+placeholder,
		map[string]any{"ids": slices.Compact(ids)}, nil)
}

func ids(elements []element) []string {
	ids := make([]string, len(elements))
	for i, e := range elements {
		ids[i] = e.id
	}
	return ids
}
