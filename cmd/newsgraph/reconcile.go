package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"newsgraph/extract/text"
	"newsgraph/graph/neo4j"
)

// reconcileCommand compares a graph's files with the database.
func reconcileCommand() *cli.Command {
	return &cli.Command{
		Name:      "reconcile",
		Usage:     "compare the files of a graph with what Neo4j has",
		ArgsUsage: "FILE… | OUT | -",
		Description: `Compares every record with the database, property by property, looks for what
only the database has, and prints each difference and a table of counts. The
files are those that load takes. Nothing is changed: "load --prune" removes what
the files do not state, "load --repair" writes anew what was changed by hand.

Examples:
  newsgraph reconcile newsgraph-out
  newsgraph reconcile --limit 0 graph.ndjson

Exit codes: 0 the same, 1 wrong usage, 2 bad lines in the files, 4 the database
could not be reached, 5 differences.`,
		Flags: append([]cli.Flag{
			&cli.IntFlag{Name: "limit", Value: 100, Usage: "print at most this many differences; 0 prints all"},
		}, databaseFlags...),
		Action: runReconcile,
	}
}

func runReconcile(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("reconcile takes the folder of a build, files, or - for standard input")
	}
	in, err := openGraph(c, c.Args().Slice())
	if err != nil {
		return err
	}
	defer in.Close()
	db, err := openDatabase(c)
	if err != nil {
		return err
	}
	defer db.Close(c.Context)

	told, limit := 0, c.Int("limit")
	report, err := db.Reconcile(c.Context, in.records(false), func(d neo4j.Difference) {
		if told++; limit == 0 || told <= limit {
			text.Line(c.App.Writer, "%v", d)
		}
	})
	if in.failed != nil {
		return in.failed
	}
	if err != nil {
		return databaseError(err)
	}
	t := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\t\tfiles\tdatabase\t")
	for _, y := range report.Tallies {
		fmt.Fprintf(t, "%v\t%s\t%d\t%d\t\n", y.Kind, text.Printable(y.Group), y.Records, y.Database)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	switch {
	case report.Differences > 0:
		return codedError{exitDiffers, fmt.Errorf("%d differences", report.Differences)}
	case in.bad > 0:
		return codedError{exitQuarantined, fmt.Errorf("%d bad lines were left out", in.bad)}
	}
	return nil
}
