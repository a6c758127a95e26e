package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"newsgraph/graph"
	"newsgraph/graph/export"
)

// ExportCommand writes a graph in the format of another tool.
func ExportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write the graph for other tools",
		ArgsUsage: "OUT | ARTICLES.ndjson",
		Description: `Formats:
  events   one action a line in the habit of event data (CSV)

Examples:
  newsgraph export newsgraph-out --format events --out events.csv
  newsgraph export articles.ndjson --format events > events.csv

Exit codes: 0 written, 1 wrong usage, 10 the graph could not be read or the file not written.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "one of the formats above", Required: true},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Value: "-", Usage: "file to write; - for standard output"},
		},
		Action: runExport,
	}
}

func runExport(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("export takes the folder of a graph, or a file of documents")
	}
	if c.String("format") != "events" {
		return usagef("--format %q is not known", c.String("format"))
	}
	path := c.Args().First()
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "articles.ndjson")
	}
	documents := func(yield func(*graph.Document, error) bool) {
		f, err := os.Open(path)
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
	return writeOut(c.String("out"), func(w io.Writer) error {
		return export.WriteEvents(w, export.DocumentEvents(documents))
	})
}

// writeOut writes to a file, which appears only when it is whole, or to standard output for "-".
func writeOut(path string, write func(io.Writer) error) (err error) {
	if path == "-" {
		w := bufio.NewWriterSize(os.Stdout, 1<<16)
		return errors.Join(write(w), w.Flush())
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
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
