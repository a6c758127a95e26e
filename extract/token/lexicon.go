package token

import (
	_ "embed"
	"fmt"
	"strings"
)

// The word lists are data: one entry a line, '#' begins a comment, a line in
// square brackets begins a section.

//go:embed words.txt
var wordsFile string

// set is a list of words in lower case.
type set map[string]struct{}

// has reports whether the list has word in any case.
func (s set) has(word string) bool {
	if len(word) > 16 {
		return false
	}
	var b [16]byte
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		b[i] = c
	}
	_, ok := s[string(b[:len(word)])]
	return ok
}

// abbreviationKind says what may follow an abbreviation.
type abbreviationKind uint8

const (
	title    abbreviationKind = iota + 1 // of a name, which follows: never ends a sentence
	numbered                             // a number follows; else it is a plain word
	inside                               // seldom ends a sentence
	ending                               // may well end a sentence
)

var (
	lists         = loadLists(wordsFile)
	prefixes      = lists.set("prefixes")
	suffixes      = lists.set("suffixes")
	syllables     = lists.set("syllables")
	units         = lists.exact("units")
	domains       = lists.set("domains")
	starters      = lists.set("starters")
	speech        = lists.set("speech")
	credits       = lists.set("credits")
	abbreviations = lists.abbreviations()
	contractions  = lists.contractions()
)

type wordLists map[string][]string

func loadLists(file string) wordLists {
	out := wordLists{}
	section := ""
	for line := range strings.Lines(file) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case line[0] == '[':
			section = strings.Trim(line, "[]")
			out[section] = nil
		default:
			out[section] = append(out[section], strings.Fields(line)...)
		}
	}
	return out
}

func (l wordLists) set(section string) set {
	words, ok := l[section]
	if !ok {
		panic(fmt.Sprintf("words.txt: no section [%s]", section))
	}
	s := set{}
	for _, w := range words {
		s[strings.ToLower(w)] = struct{}{}
	}
	return s
}

// exact is set without folding case.
func (l wordLists) exact(section string) set {
	s := set{}
	for _, w := range l[section] {
		s[w] = struct{}{}
	}
	return s
}

// abbreviations gives each abbreviation, as written and in capitals, its kind.
func (l wordLists) abbreviations() map[string]abbreviationKind {
	out := map[string]abbreviationKind{}
	for section, kind := range map[string]abbreviationKind{"titles": title, "numbered": numbered, "inside": inside, "ending": ending} {
		for w := range l.set(section) {
			if out[w] != 0 {
				panic(fmt.Sprintf("words.txt: abbreviation %q stands in [%s] and in another section", w, section))
			}
			out[w] = kind
			out[strings.ToUpper(w[:1])+w[1:]] = kind
			if len(w) > 2 {
				out[strings.ToUpper(w)] = kind // GEN. but not IE.
			}
		}
	}
	// "gen." in lower case is a word that ends a sentence more often than a title.
	for w := range l.set("capital") {
		delete(out, w)
	}
	return out
}

// contractions gives the length of the first part of words that are two tokens.
func (l wordLists) contractions() map[string]int {
	out := map[string]int{}
	for _, w := range l["contractions"] {
		first, rest, ok := strings.Cut(w, "|")
		if !ok {
			panic(fmt.Sprintf("words.txt: contraction %q has no |", w))
		}
		out[first+rest] = len(first)
	}
	return out
}

// contraction returns the length of the first token of a word such as "cannot", or 0.
func contraction(word string) int {
	if len(word) < 4 || len(word) > 9 {
		return 0
	}
	if n := contractions[word]; n > 0 {
		return n
	}
	return contractions[strings.ToLower(word)]
}
