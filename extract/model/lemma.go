package model

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lemmatizer turns a form and its Penn tag into the dictionary form. English
// needs no network for this: a table of exceptions, then the rule of the longest
// ending that the table knows under that tag ("ies" of NNS: strip 3, add "y").
type lemmatizer struct {
	exact   map[string]string // "VBD\x00went" → "go"
	endings map[string]edit   // "NNS\x00ies" → strip 3, add "y"
	keeps   map[string]bool   // tags whose lemmas keep capitals
}

type edit struct {
	strip int
	add   string
}

const longestEnding = 6

// readLemmas reads lines "= tag form lemma", "- tag ending strip add" and "^ tag",
// their fields apart by tabs.
func readLemmas(table string) (lemmatizer, error) {
	l := lemmatizer{exact: map[string]string{}, endings: map[string]edit{}, keeps: map[string]bool{}}
	for i, line := range strings.Split(strings.TrimSuffix(table, "\n"), "\n") {
		f := strings.Split(line, "\t")
		switch {
		case f[0] == "=" && len(f) == 4:
			l.exact[f[1]+"\x00"+f[2]] = f[3]
		case f[0] == "-" && len(f) == 5:
			n, err := strconv.Atoi(f[3])
			if err != nil {
				return l, fmt.Errorf("line %d: %w", i+1, err)
			}
			l.endings[f[1]+"\x00"+f[2]] = edit{n, f[4]}
		case f[0] == "^" && len(f) == 2:
			l.keeps[f[1]] = true
		default:
			return l, fmt.Errorf("line %d: %w", i+1, errors.New("neither form, ending nor tag"))
		}
	}
	return l, nil
}

// lemma returns the dictionary form. named tells that the word is part of a
// nationality or the like, whose capital stays whatever its tag.
func (l *lemmatizer) lemma(form, xpos string, named bool, buf []byte) string {
	if len(form) > maxWord {
		return form
	}
	low := strings.ToLower(form)
	key := append(append(append(buf[:0], xpos...), 0), low...)
	if s, ok := l.exact[string(key)]; ok {
		return s
	}
	base := low
	if l.keeps[xpos] || named && !allUpper(form) {
		base = form
	}
	if base != low && len(form) > 5 && allUpper(form) && !strings.ContainsFunc(form, unicode.IsDigit) {
		base = titled(low) // a shouted name: OBAMA
	}
	tag := len(xpos) + 1
	from := 0
	for n := utf8.RuneCountInString(low); n > longestEnding; n-- {
		_, size := utf8.DecodeRuneInString(low[from:])
		from += size
	}
	for ; from <= len(low); from++ {
		if from < len(low) && !utf8.RuneStart(low[from]) {
			continue
		}
		key = append(key[:tag], low[from:]...)
		e, ok := l.endings[string(key)]
		if !ok {
			continue
		}
		if e.strip >= len(base) {
			return base
		}
		return base[:len(base)-e.strip] + e.add
	}
	return base
}

func titled(low string) string {
	r, size := utf8.DecodeRuneInString(low)
	return string(unicode.ToUpper(r)) + low[size:]
}
