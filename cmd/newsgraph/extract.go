package main

import (
	"bufio"
	"io"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/graph"
)

// ExtractCommand turns articles into graph documents.
func ExtractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "turn articles into graph documents, one a line",
		ArgsUsage: "PATH… | -",
		Description: `Reads articles and writes the graph document of each: its nodes and edges with the
sentences that state them. Documents can be kept, compared, corrected, merged on
another machine, and loaded.

Examples:
  newsgraph extract seeds | jq .edges[].type
  newsgraph extract --out docs.ndjson news/
  zcat news.jsonl.gz | newsgraph extract - | newsgraph load -

Exit codes: 0 all well, 1 wrong usage, 2 some articles could not be used, 3 none
could, 130 stopped.`,
		Flags:  append([]cli.Flag{&cli.StringFlag{Name: "out", Value: "-", Usage: "write to `FILE`, whole or not at all, instead of standard output"}}, runFlags...),
		Action: runExtract,
	}
}

func runExtract(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("extract takes files, folders, or - for standard input")
	}
	x, err := extract.New()
	if err != nil {
		return err
	}
	r, err := newBatch(c, x.Extract, c.Args().Slice(), "")
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		buf := bufio.NewWriter(w)
		for d, err := range r.documents(c.Context) {
			if err != nil {
				return err
			}
			if err := graph.Write(buf, d); err != nil {
				return err
			}
		}
		return buf.Flush()
	}
	if err := writeOut(c.String("out"), write); err != nil {
		return err
	}
	return r.outcome()
}
