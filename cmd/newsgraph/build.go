package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/batch"
	"newsgraph/extract/text"
	"newsgraph/graph"
	"newsgraph/graph/merge"
	"newsgraph/graph/neo4j"
	"newsgraph/graph/view"
)

// buildCommand turns articles into a graph.
func buildCommand() *cli.Command {
	return &cli.Command{
		Name:      "build",
		Usage:     "turn articles into a graph: files, a page to look at, and Neo4j if you like",
		ArgsUsage: "[PATH…]",
		Description: `Reads articles (files, folders, globs, archives, - for standard input; "seeds" when
none is named), extracts the graph of each, merges them and writes into OUT:

  articles.ndjson   one graph document a line, one for each article
  graph.ndjson      the merged graph: nodes, edges, and who states them
  view.html         the graph to look at, in any browser, without network
  quarantine.ndjson what could not be used, with the reason and what to do about it

Building into the same folder again adds to it: an article that is there already
is replaced when its words have changed, unless what comes has an earlier date: that
is left out and counted as outdated. So is the article of a file that was edited. What
is in no file any more stays, until --exact makes the graph one of what the paths hold
now. With --neo4j the graph is loaded as well.

Until all articles are read, OUT/unfinished holds what there is, and --resume goes on
with it after Ctrl-C or a crash; the result is that of an unbroken run. Documents are
cached by the words of their article and the version of newsgraph, so that an article
that has not changed is not extracted again.

Examples:
  newsgraph build seeds
  newsgraph build --out paris news/*.txt more.jsonl.gz
  newsgraph build --out paris --exact news/              what news/ holds now, no more
  newsgraph build --neo4j bolt://localhost:7687 seeds    (password in NEO4J_PASSWORD)

Exit codes: 0 all well, 1 wrong usage, 2 some articles were quarantined, 3 no
article could be used, 4 the database could not be reached, 130 stopped.`,
		Flags: slices.Concat([]cli.Flag{
			outFlag, correctionsFlag,
			&cli.BoolFlag{Name: "exact", Usage: "make the graph exactly what the paths hold: take out the articles that are not in them"},
			&cli.BoolFlag{Name: "load", Usage: "load into the local server of \"newsgraph db start\""},
			&cli.IntFlag{Name: "top", Value: 25, Usage: "edges to show at the end"},
		}, runFlags, databaseFlags),
		Action: unheard(runBuild),
	}
}

func runBuild(c *cli.Context) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	folder := merge.Folder(c.String("out"))
	if err := os.MkdirAll(string(folder), 0o755); err != nil {
		return err
	}
	paths := c.Args().Slice()
	if len(paths) == 0 {
		paths = []string{"seeds"}
	}
	for _, path := range paths {
		in, err := os.Stat(path)
		if out, outErr := os.Stat(string(folder)); err == nil && outErr == nil && os.SameFile(in, out) {
			return usagef("%s is where the graph is written: name the articles, or another --out", path)
		}
	}
	r, err := newReading(c, x, paths, string(folder))
	if err != nil {
		return err
	}
	corrections, dir, err := loadCorrections(c, folder)
	if err != nil {
		return err
	}
	r.quarantine = filepath.Join(string(folder), "quarantine.ndjson")
	j, err := r.keep(c.Context, filepath.Join(string(folder), "unfinished"))
	if err != nil {
		return resumable(err)
	}
	if r.tally.Documents > 0 {
		err = update(c, folder, j, corrections, dir)
	}
	if err != nil {
		return resumable(errors.Join(err, j.Suspend(r.tally)))
	}
	if err := j.Place("", r.quarantine); err != nil {
		return err
	}
	if err := r.summarise(c.App.Writer); err != nil {
		return err
	}
	if err := r.outcome(); exitCode(err) == exitNothing {
		return err
	}
	if c.Bool("load") || c.String("neo4j") != "" {
		if err := loadFolder(c, folder); err != nil {
			return err
		}
	}
	return r.outcome()
}

// update puts the documents of a journal into the folder and builds its graph
// with the corrections of a folder. It may be repeated after a crash.
func update(c *cli.Context, folder merge.Folder, j *batch.Journal, corrections *merge.Corrections, dir string) error {
	if err := folder.Sweep(); err != nil {
		return err
	}
	docs, err := os.Open(j.Documents())
	if err != nil {
		return err
	}
	defer docs.Close()
	changes, err := folder.Update(c.Context, graph.Documents(docs, j.Documents()), merge.UpdateOptions{Origins: j.Origins(), Exact: c.Bool("exact")})
	if err != nil {
		return err
	}
	var replaced edgeDiff
	built, err := folder.Build(c.Context, merge.BuildOptions{
		Options: merge.Options{Corrections: corrections, TempDir: j.Dir()}, Version: extract.Version, Settings: map[string]string{"corrections": dir},
		Changed: replaced.take,
	})
	if err != nil {
		return err
	}
	reportBuilt(built)
	if n := len(changes.Apart); n > 0 {
		log.Warn().Int("articles", n).Strs("ids", changes.Apart[:min(n, manyIDs)]).
			Msg("articles of different words came with one id; each is kept, under the id and a mark of its own")
	}
	if len(changes.Replaced)+len(changes.Removed)+len(changes.Gone) > 0 {
		replaced.print(c.App.Writer, built.Diff, c.Int("top"))
	}
	if err := writeView(folder); err != nil {
		return err
	}
	return printGraph(c.App.Writer, folder, changes, built.Stats, c.Int("top"))
}

func writeView(folder merge.Folder) error {
	_, err := folder.Write("view.html", func(w io.Writer) error {
		return view.Write(w, records(folder.Graph()), view.Options{})
	})
	return err
}

func loadFolder(c *cli.Context, folder merge.Folder) error {
	db, err := openDatabase(c)
	if err != nil {
		return err
	}
	defer db.Close(context.WithoutCancel(c.Context))
	stats, err := db.Load(c.Context, records(folder.Graph()), neo4j.LoadOptions{Batch: 5000, Jobs: 2})
	if err != nil {
		return databaseError(err)
	}
	log.Info().Int("records", stats.Records()).Msg("loaded into Neo4j")
	return printLoad(c.App.Writer, stats)
}

// printGraph prints what the folder holds now and its strongest edges.
func printGraph(w io.Writer, folder merge.Folder, ch *merge.Changes, s merge.Stats, top int) error {
	counts := fmt.Sprintf("%d new, %d changed, %d outdated", len(ch.Added), len(ch.Replaced), len(ch.Outdated))
	if n := len(ch.Gone); n > 0 {
		counts += fmt.Sprintf(", %d taken out", n)
	}
	if n := len(ch.Apart); n > 0 {
		counts += fmt.Sprintf(", %d that share an id", n)
	}
	fmt.Fprintf(w, "%s: %d articles (%s), %d nodes, %d edges, %d statements\n\n", folder, s.Articles, counts, s.Nodes, s.Edges, s.Statements)
	names, titles := make(map[string]string), make(map[string]string)
	changed := changedArticles(ch)
	for _, a := range changed[:min(manyIDs, len(changed))] {
		titles[a.id] = ""
	}
	var edges []*graph.EdgeRecord
	for r, err := range records(folder.Graph()) {
		switch {
		case err != nil:
			return err
		case r.Article != nil:
			if _, ok := titles[r.Article.ID]; ok {
				titles[r.Article.ID] = r.Article.Title
			}
		case r.Node != nil:
			names[r.Node.ID] = r.Node.Name
		case r.Edge != nil:
			edges = append(edges, r.Edge)
			if len(edges) > 4*top+1000 {
				edges = strongest(edges, top)
			}
		}
	}
	edges = strongest(edges, top)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, e := range edges {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", e.ID, clip(names[e.Source], 28), e.Type, clip(names[e.Target], 34), e.Status, e.Date, clip(e.Evidence, 60))
	}
	if len(changed) > 0 {
		fmt.Fprintln(t)
	}
	for _, a := range changed[:min(manyIDs, len(changed))] {
		fmt.Fprintf(t, "%s\t%s\t%s\n", a.what, clip(a.id, 80), clip(titles[a.id], 80))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if n := len(changed) - manyIDs; n > 0 {
		fmt.Fprintf(w, "and %d more; the ids of all articles are in %s\n", n, folder.Articles())
	}
	fmt.Fprintf(w, "\nLook at it: %s\n", filepath.Join(string(folder), "view.html"))
	return nil
}

// manyIDs is how many articles are named where there may be any number.
const manyIDs = 10

type changedArticle struct{ what, id string }

// changedArticles lists what an update did, by the ids that retract takes.
func changedArticles(ch *merge.Changes) (list []changedArticle) {
	for _, kind := range []struct {
		what string
		ids  []string
	}{{"new", ch.Added}, {"changed", ch.Replaced}, {"outdated", ch.Outdated}, {"taken out", ch.Gone}} {
		for _, id := range kind.ids {
			list = append(list, changedArticle{kind.what, id})
		}
	}
	return list
}

// strongest returns the n edges that most sources state, most surely, actions first.
func strongest(edges []*graph.EdgeRecord, n int) []*graph.EdgeRecord {
	standing := func(e *graph.EdgeRecord) int {
		if graph.Vocab().Edges[e.Type].Standing {
			return 1
		}
		return 0
	}
	slices.SortFunc(edges, func(a, b *graph.EdgeRecord) int {
		return cmp.Or(cmp.Compare(standing(a), standing(b)), cmp.Compare(b.Sources, a.Sources),
			cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	return edges[:min(n, len(edges))]
}

// clip shortens words of an article for a table.
func clip(s string, n int) string {
	s = text.Printable(s)
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
