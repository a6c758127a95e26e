// Command newsgraph turns news articles into an entity knowledge graph.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"newsgraph/extract"
	"newsgraph/extract/text"
)

func main() { os.Exit(run(os.Args)) }

// run is main with its exit code returned, so that tests can call it as a command.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends it at once
	app := app()
	err := app.RunContext(ctx, flagsFirst(app, args))
	var halt stopped
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &halt):
		tell(halt)
		return exitStopped
	case errors.Is(err, context.Canceled):
		tell(errors.New("stopped"))
		return exitStopped
	}
	tell(err)
	return exitCode(err)
}

// tell prints an error, which may have words of an article in it.
func tell(err error) {
	for line := range strings.SplitSeq("newsgraph: "+err.Error(), "\n") {
		text.Line(os.Stderr, "%s", line)
	}
}

func app() *cli.App {
	a := &cli.App{
		Name:  "newsgraph",
		Usage: "news articles in, an entity knowledge graph out",
		Description: `newsgraph reads news articles and writes a graph of who signed, proposed, opposed,
hosted, met, backed, accused, sanctioned or attacked whom. Every edge cites the
exact sentence that says so.

Start with:  newsgraph build seeds

Exit codes:
  0    all well
  1    wrong usage
  2    done, but some input was quarantined (see quarantine.ndjson)
  3    nothing usable in the input
  4    the database could not be reached or refused the work
  5    a check found differences (verify, reconcile)
  10   any other failure
  130  stopped by Ctrl-C`,
		Version:                extract.Version,
		Action:                 unknown(cli.ShowAppHelp),
		HideHelpCommand:        true,
		UseShortOptionHandling: true,
		Flags:                  commonFlags,
		Before:                 setUp,
		ExitErrHandler:         func(*cli.Context, error) {}, // run gives the exit code
		OnUsageError: func(_ *cli.Context, err error, _ bool) error {
			return usageError{err}
		},
		Commands: []*cli.Command{
			annotateCommand(),
			buildCommand(),
			evalCommand(),
			extractCommand(),
			explainCommand(),
			dbCommand(),
			loadCommand(),
			queryCommand(),
			reconcileCommand(),
			retractCommand(),
			reviewCommand(),
			verifyCommand(),
			exportCommand(),
			viewCommand(),
			showCommand(),
		},
	}
	forEach(a.Commands, func(c *cli.Command) {
		c.HideHelpCommand = true
		c.OnUsageError = a.OnUsageError
		if c.Action == nil {
			c.Action = unknown(cli.ShowSubcommandHelp)
		}
	})
	return a
}

// forEach calls f with each command and subcommand.
func forEach(commands []*cli.Command, f func(*cli.Command)) {
	for _, c := range commands {
		f(c)
		forEach(c.Subcommands, f)
	}
}
