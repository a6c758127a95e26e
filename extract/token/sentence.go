package token

import (
	"strings"

	"newsgraph/extract/text"
)

// sentenceEnd returns the index after the last token of the sentence that begins
// with tokens[first].
func sentenceEnd(s string, tokens []text.Token, first int) int {
	quotes := 0 // straight double quotes seen
	depth := 0  // of brackets
	for i := first; i < len(tokens); i++ {
		if i-first >= MaxTokens {
			return cut(tokens, first, i)
		}
		t := tokens[i].Text
		switch t {
		case `"`:
			quotes++
			continue
		case "(", "[":
			depth++
			continue
		case ")", "]":
			depth--
			continue
		}
		if i > first && i+1 < len(tokens) && credits.has(t) && tokens[i+1].Text == ":" && tokens[i].Start > tokens[i-1].End {
			return i // a caption's credit: "Image: Nick Moreau."
		}
		if !terminal(t) {
			continue
		}
		end := closers(s, tokens, i+1, quotes)
		if end == len(tokens) || ends(s, tokens, first, i, end, depth) {
			return end
		}
	}
	return len(tokens)
}

// cut returns where a run of tokens without an end of sentence is best cut.
func cut(tokens []text.Token, first, limit int) int {
	for i := limit - 1; i > first+MaxTokens/2; i-- {
		if t := tokens[i].Text; t == ";" || t == "," || t == ":" || t == "•" || t == "|" {
			return i + 1
		}
	}
	return limit
}

// terminal reports whether a token may end a sentence.
func terminal(t string) bool {
	if t[0] == '.' || t[0] == '!' || t[0] == '?' {
		return len(t) == 1 || ascii0(t[1]) != digit // not .25
	}
	return t[len(t)-1] == '.' || strings.HasPrefix(t, "…")
}

// closers returns the index after the quotes and brackets that close right after
// a terminal token, the first of them at i.
func closers(s string, tokens []text.Token, i, quotes int) int {
	for ; i < len(tokens); i++ {
		t := &tokens[i]
		touches := t.Start == tokens[i-1].End
		switch t.Text {
		case ")", "]", "”", "’", "''", "’’", "»":
			if !touches && t.Text != "”" && t.Text != "''" {
				return i
			}
		case "“", "‘‘": // the wrong way round
			if !touches || i+1 < len(tokens) && tokens[i+1].Start == t.End {
				return i
			}
		case `"`:
			// The opening quote of the next sentence touches its word, not the period.
			if !touches && (quotes%2 == 0 || i+1 < len(tokens) && tokens[i+1].Start == t.End) {
				return i
			}
			if touches && quotes%2 == 0 && i+1 < len(tokens) && tokens[i+1].Start == t.End {
				return i
			}
			quotes++
		case "'":
			if !touches {
				return i
			}
		case "[": // [3], a reference
			if !touches || i+2 >= len(tokens) || tokens[i+2].Text != "]" || ascii0(tokens[i+1].Text[0]) != digit {
				return i
			}
			i += 2
		default:
			return i
		}
	}
	return i
}

// ends reports whether the sentence of tokens[first:] ends before tokens[end],
// which follows the terminal token at i and its closing quotes.
func ends(s string, tokens []text.Token, first, i, end, depth int) bool {
	t, next := tokens[i].Text, &tokens[end]
	gap := next.Start > tokens[end-1].End
	head := next
	for k := end; k+1 < len(tokens) && opener(tokens[k].Text); k++ {
		head = &tokens[k+1]
	}
	c, _ := classAt(head.Text, 0)
	switch {
	case t[0] == '.' && len(t) == 1 || t[0] == '.' && end > i+1:
		if !gap && c != upper {
			return false
		}
	case !gap:
		return false
	}
	switch {
	case strings.HasPrefix(t, "..") || strings.HasPrefix(t, "…"):
		return c == upper && (end > i+1 || starters.has(head.Text) || opener(next.Text))
	case t[0] == '.':
		if end == i+1 && i == first+1 && listNumber(tokens[first].Text) {
			return false // "1. The first"
		}
		return c != lower || camel(head.Text)
	case t[0] == '!' || t[0] == '?':
		if end > i+1 && quote(tokens[end-1].Text) {
			return c != lower && !attributed(tokens, end)
		}
		return c != lower
	}
	// An abbreviation.
	word := t[:len(t)-1]
	if c == lower {
		return false
	}
	if end > i+1 && c == upper && quote(tokens[end-1].Text) {
		return true
	}
	switch abbreviations[word] {
	case title, numbered:
		return false
	case inside:
		return c == upper && starters.has(head.Text)
	case ending:
		return c == upper && (starters.has(head.Text) || opener(next.Text)) || quote(next.Text)
	}
	if c != upper {
		return quote(next.Text) && next != head && !initialOf(word)
	}
	if initialOf(word) {
		return strings.ToLower(word) != "v" && starters.has(head.Text) && i > first+1
	}
	return starters.has(head.Text)
}

func initialOf(word string) bool { return len(word) == 1 }

func listNumber(t string) bool {
	if len(t) > 2 {
		return false
	}
	for i := range len(t) {
		if ascii0(t[i]) != digit {
			return len(t) == 1 && ascii0(t[i]).letter()
		}
	}
	return true
}

func opener(t string) bool {
	switch t {
	case `"`, "'", "“", "‘", "(", "[", "``", "''", "«", "‘’", "*", "•", "-", "–", "—", "--":
		return true
	}
	return false
}

func quote(t string) bool {
	switch t {
	case `"`, "'", "“", "”", "’", "‘", "''", "``", "’’", "‘’":
		return true
	}
	return false
}

// camel reports whether a word in lower case may open a sentence: iPhone, eBay, al-Qaeda.
func camel(t string) bool {
	for i := 1; i < len(t) && i < 4; i++ {
		if ascii0(t[i]) == upper {
			return true
		}
	}
	return false
}

// attributed reports whether the words from i say who uttered the quote before
// them ("Why now?" Macron asked.), so that the sentence goes on.
func attributed(tokens []text.Token, i int) bool {
	for k := i; k < len(tokens) && k < i+6; k++ {
		t := tokens[k].Text
		if quote(t) || terminal(t) {
			return false
		}
		if speech.has(t) {
			return true
		}
	}
	return false
}
