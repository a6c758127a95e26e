package token

import (
	"strings"

	"newsgraph/extract/text"
)

// words appends the tokens of one paragraph or part of it.
func words(tokens []text.Token, s string, p text.Span) []text.Token {
	s = s[:p.End]
	for i := p.Start; i < len(s); {
		c, n := classAt(s, i)
		if c == space {
			i += n
			continue
		}
		var end int
		switch {
		case c == digit:
			end = number(s, i)
		case c.letter():
			end = word(s, i)
		default:
			end = mixed(s, i)
		}
		tokens = append(tokens, text.Token{Span: text.Span{Start: i, End: end}, Text: s[i:end]})
		i = end
	}
	return tokens
}

// word returns the end of the token that begins with the letter at s[start].
func word(s string, start int) int {
	fresh := !before(s, start).word() // not after a token that was cut inside a word
	if fresh {
		if strings.IndexByte("-/.@_&'", at(s, start-1)) < 0 { // else it would have been a part of the one before
			if end := address(s, start); end > 0 {
				return end
			}
		}
		if end := abbreviation(s, start); end > 0 {
			return end
		}
	} else if end := clitic(s, start); end > 0 { // the "n't" of "don't"
		return end
	}
	i := letters(s, start)
	if n := contraction(s[start:i]); n > 0 && fresh {
		return start + n
	}
	for {
		switch n := apostropheAt(s, i); {
		case n > 0:
			if clitic(s, i) > 0 {
				return i
			}
			if end := i - 1; end > start && (s[end] == 'n' || s[end] == 'N') && clitic(s, end) > 0 {
				return end
			}
			if c, _ := classAt(s, i+n); !c.letter() {
				return i
			}
			i = letters(s, i+n) // O'Connor, Shi'ite
			continue
		case i < len(s) && s[i] == '-':
			if c, _ := classAt(s, i+1); !c.word() || !joins(s, start, i) {
				return i
			}
			i = letters(s, i+1)
			continue
		case i < len(s) && s[i] == '&':
			// AT&T, R&D
			end := letters(s, i+1)
			if end == i+1 || i-start > 3 || end-i > 4 || !allUpper(s[start:i]) || !allUpper(s[i+1:end]) {
				return i
			}
			i = end
			continue
		case i < len(s) && s[i] == '_':
			if end := letters(s, i+1); end > i+1 {
				i = end
				continue
			}
			return i
		case i < len(s) && s[i] == '$' && i-start <= 3 && allUpper(s[start:i]):
			return i + 1 // US$
		case i < len(s) && s[i] == '/':
			// I/C, w/o, s/he
			end := letters(s, i+1)
			short := i-start == 1 && (end-i == 2 || s[start] == 'w' || s[start:end] == "s/he")
			if end == i+1 || !short {
				return i
			}
			return end
		}
		return i
	}
}

// letters returns the end of the run of letters and digits from s[i].
func letters(s string, i int) int {
	for i < len(s) {
		c, n := classAt(s, i)
		if !c.word() {
			break
		}
		i += n
	}
	return i
}

func allUpper(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) > 0
}

// joins reports whether the hyphen at s[i] is a part of the word that began at
// start: after a prefix (non-profit), before a suffix (career-wise), in a given
// name of two syllables (Yiu-chung).
func joins(s string, start, i int) bool {
	end := letters(s, i+1)
	if prefixes.has(s[start:i]) {
		return true
	}
	second := s[i+1 : end]
	c, _ := classAt(s, start)
	return suffixes.has(second) || c == upper && syllables.has(s[start:i]) && syllables.has(second)
}

// clitic returns the end of the clitic at s[i], which follows a letter or digit
// without space: 's 're 've 'll 'd 'm n't; 0 when there is none.
func clitic(s string, i int) int {
	j := i
	if c := s[j]; c == 'n' || c == 'N' {
		j++
		n := apostropheAt(s, j)
		if n == 0 || j+n >= len(s) || s[j+n]|0x20 != 't' {
			return 0
		}
		j += n + 1
	} else {
		n := apostropheAt(s, j)
		if n == 0 {
			return 0
		}
		j += n
		end := j
		for end < len(s) && end < j+3 && ascii0(s[end]).letter() {
			end++
		}
		switch strings.ToLower(s[j:end]) {
		case "s", "d", "m", "re", "ve", "ll":
		default:
			return 0
		}
		j = end
	}
	if c, _ := classAt(s, j); c.word() {
		return 0
	}
	return j
}

// ascii0 is the class of an ASCII byte, symbol for any other.
func ascii0(b byte) class {
	if b < 0x80 {
		return ascii[b]
	}
	return symbol
}

// abbreviation returns the end, past its period, of the abbreviation that begins
// at s[i]; 0 when there is none.
func abbreviation(s string, i int) int {
	// Single letters with periods: U.S., a.m., J.
	end, n := i, 0
	for {
		c, size := classAt(s, end)
		if !c.letter() || end+size >= len(s) || s[end+size] != '.' {
			break
		}
		end += size + 1
		n++
	}
	next, size := classAt(s, end)
	alone := next.letter() && letters(s, end) == end+size
	switch {
	case n > 1 && !next.word():
		return end
	case n > 1 && alone, n == 1 && alone && next == upper && ascii0(s[i]) == upper:
		return end + size // U.S without its last period
	case n > 1 && next.letter():
		return end // p.m.Then
	case n == 1 && !next.word():
		if initial(s, i, end) {
			return end
		}
		return 0
	}
	end = letters(s, i)
	if end >= len(s) || s[end] != '.' {
		return 0
	}
	kind, ok := abbreviations[s[i:end]]
	if !ok {
		return 0
	}
	if strings.HasPrefix(s[end:], ".D") && (s[i:end] == "Ph" || s[i:end] == "Psy") {
		end += 2
		if end < len(s) && s[end] == '.' {
			return end + 1
		}
		return end
	}
	if strings.HasPrefix(s[end:], "..") {
		return 0
	}
	if c, _ := classAt(s, end+1); c.word() && !(kind == numbered && c == digit) {
		return 0
	}
	if kind == numbered && !numberFollows(s, end+1) {
		return 0
	}
	return end + 1
}

// initial reports whether the letter and period s[i:end] are a person's initial
// and not the last word of a sentence.
func initial(s string, i, end int) bool {
	c := s[i]
	if c == 'I' && before(s, i-1) != upper { // "he and I."
		return false
	}
	if ascii0(c) == lower {
		// "p. 5", "b. 1950", "c. 1500": followed by a number.
		return numberFollows(s, end)
	}
	j := end
	for j < len(s) && (s[j] == ' ' || s[j] == '\n') {
		j++
	}
	next, _ := classAt(s, j)
	return next == upper || j < len(s) && (s[j] == '(' || s[j] == ',')
}

func numberFollows(s string, i int) bool {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	c, _ := classAt(s, i)
	return c == digit
}

// number returns the end of the token that begins with the digit at s[start]:
// 1,000.50, 10:30, 9/11, 2026-01-07, 555-1234, 1990s, 20th, 4G; a unit stands
// alone (5 km, 10 m).
func number(s string, start int) int {
	i := start
	groups := [8]int{}
	n, sep := 0, byte(0)
	for {
		from := i
		for i < len(s) && ascii0(s[i]) == digit {
			i++
		}
		if i == from { // a digit of another script
			return letters(s, i)
		}
		if n < len(groups) {
			groups[n] = i - from
		}
		n++
		if i+1 >= len(s) || ascii0(s[i+1]) != digit {
			break
		}
		c := s[i]
		if c != '.' && c != ',' && c != ':' && c != '/' && c != '-' {
			break
		}
		if c == '-' || c == '/' {
			if !dashed(s, start, i, c, groups[:min(n, len(groups))], sep) {
				break
			}
		}
		if c == ',' && !thousands(s, i) {
			break
		}
		sep = c
		i++
	}
	end := letters(s, i)
	if end > i {
		tail := s[i:end]
		if _, ok := units[tail]; ok || before(s, start).word() {
			return i
		}
		return end
	}
	// 1990's
	if m := apostropheAt(s, i); m > 0 && i-start >= 2 && s[i-1] == '0' && i+m < len(s) && s[i+m] == 's' {
		if c, _ := classAt(s, i+m+1); !c.word() {
			return i + m + 1
		}
	}
	return i
}

// thousands reports whether the comma at s[i] stands within a number, as in
// 1,000 and not in a list such as [1,2].
func thousands(s string, i int) bool {
	j := i + 1
	for j < len(s) && ascii0(s[j]) == digit {
		j++
	}
	return j-i == 4 || j-i == 3 && at(s, j) == ',' && j+3 < len(s) && ascii0(s[j+3]) == digit // 1,00,000
}

// dashed reports whether the hyphen or slash at s[i] joins the digits around it:
// dates (2026-01-07, 9/11) and telephone numbers (555-1234), not ranges (5-10),
// scores (3-2) and seasons (2001/02).
func dashed(s string, start, i int, c byte, groups []int, sep byte) bool {
	j := i + 1
	for j < len(s) && ascii0(s[j]) == digit {
		j++
	}
	last, next := groups[len(groups)-1], j-i-1
	if sep == c {
		return true // decided at the first
	}
	if c == '/' {
		return last <= 2 && next <= 2 && (at(s, j) == '/' || last+next >= 3 || s[start:j] == "1/2")
	}
	if j+1 < len(s) && s[j] == '-' && ascii0(s[j+1]) == digit {
		k := j + 1
		for k < len(s) && ascii0(s[k]) == digit {
			k++
		}
		third := k - j - 1
		return last == 4 && next <= 2 && third <= 2 || // 2026-01-07
			last <= 2 && next <= 2 && third >= 2 || // 07-01-2026
			last <= 3 && next == 3 && third >= 3 // 212-555-1234, 1-800-…
	}
	return last == 3 && next == 4
}

// mixed returns the end of the token that begins with the symbol at s[i].
func mixed(s string, i int) int {
	c := s[i]
	switch c {
	case '[':
		if strings.HasPrefix(s[i:], "[...]") {
			return i + len("[...]")
		}
		return i + 1
	case '(':
		// (a) of a list
		if ascii0(at(s, i+1)).letter() && at(s, i+2) == ')' && before(s, i) == space && spaceAt(s, i+3) > 0 {
			return i + 3
		}
		return i + 1
	case '.', '!', '?':
		if c == '.' && ascii0(at(s, i+1)) == digit && !before(s, i).word() {
			return number(s, i+1) // .25
		}
		return run(s, i, ".!?")
	case '-', '*', '=', '_', '~', '+', '<', '>', '|':
		if end := emoticon(s, i); end > 0 {
			return end
		}
		end := run(s, i, string(c))
		if c == '+' && end == i+1 && ascii0(at(s, end)) == digit && before(s, i) == space {
			return number(s, end)
		}
		return end
	case '\'':
		return apostrophe(s, i, 1)
	case '`':
		return run(s, i, "`")
	case ':', ';':
		if end := emoticon(s, i); end > 0 {
			return end
		}
		return i + 1
	case '$':
		return run(s, i, "$")
	case '#', '@':
		// #hashtag, @name; "# 1" is two tokens
		if d, _ := classAt(s, i+1); (d.letter() || c == '@' && d == digit) && !before(s, i).word() {
			end := letters(s, i+1)
			for at(s, end) == '_' {
				end = letters(s, end+1)
			}
			return end
		}
		return run(s, i, string(c))
	}
	if n := apostropheAt(s, i); n > 0 {
		return apostrophe(s, i, n)
	}
	if strings.HasPrefix(s[i:], "‘’") {
		return i + len("‘’")
	}
	_, n := classAt(s, i)
	for strings.HasPrefix(s[i+n:], "…") && strings.HasPrefix(s[i:], "…") {
		n += len("…")
	}
	return i + n
}

// apostrophe returns the end of the token that begins with the apostrophe of n
// bytes at s[i]: a clitic, a year ('05), a cut word ('em) or a quote.
func apostrophe(s string, i, n int) int {
	if before(s, i).word() || at(s, i-1) == '.' || at(s, i-1) == '%' {
		if end := clitic(s, i); end > 0 {
			return end
		}
	}
	if apostropheAt(s, i+n) == n {
		return i + 2*n
	}
	if before(s, i).word() {
		return i + n
	}
	j := i + n
	if ascii0(at(s, j)) == digit && ascii0(at(s, j+1)) == digit {
		end := j + 2
		if at(s, end) == 's' {
			end++
		}
		if c, _ := classAt(s, end); !c.word() {
			return end
		}
	}
	end := letters(s, j)
	switch strings.ToLower(s[j:end]) {
	case "em", "n", "til", "tis", "cause", "bout", "twas":
		return end
	}
	return j
}

// at returns s[i], or 0 outside s.
func at(s string, i int) byte {
	if i < 0 || i >= len(s) {
		return 0
	}
	return s[i]
}

// run returns the end of the run of bytes of set from s[i].
func run(s string, i int, set string) int {
	for i < len(s) && strings.IndexByte(set, s[i]) >= 0 {
		i++
	}
	return i
}

// emoticon returns the end of an emoticon such as :-) at s[i], or 0.
func emoticon(s string, i int) int {
	if before(s, i) != space {
		return 0
	}
	for _, e := range [...]string{":-)", ":)", ";-)", ";)", ":-(", ":(", ":D", ":P", ":-D", ":-P", ";P", "=)", "=(", ":/"} {
		if strings.HasPrefix(s[i:], e) {
			if c, _ := classAt(s, i+len(e)); c == space {
				return i + len(e)
			}
		}
	}
	return 0
}

// maxAddress is the greatest length in bytes of an address.
const maxAddress = 2000

// address returns the end of the web or e-mail address that begins at s[i], or 0.
func address(s string, i int) int {
	end := i
	dots, marks := 0, false
	for end < len(s) && end-i < maxAddress {
		c, n := classAt(s, end)
		if s[end] == '(' && !marks {
			break
		}
		if c == space || strings.IndexByte(`<>"|`, s[end]) >= 0 || strings.HasPrefix(s[end:], "”") || strings.HasPrefix(s[end:], "…") {
			break
		}
		switch s[end] {
		case '.':
			dots++
		case '@':
			marks = true
		case ':':
			marks = marks || strings.HasPrefix(s[end:], "://")
		}
		end += n
	}
	if dots == 0 && !marks {
		return 0
	}
	for end > i {
		c := s[end-1]
		if strings.IndexByte(".,;:!?'*]}", c) >= 0 || c == ')' && strings.Count(s[i:end], "(") < strings.Count(s[i:end], ")") {
			end--
			continue
		}
		if strings.HasSuffix(s[i:end], "’") {
			end -= len("’")
			continue
		}
		break
	}
	a := s[i:end]
	if scheme, rest, ok := strings.Cut(a, "://"); ok && len(scheme) <= 6 && rest != "" {
		return end
	}
	if strings.HasPrefix(a, "www.") && len(a) > 4 {
		return end
	}
	if user, host, ok := strings.Cut(a, "@"); ok {
		if user != "" && strings.Contains(host, ".") && !strings.ContainsAny(host, "@/(") {
			return cutClitic(s, i, end)
		}
		return 0
	}
	host, _, _ := strings.Cut(a, "/")
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || !domains.has(host[dot+1:]) {
		// Amazon.com's, example.org)—
		if j := hostEnd(s, i, end); j > 0 {
			return j
		}
		return 0
	}
	for k := range len(host) {
		if c := host[k]; c >= 0x80 || !ascii[c].word() && c != '.' && c != '-' {
			return 0
		}
	}
	return end
}

// cutClitic takes a possessive 's off the end of an address.
func cutClitic(s string, i, end int) int {
	for _, tail := range [...]string{"'s", "’s"} {
		if strings.HasSuffix(s[i:end], tail) {
			return end - len(tail)
		}
	}
	return end
}

// hostEnd returns the end of a bare host name at s[i:end] that something else follows, or 0.
func hostEnd(s string, i, end int) int {
	j := i
	for j < end && (ascii0(s[j]).word() || (s[j] == '.' || s[j] == '-') && ascii0(at(s, j+1)).word()) {
		j++
	}
	dot := strings.LastIndexByte(s[i:j], '.')
	if dot <= 0 || !domains.has(s[i+dot+1:j]) {
		return 0
	}
	return j
}
