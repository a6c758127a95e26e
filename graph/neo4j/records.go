package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
)

// stored is what the database has of an element.
type stored struct {
	record *graph.Record // nil of a placeholder
	flaws  []string      // in how it lies in the database, such as a Claim without a subject
}

func (s *stored) flaw(format string, args ...any) {
	s.flaws = append(s.flaws, fmt.Sprintf(format, args...))
}

// fetch reads elements by their ids.
func (db *DB) fetch(ctx context.Context, kind Kind, ids []string) (map[string]*stored, error) {
	found := make(map[string]*stored, len(ids))
	err := db.read(ctx, func(tx driver.ManagedTransaction) error {
		clear(found)
		err := run(ctx, tx, kind.fetch(), map[string]any{"ids": ids}, func(row []any) error {
			id := row[0].(string)
			if found[id] != nil {
				found[id].flaw("it is there more than once")
				return nil
			}
			s, err := kind.stored(row)
			found[id] = s
			return err
		})
		if err == nil && kind == Edges {
			err = fetchRelationships(ctx, tx, found)
		}
		return err
	})
	return found, err
}

// fetch asks for the id, hash, properties and surroundings of $ids.
func (k Kind) fetch() string {
	unwind := "UNWIND $ids AS id " + shapes[k].match("id")
	switch k {
	case Articles:
		return unwind + " RETURN id, x.hash, " + articleColumns.of("x")
	case Nodes:
		return unwind + " RETURN id, x.hash, " + nodeColumns.of("x") + ", labels(x)"
	case Edges:
		return unwind + " RETURN id, x.hash, " + claimColumns.of("x") + ", x.type, [(x)-[:SUBJECT]->(f) | f.id], [(x)-[:OBJECT]->(t) | t.id]"
	}
	c := statementColumns
	if k == Mentions {
		c = mentionColumns
	}
	return unwind + " RETURN id, x.hash, " + c.of("x") + ", startNode(x).id, endNode(x).id"
}

// stored makes a record of a row of fetch. An edge lacks its relationship still.
func (k Kind) stored(row []any) (*stored, error) {
	s := new(stored)
	if row[1] == nil {
		s.flaw("no record has described it")
		return s, nil
	}
	values := row[2].([]any)
	text := func(v any) string { t, _ := v.(string); return t }
	s.record = new(graph.Record)
	switch k {
	case Articles:
		s.record.Article = new(graph.ArticleRecord)
		return s, articleColumns.fill(s.record.Article, values)
	case Nodes:
		s.record.Node = &graph.NodeRecord{Label: label(row[3].([]any), s)}
		return s, nodeColumns.fill(s.record.Node, values)
	case Edges:
		e := &graph.EdgeRecord{Type: text(row[3]), Source: one(row[4].([]any), "subject", s), Target: one(row[5].([]any), "object", s)}
		s.record.Edge = e
		return s, claimColumns.fill(e, values)
	case Statements:
		s.record.Statement = &graph.StatementRecord{Article: text(row[3]), Edge: text(row[4])}
		return s, statementColumns.fill(s.record.Statement, values)
	}
	s.record.Mentions = &graph.MentionsRecord{Article: text(row[3]), Node: text(row[4])}
	return s, mentionColumns.fill(s.record.Mentions, values)
}

// label is the one of an entity's labels that the vocabulary has.
func label(labels []any, s *stored) string {
	var ours []string
	for _, l := range labels {
		if l, ok := l.(string); ok && slices.Contains(entityLabels, l) {
			ours = append(ours, l)
		}
	}
	if len(ours) != 1 {
		s.flaw("its labels are %q", ours)
		return strings.Join(ours, ":")
	}
	return ours[0]
}

// one is the only end of a Claim that there may be.
func one(ids []any, what string, s *stored) string {
	if len(ids) != 1 {
		s.flaw("its Claim has %d %ss", len(ids), what)
		return ""
	}
	id, _ := ids[0].(string)
	return id
}

// fetchRelationships completes edges by their relationships, which have to
// agree with the Claims.
func fetchRelationships(ctx context.Context, tx driver.ManagedTransaction, edges map[string]*stored) error {
	types := map[string][]string{}
	for id, s := range edges {
		if s.record == nil {
			continue
		}
		if t := s.record.Edge.Type; slices.Contains(edgeTypes, t) {
			types[t] = append(types[t], id)
			continue
		}
		s.flaw("its Claim is of type %q", s.record.Edge.Type)
	}
	for _, typ := range slices.Sorted(maps.Keys(types)) {
		ids := types[typ]
		met := map[string]bool{}
		cypher := "UNWIND $ids AS id " + matchRelationship(typ, "id") + " RETURN id, " + edgeColumns.of("x") + ", startNode(x).id, endNode(x).id, x.claim"
		err := run(ctx, tx, cypher, map[string]any{"ids": ids}, func(row []any) error {
			id := row[0].(string)
			met[id] = true
			s := edges[id]
			claim := s.record.Edge
			e := &graph.EdgeRecord{Type: typ}
			e.Source, _ = row[2].(string)
			e.Target, _ = row[3].(string)
			if err := edgeColumns.fill(e, row[1].([]any)); err != nil {
				return fmt.Errorf("relationship %s: %w", id, err)
			}
			if row[4] != id {
				s.flaw("its relationship's claim is %v", row[4])
			}
			claim.Evidence = e.Evidence
			for _, d := range fieldsThatDiffer(claim, e) {
				s.flaw("its Claim has another %s than its relationship", d)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			if !met[id] {
				edges[id].flaw("its relationship is missing")
			}
		}
	}
	return nil
}
