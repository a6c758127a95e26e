package main

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"newsgraph/extract/text"
	"newsgraph/graph"
)

// showCommand prints what the graph knows of one node.
func showCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "print what the graph knows of a person, nation, body, place or event",
		ArgsUsage: "NAME",
		Description: `NAME is a name, an alias, a code (FRA) or an id; case and accents do not matter. Where
several nodes have it, the one that most articles name is shown and the others are listed.
Behind each quote stand the ids of the articles that state the edge, as retract takes them.

Examples:
  newsgraph show Zelensky
  newsgraph show FRA --graph newsgraph-out --limit 100
  newsgraph show "declaration of intent"

Exit codes: 0 shown, 1 wrong usage, 3 nothing has that name.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "graph", Aliases: []string{"g"}, Value: "newsgraph-out", Usage: "folder of the graph"},
			&cli.IntFlag{Name: "limit", Value: 40, Usage: "most edges to print, the latest first"},
		},
		Action: runShow,
	}
}

func runShow(c *cli.Context) error {
	if c.NArg() == 0 || c.Int("limit") < 1 {
		return usagef("show takes a name, and --limit is at least 1")
	}
	name := strings.Join(c.Args().Slice(), " ")
	s, err := findShown(records(graphFile(c.String("graph"))), name)
	if err != nil {
		return err
	}
	if s.node == nil {
		return codedError{exitNothing, fmt.Errorf("nothing in %s has the name %q", c.String("graph"), name)}
	}
	return s.print(c.App.Writer, c.Int("limit"))
}

// shown is a node with its edges and the names at their other ends.
type shown struct {
	node   *graph.NodeRecord
	others []*graph.NodeRecord // of the same name
	edges  []*graph.EdgeRecord
	stated map[string][]string // by edge: the first articles that state it
	names  map[string]string
}

// shownArticles is how many of the articles that state an edge are named.
const shownArticles = 3

func findShown(records iter.Seq2[*graph.Record, error], name string) (*shown, error) {
	s := &shown{names: map[string]string{}, stated: map[string][]string{}}
	want, best := folded(name), 0
	for r, err := range records {
		switch {
		case err != nil:
			return nil, err
		case r.Node != nil:
			n := r.Node
			s.names[n.ID] = n.Name
			if fit := fits(n, want); fit > best {
				s.node, s.others, best = n, nil, fit
			} else if fit == best && fit > 0 {
				s.others = append(s.others, n)
				if n.Articles > s.node.Articles {
					s.node, s.others[len(s.others)-1] = n, s.node
				}
			}
		case r.Edge != nil && s.node != nil && (r.Edge.Source == s.node.ID || r.Edge.Target == s.node.ID):
			s.edges = append(s.edges, r.Edge)
			s.stated[r.Edge.ID] = nil
		case r.Statement != nil:
			articles, ok := s.stated[r.Statement.Edge]
			if ok && len(articles) < shownArticles && !slices.Contains(articles, r.Statement.Article) {
				s.stated[r.Statement.Edge] = append(articles, r.Statement.Article)
			}
		}
		if r.Mentions != nil {
			break
		}
	}
	slices.SortFunc(s.edges, func(a, b *graph.EdgeRecord) int {
		return cmp.Or(strings.Compare(when(b), when(a)), strings.Compare(a.Type, b.Type), strings.Compare(a.ID, b.ID))
	})
	return s, nil
}

// fits tells how well a node has a name: 4 by its id or code, 3 by its name, 2
// by an alias, 1 by a part of its name, 0 not at all.
func fits(n *graph.NodeRecord, want string) int {
	switch {
	case folded(n.ID) == want || folded(n.ISO3) == want:
		return 4
	case folded(n.Name) == want:
		return 3
	case slices.ContainsFunc(n.Aliases, func(a string) bool { return folded(a) == want }):
		return 2
	case strings.Contains(" "+folded(n.Name)+" ", " "+want+" "):
		return 1
	}
	return 0
}

// folded is text without case, accents and dots.
func folded(s string) string {
	t, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		t = s
	}
	return strings.ToLower(strings.ReplaceAll(t, ".", ""))
}

// when is an edge's date, else that of its first report.
func when(e *graph.EdgeRecord) string { return cmp.Or(e.Date, e.FirstReported) }

func (s *shown) print(out io.Writer, limit int) error {
	n := s.node
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	text.Line(w, "%s  (%s)", n.Name, strings.Join(slices.DeleteFunc([]string{strings.ToLower(n.Label), n.Kind}, func(s string) bool { return s == "" }), ", "))
	for _, f := range [][2]string{
		{"", n.Description}, {"also", strings.Join(n.Aliases, ", ")}, {"nation", cmp.Or(s.names[n.Nation], n.Nation)}, {"date", n.Date}, {"Wikidata", n.QID}, {"id", n.ID},
		{"in the news", fmt.Sprintf("%s to %s, %d articles", n.FirstSeen, n.LastSeen, n.Articles)},
	} {
		if f[1] != "" {
			fmt.Fprintf(w, "  %s\t%s\n", f[0], text.Printable(f[1]))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	s.bars(out)
	last := ""
	for i, e := range s.edges {
		if i == limit {
			fmt.Fprintf(out, "\nand %d more (--limit)\n", len(s.edges)-limit)
			break
		}
		date := when(e)
		if month := date[:min(7, len(date))]; month != last {
			fmt.Fprintln(out)
			text.Line(out, "%s", cmp.Or(month, "no date"))
			last = month
		}
		about := []string{e.Status}
		if e.Title != "" {
			about = append(about, e.Title)
		}
		if e.Asserter != "" {
			about = append(about, "says "+s.names[e.Asserter])
		}
		if e.Reports > 1 {
			about = append(about, fmt.Sprintf("%d reports", e.Reports))
		}
		line := e.Type + " " + s.names[e.Target]
		if e.Target == n.ID && e.Source != n.ID {
			line = s.names[e.Source] + " " + e.Type
		}
		text.Line(out, "  %-10s  %s  (%s, %.0f%%)  %s", date[:min(10, len(date))], line, strings.Join(about, ", "), 100*e.Confidence, e.ID)
		articles := strings.Join(s.stated[e.ID], ", ")
		if more := e.Reports - len(s.stated[e.ID]); more > 0 {
			articles += fmt.Sprintf(" and %d more", more)
		}
		text.Line(out, "              “%s” (in %s)", e.Evidence, articles)
	}
	if len(s.others) > 0 {
		fmt.Fprintln(out, "\nAlso of that name:")
		for _, o := range s.others[:min(10, len(s.others))] {
			text.Line(out, "  %s  (%s, id %s)", o.Name, strings.ToLower(o.Label), o.ID)
		}
	}
	return nil
}

// bars draws how many edges fall on each month from the first to the last, or
// on each year where months would not fit a line.
func (s *shown) bars(out io.Writer) {
	for _, unit := range []struct{ layout, name string }{{"2006-01", "month"}, {"2006", "year"}} {
		count := map[string]int{}
		first, last, highest := "", "", 0
		for _, e := range s.edges {
			d := when(e)
			if len(d) < len(unit.layout) || graph.Vocab().Edges[e.Type].Standing {
				continue
			}
			d = d[:len(unit.layout)]
			count[d]++
			highest = max(highest, count[d])
			last = max(last, d)
			if first == "" || d < first {
				first = d
			}
		}
		at, err := time.Parse(unit.layout, first)
		if err != nil || first == last {
			return
		}
		line := ""
		for p := first; p <= last; p = at.Format(unit.layout) {
			line += string([]rune(" ▁▂▃▄▅▆▇█")[(count[p]*8+highest-1)/highest])
			if unit.name == "month" {
				at = at.AddDate(0, 1, 0)
			} else {
				at = at.AddDate(1, 0, 0)
			}
		}
		if len([]rune(line)) <= 60 {
			fmt.Fprintf(out, "\n  %s %s %s  (up to %d a %s)\n", first, line, last, highest, unit.name)
			return
		}
	}
}
