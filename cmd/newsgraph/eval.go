package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/text"
	"newsgraph/graph"
	"newsgraph/graph/score"
)

func evalCommand() *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "measure extraction against gold articles",
		ArgsUsage: "GOLD.jsonl…",
		Description: `Extracts the articles of gold files (one JSON object a line: id, title, date, text,
nodes, edges) and prints precision, recall and F1 of nodes and edges and how often
the status of a matched edge is right.

Examples:
  newsgraph eval gold.jsonl
  newsgraph eval --by-type --errors 20 gold.jsonl`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "by-type", Usage: "a row for each edge type"},
			&cli.IntFlag{Name: "errors", Usage: "list so many edges that were missed or wrong"},
			&cli.StringFlag{Name: "out", Usage: "write the documents to `FILE` as well"},
			&cli.BoolFlag{Name: "calibration", Usage: "how often edges of a confidence are right"},
		},
		Action: runEval,
	}
}

func runEval(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("eval needs a file of gold articles")
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	s := score.New()
	measure := func(out io.Writer) error {
		for _, path := range c.Args().Slice() {
			if err := measureFile(s, x, path, out); err != nil {
				return err
			}
		}
		return nil
	}
	if out := c.String("out"); out == "" {
		err = measure(io.Discard)
	} else if err = apart(out, c.Args().Slice()...); err == nil {
		err = writeOut(c, out, measure)
	}
	if err != nil {
		return err
	}
	s.Table(c.App.Writer, c.Bool("by-type"))
	if c.Bool("calibration") {
		s.Reliability(c.App.Writer)
	}
	for i, m := range s.Misses {
		if i >= c.Int("errors") {
			break
		}
		verdict := "missed"
		if m.Wrong {
			verdict = "wrong"
		}
		text.Line(c.App.Writer, "%-7s%s  %s  %q  %s", verdict, m.Article, m.Edge, m.Quote, m.Rule)
	}
	return nil
}

// measureFile compares what is extracted from a file's articles with their gold, and writes it.
func measureFile(s *score.Score, x *extract.Extractor, path string, out io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	gold, err := score.ReadGold(f, path)
	f.Close()
	if err != nil {
		return err
	}
	for i := range gold {
		g := &gold[i]
		d, err := x.Extract(&text.Article{ID: g.ID, Title: g.Title, Date: g.Date, Text: g.Text})
		if err != nil {
			return fmt.Errorf("article %s: %w", g.ID, err)
		}
		s.Add(g, d)
		if err := graph.Write(out, d); err != nil {
			return err
		}
	}
	return nil
}
