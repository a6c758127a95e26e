package merge

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold spells a name without case and accents.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
}

// words are the folded words of a name: "Jean-Noël Barrot" has jean, noel and barrot.
func words(name string) []string {
	name = strings.TrimSuffix(strings.TrimSuffix(fold(name), "'s"), "’s")
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// covers reports whether all of part's words stand in whole, in their order.
func covers(whole, part []string) bool {
	for _, w := range part {
		i := slices.Index(whole, w)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return len(part) > 0
}

// Words that bodies' names go with or without.
var bodyExtras = []string{"the", "of", "and", "for", "inc", "ltd", "llc", "plc", "corp", "co", "gmbh", "ag", "sa"}

// bodyKey is a body's name without the words that it goes with or without.
func bodyKey(name string) string {
	ws := slices.DeleteFunc(words(name), func(w string) bool { return slices.Contains(bodyExtras, w) })
	return strings.Join(ws, " ")
}

// acronym is the first letters of a name's words, without the small ones
// ("African National Congress" is "anc"), or "" for a name of one word.
func acronym(name string) string {
	ws := slices.DeleteFunc(words(name), func(w string) bool { return slices.Contains(bodyExtras, w) || w == "in" || w == "on" })
	if len(ws) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range ws {
		b.WriteRune([]rune(w)[0])
	}
	return b.String()
}

// isAcronym reports whether a name is written as initials: "ANC", "A.N.C.".
func isAcronym(name string) bool {
	letters := strings.ReplaceAll(name, ".", "")
	if n := len(letters); n < 2 || n > 6 {
		return false
	}
	for _, r := range letters {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
