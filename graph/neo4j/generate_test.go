package neo4j

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"newsgraph/graph"
)

// size is how big a generated graph is.
type size struct{ articles, nodes, edges, statements, mentions int }

// generate makes a graph in the order and the shape of a merged one: a few nodes
// and articles have most of the edges. The same seed gives the same graph.
func generate(seed uint64, n size) []*graph.Record {
	rng := rand.New(rand.NewPCG(seed, 0))
	hub := func(n int) int { // Zipf: number 0 is the biggest hub
		return int(rand.NewZipf(rng, 1.3, 8, uint64(n-1)).Uint64())
	}
	day := func() string { return fmt.Sprintf("2026-%02d-%02d", 1+rng.IntN(12), 1+rng.IntN(28)) }
	var records []*graph.Record
	article := func(i int) string { return fmt.Sprintf("article-%07d", i) }
	for i := range n.articles {
		a := &graph.ArticleRecord{Article: graph.Article{ID: article(i), URL: fmt.Sprintf("https://example.org/%d", i), Title: fmt.Sprintf("Headline of the day, number %d", i), Date: day(), Source: fmt.Sprintf("agency-%d", hub(40)), Language: "en", SHA256: graph.ID("text", article(i))}, Cluster: article(i)}
		records = append(records, &graph.Record{Article: a})
	}
	labels := []string{"Body", "Event", "Person"}
	node := func(i int) string { return fmt.Sprintf("%s:%07d", strings.ToLower(labels[i%3]), i) }
	for i := range n.nodes {
		r := &graph.NodeRecord{ID: node(i), Label: labels[i%3], Name: fmt.Sprintf("Name Ñumber %d", i), Aliases: []string{fmt.Sprintf("N. %d", i)}, Nation: "FRA", Description: "someone or something that the news is about", Confidence: 0.9, FirstSeen: day(), Articles: 1 + rng.IntN(9)}
		if r.Label == "Event" {
			r.Kind, r.Date = []string{"meeting", "agreement", "conflict", "plan", "other"}[rng.IntN(5)], day()
		}
		records = append(records, &graph.Record{Node: r})
	}
	slices.SortFunc(records[n.articles:], compareRecords)
	var edges, statements, mentions []*graph.Record
	seen := map[string]bool{}
	types := []string{"ACCUSED", "MET", "SUPPORTED", "ATTENDED", "HOSTED", "SIGNED"} // the latter three of events
	for len(edges) < n.edges {
		from, to := hub(n.nodes/3)*3, rng.IntN(n.nodes/3)*3 // both bodies
		kind, status, date := rng.IntN(len(types)), "actual", day()
		typ := types[kind]
		if kind >= 3 {
			to++ // an event
		}
		id := graph.EdgeID(node(from), typ, node(to), status, date, "")
		if seen[id] {
			continue
		}
		seen[id] = true
		score := 3.5
		e := &graph.EdgeRecord{ID: id, Source: node(from), Type: typ, Target: node(to), Status: status, Date: date, DatePrecision: "day", Plover: graph.Vocab().Edges[typ].Plover, Cameo: graph.Vocab().Edges[typ].Cameo, Score: &score, FirstReported: date, LastReported: date, Reports: 1, Sources: 1, Confidence: 0.8, Evidence: quote(rng)}
		edges = append(edges, &graph.Record{Edge: e})
	}
	for len(statements) < n.statements {
		e := edges[len(statements)%len(edges)].Edge
		s := &graph.StatementRecord{Edge: e.ID, Article: article(hub(n.articles)), Quote: e.Evidence, Start: rng.IntN(4000), Sentence: rng.IntN(30), Rule: "met-verb", Confidence: 0.8}
		s.End = s.Start + len(s.Quote)
		if id := statementID(s); !seen[id] {
			seen[id] = true
			statements = append(statements, &graph.Record{Statement: s})
		}
	}
	for len(mentions) < n.mentions {
		m := &graph.MentionsRecord{Article: article(rng.IntN(n.articles)), Node: node(hub(n.nodes)), Count: 1 + rng.IntN(9)}
		if id := m.Article + m.Node; !seen[id] {
			seen[id] = true
			mentions = append(mentions, &graph.Record{Mentions: m})
		}
	}
	for _, part := range [][]*graph.Record{edges, statements, mentions} {
		slices.SortFunc(part, compareRecords)
		records = append(records, part...)
	}
	count(records)
	return records
}

// count gives edges and nodes the numbers that the statements and mentions add up to.
func count(records []*graph.Record) {
	named, stating := map[string]int{}, map[string]map[string]bool{}
	for _, r := range records {
		switch {
		case r.Mentions != nil:
			named[r.Mentions.Node]++
		case r.Statement != nil && stating[r.Statement.Edge] == nil:
			stating[r.Statement.Edge] = map[string]bool{r.Statement.Article: true}
		case r.Statement != nil:
			stating[r.Statement.Edge][r.Statement.Article] = true
		}
	}
	for _, r := range records {
		switch {
		case r.Node != nil:
			r.Node.Articles = named[r.Node.ID]
		case r.Edge != nil:
			r.Edge.Reports = len(stating[r.Edge.ID])
			r.Edge.Sources = r.Edge.Reports
		}
	}
}

// quote is a sentence of about 150 characters.
func quote(rng *rand.Rand) string {
	words := strings.Fields("the minister said on Tuesday that both sides had agreed to meet again in the capital before the end of the month and would then sign what was drafted")
	rng.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words, " ") + "."
}

// stream yields records as a file does.
func stream(records []*graph.Record) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}
