package main

import (
	"slices"
	"strings"
	"testing"
)

func TestFlagsFirst(t *testing.T) {
	tests := []struct{ name, args, want string }{
		{"flags after arguments", "newsgraph export OUT --format csv -o x", "newsgraph export --format csv -o x OUT"},
		{"value that looks like nothing", "newsgraph export OUT --format=csv", "newsgraph export --format=csv OUT"},
		{"a dash is an argument", "newsgraph export - --format csv", "newsgraph export --format csv -"},
		{"a dash is a value", "newsgraph export OUT --format csv --out -", "newsgraph export --format csv --out - OUT"},
		{"nothing moves past two dashes", "newsgraph export --format csv -- --odd", "newsgraph export --format csv -- --odd"},
		{"common flags before the command stay", "newsgraph --log-level debug export OUT -f csv", "newsgraph --log-level debug export -f csv OUT"},
		{"common flags behind the command", "newsgraph build --quiet seeds", "newsgraph --quiet build seeds"},
		{"common flags behind the arguments", "newsgraph export OUT -f csv -q --log-level=debug --out x", "newsgraph -q --log-level=debug export -f csv --out x OUT"},
		{"a common flag's value", "newsgraph build seeds --log-level debug", "newsgraph --log-level debug build seeds"},
		{"flags behind the arguments of a command within another", "newsgraph db import OUT --overwrite -q", "newsgraph -q db import --overwrite OUT"},
		{"flags of the command above", "newsgraph db start --heap 512 --home x", "newsgraph db --home x start --heap 512"},
		{"an argument that is named as a command", "newsgraph show view --limit 3", "newsgraph show --limit 3 view"},
		{"flags that nobody knows", "newsgraph build seeds --odd", "newsgraph build --odd seeds"},
		{"no command", "newsgraph --help", "newsgraph --help"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := flagsFirst(app(), strings.Fields(tt.args))
			if !slices.Equal(got, strings.Fields(tt.want)) {
				t.Errorf("got  %q\nwant %q", strings.Join(got, " "), tt.want)
			}
		})
	}
}
