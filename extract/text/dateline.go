package text

import (
	"regexp"
	"strings"
)

// maxDateline is the greatest length in bytes of a dateline with its dash.
const maxDateline = 120

// dateline matches the place in capitals or title case, then an agency in
// brackets, a date, or both, then a dash or a colon:
//
//	PARIS (AFP) --    KYIV, Ukraine (AP) —    WASHINGTON, D.C. –
//	LONDON, Jan 7 (Reuters) -    Geneva, 7 January 2026 (UN News) --
//
// Without an agency or a date the place must be in capitals.
var dateline = func() *regexp.Regexp {
	const (
		month  = `(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?`
		date   = `(?:` + month + ` \d{1,2}|\d{1,2} ` + month + `)(?:,? \d{4})?`
		caps   = `\p{Lu}[\p{Lu}'’.\-]+(?:[ /]\p{Lu}[\p{Lu}'’.\-]*){0,4}`
		title  = `\p{Lu}[\pL'’.\-]+(?: (?:de|al|of|the|and|\p{Lu}[\pL'’.\-]*)){0,4}`
		more   = `(?:[,/] ?` + title + `){0,2}`
		agency = `\([\p{Lu}\d][^()\n]{1,40}\)|\[[\p{Lu}\d][^\[\]\n]{1,40}\]`
		dash   = `(?:\s*(?:--+|[—–―])\s*|\s+[-_]\s+|\s*:\s+)`
	)
	head := `(?:` + caps + more + `(?:,? ` + date + `,?)?(?: ?(?:` + agency + `))?` +
		`|` + title + more + `(?:,? ` + date + `,?)?,? ?(?:` + agency + `)` +
		`|` + title + more + `,? ` + date + `)`
	// The last as agencies of the east have it: "MOSCOW, January 7. /TASS/. The …"
	return regexp.MustCompile(`^\s*(?:(` + head + `)` + dash + `|(` + caps + more + `(?:[,.]? ` + date + `)?\.? /\p{Lu}[^/\n]{1,30}/)(?:\.|` + dash + `)\s*)`)
}()

// bodies are names in capitals that open a text as often as places do.
var bodies = map[string]bool{
	"NATO": true, "UNESCO": true, "UNICEF": true, "OPEC": true, "ASEAN": true, "NASA": true, "ECOWAS": true,
	"INTERPOL": true, "BRICS": true, "MERCOSUR": true, "UNRWA": true, "OSCE": true, "AUKUS": true,
	"BREAKING": true, "UPDATE": true, "EXCLUSIVE": true, "WATCH": true, "OPINION": true, "ANALYSIS": true, "LIVE": true,
}

// Dateline returns the span of the dateline at the head of an article's text,
// without its dash, and the offset where the prose after it begins. Both are
// zero when the text has no dateline.
func Dateline(body string) (place Span, prose int) {
	head := body[:min(len(body), maxDateline)]
	if i := strings.Index(strings.TrimLeft(head, " \t\r\n"), "\n"); i >= 0 {
		head = head[:len(head)-len(strings.TrimLeft(head, " \t\r\n"))+i]
	}
	m := dateline.FindStringSubmatchIndex(head)
	if m == nil {
		return Span{}, 0
	}
	if m[2] < 0 {
		return Span{m[4], m[5]}, m[1]
	}
	if place := head[m[2]:m[3]]; !strings.ContainsAny(place, ",([0123456789") {
		// Nothing but capitals and a dash: "NATO — the alliance", "UPDATE: …".
		if strings.Contains(head[m[3]:m[1]], ":") || len(place) < 4 || bodies[place] {
			return Span{}, 0
		}
	}
	return Span{m[2], m[3]}, m[1]
}

// DatelineEnd returns the offset where the prose after the dateline begins, or 0.
func DatelineEnd(body string) int {
	_, prose := Dateline(body)
	return prose
}
