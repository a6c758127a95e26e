package main

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"newsgraph/graph/file"
	"newsgraph/graph/view"
)

// viewCommand writes the offline view of a graph.
func viewCommand() *cli.Command {
	return &cli.Command{
		Name:      "view",
		Usage:     "write the graph as one HTML page that opens without network",
		ArgsUsage: "OUT",
		Description: `The page holds the graph and all it needs: search, filters, a timeline, the quote
behind every edge, paths between nodes, and a table to copy. Of a large graph it
holds the strongest nodes and edges. A file that ends in .svg gets a still picture of
the strongest 60 nodes instead.

Examples:
  newsgraph view newsgraph-out --open
  newsgraph view newsgraph-out --out paris.html --title "The Paris talks"
  newsgraph view newsgraph-out --out graph.svg
  newsgraph view newsgraph-out --nodes 1000 --out - | gzip > small.html.gz

Exit codes: 0 written, 1 wrong usage, 3 no graph there, 10 the graph could not be read or the page not written.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, Usage: "file to write (default OUT/view.html); - for standard output"},
			&cli.StringFlag{Name: "title", Usage: "heading of the page"},
			&cli.IntFlag{Name: "nodes", Value: 5000, Usage: "most nodes that the page holds"},
			&cli.IntFlag{Name: "edges", Value: 20000, Usage: "most edges that the page holds"},
			&cli.BoolFlag{Name: "open", Usage: "open the page in the browser"},
		},
		Action: runView,
	}
}

func runView(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("view takes the folder of a graph")
	}
	if c.Int("nodes") < 1 || c.Int("edges") < 1 {
		return usagef("--nodes and --edges are at least 1")
	}
	path := graphFile(c.Args().First())
	out := c.String("out")
	if out == "" {
		out = filepath.Join(filepath.Dir(path), "view.html")
	}
	if ext := filepath.Ext(out); !file.Straight(out) && !slices.Contains([]string{"", ".html", ".htm", ".svg"}, ext) {
		return usagef("view writes a page (.html) or a picture (.svg), no %s", ext)
	}
	o := view.Options{Title: c.String("title"), Nodes: c.Int("nodes"), Edges: c.Int("edges")}
	write := view.Write
	if filepath.Ext(out) == ".svg" {
		write = view.WriteSVG
	}
	if err := apart(out, inputs(c.Args().First())...); err != nil {
		return err
	}
	if err := writeOut(c, out, func(w io.Writer) error { return write(w, records(path), o) }); err != nil {
		return err
	}
	if out == "-" {
		return nil
	}
	fmt.Fprintln(c.App.Writer, out)
	if c.Bool("open") {
		return openInBrowser(c.Context, out)
	}
	return nil
}

func openInBrowser(ctx context.Context, path string) error {
	name := map[string]string{"darwin": "open", "windows": "explorer"}[runtime.GOOS]
	if name == "" {
		name = "xdg-open"
	}
	if err := exec.CommandContext(ctx, name, path).Run(); err != nil {
		return fmt.Errorf("view: opening %s with %s: %w", path, name, err)
	}
	return nil
}
