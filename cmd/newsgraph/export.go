package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"newsgraph/graph"
	"newsgraph/graph/export"
)

// ExportCommand writes a graph in the format of another tool.
func ExportCommand() *cli.Command {
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
	if format.File != nil {
		return writeOut(out, func(w io.Writer) error { return format.File(w, records(path)) })
	}
	events := export.RecordEvents(records(path))
	if documents, err := isDocuments(path); err != nil {
		return err
	} else if documents {
		events = export.DocumentEvents(documentsIn(path))
	}
	return writeOut(out, func(w io.Writer) error { return format.Events(w, events) })
}

// isDocuments tells a file of documents from a merged graph.
func isDocuments(path string) (bool, error) {
	f, err := openGraphFile(path)
	if err != nil {
		return false, err
	}
	return holdsDocuments(f.Reader), f.Close()
}

// documentsIn reads the documents of a file anew each time it is ranged over. A bad line ends it.
func documentsIn(path string) export.Documents {
	return func(yield func(*graph.Document, error) bool) {
		f, err := openFile(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		for d, err := range graph.Documents(f, path) {
			if !yield(d, err) {
				return
			}
		}
	}
}

// writeOut writes to a file, which appears only when it is whole, or to standard output for "-".
func writeOut(path string, write func(io.Writer) error) (err error) {
	if path == "-" {
		w := bufio.NewWriterSize(os.Stdout, 1<<16)
		return errors.Join(write(w), w.Flush())
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-"+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err = errors.Join(write(w), w.Flush(), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
