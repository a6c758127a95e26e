package main

import (
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"
)

// commonFlags stand before every command. Results go to stdout and logs to stderr.
var commonFlags = []cli.Flag{
	&cli.StringFlag{Name: "log-level", Value: "info", Usage: "debug, info, warn or error", EnvVars: []string{"NEWSGRAPH_LOG_LEVEL"}},
	&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "log errors only, show no progress"},
	&cli.BoolFlag{Name: "no-color", Usage: "plain text on a terminal", EnvVars: []string{"NO_COLOR"}},
}

// setUp makes the log: for people on a terminal, JSON lines elsewhere.
func setUp(c *cli.Context) error {
	level, err := zerolog.ParseLevel(c.String("log-level"))
	if err != nil {
		return usagef("--log-level %q is not debug, info, warn or error", c.String("log-level"))
	}
	if c.Bool("quiet") {
		level = zerolog.ErrorLevel
	}
	log.Logger = zerolog.New(os.Stderr).Level(level).With().Timestamp().Logger()
	if isTerminal(os.Stderr) {
		log.Logger = log.Output(zerolog.ConsoleWriter{Out: os.Stderr, NoColor: c.Bool("no-color"), TimeFormat: time.TimeOnly})
	}
	return nil
}

func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }
