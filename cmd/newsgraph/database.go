package main

import (
	"cmp"
	"errors"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/graph/neo4j"
	"newsgraph/graph/neo4j/local"
)

// databaseFlags say which Neo4j a command uses. The password has no flag: every
// user of a machine can read the flags of its processes.
var databaseFlags = []cli.Flag{
	&cli.StringFlag{Name: "neo4j", Usage: "`URI` of the database: bolt://, neo4j://, or neo4j+s:// with TLS; the local server of \"newsgraph db start\" if unset", EnvVars: []string{"NEO4J_URI"}},
	&cli.StringFlag{Name: "user", Usage: "its user", Value: local.User, EnvVars: []string{"NEO4J_USERNAME"}},
	&cli.PathFlag{Name: "password-file", Usage: "`FILE` with the password, if it is not in NEO4J_PASSWORD", EnvVars: []string{"NEO4J_PASSWORD_FILE"}},
	&cli.StringFlag{Name: "database", Usage: "`NAME` of the database; the user's home database if unset", EnvVars: []string{"NEO4J_DATABASE"}},
	homeFlag,
	&cli.DurationFlag{Name: "patience", Usage: "how long to wait for a database that fails or does not answer", Value: 2 * time.Minute},
}

// openDatabase connects to the database that the flags name.
func openDatabase(c *cli.Context) (*neo4j.DB, error) {
	config, err := databaseConfig(c)
	if err != nil {
		return nil, err
	}
	db, err := neo4j.Open(c.Context, config)
	return db, databaseError(err)
}

func databaseConfig(c *cli.Context) (neo4j.Config, error) {
	if c.String("neo4j") == "" {
		server, err := localServer(c)
		if err != nil {
			return neo4j.Config{}, err
		}
		return localConfig(c, server)
	}
	config := neo4j.Config{
		URI:      c.String("neo4j"),
		User:     c.String("user"),
		Password: os.Getenv("NEO4J_PASSWORD"),
		Database: c.String("database"),
		Patience: c.Duration("patience"),
		Waiting:  tellWaiting,
	}
	password, err := passwordFromFile(c)
	if err != nil {
		return config, err
	}
	if config.Password = cmp.Or(password, config.Password); config.Password == "" {
		config.Password, err = storedPassword(c, config)
	}
	return config, err
}

// passwordFromFile is that of --password-file, or "".
func passwordFromFile(c *cli.Context) (string, error) {
	file := c.Path("password-file")
	if file == "" {
		return "", nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", usagef("--password-file: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// storedPassword is that of the local server if a URI leads to it, else "".
func storedPassword(c *cli.Context, config neo4j.Config) (string, error) {
	u, err := url.Parse(config.URI)
	if err != nil || config.User != local.User || !slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, u.Hostname()) {
		return "", nil
	}
	server, err := localServer(c)
	if err != nil {
		return "", err
	}
	st, running, err := server.Status(c.Context)
	if err != nil || !running || cmp.Or(u.Port(), "7687") != strconv.Itoa(st.BoltPort) {
		return "", databaseError(err)
	}
	password, err := server.Password()
	return password, databaseError(err)
}

// localConfig leads to the local server, which has to run.
func localConfig(c *cli.Context, server *local.Server) (neo4j.Config, error) {
	st, running, err := server.Status(c.Context)
	if err != nil {
		return neo4j.Config{}, databaseError(err)
	}
	if !running {
		return neo4j.Config{}, databaseError(errors.New("no database: name one with --neo4j URI or NEO4J_URI, or start a local one with: newsgraph db start"))
	}
	password, err := passwordFromFile(c)
	if err != nil {
		return neo4j.Config{}, err
	}
	if password == "" {
		password, err = server.Password()
	}
	return neo4j.Config{
		URI:      st.URI(),
		User:     local.User,
		Password: password,
		Database: c.String("database"),
		Patience: c.Duration("patience"),
		Waiting:  tellWaiting,
	}, databaseError(err)
}

func tellWaiting(cause error, waited, patience time.Duration) {
	log.Warn().Str("cause", cause.Error()).Msgf("waiting for the database: %v of %v", waited.Round(time.Second), patience)
}
