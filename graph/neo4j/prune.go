package neo4j

import (
	"context"
	"hash/fnv"
	"maps"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// seen is a set of ids of each kind; an id costs eight bytes.
type seen struct {
	keys   [kinds][]uint64
	sorted bool
}

func (s *seen) add(kind Kind, id string) {
	s.keys[kind], s.sorted = append(s.keys[kind], key(id)), false
}

func (s *seen) has(kind Kind, id string) bool {
	if !s.sorted {
		for kind := range s.keys {
			slices.Sort(s.keys[kind])
		}
		s.sorted = true
	}
	_, ok := slices.BinarySearch(s.keys[kind], key(id))
	return ok
}

func key(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// prune removes what is in the database and was not seen. What people added to
// the graph under labels and types of their own is not looked at.
func (db *DB) prune(ctx context.Context, seen *seen) (removed [kinds]int, err error) {
	for kind := Kind(kinds - 1); kind >= 0; kind-- {
		extra, _, err := db.extra(ctx, kind, seen)
		if err != nil {
			return removed, err
		}
		for part := range slices.Chunk(extra, 5000) {
			if err := db.write(ctx, func(tx driver.ManagedTransaction) error { return remove(ctx, tx, kind, part) }); err != nil {
				return removed, err
			}
		}
		removed[kind] = len(extra)
	}
	for _, typ := range edgeTypes {
		extra, err := db.extraRelationships(ctx, typ, seen)
		if err != nil {
			return removed, err
		}
		for part := range slices.Chunk(extra, 5000) {
			ids := make([]string, len(part))
			for i, x := range part {
				ids[i] = x.elementID
			}
			if err := db.write(ctx, func(tx driver.ManagedTransaction) error {
				return run(ctx, tx, "MATCH ()-[x:"+typ+"]->() WHERE elementId(x) IN $ids DELETE x", map[string]any{"ids": ids}, nil)
			}); err != nil {
				return removed, err
			}
		}
	}
	return removed, nil
}

// extra lists the ids of a kind that are in the database and were not seen, and
// counts all that are there by label or type.
func (db *DB) extra(ctx context.Context, kind Kind, seen *seen) (ids []string, counts map[string]int, err error) {
	err = db.scan(ctx, func(tx driver.ManagedTransaction) error {
		ids, counts = nil, map[string]int{}
		return run(ctx, tx, kind.scan(), nil, func(row []any) error {
			id, _ := row[0].(string)
			group, _ := row[1].(string)
			counts[group]++
			if !seen.has(kind, id) {
				ids = append(ids, id)
			}
			return nil
		})
	})
	return ids, counts, err
}

// scan asks for the id and the label or type of all of a kind.
func (k Kind) scan() string {
	s := shapes[k]
	switch {
	case k == Nodes:
		return "MATCH (x:Entity) RETURN x.id, [l IN labels(x) WHERE NOT l IN ['Entity', '" + placeholder + "', '" + recount + "'] | l][0]"
	case k == Edges:
		return "MATCH (x:Claim) RETURN x.id, x.type"
	case s.label != "":
		return "MATCH (x:" + s.label + ") RETURN x.id, null"
	}
	return "MATCH ()-[x:" + s.relationship + "]->() RETURN x.id, null"
}

// relationship is one of the map, by its own id and the database's.
type relationship struct{ id, elementID string }

// extraRelationships lists the relationships of the map whose edges were not seen.
func (db *DB) extraRelationships(ctx context.Context, typ string, seen *seen) (extra []relationship, err error) {
	err = db.scan(ctx, func(tx driver.ManagedTransaction) error {
		extra = nil
		return run(ctx, tx, "MATCH (:Entity)-[x:"+typ+"]->(:Entity) RETURN x.id, elementId(x)", nil, func(row []any) error {
			if id, _ := row[0].(string); !seen.has(Edges, id) {
				extra = append(extra, relationship{id, row[1].(string)})
			}
			return nil
		})
	})
	return extra, err
}

// remove removes elements and all that hangs on them.
func remove(ctx context.Context, tx driver.ManagedTransaction, kind Kind, ids []string) error {
	params := map[string]any{"ids": ids}
	if shapes[kind].relationship != "" {
		return run(ctx, tx, kind.remove(), params, nil)
	}
	if kind == Edges {
		types := map[string][]string{}
		err := run(ctx, tx, kind.look(), params, func(row []any) error {
			if typ, ok := row[2].(string); ok && slices.Contains(edgeTypes, typ) {
				types[typ] = append(types[typ], row[0].(string))
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, typ := range slices.Sorted(maps.Keys(types)) {
			if err := removeRelationships(ctx, tx, typ, types[typ]); err != nil {
				return err
			}
		}
	}
	return run(ctx, tx, "UNWIND $ids AS id "+shapes[kind].match("id")+" DETACH DELETE x", params, nil)
}

func removeRelationships(ctx context.Context, tx driver.ManagedTransaction, typ string, ids []string) error {
	return run(ctx, tx, "UNWIND $ids AS id "+matchRelationship(typ, "id")+" DELETE x", map[string]any{"ids": ids}, nil)
}
