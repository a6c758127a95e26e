package token

import (
	"strings"
	"unicode/utf8"

	"newsgraph/extract/text"
)

// Text comes with a blank line between paragraphs, with a newline after each
// paragraph, or wrapped at some width, where most newlines are only white space.
// A newline was made by wrapping when the next line's first word would not have
// fitted on the line before it.

const (
	minWidth   = 40  // bytes: no text is wrapped narrower than this
	maxWidth   = 130 // or wider than this
	fullLines  = 3   // at least this many lines nearly as long as the longest show that text is wrapped
	nearlyFull = 0.8
)

// paragraphs returns the paragraphs of s, in order.
func paragraphs(s string) []text.Span {
	lines := splitLines(s)
	width := wrapWidth(s, lines)
	var out []text.Span
	open := false // whether the last paragraph may go on
	for i, l := range lines {
		if l.Len() == 0 {
			open = false
			continue
		}
		if open && wrapped(s, lines[i-1], l, width) {
			out[len(out)-1].End = l.End
		} else {
			out = append(out, l)
		}
		open = true
	}
	return out
}

// splitLines returns the lines of s without the white space around them.
func splitLines(s string) []text.Span {
	var lines []text.Span
	for start := 0; start <= len(s); {
		end := strings.IndexAny(s[start:], "\n\r\u2028\u2029\f\v")
		next := len(s) + 1
		if end < 0 {
			end = len(s)
		} else {
			end += start
			_, size := utf8.DecodeRuneInString(s[end:])
			if strings.HasPrefix(s[end:], "\r\n") {
				size = 2
			}
			next = end + size
		}
		l := text.Span{Start: start, End: end}
		for l.Start < l.End {
			n := spaceAt(s, l.Start)
			if n == 0 {
				break
			}
			l.Start += n
		}
		l.Start = min(l.Start, l.End)
		l.End = l.Start + len(strings.TrimRight(s[l.Start:l.End], " \t\u00a0"))
		lines = append(lines, l)
		start = next
	}
	return lines
}

// wrapWidth returns the width in bytes that s is wrapped at, or 0.
func wrapWidth(s string, lines []text.Span) int {
	width := 0
	for _, l := range lines {
		width = max(width, l.Len())
	}
	if width < minWidth || width > maxWidth {
		return 0
	}
	full := 0
	for _, l := range lines {
		if float64(l.Len()) >= nearlyFull*float64(width) {
			full++
		}
	}
	if full < fullLines {
		return 0
	}
	return width
}

// wrapped reports whether the newline between two adjacent lines is only white space.
func wrapped(s string, a, b text.Span, width int) bool {
	next := s[b.Start:b.End]
	if c := next[0]; 'a' <= c && c <= 'z' && a.Len() > 30 {
		return true
	}
	if width == 0 || bullet(next) {
		return false
	}
	word := strings.IndexAny(next, " \t")
	if word < 0 {
		word = len(next)
	}
	return a.Len()+1+word > width
}

// bullet reports whether a line begins as an item of a list.
func bullet(line string) bool {
	r, size := utf8.DecodeRuneInString(line)
	switch r {
	case '*', '-', '–', '—', '•', '·', '▪', '■', '●', '►', '‣':
		return size < len(line) && spaceAt(line, size) > 0
	}
	return false
}
