package export

import "strings"

// formulaStart is what a spreadsheet takes for the start of a formula, and the
// quote that keeps it from doing so.
const formulaStart = "=+-@\t\r"

// Cell makes text safe in a cell of a spreadsheet: text that would start a
// formula gets a single quote before it, which spreadsheets show as text. Text
// that already has such quotes gets one more, so that taking one away always
// gives the text back.
func Cell(s string) string {
	if rest := strings.TrimLeft(s, "'"); rest != "" && strings.IndexByte(formulaStart, rest[0]) >= 0 {
		return "'" + s
	}
	return s
}
