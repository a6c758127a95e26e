package merge

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/kljensen/snowball/english"
)

//go:embed heads.txt
var headsTXT string

// headGroups gives the stem of a noun the stem of its group's first noun.
var headGroups = sync.OnceValue(func() map[string]string {
	groups := map[string]string{}
	for line := range strings.Lines(headsTXT) {
		line, _, _ = strings.Cut(line, "#")
		nouns := strings.Fields(line)
		for _, noun := range nouns {
			if _, ok := groups[stem(noun)]; !ok { // a noun of two groups belongs to the first
				groups[stem(noun)] = stem(nouns[0])
			}
		}
	}
	return groups
})

func stem(word string) string { return english.Stem(word, true) }

// eventName is what the names of one article's event say.
type eventName struct {
	head      string   // stem of the noun that the name is of: "declar" of "declaration of intent"
	group     string   // of heads.txt, or head
	modifiers []string // stems of the other words that say something, sorted
	proper    []string // those of them that are written with a capital or a number, in full
	called    []string // the proper words after the head: "otto" of "Tropical Storm Otto"
	figures   []string // other numbers: "7.4", "$40"
	years     []int32
	ordinals  []int32 // "second", "45th", "II"
	named     bool    // the head itself is a name: "Brexit"
}

// Words that end the noun that a name is of.
var prepositions = []string{"of", "in", "on", "at", "for", "to", "with", "by", "between", "against", "over", "from", "about", "after", "before", "during", "among", "amid", "under", "that", "into", "near", "off", "through"}

// Words of names that tell no event from another.
var emptyWords = slices.Concat(prepositions, []string{
	"the", "a", "an", "and", "or", "its", "his", "her", "their", "our", "this", "these", "those", "some", "any", "all", "another", "other", "s",
	"new", "recent", "latest", "last", "next", "current", "ongoing", "upcoming", "planned", "proposed", "expected", "possible", "alleged", "so", "called",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "week", "month", "year", "day",
	"first-ever", "major", "massive", "big", "large", "deadly", "fatal", "official", "own", "annual", "further", "more",
})

var ordinalWords = map[string]int32{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

// After the noun these number an event too: "World War II".
var numberWords = map[string]int32{"i": 1, "ii": 2, "iii": 3, "iv": 4, "one": 1, "two": 2, "three": 3, "four": 4}

// parseEventName reads an event's name and the texts of its mentions. year is
// that of the article ("this year's election"), or 0.
func parseEventName(year int32, names ...string) eventName {
	var e eventName
	for i, name := range names {
		tokens := strings.FieldsFunc(name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '-' && r != '.' && r != '$'
		})
		if year != 0 && strings.Contains(fold(name), "this year") {
			e.years = append(e.years, year)
		}
		e.read(tokens, headOf(tokens), i == 0)
	}
	sortedOnce(&e.modifiers)
	sortedOnce(&e.proper)
	sortedOnce(&e.years)
	sortedOnce(&e.ordinals)
	sortedOnce(&e.called)
	sortedOnce(&e.figures)
	isHead := func(w string) bool {
		return stem(w) == e.head || headGroups()[stem(w)] == headGroups()[e.head] && headGroups()[e.head] != ""
	}
	e.modifiers = slices.DeleteFunc(e.modifiers, isHead)
	e.proper = slices.DeleteFunc(e.proper, isHead)
	e.group = e.head
	if g, ok := headGroups()[e.head]; ok {
		e.group, e.named = g, false
	}
	return e
}

// headOf is the place of the noun that a name is of: the last word before a
// preposition that says something, but the storm in "Tropical Storm Otto".
func headOf(tokens []string) int {
	head, listed := -1, -1
	for j, token := range tokens {
		word := eventWord(token)
		if head >= 0 && slices.Contains(prepositions, word) {
			break
		}
		if word == "" || unicode.IsNumber([]rune(word)[0]) || slices.Contains(emptyWords, word) || ordinalWords[word] != 0 || numberWords[word] != 0 {
			continue
		}
		head = j
		if _, ok := headGroups()[stem(word)]; ok {
			listed = j
		}
	}
	if listed >= 0 && unicode.IsUpper([]rune(tokens[head])[0]) {
		return listed
	}
	return head
}

func eventWord(token string) string { return strings.Trim(fold(token), ".-") }

// read takes in the words of one name. The first name's head is the event's.
func (e *eventName) read(tokens []string, head int, first bool) {
	for j, token := range tokens {
		word := eventWord(token)
		s := stem(word)
		capital := word != "" && (unicode.IsUpper([]rune(token)[0]) || unicode.IsNumber([]rune(token)[0]))
		switch n, err := strconv.Atoi(strings.TrimRight(word, "sthndr")); {
		case word == "" || j != head && slices.Contains(emptyWords, word):
		case err == nil && n >= 1900 && n < 2100:
			e.years = append(e.years, int32(n))
		case err == nil && n < 200 && len(strconv.Itoa(n)) < len(word):
			e.ordinals = append(e.ordinals, int32(n))
		case ordinalWords[word] != 0:
			e.ordinals = append(e.ordinals, ordinalWords[word])
		case numberWords[word] != 0 && capital && j > 0:
			e.ordinals = append(e.ordinals, numberWords[word])
		case strings.ContainsAny(word[:1], "0123456789$"):
			e.figures = append(e.figures, strings.TrimPrefix(word, "$"))
		case j == head && first:
			e.head, e.named = s, capital
		case j == head && s == e.head:
		default:
			e.modifiers = append(e.modifiers, s)
			if capital {
				e.proper = append(e.proper, word)
			}
			if capital && head >= 0 && j == head+1 {
				e.called = append(e.called, word)
			}
		}
	}
}

func sortedOnce[T cmp.Ordered](s *[]T) {
	slices.Sort(*s)
	*s = slices.Compact(*s)
}

// unique reports whether an event's name is one that no other event has: it holds
// a name or a year. That of a nation is enough for its wars and elections only.
func (e *eventName) unique() bool {
	if e.named || len(e.years) > 0 || len(e.called) > 0 {
		return true
	}
	return slices.ContainsFunc(e.proper, func(w string) bool {
		return len(w) != 3 || e.group == "war" || e.group == stem("election")
	})
}

// recurs is the number of days after which a report of an event without a year
// is more likely about the next one of its kind.
func (e *eventName) recurs(kind string) int32 {
	switch {
	case e.group == "talk":
		return 700 // talks go on
	case kind == "meeting":
		return 120
	case kind == "election":
		return 400
	}
	return unknownDistance
}
