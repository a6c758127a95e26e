package main

import (
	"errors"
	"io"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"
)

// unheard lets a command that does more than print end its work though nobody
// reads what it prints any more, as in "newsgraph build | head".
func unheard(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		signal.Ignore(syscall.SIGPIPE)
		c.App.Writer = unheardWriter{c.App.Writer}
		return action(c)
	}
}

type unheardWriter struct{ io.Writer }

func (w unheardWriter) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		return len(b), nil
	}
	return n, err
}
