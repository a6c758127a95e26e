package main

import (
	"regexp"
	"slices"
	"testing"

	"github.com/urfave/cli/v2"

	"newsgraph/extract/read"
)

// TestRemedies checks that what a remedy tells people to do can be done.
func TestRemedies(t *testing.T) {
	var flags []string
	for _, f := range slices.Concat(extractCommand().Flags, buildCommand().Flags) {
		flags = append(flags, f.Names()...)
	}
	for _, command := range []*cli.Command{extractCommand(), buildCommand()} {
		for _, f := range runFlags {
			if !slices.Contains(command.Flags, f) {
				t.Errorf("%s lacks --%s", command.Name, f.Names()[0])
			}
		}
	}
	for _, r := range []read.Reason{
		read.Unreadable, read.NotText, read.Malformed, read.Damaged, read.NoText, read.TooLarge, read.Failed,
		read.OtherLanguage, read.OutsideDates, read.NotNews, read.NotAFile, read.Cut, read.Mojibake, read.BadDate,
	} {
		if r.Remedy() == "" {
			t.Errorf("%s has no remedy", r)
		}
		for _, m := range regexp.MustCompile(`--([a-z-]+)`).FindAllStringSubmatch(r.Remedy(), -1) {
			if !slices.Contains(flags, m[1]) {
				t.Errorf("the remedy of %s names --%s, which is no flag", r, m[1])
			}
		}
	}
}
