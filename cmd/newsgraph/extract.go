package main

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/graph/file"
)

// extractCommand turns articles into graph documents.
func extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "turn articles into graph documents, one a line",
		ArgsUsage: "PATH… | -",
		Description: `Reads articles and writes the graph document of each: its nodes and edges with the
sentences that state them. Documents can be kept, compared, corrected, merged on
another machine, and loaded.

With --out, FILE appears when all is read; until then FILE.unfinished holds what
there is, and --resume goes on with it after Ctrl-C or a crash. A pipe or a device gets
the documents as they come.

Examples:
  newsgraph extract seeds | jq .edges[].type
  newsgraph extract --out docs.ndjson news/
  zcat news.jsonl.gz | newsgraph extract - | newsgraph load -

Exit codes: 0 all well, 1 wrong usage, 2 some articles could not be used, 3 none
could, 130 stopped.`,
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "out", Value: "-", Usage: "write to `FILE`, whole or not at all, instead of standard output"},
			&cli.StringFlag{Name: "quarantine", Usage: "write what could not be used to `FILE`, with the reason and what to do about it"},
		}, runFlags),
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
	out := c.String("out")
	unfinished := out + ".unfinished"
	r, err := newReading(c, x, c.Args().Slice(), out, unfinished, c.String("quarantine"))
	if err != nil {
		return err
	}
	r.quarantine = c.String("quarantine")
	if out != "-" && !file.Straight(out) {
		j, err := r.keep(c.Context, unfinished)
		if err != nil {
			return resumable(err)
		}
		if err := j.Place(out, r.quarantine); err != nil {
			return err
		}
	} else {
		if r.resume || r.quarantine != "" {
			return usagef("--resume and --quarantine need --out FILE: what stands on standard output, in a pipe or a device cannot be taken back")
		}
		if err := writeOut(c, out, func(w io.Writer) error { return r.stream(c.Context, w) }); err != nil {
			return err
		}
	}
	if !r.quiet {
		if err := r.summarise(c.App.ErrWriter); err != nil {
			return err
		}
	}
	return r.outcome()
}
