package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves each flag to the command that has it, before the arguments,
// so that people may write "newsgraph view OUT --open --quiet": the flag package
// stops at the first argument, and knows at each command only the flags of that.
// What stands after "--" stays where it is.
func flagsFirst(app *cli.App, args []string) []string {
	levels := []level{{name: args[0], commands: app.Commands, flags: app.Flags}}
	var rest []string
	for i := 1; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			rest = append(rest, args[i:]...)
			break
		}
		if len(a) < 2 || a[0] != '-' {
			commands := levels[len(levels)-1].commands
			c := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(a) })
			if c < 0 || rest != nil {
				rest = append(rest, a)
			} else {
				levels = append(levels, level{name: a, commands: commands[c].Subcommands, flags: commands[c].Flags})
			}
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(a, "-"), "=")
		of, takesValue := owner(levels, name)
		of.given = append(of.given, a)
		if takesValue && !hasValue && i+1 < len(args) {
			i++
			of.given = append(of.given, args[i])
		}
	}
	var sorted []string
	for _, l := range levels {
		sorted = append(append(sorted, l.name), l.given...)
	}
	return append(sorted, rest...)
}

// level is the program or one of the commands that args name, each within the one before.
type level struct {
	name     string
	commands []*cli.Command
	flags    []cli.Flag
	given    []string
}

// owner is the innermost command that has a flag, and whether the flag takes a
// value. One that none has is left to the innermost, to be refused.
func owner(levels []level, name string) (of *level, takesValue bool) {
	for i := range slices.Backward(levels) {
		for _, f := range levels[i].flags {
			if slices.Contains(f.Names(), name) {
				d, ok := f.(cli.DocGenerationFlag)
				return &levels[i], ok && d.TakesValue()
			}
		}
	}
	return &levels[len(levels)-1], false
}
