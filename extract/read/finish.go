package read

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"newsgraph/extract/text"
)

// finish makes a raw article whole: its text trimmed and cut, dateline, date,
// language and id found, and what was not asked for left out. Every reader ends here.
func (o *Options) finish(input, position string, a *text.Article, cut bool) (*text.Article, error) {
	var warnings []error
	warn := func(reason Reason, format string, args ...any) {
		warnings = append(warnings, fault(input, position, reason, format, args...))
	}
	a.Title, a.Text, a.Dateline = words(a.Title), words(a.Text), words(a.Dateline)
	title := strings.ReplaceAll(a.Title, "\n", " ")
	if r := repair(title + "\n" + a.Text); r != "" {
		a.Title, a.Text, _ = strings.Cut(r, "\n")
		warn(Mojibake, "the text was decoded wrongly before it came here; that is undone")
	}
	a.Title = oneLine(a.Title)
	a.URL, a.Source = printable(words(a.URL)), printable(words(a.Source))
	a.Text = strings.TrimFunc(a.Text, unicode.IsSpace)
	if len(a.Text) > o.MaxText || cut {
		a.Text = shorten(a.Text, o.MaxText)
		warn(Cut, "the article is too long; only its first %d bytes are read", len(a.Text))
	}
	if a.Text == "" {
		return nil, fault(input, position, NoText, "the text is empty")
	}
	if a.Dateline == "" {
		place, _ := text.Dateline(a.Text)
		a.Dateline = a.Text[place.Start:place.End]
	}
	if a.Date == "" {
		a.Date, _ = parseDate(a.Dateline)
	} else {
		date, ok := parseDate(a.Date)
		if !ok {
			warn(BadDate, "%.60q is no date", a.Date)
		}
		a.Date = date
	}
	if o.Since != "" && a.Date < o.Since || o.Until != "" && (a.Date > o.Until || a.Date == "") {
		return nil, fault(input, position, OutsideDates, "dated %s", cmp.Or(a.Date, "never"))
	}
	a.Language = cmp.Or(language(a.Title, a.Text), a.Language)
	if !o.wants(a.Language) {
		return nil, fault(input, position, OtherLanguage, "the text is in %q", a.Language)
	}
	if err := notProse(a.Text); err != nil {
		return nil, fault(input, position, NotNews, "%v", err)
	}
	if a.Text = cutTables(a.Text); a.Text == "" {
		return nil, fault(input, position, NotNews, "nothing but a table or a list of results")
	}
	if n := garbled(a.Text); n >= 3 {
		warn(Mojibake, "%d sequences such as â€™ or \uFFFD: the text was decoded wrongly before it came here", n)
	}
	if a.ID == "" {
		sum := sha256.Sum256([]byte(a.Title + "\n" + a.Text))
		a.ID = hex.EncodeToString(sum[:8])
	}
	return a, errors.Join(warnings...)
}

// printable drops from an address or a name what none holds: control characters and
// bytes that are no UTF-8.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

func (o *Options) wants(language string) bool {
	if language == "" {
		return true
	}
	for _, l := range o.Languages {
		if l == "any" || l == language || strings.HasPrefix(language, l+"-") {
			return true
		}
	}
	return false
}

// shorten cuts s to at most limit bytes, at the end of a paragraph or sentence
// or word near there.
func shorten(s string, limit int) string {
	if len(s) > limit {
		for limit > 0 && !utf8.RuneStart(s[limit]) {
			limit--
		}
		s = s[:limit]
	}
	for _, sep := range [...]string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(s, sep); i > len(s)-len(s)/10 {
			return strings.TrimRightFunc(s[:i+1], unicode.IsSpace)
		}
	}
	return s
}

// oneLine puts a title on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
