package link

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is the longest surface, in bytes, that can be a known name.
const maxName = 120

// shape is how a surface is written, beyond its key.
type shape struct {
	upper int  // upper-case letters
	lower int  // lower-case letters
	first bool // the first letter is upper case
}

// acronym reports whether the surface is written as an acronym: "UN", "U.N.", "EUs" is not.
func (s shape) acronym() bool { return s.upper >= 2 && s.lower == 0 }

// appendKey appends the key of s to dst: lower-case words without diacritics,
// apostrophes and dots, one space between words. Single letters in a row are
// one word, so "U. S.", "U.S." and "US" are one key, and so are "J. D. Vance"
// and "JD Vance". A hyphen is a space, but vanishes before a digit ("G-20").
//
// It reports false where s cannot be a known name: empty, too long, or holding
// a letter outside the Latin script, a symbol or a control character. Lookalike
// letters, full-width forms, emoji and right-to-left marks thereby never match.
func appendKey(dst []byte, s string) ([]byte, shape, bool) {
	var sh shape
	if len(s) > maxName {
		return dst, sh, false
	}
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFD.String(s)
	}
	start := len(dst)
	word := start   // where the current word starts in dst
	single := false // the word before the current one is a run of single letters
	letters, marks := 0, 0
	closeWord := func() {
		n := len(dst) - word
		if n == 0 {
			return
		}
		one := n == 1 && dst[word] >= 'a' && dst[word] <= 'z'
		if one && single { // glue to the run before it
			c := dst[word]
			dst = append(dst[:word-1], c)
		}
		single = one
		dst = append(dst, ' ')
		word = len(dst)
	}
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			dst = append(dst, byte(r))
			sh.lower++
			letters++
			marks = 0
		case r >= 'A' && r <= 'Z':
			dst = append(dst, byte(r)+'a'-'A')
			if letters == 0 {
				sh.first = true
			}
			sh.upper++
			letters++
			marks = 0
		case r >= '0' && r <= '9':
			dst = append(dst, byte(r))
			marks = 0
		case r == '\'' || r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || r == '`' || r == '´':
		case r == '.':
			// "U.S." glues, "St. Petersburg" has its own space, "No.10" splits
			if n := len(dst) - word; n == 1 && i+1 < len(s) && isLetter(s[i+1]) {
				closeWord()
			} else if i+1 < len(s) && s[i+1] != ' ' && n > 1 {
				closeWord()
			}
		case r == '-' || r == '–' || r == '‑' || r == '‐':
			if i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' && len(dst)-word <= 2 {
				continue
			}
			if i == len(s)-1 { // "Franco-" is a combining form
				dst = append(dst, '-')
			}
			closeWord()
		case r == ' ' || r == ',' || r == '/' || r == '\u00a0' || r == '\n' || r == '\t':
			closeWord()
		case r == '&':
			closeWord()
			dst = append(dst, "and"...)
			closeWord()
		case r == '(' || r == ')' || r == '"' || r == '“' || r == '”' || r == '!' || r == '+' || r == ':':
			closeWord()
		case r >= 0x300 && r <= 0x333:
			// a diacritic; more than two on one letter is not writing
			if marks++; marks > 2 || len(dst) == start {
				return dst, sh, false
			}
		default:
			base, ok := bases[r]
			if !ok {
				return dst, sh, false
			}
			dst = append(dst, base...)
			if unicode.IsUpper(r) {
				if letters == 0 {
					sh.first = true
				}
				sh.upper++
			} else {
				sh.lower++
			}
			letters++
			marks = 0
		}
	}
	closeWord()
	if len(dst) > start {
		dst = dst[:len(dst)-1] // the last word's space
	}
	return dst, sh, len(dst) > start
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// bases holds the letters that have no canonical decomposition, as English
// writes them.
var bases = map[rune]string{
	'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ł': "l", 'Ł': "l", 'ß': "ss", 'ẞ': "ss",
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th",
	'ı': "i", 'ħ': "h", 'Ħ': "h", 'ə': "a", 'Ə': "a", 'ʿ': "", 'ʾ': "", 'ŋ': "ng", 'Ŋ': "ng",
}
