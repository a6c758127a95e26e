package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/graph/neo4j"
	"newsgraph/graph/neo4j/local"
)

func dbImportCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "fill the empty local server in bulk",
		ArgsUsage: "FILE… | OUT | -",
		Description: `Makes the local server's database of a graph's files by neo4j-admin, many times
faster than load: the same graph, property by property, with the same
constraints and indexes. The server stops meanwhile. What comes later is loaded
with load, which writes only what changed.

Of servers that are not local: newsgraph export --format neo4j-admin.

Examples:
  newsgraph db import newsgraph-out
  newsgraph db import --overwrite newsgraph-out/graph.ndjson

Exit codes: 0 imported, 1 wrong usage, or the server has a graph already, 2
imported but for bad lines, 3 nothing to import, 4 the server could not be
started or refused the files.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "overwrite", Usage: "replace all that the server has"},
		},
		Action: unheard(dbImport),
	}
}

func dbImport(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("db import takes the folder of a build, files, or - for standard input")
	}
	in, err := openGraph(c, c.Args().Slice())
	if err != nil {
		return err
	}
	defer in.Close()
	server, err := localServer(c)
	if err != nil {
		return err
	}
	if err := mayImport(c, server); err != nil {
		return err
	}
	// In the server's folder, as the files are bigger than a temporary folder may be.
	dir, err := os.MkdirTemp(server.Home, "import-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	log.Info().Str("folder", dir).Msg("writing the files to import")
	if err := neo4j.WriteImport(dir, in.records(false)); err != nil {
		return err
	}
	log.Info().Msg("importing")
	if err := server.Stop(c.Context); err != nil {
		return databaseError(err)
	}
	importErr := server.Admin(c.Context, neo4j.ImportArguments(dir, "neo4j")...)
	if _, err := server.Start(c.Context); err != nil || importErr != nil {
		return databaseError(errors.Join(importErr, err))
	}
	log.Info().Msg("making constraints and indexes")
	db, err := openLocal(c, server)
	if err != nil {
		return err
	}
	defer db.Close(c.Context)
	if err := db.MakeSchema(c.Context); err != nil {
		return databaseError(err)
	}
	n, err := db.Nodes(c.Context)
	if err != nil {
		return databaseError(err)
	}
	fmt.Fprintf(c.App.Writer, "imported: the database has %d nodes\n", n)
	if in.bad > 0 {
		return codedError{exitQuarantined, fmt.Errorf("%d bad lines were left out", in.bad)}
	}
	return nil
}

// mayImport starts the server, if it does not run, and refuses to replace a graph;
// it then leaves the server as it was.
func mayImport(c *cli.Context, server *local.Server) error {
	_, ran, err := server.Status(c.Context)
	if err != nil {
		return databaseError(err)
	}
	st, err := server.Start(c.Context)
	if err != nil {
		return databaseError(err)
	}
	if st.Backend != "java" {
		return usagef("the local server runs by %s, whose files are its own: newsgraph export --format neo4j-admin writes files and a script for it", st.Backend)
	}
	db, err := openLocal(c, server)
	if err != nil {
		return err
	}
	defer db.Close(c.Context)
	n, err := db.Nodes(c.Context)
	if err != nil {
		return databaseError(err)
	}
	if n > 0 && !c.Bool("overwrite") {
		if !ran {
			if err := server.Stop(c.Context); err != nil {
				return databaseError(err)
			}
		}
		return usagef("the local server has %d nodes already: load adds to them, --overwrite replaces them", n)
	}
	return nil
}

func openLocal(c *cli.Context, server *local.Server) (*neo4j.DB, error) {
	config, err := localConfig(c, server)
	if err != nil {
		return nil, err
	}
	db, err := neo4j.Open(c.Context, config)
	return db, databaseError(err)
}
