package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"newsgraph/graph/neo4j/browser"
	"newsgraph/graph/neo4j/local"
)

func dbBrowserCommand() *cli.Command {
	return &cli.Command{
		Name:      "browser",
		Usage:     "write style, guide and queries for the Neo4j Browser of any server",
		ArgsUsage: "FOLDER",
		Description: `The local server serves these itself and opens the guide when Browser connects.
For another one's Browser: drop style.grass and favourites.zip on its window, or
serve the folder from a host that the server allows, and give it :style and :play
with the addresses of style.grass and guide.html. saved-queries.csv is for the
saved Cypher of the newer Query tool; guide.md and queries.cypher are to read.

Exit codes: 0 written, 1 wrong usage, 10 the folder could not be written.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "at", Usage: "`URL` that the folder will be served at", Value: local.State{HTTPPort: 7474}.PagesURL()},
		},
		Action: dbBrowser,
	}
}

func dbBrowser(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("db browser takes the folder to write")
	}
	files, err := browser.Files(c.String("at"))
	if err != nil {
		return err
	}
	dir := c.Args().First()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
		fmt.Fprintln(c.App.Writer, path)
	}
	return nil
}
