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

// ExplainCommand shows how an edge came about, or how a text is read.
func ExplainCommand() *cli.Command {
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
	if c.NArg() == 0 {
		return usagef("explain takes the id of an edge or a text")
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	what := strings.Join(c.Args().Slice(), " ")
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
	found := false
	for d, err := range folder.Documents() {
		if err != nil {
			return err
		}
		for i := range d.Edges {
			e := &d.Edges[i]
			if e.ID != id && !(stated[statement{d.ID, e.Evidence.Start, e.Rule, e.Evidence.Text}] && states(d, e, edge)) {
				continue
			}
			found = true
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

// statement tells one stated edge of an article from another.
type statement struct {
	article string
	start   int
	rule    string
	quote   string
}

// states reports whether an article's edge is the merged one, as far as the ids
// that hold across articles tell: several edges can share a quote.
func states(d *graph.Document, e *graph.Edge, merged *graph.EdgeRecord) bool {
	same := func(local, global string) bool {
		return local == global || !slices.ContainsFunc(d.Nodes, func(n graph.Node) bool { return n.ID == global })
	}
	return e.Type == merged.Type && e.Status == merged.Status && same(e.Source, merged.Source) && same(e.Target, merged.Target)
}

// statements returns a merged edge, nil when there is none of that id, and who states it.
func statements(folder merge.Folder, id string) (*graph.EdgeRecord, map[statement]bool, error) {
	var edge *graph.EdgeRecord
	out := make(map[statement]bool)
	f, err := openFile(folder.Graph())
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	for r, err := range graph.Records(f, folder.Graph()) {
		if err != nil {
			return nil, nil, err
		}
		if r.Edge != nil && r.Edge.ID == id {
			edge = r.Edge
		}
		if s := r.Statement; s != nil && s.Edge == id {
			out[statement{s.Article, s.Start, s.Rule, s.Quote}] = true
		}
	}
	return edge, out, nil
}

func explainStated(w io.Writer, x *extract.Extractor, d *graph.Document, e *graph.Edge) error {
	fmt.Fprintf(w, "article %s, %q, %s %s\n", d.ID, d.Article.Title, d.Article.Source, d.Article.Date)
	fmt.Fprintf(w, "%s -%s-> %s, %s\n", nodeName(d, e.Source), e.Type, nodeName(d, e.Target), e.Status)
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

func nodeName(d *graph.Document, id string) string {
	for i := range d.Nodes {
		if d.Nodes[i].ID == id {
			return d.Nodes[i].Name
		}
	}
	return id
}
