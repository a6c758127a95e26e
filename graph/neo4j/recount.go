package neo4j

import (
	"context"
	"maps"
	"slices"
	"sync"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A merged graph counts its own articles. Where the database has others too, a
// fact's and a node's counts are made anew from all of them, so that it does not
// matter which graph was loaded last. A load marks what may need it in the
// transaction that causes it, and looks at the marked at its end; what a load
// that was killed has marked is left to the next one.
//
// What is updated is marked, and what was there unchanged once a new article
// states or names it. What was created needs no mark: all that states or names
// it is of the same merged graph.
const recount = "Recount"

const (
	// What is known of a claim c from its statements. As in a merge, its
	// confidence is the chance that not all of its sources are wrong, and its
	// quote the surest, of those the shortest. A hash of zero has the next load
	// write what a merge knows.
	countStatements = `
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  WITH coalesce(x.cluster, x.id) AS source, max(s.confidence) AS sure, count(DISTINCT x) AS reports, min(x.date) AS first, max(x.date) AS last
  ORDER BY sure
  RETURN sum(reports) AS reports, count(*) AS sources, min(first) AS first, max(last) AS last,
    round((1 - reduce(wrong = 1.0, p IN collect(sure) | wrong * (1 - p))) * 10000) / 10000 AS confidence
}
CALL (c) {
  MATCH (x:Article)-[s:STATES]->(c)
  RETURN s.quote AS quote ORDER BY s.confidence DESC, size(s.quote), x.id, s.field, s.start LIMIT 1
}
SET c.reports = reports, c.sources = sources, c.firstReported = first, c.lastReported = last, c.confidence = confidence, c.hash = 0
RETURN c.id, c.type, {reports: reports, sources: sources, firstReported: first, lastReported: last, confidence: confidence, evidence: quote}`

	// What is known of a node n from the articles that name it.
	countMentions = `
CALL (n) {
  OPTIONAL MATCH (n)<-[:MENTIONS]-(x:Article)
  RETURN count(x) AS articles, min(x.date) AS first, max(x.date) AS last
}
SET n.articles = articles, n.firstSeen = first, n.lastSeen = last, n.hash = 0`

	// Marked ones that more articles support than was loaded last. The others are
	// as they were loaded, or wait for a file that is still to come.
	recountClaims = `
UNWIND $ids AS id
MATCH (c:Claim {id: id}) USING INDEX SEEK c:Claim(id)
WHERE COUNT { MATCH (x:Article)-[:STATES]->(c) RETURN DISTINCT x } > c.reports` + countStatements

	recountNodes = `
UNWIND $ids AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id)
WHERE COUNT { (n)<-[:MENTIONS]-(:Article) } > n.articles` + countMentions
)

// settled are the claims and nodes that a load has created or marked.
type settled struct {
	mu  sync.Mutex
	ids seen
}

func (s *settled) add(kind Kind, elements []element) {
	if shapes[kind].label == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range elements {
		s.ids.add(kind, e.id)
	}
}

// without returns the ids that are not settled, each once, in order.
func (s *settled) without(kind Kind, ids []string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return s.ids.has(kind, id) })
}

// mark marks what new statements or mentions are of. In one order, and only what
// is not marked, or loaders that work at the same time would wait for each other.
func (b *batch) mark(ctx context.Context, tx driver.ManagedTransaction, added []element) error {
	of := map[Kind]Kind{Statements: Edges, Mentions: Nodes}[b.kind]
	ids := make([]string, len(added))
	for i, e := range added {
		ids[i] = e.row[rowTo].(string)
	}
	ids = b.settled.without(of, ids)
	if len(ids) == 0 {
		return nil
	}
	return run(ctx, tx, "UNWIND $ids AS id "+shapes[of].match("id")+" WHERE NOT x:"+recount+" SET x:"+recount, map[string]any{"ids": ids}, nil)
}

// recountMarked counts anew what is marked, and takes the marks away.
func (db *DB) recountMarked(ctx context.Context) error {
	if n, err := db.count(ctx, "MATCH (x:"+recount+") RETURN count(x)"); err != nil || n == 0 {
		return err
	}
	for _, kind := range []Kind{Nodes, Edges} {
		label := shapes[kind].label
		for left := true; left; {
			err := db.write(ctx, func(tx driver.ManagedTransaction) error {
				var marked []any
				err := run(ctx, tx, "MATCH (x:"+recount+":"+label+") WITH x LIMIT 5000 REMOVE x:"+recount+" RETURN collect(x.id)", nil, func(row []any) error {
					marked = row[0].([]any)
					return nil
				})
				if left = len(marked) > 0; err != nil || !left {
					return err
				}
				if kind == Nodes {
					return run(ctx, tx, recountNodes, map[string]any{"ids": marked}, nil)
				}
				return recountFacts(ctx, tx, recountClaims, marked)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// recountFacts counts claims anew by a statement that ends in countStatements,
// and their relationships with them.
func recountFacts(ctx context.Context, tx driver.ManagedTransaction, statement string, claims []any) error {
	found := map[string][]any{} // by type
	err := run(ctx, tx, statement, map[string]any{"ids": claims}, func(row []any) error {
		if typ, _ := row[1].(string); slices.Contains(edgeTypes, typ) {
			found[typ] = append(found[typ], []any{row[0], row[2]})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, typ := range slices.Sorted(maps.Keys(found)) {
		if err := run(ctx, tx, "UNWIND $rows AS row "+matchRelationship(typ, "row[0]")+" SET x += row[1]", map[string]any{"rows": found[typ]}, nil); err != nil {
			return err
		}
	}
	return nil
}
