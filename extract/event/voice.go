package event

import (
	"newsgraph/extract/text"
)

// voice.go finds whose words a token is among.

// selfSame returns who a pronoun stands for that refer could not tell and that
// acts in what it is said to say itself: "police said they arrested a man"; or -1.
func (s *scene) selfSame(i, t int) int {
	c := s.clauses[i]
	if w := lower(c.toks[t].Text); w != "they" && w != "it" && w != "he" && w != "she" || c.rel(t) != "nsubj" || s.at[i][t] >= 0 {
		return -1
	}
	v := c.toks[t].Head
	if v < 0 || c.toks[v].UPOS != "VERB" || c.rel(v) != "ccomp" {
		return -1
	}
	h := c.toks[v].Head
	if h < 0 || !speechVerbs[c.lemma(h)] || c.passive(h) {
		return -1
	}
	sub := c.surfaceSubject(h)
	if sub < 0 || sub > t {
		return -1
	}
	for _, e := range s.resolve(i, sub, []string{"actor"}) {
		return e
	}
	return -1
}

// speaker returns who says "I" or "we" at t when refer could not tell.
func (s *scene) speaker(i, t int) int {
	c := s.clauses[i]
	switch lower(c.toks[t].Text) {
	case "i", "we", "me", "us", "my", "our":
	default:
		return -1
	}
	if s.asked[[2]int{i, t}] { // "I said we said": each would ask the other for ever
		return -1
	}
	s.asked[[2]int{i, t}] = true
	defer delete(s.asked, [2]int{i, t})
	return s.voice(i, t)
}

// voice returns whose words token t is among: the subject of the verb of speech
// that its clause depends on, else that of one in the sentence, or in the one
// before or after it in the paragraph.
func (s *scene) voice(i, t int) int {
	if a := s.asserter(i, t); a >= 0 {
		return a
	}
	if a := s.according(i, t); a >= 0 {
		return a
	}
	for _, j := range s.around(i) {
		if j < 0 || j >= len(s.Sentences) || s.Sentences[j].Field != s.Sentences[i].Field || s.Sentences[j].Para != s.Sentences[i].Para {
			continue
		}
		p := s.clauses[j]
		for h := range p.toks {
			if p.toks[h].UPOS != "VERB" || !speechVerbs[p.lemma(h)] || p.passive(h) {
				continue
			}
			if sub := p.surfaceSubject(h); sub >= 0 && !(j == i && (sub == t || s.Quoted[i][t] && s.Quoted[i][sub])) {
				if e := s.entityAt(j, sub); e >= 0 && s.Entities[e].Label != text.LabelPlace {
					return e
				}
				if j == i && p.toks[sub].UPOS == "NOUN" { // "the letter stated"
					return -1
				}
			}
		}
	}
	return -1
}

// maxQuote is how many sentences of one quotation may part a word from its speaker's name.
const maxQuote = 6

// around returns the sentences that may name whose words sentence i quotes: itself, the
// one before and the one after, and as far as these are all quotation the next.
func (s *scene) around(i int) []int {
	out := []int{i, i - 1, i + 1}
	if !s.allQuoted(i) {
		return out
	}
	for j := i - 1; j > 0 && j > i-maxQuote && s.allQuoted(j); j-- {
		out = append(out, j-1)
	}
	for j := i + 1; j < len(s.Sentences) && j < i+maxQuote && s.allQuoted(j); j++ {
		out = append(out, j+1)
	}
	return out
}

// allQuoted reports whether every word of sentence i stands between quotation marks.
func (s *scene) allQuoted(i int) bool {
	for t := range s.Sentences[i].Tokens {
		if s.Sentences[i].Tokens[t].UPOS != "PUNCT" && !s.Quoted[i][t] {
			return false
		}
	}
	return true
}

// according returns the entity that token t's clause is according to, or -1.
func (s *scene) according(i, t int) int {
	c := s.clauses[i]
	for h, n := t, 0; h >= 0 && n < 3; h, n = c.toks[h].Head, n+1 {
		for _, k := range c.children[h] {
			if p := c.preposition(k); p == "according_to" || p == "in_the_words_of" {
				for _, a := range s.resolve(i, k, []string{"actor"}) {
					return a
				}
			}
		}
	}
	return -1
}
