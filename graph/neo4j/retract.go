package neo4j

import (
	"context"
	"maps"
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
	recountNodes = `
UNWIND $ids AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id)
CALL (n) {
  OPTIONAL MATCH (n)<-[:MENTIONS]-(x:Article)
  RETURN count(x) AS articles, min(x.date) AS first, max(x.date) AS last
}
SET n.articles = articles, n.firstSeen = first, n.lastSeen = last, n.hash = 0
WITH n, articles
WHERE articles = 0 AND NOT EXISTS { MATCH (n)<-[:SUBJECT|OBJECT]-(:Claim) }
DETACH DELETE n
RETURN count(*)`

	// What is known of a fact from the statements that are left. As in a merge,
	// its confidence is the chance that not all of its sources are wrong, and
	// its quote the surest, of those the shortest. A hash of zero has the next
	// load write what a merge knows.
	recountClaims = `
UNWIND $ids AS id
MATCH (c:Claim {id: id}) USING INDEX SEEK c:Claim(id)
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  WITH coalesce(x.cluster, x.id) AS source, max(s.confidence) AS sure, count(DISTINCT x) AS reports, min(x.date) AS first, max(x.date) AS last
  RETURN sum(reports) AS reports, count(*) AS sources, min(first) AS first, max(last) AS last,
    round((1 - reduce(wrong = 1.0, p IN collect(sure) | wrong * (1 - p))) * 10000) / 10000 AS confidence
}
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote ORDER BY s.confidence DESC, size(s.quote), x.id, s.field, s.start LIMIT 1
}
SET c.reports = reports, c.sources = sources, c.firstReported = first, c.lastReported = last, c.confidence = confidence, c.hash = 0
RETURN c.id, c.type, {reports: reports, sources: sources, firstReported: first, lastReported: last, confidence: confidence, evidence: quote}`
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
	found := map[string][]any{} // by type
	err = run(ctx, tx, recountClaims, map[string]any{"ids": shared}, func(row []any) error {
		if typ, _ := row[1].(string); slices.Contains(edgeTypes, typ) {
			found[typ] = append(found[typ], []any{row[0], row[2]})
		}
		return nil
	})
	if err != nil {
		return done, err
	}
	for _, typ := range slices.Sorted(maps.Keys(found)) {
		if err := run(ctx, tx, "UNWIND $rows AS row "+matchRelationship(typ, "row[0]")+" SET x += row[1]", map[string]any{"rows": found[typ]}, nil); err != nil {
			return done, err
		}
	}
	return done, run(ctx, tx, recountNodes, map[string]any{"ids": named}, func(row []any) error {
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
