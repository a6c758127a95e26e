package neo4j

import (
	"context"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Retracted counts what Retract did.
type Retracted struct {
	Articles int // that were there
	Facts    int // that only they stated
	Nodes    int // that only they named
}

// Retract removes articles and exactly what only they supported: their
// statements and mentions, the facts that no other article states, and the
// entities that no other article names. What others state too is counted anew
// from what is left, never subtracted, so that doing it twice does no harm.
// Each article leaves a Retraction with the facts that went with it, until it
// is loaded again.
//
// A merge of the remaining documents knows more than the database does, such as
// which alias only a retracted article used; loading it brings the last details.
func (db *DB) Retract(ctx context.Context, articles []string) (Retracted, error) {
	var total Retracted
	articles = slices.Compact(slices.Sorted(slices.Values(articles)))
	for _, id := range articles {
		var done Retracted
		err := db.write(ctx, func(tx driver.ManagedTransaction) (err error) {
			done, err = retract(ctx, tx, id)
			return err
		})
		if err != nil {
			return total, err
		}
		total.Articles += done.Articles
		total.Facts += done.Facts
		total.Nodes += done.Nodes
	}
	return total, db.endJournal(ctx)
}

// Knows reports whether the database has or once had any of the articles.
func (db *DB) Knows(ctx context.Context, articles []string) (known bool, err error) {
	err = db.read(ctx, func(tx driver.ManagedTransaction) error {
		known = false
		return run(ctx, tx, "UNWIND $ids AS id MATCH (x:Article|Retraction {id: id}) RETURN count(x)", map[string]any{"ids": articles}, func(row []any) error {
			known = row[0].(int64) > 0
			return nil
		})
	})
	return known, err
}

const (
	// The article, the facts that it alone states, and those that others state too.
	retractionOf = `
MATCH (x:Article {id: $id})
OPTIONAL MATCH (x)-[:STATES]->(c:Claim)
WITH x, c, EXISTS { MATCH (o:Article)-[:STATES]->(c) WHERE o <> x } AS others
WITH x, collect(DISTINCT CASE WHEN others THEN null ELSE c.id END) AS alone, collect(DISTINCT CASE WHEN others THEN c.id END) AS shared
MERGE (r:Retraction {id: x.id})
SET r.title = x.title, r.url = x.url, r.source = x.source, r.date = x.date, r.facts = alone
RETURN alone, shared, COLLECT { MATCH (x)-[:MENTIONS]->(n) RETURN n.id }`

	// What the article's entities are left with. One that facts still need stays.
	recountNamed = `
UNWIND $ids AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id)` + countMentions + `
WITH n, articles
WHERE articles = 0 AND NOT EXISTS { MATCH (n)<-[:SUBJECT|OBJECT]-(:Claim) }
DETACH DELETE n
RETURN count(*)`

	// What the facts that others state too are left with.
	recountStated = `
UNWIND $ids AS id
MATCH (c:Claim {id: id}) USING INDEX SEEK c:Claim(id)` + countStatements
)

func retract(ctx context.Context, tx driver.ManagedTransaction, article string) (done Retracted, err error) {
	var alone, shared, named []any
	err = run(ctx, tx, retractionOf, map[string]any{"id": article}, func(row []any) error {
		done.Articles = 1
		alone, shared, named = row[0].([]any), row[1].([]any), row[2].([]any)
		return nil
	})
	if err != nil || done.Articles == 0 {
		return done, err
	}
	done.Facts = len(alone)
	if err := remove(ctx, tx, Edges, texts(alone)); err != nil {
		return done, err
	}
	if err := remove(ctx, tx, Articles, []string{article}); err != nil {
		return done, err
	}
	if err := recountFacts(ctx, tx, recountStated, shared); err != nil {
		return done, err
	}
	return done, run(ctx, tx, recountNamed, map[string]any{"ids": named}, func(row []any) error {
		done.Nodes = int(row[0].(int64))
		return nil
	})
}

func texts(values []any) []string {
	texts := make([]string, 0, len(values))
	for _, v := range values {
		if t, ok := v.(string); ok {
			texts = append(texts, t)
		}
	}
	return texts
}
