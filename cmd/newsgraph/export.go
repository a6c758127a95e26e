package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"newsgraph/graph/export"
)

// exportCommand writes a graph in the format of another tool.
func exportCommand() *cli.Command {
	var formats strings.Builder
	for _, f := range export.Formats {
		fmt.Fprintf(&formats, "  %-12s %s\n", f.Name, f.Usage)
	}
	return &cli.Command{
		Name:      "export",
		Usage:     "write the graph for other tools",
		ArgsUsage: "OUT | ARTICLES.ndjson",
		Description: `Formats:
` + formats.String() + `
csv, parquet and neo4j-admin write a folder, the others a file. The event formats
(from events on) also take documents, as extract writes them; they then code each
article by itself.

Examples:
  newsgraph export newsgraph-out --format events --out events.csv
  newsgraph export articles.ndjson --format events > events.csv
  newsgraph export newsgraph-out --format parquet --out tables
  newsgraph export newsgraph-out --format neo4j-admin --out import && sh import/import.sh

Exit codes: 0 written, 1 wrong usage, 3 no graph there, 10 the graph could not be read or the file not written.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "one of the formats above", Required: true},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "file or folder to write; - for standard output"},
		},
		Action: runExport,
	}
}

func runExport(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("export takes the folder of a graph, or a file of documents")
	}
	format, ok := export.FormatByName(c.String("format"))
	if !ok {
		return usagef("--format %q is not known", c.String("format"))
	}
	path, out := graphFile(c.Args().First()), c.String("out")
	if format.Folder != nil {
		if out == "" || out == "-" {
			return usagef("--format %s writes a folder: name it with --out", format.Name)
		}
		if err := os.MkdirAll(out, 0o755); err != nil {
			return err
		}
		return format.Folder(out, records(path))
	}
	if out == "" {
		out = "-"
	}
	if err := apart(out, inputs(c.Args().First())...); err != nil {
		return err
	}
	if format.File != nil {
		return writeOut(c, out, func(w io.Writer) error { return format.File(w, records(path)) })
	}
	events := export.RecordEvents(records(path))
	if is, err := isDocuments(path); err != nil {
		return err
	} else if is {
		events = export.DocumentEvents(documents(path))
	}
	return writeOut(c, out, func(w io.Writer) error { return format.Events(w, events) })
}

// isDocuments tells a file of documents from a merged graph.
func isDocuments(path string) (bool, error) {
	f, err := openGraphFile(path)
	if err != nil {
		return false, err
	}
	return holdsDocuments(f.Reader), f.Close()
}
