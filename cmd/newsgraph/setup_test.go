package main

import (
	"strings"
	"testing"

	"github.com/rs/zerolog"
)

// The log on a terminal has no colours where none are wanted, and never those
// that an article wants.
func TestConsole(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	for _, noColor := range []bool{true, false} {
		var b strings.Builder
		log := zerolog.New(console(&b, noColor))
		log.Warn().Str("article", "a\x1b[31m").Msg("edge left out: \x1b]0;owned\x07")
		if got := b.String(); !strings.Contains(got, "edge left out") || strings.Contains(got, "\x07") || strings.Contains(got, "\x1b]") || strings.Contains(got, "\x1b") == noColor {
			t.Errorf("without colours %v: %q", noColor, got)
		}
	}
}
