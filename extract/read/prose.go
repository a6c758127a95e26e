package read

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
)

// prose.go keeps tables, scores, line-ups, schedules and lists away from
// extraction, which would find nonsense in them. A text that is nothing else is
// left out; out of an article they are cut.

// minLines is how many lines a text needs before their shapes say anything.
const minLines = 8

var (
	score    = regexp.MustCompile(`^\pL.{0,40}? \(?\d{1,3}\)?\s?[-–:]\s?\(?\d{1,3}\)? \pL.{0,60}$`)                         // "Germany 5-1 Scotland"
	fixture  = regexp.MustCompile(`^\p{Lu}[\pL .&'’-]{1,40} (?:v|vs\.?) \p{Lu}[\pL .&'’-]{1,40}(?:\(.{1,60}\)|,.{1,60})?$`) // "Serbia v England (20:00, Gelsenkirchen)"
	schedule = regexp.MustCompile(`(?i)^\d{1,2}[.:]\d\d(?:[.:]\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:gmt|bst|utc|cet|cest|et|est|edt|pt|ist)?\b\s*[-–—:|]?\s*(.*)$`)
	quote    = regexp.MustCompile(`^[\pL\d][\pL\d .&/'’-]{0,40}:? [$€£¥]?[\d.,]+ ?%?(?: [+\-−–]?[$€£¥]?[\d.,]+ ?%?)*$`) // "FTSE 100 7,682.50 +0.69%"
)

// notProse returns an error that says so when a text is a table, a list of
// results or the like: most of its lines are short and no sentence.
func notProse(body string) error {
	lines, sentences, tabular := 0, 0, 0
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			continue
		case isTabular(line):
			tabular++
		case isSentence(line):
			sentences++
		}
		lines++
	}
	switch {
	case lines < minLines:
		return nil
	case tabular*2 > lines && sentences < 2:
		return errors.New("most lines are numbers, results or times: a table or a list")
	case sentences*4 < lines-tabular, sentences == 0:
		return errors.New("most lines are no sentences: a table, a list or a menu")
	}
	return nil
}

func isSentence(line string) bool {
	words := len(strings.Fields(line))
	return words >= 8 || words >= 4 && sentenceEnd(line)
}

// isTabular reports whether a line is part of a table, a result, a line-up, or
// an entry of a schedule.
func isTabular(line string) bool {
	if sentenceEnd(line) && len(strings.Fields(line)) >= 6 && !strings.HasSuffix(line, "?") {
		return false
	}
	if m := schedule.FindStringSubmatch(line); m != nil && len(strings.Fields(m[1])) <= 10 {
		return true
	}
	return digits(line)*3 > len(line) || score.MatchString(line) || fixture.MatchString(line) || quote.MatchString(line) || isLineup(line)
}

// isLineup reports whether a line lists many names after one another and says
// nothing: "Germany (4-2-3-1): Neuer; Kimmich, Rudiger, Tah, Mittelstadt; …".
func isLineup(line string) bool {
	if strings.Count(line, ",")+strings.Count(line, ";") < 5 {
		return false
	}
	names, words := 0, 0
	for w := range strings.FieldsSeq(line) {
		r := []rune(strings.TrimLeft(w, `("'“‘`))
		if len(r) == 0 || !unicode.IsLetter(r[0]) {
			continue
		}
		words++
		if unicode.IsUpper(r[0]) {
			names++
		}
	}
	return names*10 >= words*9
}

// cutTables returns a text without its tables, results and schedules. Two such
// lines may stand together in prose ("Total: 24"); more are a table, and scores,
// line-ups and times of a live blog are cut wherever they stand.
func cutTables(body string) string {
	var keep, held []string
	rows, cut := 0, false // rows held, which may be a table's
	release := func() {
		if rows < 3 {
			keep = append(keep, held...)
		} else {
			cut = true
		}
		held, rows = nil, 0
	}
	for line := range strings.SplitSeq(body, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" && held != nil: // a table may have empty lines
			held = append(held, line)
			continue
		case trimmed == "" || !isTabular(trimmed):
			release()
			keep = append(keep, line)
		case score.MatchString(trimmed), fixture.MatchString(trimmed), schedule.MatchString(trimmed), isLineup(trimmed):
			cut = true
		default:
			held = append(held, line)
			rows++
		}
	}
	release()
	if !cut {
		return body
	}
	return strings.TrimSpace(strings.Join(keep, "\n"))
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
