// Package token cuts text into paragraphs, sentences and tokens. Tokens follow
// the English Web Treebank and GUM of Universal Dependencies: clitics stand
// alone (do n't, Macron 's), hyphens split compounds (US - led) but not prefixes
// (non-profit), abbreviations keep their period (U.S.), and a dateline is a
// sentence of its own.
//
// Every token's text is exactly a slice of the input, in order and without
// overlap; white space, control characters and zero-width characters belong to
// no token. Any bytes may be given, invalid UTF-8 included.
package token

import (
	"newsgraph/extract/text"
)

// MaxTokens is the greatest number of tokens in a sentence. A longer run without
// an end of sentence, as in a table or a broken page, is cut there.
const MaxTokens = 400

// Article returns the sentences of an article, those of the title first.
func Article(a *text.Article) []text.Sentence {
	sentences := Split(text.Title, a.Title)
	sentences = append(sentences, Split(text.Body, a.Text)...)
	for i := range sentences {
		sentences[i].Index = i
	}
	return sentences
}

// Split returns the sentences of one field of an article, numbered from 0.
func Split(field text.Field, s string) []text.Sentence {
	var sentences []text.Sentence
	var tokens []text.Token
	prose := 0
	if field == text.Body {
		prose = text.DatelineEnd(s)
	}
	for para, p := range paragraphs(s) {
		tokens = tokens[:0]
		at := p.Start
		if prose > p.Start && prose < p.End {
			tokens = words(tokens, s, text.Span{Start: p.Start, End: prose})
			sentences = add(sentences, field, para, tokens)
			tokens, at = tokens[:0], prose
		}
		tokens = words(tokens, s, text.Span{Start: at, End: p.End})
		for first := 0; first < len(tokens); {
			end := sentenceEnd(s, tokens, first)
			sentences = add(sentences, field, para, tokens[first:end])
			first = end
		}
	}
	return sentences
}

// add appends the sentence of these tokens, copied.
func add(sentences []text.Sentence, field text.Field, para int, tokens []text.Token) []text.Sentence {
	if len(tokens) == 0 {
		return sentences
	}
	own := make([]text.Token, len(tokens))
	copy(own, tokens)
	for i := range own {
		own[i].Head = -1
	}
	return append(sentences, text.Sentence{
		Span:   text.Span{Start: own[0].Start, End: own[len(own)-1].End},
		Field:  field,
		Index:  len(sentences),
		Para:   para,
		Tokens: own,
	})
}
