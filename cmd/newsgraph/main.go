// Command newsgraph turns news articles into an entity knowledge graph.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"
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
		fmt.Fprintln(os.Stderr, "newsgraph:", halt)
		return exitStopped
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "newsgraph: stopped")
		return exitStopped
	}
	fmt.Fprintln(os.Stderr, "newsgraph:", err)
	return exitCode(err)
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
		HideVersion:            true,
		HideHelpCommand:        true,
		UseShortOptionHandling: true,
		Flags:                  commonFlags,
		Before:                 setUp,
		ExitErrHandler:         func(*cli.Context, error) {}, // run gives the exit code
		OnUsageError: func(_ *cli.Context, err error, _ bool) error {
			return usageError{err}
		},
		Commands: []*cli.Command{
			AnnotateCommand(),
			BuildCommand(),
			EvalCommand(),
			ExtractCommand(),
			ExplainCommand(),
			DBCommand(),
			LoadCommand(),
			QueryCommand(),
			ReconcileCommand(),
			RetractCommand(),
			ReviewCommand(),
			VerifyCommand(),
			ExportCommand(),
			ViewCommand(),
			ShowCommand(),
		},
	}
	forEach(a.Commands, func(c *cli.Command) {
		c.HideHelpCommand = true
		c.OnUsageError = a.OnUsageError
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
