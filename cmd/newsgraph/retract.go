package main

import (
	"errors"
	"fmt"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/graph/file"
	"newsgraph/graph/merge"
	"newsgraph/graph/neo4j"
)

// retractCommand takes articles out of a graph.
func retractCommand() *cli.Command {
	return &cli.Command{
		Name:      "retract",
		Usage:     "take articles out of the graph, with all that only they support",
		ArgsUsage: "ARTICLE-ID…",
		Description: `Takes articles out of the store and makes the graph anew without them: an edge that
other articles state stays, with fewer reports; what only these supported goes.
Building the articles in again gives the graph as it was, byte for byte.

With --neo4j the database is brought to the new graph too: it then holds what this
folder states, and no other articles. "newsgraph query retracted" tells from it what was
taken back, and how many facts went with each article, until it is loaded again.
Whatever fails or is stopped half-way, the same command goes on with it.

Examples:
  newsgraph retract wn-2020-7
  newsgraph retract wn-2020-7 wn-2020-8 --out graphs/2020
  newsgraph retract wn-2020-7 --neo4j bolt://localhost:7687

Exit codes: 0 retracted, 1 wrong usage, 2 some articles are not there and the others
are retracted, 3 none of the articles is there, 4 the database could not be reached
(nothing is done) or refused the work (the files are done), 10 any other failure.`,
		Flags:  append([]cli.Flag{outFlag, correctionsFlag}, databaseFlags...),
		Action: unheard(runRetract),
	}
}

func runRetract(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("retract needs the ids of the articles")
	}
	folder := merge.Folder(c.String("out"))
	if err := checkBuilt(folder.Articles()); err != nil {
		return err
	}
	corrections, _, err := loadCorrections(c, folder)
	if err != nil {
		return err
	}
	var db *neo4j.DB
	if c.String("neo4j") != "" { // before anything is changed
		if db, err = openDatabase(c); err != nil {
			return err
		}
		defer db.Close(c.Context)
	}
	missing, err := folder.Retract(c.Context, c.Args().Slice())
	if err != nil {
		return fmt.Errorf("retract: %w", err)
	}
	if len(missing) == c.NArg() {
		begun, err := retractBegun(c, folder, db)
		if err != nil {
			return fmt.Errorf("retract: %w", err)
		}
		if !begun {
			return codedError{exitNothing, errors.New("retract: none of the articles is in " + string(folder))}
		}
		log.Info().Msg("the articles are gone from the folder already; going on")
		missing = nil
	}
	for _, id := range missing {
		log.Warn().Str("article", id).Msg("there is no such article")
	}
	built, err := folder.Build(c.Context, merge.BuildOptions{Options: merge.Options{Corrections: corrections}})
	if err != nil {
		return fmt.Errorf("retract: %w", err)
	}
	reportBuilt(built)
	d := built.Diff
	fmt.Fprintf(c.App.Writer, "retracted %d articles: %d nodes and %d edges gone, %d edges changed, %d added\n",
		d.Articles.Removed, d.Nodes.Removed, d.Edges.Removed, d.Edges.Changed, d.Edges.Added)
	if err := writeView(folder); err != nil {
		return fmt.Errorf("retract: %w", err)
	}
	if db != nil {
		if err := retractFromDatabase(c, db, folder); err != nil {
			return databaseError(fmt.Errorf("retract: the files are done, the database is not; the same command goes on: %w", err))
		}
	}
	if len(missing) > 0 {
		return codedError{exitQuarantined, fmt.Errorf("retract: %d articles are not in %s", len(missing), folder)}
	}
	return nil
}

// retractBegun reports whether articles that a folder does not hold were taken
// out of it by a retraction that was not finished: its graph has still to be made
// anew, or the database knows them.
func retractBegun(c *cli.Context, folder merge.Folder, db *neo4j.DB) (bool, error) {
	m, err := folder.Manifest()
	if err != nil {
		return false, err
	}
	sum, err := file.SHA256(folder.Articles())
	if err != nil || sum != m.Articles.SHA256 {
		return err == nil, err
	}
	if db == nil {
		return false, nil
	}
	known, err := db.Knows(c.Context, c.Args().Slice())
	return known, databaseError(err)
}

// retractFromDatabase takes the articles out of the database, which notes it, and
// then brings the rest to the folder's graph: without an article other names
// may be the usual ones, and events be told apart otherwise.
func retractFromDatabase(c *cli.Context, db *neo4j.DB, folder merge.Folder) error {
	gone, err := db.Retract(c.Context, c.Args().Slice())
	if err != nil {
		return err
	}
	fmt.Fprintf(c.App.Writer, "the database lost %d articles, %d facts that only they stated and %d nodes that only they named\n", gone.Articles, gone.Facts, gone.Nodes)
	stats, err := db.Load(c.Context, records(folder.Graph()), neo4j.LoadOptions{Prune: true})
	if err != nil {
		return err
	}
	return printLoad(c.App.Writer, stats)
}

// reportBuilt logs what a build wants people to know.
func reportBuilt(b *merge.Built) {
	for _, u := range b.Unused {
		log.Warn().Msg("correction " + u)
	}
	for _, d := range b.Dropped {
		log.Warn().Msg("edge left out: " + d)
	}
}
