package refer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"newsgraph/extract/text"
)

// alike.go compares names: part of a name, initials, acronyms, slips, legal forms.

// personBy returns the person whose full name the words of n are a part of, or
// -1: of several the one that the article names most, else that named last before
// it. A name that fits nobody may be one spelled otherwise.
func (f *finder) personBy(words string, n *name) int {
	part := strings.Fields(fold(joinGiven(words)))
	if len(part) == 0 {
		return -1
	}
	for _, same := range []func(full, part []string) bool{sameName, nearName} {
		best := -1
		for e := range f.entities {
			if f.entities[e].Label != text.LabelPerson || !slices.ContainsFunc(append([]string{f.entities[e].Name}, f.entities[e].Aliases...), func(a string) bool { return same(strings.Fields(fold(joinGiven(a))), part) }) {
				continue
			}
			if best < 0 || f.likelier(e, best, n) {
				best = e
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

var generations = lists.Set("generations")

// sameName reports whether a person of a full name may be called so: by it, by
// its end or beginning, by its first name, or without its middle one.
func sameName(full, part []string) bool {
	if n := len(full) - 1; n > 0 && generations[full[n]] && !generations[part[len(part)-1]] {
		full = full[:n]
	}
	switch {
	case len(full) == 0:
		return false
	case len(part) == 1 && len(full) == 3 && full[0] == part[0] && familyFirst[part[0]]: // Mr. Kim is Kim Yeong Min
		return true
	case slices.Equal(full, part), len(part) < len(full) && (suffix(full, part) || len(part) == 1 && len(full) == 2 && full[0] == part[0]):
		return true
	case len(part) >= 2 && len(part) < len(full) && slices.Equal(full[:len(part)], part): // "Ricardo Rosselló" Nevares
		return true
	}
	return len(part) >= 2 && len(full) >= 2 && part[0] == full[0] && part[len(part)-1] == full[len(full)-1]
}

var familyFirst = lists.Set("family-first")

// nearName reports whether a name may be a full one's with a slip in one word, or
// the first of two last names: "Outtara" for Alassane Ouattara, "Rosselló" for
// Ricardo Rosselló Nevares.
func nearName(full, part []string) bool {
	if len(full) < 2 || len(part) > len(full) {
		return false
	}
	if len(part) == 1 {
		return len(full) == 3 && len(full[1]) > 2 && part[0] == full[1] || slipped(full[len(full)-1], part[0])
	}
	return len(part) == len(full) && slices.Equal(full[1:], part[1:]) && slipped(full[0], part[0]) || slices.Equal(full[:len(full)-1], part[:len(part)-1]) && slipped(full[len(full)-1], part[len(part)-1])
}

// slipped reports whether two words of five letters or more differ by one letter,
// or by two that changed places, but not in their first.
func slipped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(y) < 5 || len(x)-len(y) > 1 || x[0] != y[0] || a == b {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	if len(x) > len(y) {
		return slices.Equal(x[i+1:], y[i:])
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// joinGiven makes one word of a given name of two parts as East Asia writes it:
// the "Shu-chen" of Wu Shu-chen, which holds nobody's surname.
func joinGiven(name string) string {
	for _, w := range strings.Fields(name) {
		a, b, ok := strings.Cut(w, "-")
		if ok && a != "" && b != "" && unicode.IsUpper(rune(a[0])) && unicode.IsLower(rune(b[0])) && !strings.Contains(b, "-") {
			name = strings.Replace(name, w, a+b, 1)
		}
	}
	return name
}

// likelier reports whether name n rather means one person than another.
func (f *finder) likelier(a, b int, n *name) bool {
	last := func(e int) int {
		at := -1
		for _, k := range f.named[e] {
			if o := &f.names[k]; o.sentence < n.sentence || o.sentence == n.sentence && o.first < n.first {
				at = max(at, o.sentence<<16+o.first)
			}
		}
		return at
	}
	return cmp.Or(cmp.Compare(len(f.named[a]), len(f.named[b])), cmp.Compare(last(a), last(b))) > 0
}

func suffix(full, part []string) bool {
	return len(part) <= len(full) && slices.Equal(full[len(full)-len(part):], part)
}

func labelOf(n *name) string {
	switch n.kind {
	case text.PER:
		return text.LabelPerson
	case text.GPE, text.LOC:
		return text.LabelPlace
	}
	return text.LabelBody
}

// fold makes names comparable: lower case, no marks, no possessive, no article.
func fold(s string) string {
	var b strings.Builder
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	for _, c := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			b.WriteRune(c)
		case c == '.' || c == '\'' || c == '’':
		default:
			b.WriteByte(' ')
		}
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	return strings.TrimPrefix(out, "the ")
}

// corporate cuts off a folded name what tells a company's legal form: "Air Methods
// Corporation" is "Air Methods".
func corporate(key string) string {
	i := strings.LastIndexByte(key, ' ')
	if i > 0 && legalForms[key[i+1:]] {
		return key[:i]
	}
	return key
}

var legalForms = lists.Set("legal-forms")

// acronymOf reports whether short is the initials of long: "IAEA", "U.N.".
func acronymOf(short, long string) bool {
	short = strings.ReplaceAll(short, ".", "")
	if len(short) < 2 || len(short) > 8 || strings.ToUpper(short) != short || strings.Contains(short, " ") {
		return false
	}
	var initials strings.Builder
	for _, w := range strings.FieldsFunc(long, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c := []rune(w)[0]; unicode.IsUpper(c) {
			initials.WriteRune(c)
		}
	}
	return initials.String() == short
}
