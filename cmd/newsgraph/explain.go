package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/text"
	"newsgraph/graph"
	"newsgraph/graph/merge"
)

// explainCommand shows how an edge came about, or how a text is read.
func explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "show why an edge is there, or how a text is read",
		ArgsUsage: "EDGE-ID | \"TEXT\"",
		Description: `Given the id of an edge, as "newsgraph query" or graph.ndjson show it, prints each
article that states it with the sentence and its offsets, the rule and the word
that made it, the tree of the sentence and why its names mean what they mean.

Given a text, reads it as an article and shows the same for each sentence, and for
a sentence without an edge, what was tried.

Examples:
  newsgraph explain 1f0c9ac04bb8c1d7
  newsgraph explain "Macron and Starmer signed a declaration of intent in Paris."
  newsgraph explain --date 2008-03-01 "The French president met Chancellor Merkel."

Exit codes: 0 explained, 1 wrong usage, 3 no such edge.`,
		Flags: []cli.Flag{
			outFlag,
			&cli.StringFlag{Name: "date", Usage: "publication date of a text, YYYY-MM-DD"},
		},
		Action: runExplain,
	}
}

var edgeID = regexp.MustCompile(`^[0-9a-f]{16}$`)

func runExplain(c *cli.Context) error {
	what := strings.Join(c.Args().Slice(), " ")
	if strings.TrimSpace(what) == "" {
		return usagef("explain takes the id of an edge or a text")
	}
	if err := checkDate(c, "date"); err != nil {
		return err
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	if !edgeID.MatchString(what) {
		return x.Explain(c.App.Writer, &text.Article{ID: "text", Date: c.String("date"), Language: "en", Text: what}, "")
	}
	return explainEdge(c, x, merge.Folder(c.String("out")), what)
}

// explainEdge finds the articles that state an edge, given its id in the merged
// graph or in one article's document.
func explainEdge(c *cli.Context, x *extract.Extractor, folder merge.Folder, id string) error {
	edge, stated, err := statements(folder, id)
	if err != nil {
		return err
	}
	found := edge != nil
	if found {
		if err := explainMerged(c.App.Writer, folder, edge, stated); err != nil {
			return err
		}
	}
	explained := map[[2]string]string{} // by quote and rule, the first article with them
	for d, err := range folder.Documents() {
		if err != nil {
			return err
		}
		for i := range d.Edges {
			e := &d.Edges[i]
			if s := statementOf(stated, d.ID, e); e.ID != id && (s == nil || !states(d, e, edge, s.Rule != e.Rule)) {
				continue
			}
			found = true
			same := [2]string{e.Evidence.Text, e.Rule}
			if first, ok := explained[same]; ok {
				text.Line(c.App.Writer, "article %s, %q, %s %s: the same quote by the same rule as in %s", d.ID, d.Article.Title, d.Article.Source, d.Article.Date, first)
				continue
			}
			explained[same] = d.ID
			if err := explainStated(c.App.Writer, x, d, e); err != nil {
				return err
			}
		}
	}
	if !found {
		return codedError{exitNothing, fmt.Errorf("no edge %s in %s: build it first, or give --out", id, folder.Articles())}
	}
	return nil
}

// corrected begins what merging adds to a rule or a reason where a correction changed something.
const corrected = "correction "

// statementOf is the one of an edge's statements that an article's edge is, or nil.
func statementOf(stated []*graph.StatementRecord, article string, e *graph.Edge) *graph.StatementRecord {
	for _, s := range stated {
		rule, _, _ := strings.Cut(s.Rule, "; "+corrected)
		if s.Article == article && s.Start == e.Evidence.Start && rule == e.Rule && s.Quote == e.Evidence.Text {
			return s
		}
	}
	return nil
}

// explainMerged shows what an edge is in the graph, and which corrections made it so.
func explainMerged(w io.Writer, folder merge.Folder, e *graph.EdgeRecord, stated []*graph.StatementRecord) error {
	ends := map[string]*graph.NodeRecord{}
	for r, err := range records(folder.Graph()) {
		if err != nil {
			return err
		}
		if r.Edge != nil {
			break
		}
		if n := r.Node; n != nil && (n.ID == e.Source || n.ID == e.Target) {
			ends[n.ID] = n
		}
	}
	name := func(id string) string {
		if n := ends[id]; n != nil {
			return n.Name
		}
		return id
	}
	text.Line(w, "%s -%s-> %s, %s %s: %d reports, %d sources, confidence %.2f",
		name(e.Source), e.Type, name(e.Target), e.Status, e.Date, e.Reports, e.Sources, e.Confidence)
	for _, id := range []string{e.Source, e.Target} {
		if n := ends[id]; n != nil && strings.Contains(n.Reason, corrected) {
			text.Line(w, "  node %s: %s", n.Name, n.Reason)
		}
	}
	for _, s := range stated {
		if at := strings.Index(s.Rule, corrected); at >= 0 {
			text.Line(w, "  article %s, %q: %s", s.Article, s.Quote, s.Rule[at:])
		}
	}
	fmt.Fprintln(w)
	return nil
}

// states reports whether an article's edge is the merged one, which a correction
// may have retyped, as far as the ids that hold across articles tell: several
// edges can share a quote.
func states(d *graph.Document, e *graph.Edge, merged *graph.EdgeRecord, retyped bool) bool {
	same := func(local, global string) bool {
		return local == global || !slices.ContainsFunc(d.Nodes, func(n graph.Node) bool { return n.ID == global })
	}
	return (retyped || e.Type == merged.Type) && e.Status == merged.Status && same(e.Source, merged.Source) && same(e.Target, merged.Target)
}

// statements returns a merged edge, nil when there is none of that id, and who states it.
func statements(folder merge.Folder, id string) (*graph.EdgeRecord, []*graph.StatementRecord, error) {
	var edge *graph.EdgeRecord
	var out []*graph.StatementRecord
	for r, err := range records(folder.Graph()) {
		if err != nil {
			return nil, nil, err
		}
		if r.Edge != nil && r.Edge.ID == id {
			edge = r.Edge
		}
		if s := r.Statement; s != nil && s.Edge == id {
			out = append(out, s)
		}
	}
	return edge, out, nil
}

func explainStated(w io.Writer, x *extract.Extractor, d *graph.Document, e *graph.Edge) error {
	text.Line(w, "article %s, %q, %s %s", d.ID, d.Article.Title, d.Article.Source, d.Article.Date)
	text.Line(w, "%s -%s-> %s, %s", d.NodeName(e.Source), e.Type, d.NodeName(e.Target), e.Status)
	if r := x.Rule(e.Rule); r != nil {
		fmt.Fprintf(w, "rule %s, proved by: %s\n", r.ID, strings.Join(r.Examples, " | "))
		for _, m := range r.Match {
			fmt.Fprintf(w, "  pattern %s\n", m)
		}
	}
	fmt.Fprintln(w)
	a := &text.Article{
		ID: d.ID, URL: d.Article.URL, Title: d.Article.Title, Date: d.Article.Date, Dateline: d.Article.Dateline,
		Source: d.Article.Source, Language: d.Article.Language, Text: d.Text,
	}
	return x.Explain(w, a, e.Evidence.Text)
}
