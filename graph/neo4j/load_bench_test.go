package neo4j

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
	"newsgraph/graph/neo4j/local"
	"newsgraph/graph/neo4j/neo4jtest"
)

var benchScale = flag.Float64("bench-scale", 1, "size of the load benchmark; 1 is 200,000 nodes and 600,000 relationships")

// asUsersStartIt gives the benchmarks' server the memory and the compiler of
// "newsgraph db start".
func asUsersStartIt(s *local.Server) { s.HeapMB, s.PageMB, s.JVM = 0, 0, nil }

// benchSize is 10,000 articles, 90,000 entities and 100,000 claims; 100,000 edges
// with their SUBJECT and OBJECT, 120,000 STATES and 180,000 MENTIONS.
func benchSize() size {
	scaled := func(n int) int { return int(float64(n) * *benchScale) }
	return size{scaled(10_000), scaled(90_000), scaled(100_000), scaled(120_000), scaled(180_000)}
}

// BenchmarkLoad compares Load with what the database can do at best: the same
// nodes and relationships, with the same properties under the same constraints,
// by bare MERGE and CREATE through the same driver. Each round empties the
// database before each way; figures are medians, and only ratios mean anything.
//
//	go test ./graph/neo4j -run '^$' -bench Load -benchtime 3x -timeout 1h
func BenchmarkLoad(b *testing.B) {
	server, _ := neo4jtest.OpenLocal(b, asUsersStartIt)
	records := generate(1, benchSize())
	times := map[string][]time.Duration{}
	for b.Loop() {
		for _, way := range []struct {
			name string
			load func(*testing.B, *DB, []*graph.Record) (nodes, relationships time.Duration)
		}{{"raw", rawLoad}, {"load", timedLoad}} {
			db := connect(b, renew(b, server))
			load(b, db, generate(2, size{articles: 200, nodes: 900, edges: 1500, statements: 2500, mentions: 3000}), LoadOptions{}) // warms the server up
			query(b, db, "MATCH (n) WHERE NOT n:Newsgraph DETACH DELETE n", nil)
			nodes, relationships := way.load(b, db, records)
			times[way.name+" nodes"] = append(times[way.name+" nodes"], nodes)
			times[way.name+" relationships"] = append(times[way.name+" relationships"], relationships)
			b.Logf("%s: nodes %v, relationships %v", way.name, nodes, relationships)
			if way.name == "load" {
				start := time.Now()
				load(b, db, records, LoadOptions{})
				again := time.Since(start)
				times["again"] = append(times["again"], again)
				times["first"] = append(times["first"], nodes+relationships)
				b.Logf("again: %v", again)
			}
		}
	}
	median := func(name string) float64 {
		d := times[name]
		slices.Sort(d)
		return d[len(d)/2].Seconds()
	}
	b.ReportMetric(median("raw nodes")/median("load nodes"), "nodes/raw")
	b.ReportMetric(median("raw relationships")/median("load relationships"), "rels/raw")
	b.ReportMetric(median("first")/median("again"), "first/again")
	b.ReportMetric(loaderMemory(b, renew(b, server), records), "MB-peak")
	b.ReportMetric(0, "ns/op")
}

// renew starts a server anew, without data.
func renew(b *testing.B, server *local.Server) neo4jtest.Server {
	b.Helper()
	if err := server.Reset(b.Context()); err != nil {
		b.Fatal(err)
	}
	st, err := server.Start(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	password, err := server.Password()
	if err != nil {
		b.Fatal(err)
	}
	return neo4jtest.Server{URI: st.URI(), User: local.User, Password: password}
}

// loaderMemory is the peak of a process that loads the records from a file, and
// has nothing else in memory.
func loaderMemory(b *testing.B, s neo4jtest.Server, records []*graph.Record) (mb float64) {
	file := filepath.Join(b.TempDir(), "graph.ndjson")
	if err := os.WriteFile(file, []byte(text(b, records)), 0o600); err != nil {
		b.Fatal(err)
	}
	loader := startLoader(b, file, s.URI, s.Password, 0)
	for loader.awaitBatch() {
	}
	said := loader.said.String()
	if _, err := fmt.Sscanf(said[strings.LastIndex(said, "peak memory"):], "peak memory %f", &mb); err != nil || loader.err != nil {
		b.Fatalf("the loader says %q, %v", said, loader.err)
	}
	return mb
}

// timedLoad loads as newsgraph load does. Claims are written together with
// their relationships, so they count there, on both sides.
func timedLoad(b *testing.B, db *DB, records []*graph.Record) (nodes, relationships time.Duration) {
	edges := slices.IndexFunc(records, func(r *graph.Record) bool { return r.Edge != nil })
	start := time.Now()
	opts := LoadOptions{Progress: func(s LoadStats) {
		if nodes == 0 && s.Kinds[Articles].Created+s.Kinds[Nodes].Created == edges {
			nodes = time.Since(start)
		}
	}}
	load(b, db, records, opts)
	return nodes, time.Since(start) - nodes
}

// rawLoad writes the same by bare statements: MERGE for nodes and, once they
// are there, CREATE for relationships.
func rawLoad(b *testing.B, db *DB, records []*graph.Record) (nodes, relationships time.Duration) {
	var rows [kinds]map[string][]any
	for kind := range rows {
		rows[kind] = map[string][]any{}
	}
	for _, r := range records {
		e, err := elementOf(r)
		if err != nil {
			b.Fatal(err)
		}
		rows[e.kind][e.group] = append(rows[e.kind][e.group], e.row)
	}
	timed := func(last Kind, first Kind) time.Duration {
		start := time.Now()
		for kind := first; kind <= last; kind++ {
			for group, rows := range rows[kind] {
				raw(b, db, rawStatement(kind, group), rows)
			}
		}
		return time.Since(start)
	}
	return timed(Nodes, Articles), timed(Mentions, Edges)
}

func rawStatement(kind Kind, group string) string {
	switch kind {
	case Articles:
		return "UNWIND $rows AS row MERGE (x:Article {id: row[0]}) SET x = " + kind.properties()
	case Nodes:
		return "UNWIND $rows AS row MERGE (x:Entity {id: row[0]}) SET x = " + kind.properties() + ", x:" + group
	}
	return strings.TrimSuffix(kind.create(group), " RETURN count(*)")
}

// raw sends rows with two sessions in batches of 10,000.
func raw(b *testing.B, db *DB, statement string, rows []any) {
	batches := make(chan []any)
	var sessions sync.WaitGroup
	for range 2 {
		sessions.Go(func() {
			session := db.driver.NewSession(b.Context(), driver.SessionConfig{})
			defer session.Close(b.Context())
			for batch := range batches {
				_, err := session.ExecuteWrite(b.Context(), func(tx driver.ManagedTransaction) (any, error) {
					return nil, run(b.Context(), tx, statement, map[string]any{"rows": batch}, nil)
				})
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	for batch := range slices.Chunk(rows, 10_000) {
		batches <- batch
	}
	close(batches)
	sessions.Wait()
}

// peakMemory is this process's greatest resident size in MB, 0 where only Linux knows it.
func peakMemory() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
