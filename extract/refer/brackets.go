package refer

import (
	"slices"
	"strings"
	"unicode"

	"newsgraph/extract/text"
)

// brackets.go finds what a short name stands for where the article says so: "the
// Italian Bishops Federation (FBI)", "FBI (Italian Bishops Federation)".

// abbreviations returns the short names that the article gives in brackets behind
// long ones, or before them, each with the long one. Initials may stand in the
// order that they have in another language.
func (f *finder) abbreviations() map[string]string {
	out := make(map[string]string)
	for k := 1; k < len(f.names); k++ {
		a, b := &f.names[k-1], &f.names[k]
		toks := f.sents[b.sentence].Tokens
		if a.sentence != b.sentence || b.first != a.end+1 || b.end >= len(toks) || toks[a.end].Text != "(" || toks[b.end].Text != ")" {
			continue
		}
		long, short := a, b
		if a.length() == 1 {
			long, short = b, a
		}
		l, s := f.words(long.sentence, long.first, long.end), f.words(short.sentence, short.first, short.end)
		if labelOf(long) != text.LabelPerson && sameInitials(s, l) {
			out[s] = l
		}
	}
	return out
}

// sameInitials reports whether the letters and digits of a short name are those that
// the words of a long one begin with, in whatever order.
func sameInitials(short, long string) bool {
	if strings.ToUpper(short) != short || strings.Contains(short, " ") {
		return false
	}
	var initials []rune
	for _, w := range strings.FieldsFunc(long, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c := []rune(w)[0]; unicode.IsUpper(c) || unicode.IsDigit(c) {
			initials = append(initials, c)
		}
	}
	letters := []rune(strings.ReplaceAll(short, ".", ""))
	slices.Sort(initials)
	slices.Sort(letters)
	return len(letters) > 1 && slices.Equal(initials, letters)
}
