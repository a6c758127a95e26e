package read

import (
	"errors"
	"strings"
	"unicode"
)

// prose.go keeps tables, scores and lists away from extraction, which would find
// nonsense in them.

// minLines is how many lines a text needs before their shapes say anything.
const minLines = 8

// notProse returns an error that says so when a text is a table, a list of
// results or the like: most of its lines are short and no sentence.
func notProse(body string) error {
	lines, sentences, numeric := 0, 0, 0
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		words := len(strings.Fields(line))
		if words >= 8 || words >= 4 && strings.ContainsAny(line[len(line)-1:], ".!?\"") {
			sentences++
		}
		if digits(line)*3 > len(line) {
			numeric++
		}
	}
	switch {
	case lines < minLines:
		return nil
	case numeric*2 > lines:
		return errors.New("most lines are numbers: a table or a list of results")
	case sentences*4 < lines:
		return errors.New("most lines are no sentences: a table, a list or a menu")
	}
	return nil
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
