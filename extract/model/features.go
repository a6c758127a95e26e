package model

import (
	"unicode"
	"unicode/utf8"

	"newsgraph/extract/text"
)

// The network sees a word as a row of its own, if it has one, plus rows shared
// with words that begin, end or look alike. train/features.py computes the
// same: change both together.

const (
	subRows  = 11   // hashed rows of a word, the last for its sentence's letter case
	caseRows = 4    // rows 0..3 of the hashed table stand for the sentence's letter case
	maxWord  = 1024 // bytes of a word that are looked at; nothing longer is a word
)

// The letter case of a sentence: a headline reads differently.
const (
	runningText uint32 = iota
	titleCase
	capitals
	noCapitals
)

// appendNorm appends the key of the word table: lower case, digits to 0.
func appendNorm(dst []byte, w string) []byte {
	for _, r := range w {
		switch {
		case '0' <= r && r <= '9':
			dst = append(dst, '0')
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			dst = append(dst, byte(r))
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// appendShape appends the word's letter pattern, runs cut at three: "Xxxx-000" for "Boeing-747".
func appendShape(dst []byte, w string) []byte {
	var last rune = -1
	run, n := 0, 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLower(r):
			r = 'x'
		case '0' <= r && r <= '9':
			r = '0'
		}
		if r == last {
			run++
		} else {
			run, last = 1, r
		}
		if run <= 3 {
			dst = utf8.AppendRune(dst, r)
			if n++; n == 10 {
				break
			}
		}
	}
	return dst
}

// bucket is FNV-1a over the kind of feature and its text, folded to a row above the case rows.
func bucket(kind byte, s []byte, rows uint32) uint32 {
	h := uint32(2166136261)
	h = (h ^ uint32(kind)) * 16777619
	for _, b := range s {
		h = (h ^ uint32(b)) * 16777619
	}
	h ^= h >> 15
	return caseRows + h%(rows-caseRows)
}

// hashFeatures fills the rows of all but the sentence's case, given the word and its key.
func hashFeatures(out *[subRows]uint32, w string, norm []byte, rows uint32) {
	_, size := utf8.DecodeRuneInString(w)
	var first [8]byte
	out[0] = bucket('a', append(first[:0], w[:size]...), rows)
	for i := range 3 {
		out[1+i] = bucket('b'+byte(i), norm[:prefix(norm, 2+i)], rows)
	}
	for i := range 4 {
		out[4+i] = bucket('e'+byte(i), norm[len(norm)-suffix(norm, 1+i):], rows)
	}
	var buf [48]byte
	out[8] = bucket('i', appendShape(buf[:0], w), rows)
	out[9] = bucket('j', norm, rows)
}

// prefix is the length in bytes of the first n characters.
func prefix(b []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(b); n-- {
		_, size := utf8.DecodeRune(b[at:])
		at += size
	}
	return at
}

// suffix is the length in bytes of the last n characters.
func suffix(b []byte, n int) int {
	at := len(b)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRune(b[:at])
		at -= size
	}
	return len(b) - at
}

// letterCase tells headlines from running text.
func letterCase(tokens []text.Token) uint32 {
	var letters, upper, first, long, any int
	for i := range tokens {
		w := tokens[i].Text
		r, size := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		up := unicode.IsUpper(r)
		if up {
			any++
			if size < len(w) && allUpper(w) {
				upper++
			}
		}
		if len(w) > 3 {
			long++
			if up {
				first++
			}
		}
	}
	switch {
	case letters < 3:
		return runningText
	case upper*10 >= letters*8:
		return capitals
	case long >= 3 && first*10 >= long*8:
		return titleCase
	case any == 0:
		return noCapitals
	}
	return runningText
}

// allUpper reports whether no letter of w is lower case.
func allUpper(w string) bool {
	for _, r := range w {
		if unicode.IsLower(r) || unicode.IsTitle(r) {
			return false
		}
	}
	return true
}
