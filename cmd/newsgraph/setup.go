package main

import (
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract/text"
)

// commonFlags stand before every command. Results go to stdout and logs to stderr.
var commonFlags = []cli.Flag{
	&cli.StringFlag{Name: "log-level", Value: "info", Usage: "debug, info, warn or error", EnvVars: []string{"NEWSGRAPH_LOG_LEVEL"}},
	&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "log errors only, show no progress"},
	&cli.BoolFlag{Name: "no-color", Usage: "plain text on a terminal, as with NO_COLOR set"},
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
		log.Logger = log.Output(console(os.Stderr, noColor(c)))
	}
	return nil
}

// noColor is asked for by the flag or by NO_COLOR, whatever that says (no-color.org).
func noColor(c *cli.Context) bool { return c.Bool("no-color") || os.Getenv("NO_COLOR") != "" }

// console writes the log for people. Its messages may have words of articles in
// them; its fields are quoted where they need it.
func console(w io.Writer, noColor bool) zerolog.ConsoleWriter {
	return zerolog.ConsoleWriter{Out: w, NoColor: noColor, TimeFormat: time.TimeOnly, FormatPrepare: func(event map[string]any) error {
		if message, ok := event[zerolog.MessageFieldName].(string); ok {
			event[zerolog.MessageFieldName] = text.Printable(message)
		}
		return nil
	}}
}

func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }
