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
