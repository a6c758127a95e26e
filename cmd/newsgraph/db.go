package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/graph/neo4j/browser"
	"newsgraph/graph/neo4j/local"
)

// dbCommand runs a local Neo4j.
func dbCommand() *cli.Command {
	return &cli.Command{
		Name:  "db",
		Usage: "run a local Neo4j: start, stop, status, reset, import",
		Description: `For people who have no Neo4j. It runs by Docker Compose where an engine answers,
else with Java 17 or later and jars that Maven fetches once into the cache
folder (137 MB). It listens on 127.0.0.1 only. Its password is generated and
stands in a file that only you can read; load and query find it by themselves.

Examples:
  newsgraph db start
  newsgraph load newsgraph-out/graph.ndjson
  newsgraph query signers
  newsgraph db stop

A first load of millions of edges is faster by neo4j-admin, into an empty server:
  newsgraph db import newsgraph-out

Exit codes: 0 done, 1 wrong usage, 4 the server could not be started or stopped`,
		Flags: []cli.Flag{homeFlag},
		Subcommands: []*cli.Command{
			{
				Name:  "start",
				Usage: "start it, if it does not run, and print where it answers",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "backend", Usage: "docker or java; the first that works if unset"},
					&cli.IntFlag{Name: "bolt-port", Usage: "for drivers; 7687, or a free port where that is taken, if unset"},
					&cli.IntFlag{Name: "http-port", Usage: "for Browser; 7474, or a free port where that is taken, if unset"},
					&cli.IntFlag{Name: "heap", Value: 1024, Usage: "MB of Java heap"},
					&cli.IntFlag{Name: "page-cache", Value: 512, Usage: "MB of page cache"},
				},
				Action: noArguments(dbStart),
			},
			{Name: "stop", Usage: "stop it; the data stays", Action: noArguments(dbStop)},
			{Name: "status", Usage: "print whether and where it runs; exit code 4 if it does not", Action: noArguments(dbStatus)},
			dbImportCommand(),
			dbBrowserCommand(),
			{
				Name:  "reset",
				Usage: "stop it and delete its data and its password",
				Flags: []cli.Flag{
					&cli.BoolFlag{Name: "yes", Usage: "really delete"},
				},
				Action: noArguments(dbReset),
			},
		},
	}
}

var homeFlag = &cli.PathFlag{Name: "home", Usage: "folder of the local server's data", EnvVars: []string{"NEWSGRAPH_DB_HOME"}}

// noArguments refuses arguments, which are mistyped flags or commands.
func noArguments(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		if c.Args().Present() {
			return usagef("db %s takes no argument, got %q", c.Command.Name, c.Args().First())
		}
		return action(c)
	}
}

func localServer(c *cli.Context) (*local.Server, error) {
	home := c.Path(homeFlag.Name)
	var err error
	if home == "" {
		if home, err = local.DefaultHome(); err != nil {
			return nil, err
		}
	}
	cache, err := local.DefaultCache()
	if err != nil {
		return nil, err
	}
	return &local.Server{
		Home:      home,
		Cache:     cache,
		Backend:   c.String("backend"),
		BoltPort:  c.Int("bolt-port"),
		HTTPPort:  c.Int("http-port"),
		HeapMB:    c.Int("heap"),
		PageMB:    c.Int("page-cache"),
		ServeHTTP: true,
		Pages:     browser.Files,
		Greeting:  browser.Greeting,
		Progress:  func(what string) { log.Info().Msg(what) },
	}, nil
}

func dbStart(c *cli.Context) error {
	server, err := localServer(c)
	if err != nil {
		return err
	}
	st, err := server.Start(c.Context)
	if err != nil {
		return databaseError(err)
	}
	printServer(c, server, st)
	return nil
}

func dbStop(c *cli.Context) error {
	server, err := localServer(c)
	if err != nil {
		return err
	}
	return databaseError(server.Stop(c.Context))
}

func dbStatus(c *cli.Context) error {
	server, err := localServer(c)
	if err != nil {
		return err
	}
	st, running, err := server.Status(c.Context)
	switch {
	case err != nil:
		return databaseError(err)
	case !running:
		return databaseError(fmt.Errorf("no local Neo4j runs in %s; start it with: newsgraph db start", server.Home))
	}
	printServer(c, server, st)
	return nil
}

func dbReset(c *cli.Context) error {
	server, err := localServer(c)
	if err != nil {
		return err
	}
	if !c.Bool("yes") {
		return usagef("db reset deletes the data in %s; say --yes to do it", server.Home)
	}
	return databaseError(server.Reset(c.Context))
}

func printServer(c *cli.Context, server *local.Server, st local.State) {
	fmt.Fprintf(c.App.Writer, `Neo4j runs (%s)
  URI        %s
  Browser    %s
  user       %s
  password   in %s
  data       %s
`, st.Backend, st.URI(), st.BrowserURL(), local.User, server.PasswordFile(), server.Home)
}

// databaseError gives an error of the database its exit code.
func databaseError(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return codedError{exitDatabase, err}
}
