package main

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// unknown is what a command with subcommands does when none of them is named:
// its help, or for a word that is none, the likely one.
func unknown(help cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		word := c.Args().First()
		if word == "" || word == "help" {
			return help(c)
		}
		hint := cli.SuggestCommand(c.Command.Subcommands, word)
		if hint != "" {
			hint = "; " + strings.ToLower(hint[:1]) + hint[1:]
		}
		return usagef("there is no command %q%s", word, hint)
	}
}
