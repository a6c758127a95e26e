package token

import (
	"unicode"
	"unicode/utf8"
)

// class is what the scanner needs to know of a character.
type class uint8

const (
	symbol class = iota
	space        // also control and zero-width characters
	lower
	upper
	digit
	mark // joins the word before it
)

func (c class) letter() bool { return c == lower || c == upper || c == mark }
func (c class) word() bool   { return c.letter() || c == digit }

var ascii = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = space
		case 'a' <= c && c <= 'z':
			t[c] = lower
		case 'A' <= c && c <= 'Z':
			t[c] = upper
		case '0' <= c && c <= '9':
			t[c] = digit
		}
	}
	return t
}()

// classAt returns the class and length in bytes of the character at s[i];
// space and 0 at the end of s.
func classAt(s string, i int) (class, int) {
	if i >= len(s) {
		return space, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case r == utf8.RuneError:
		return symbol, n
	case r == '\u00ad': // soft hyphen: lies within its word
		return mark, n
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return upper, n
	case unicode.IsLetter(r):
		return lower, n
	case unicode.Is(unicode.Nd, r):
		return digit, n
	case unicode.IsMark(r), r == '\u200d':
		return mark, n
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Z, r):
		return space, n
	}
	return symbol, n
}

// spaceAt returns the length of the white space character at s[i], or 0.
func spaceAt(s string, i int) int {
	if c, n := classAt(s, i); c == space {
		return n
	}
	return 0
}

// before returns the class of the character that ends at s[i].
func before(s string, i int) class {
	if i <= 0 {
		return space
	}
	if c := s[i-1]; c < utf8.RuneSelf {
		return ascii[c]
	}
	_, n := utf8.DecodeLastRuneInString(s[:i])
	c, _ := classAt(s, i-n)
	return c
}

// apostropheAt returns the length of the apostrophe at s[i], or 0.
func apostropheAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case '\'':
		return 1
	case 0xe2:
		if len(s) >= i+3 && s[i+1] == 0x80 && s[i+2] == 0x99 { // ’
			return 3
		}
	}
	return 0
}
