package text

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Printable makes of an article's words what a terminal may be given, on one
// line: control characters and line separators, which could steer it, become
// spaces, and what is never seen but could hide or turn other words is left out.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// Line writes one line for a terminal, whatever words of an article are in it.
func Line(w io.Writer, format string, args ...any) {
	fmt.Fprintln(w, Printable(fmt.Sprintf(format, args...)))
}
