package refer

import (
	"fmt"
	"slices"

	"newsgraph/extract/text"
)

// speakers.go finds who speaks inside each pair of quotation marks.

var speech = lists.Set("speech")

// voice is who speaks: the entity that a token stands for. That of a pronoun is -1
// until it is asked for.
type voice struct {
	entity, sentence, token int
	pronoun                 bool
	before                  int // of a pronoun: the voice that the sentence before has by name, or -1
}

// speakers marks each quoted token with the voice that the sentence, or the one
// before or after it in the paragraph, tells as its speaker, else with one of
// somebody without a name.
func (f *finder) speakers() {
	f.quotes()
	spoken := make([]int, len(f.sents)) // who speaks in each sentence, -1 when nobody is told
	for i := range f.sents {
		spoken[i] = f.speakerOf(i)
	}
	nobody, heir := -1, -1
	for i := range f.sents {
		s := &f.sents[i]
		before := i > 0 && f.sameParagraph(i-1, i)
		if !before {
			nobody, heir = -1, f.inherited(i, spoken)
		}
		who := spoken[i]
		if who < 0 && before {
			who = spoken[i-1]
			spoken[i] = who // a quote goes on
		} else if who >= 0 && before && f.voices[who].pronoun {
			if f.voices[who].before = spoken[i-1]; spoken[i-1] >= 0 && f.voices[spoken[i-1]].pronoun {
				f.voices[who].before = f.voices[spoken[i-1]].before
			}
		}
		if who < 0 && !before && i > 0 && len(s.Tokens) > 0 && f.speaker[i][0] >= 0 { // a quote goes on past the paragraph
			who = spoken[i-1]
			spoken[i] = who
		}
		if who < 0 && i+1 < len(f.sents) && s.Para == f.sents[i+1].Para && !f.toldByOther(i) {
			who = spoken[i+1]
		}
		if who < 0 && heir >= 0 {
			who = heir
			spoken[i] = who
		}
		for t := range s.Tokens {
			if f.speaker[i][t] < 0 {
				continue
			}
			if who < 0 && nobody < 0 {
				nobody = f.voiceOf(voice{f.unnamed(fmt.Sprint("speaker ", i), "speaker"), i, t, false, -1})
			}
			if f.speaker[i][t] = who; who < 0 {
				f.speaker[i][t] = nobody
			}
		}
	}
}

// inherited returns who speaks in a paragraph that tells no speaker but begins with
// a quote: who spoke at the end of the one before it, if that ends in a quote or a
// colon; or -1.
func (f *finder) inherited(i int, spoken []int) int {
	if i == 0 || f.sents[i].Field != f.sents[i-1].Field || len(f.sents[i].Tokens) == 0 || !opening[f.sents[i].Tokens[0].Text] && f.speaker[i][0] < 0 {
		return -1
	}
	for k := i; k < len(f.sents) && f.sameParagraph(i, k); k++ {
		if spoken[k] >= 0 {
			return -1
		}
	}
	last := f.sents[i-1].Tokens
	if n := len(last); n == 0 || last[n-1].Text != ":" && !slices.ContainsFunc(f.speaker[i-1], func(v int) bool { return v >= 0 }) {
		return -1
	}
	return spoken[i-1]
}

func (f *finder) sameParagraph(i, k int) bool {
	return f.sents[i].Para == f.sents[k].Para && f.sents[i].Field == f.sents[k].Field
}

// opening are the marks that a quote may begin with.
var opening = map[string]bool{"“": true, "``": true, "\"": true}

// goesOn reports whether the quote that was open before the paragraph of sentence i
// ends in it: its first mark closes one.
func (f *finder) goesOn(i int) bool {
	if f.sents[i].Field != f.sents[i-1].Field || len(f.sents[i].Tokens) > 0 && opening[f.sents[i].Tokens[0].Text] {
		return false
	}
	for k := i; k < len(f.sents) && f.sameParagraph(i, k); k++ {
		toks := f.sents[k].Tokens
		for t := range toks {
			switch toks[t].Text {
			case "”", "''":
				return true
			case "“", "``":
				return false
			case "\"": // stands close to what it closes
				return t > 0 && toks[t-1].End == toks[t].Start || t == 0 && len(toks) == 1
			}
		}
	}
	return false
}

// quotes marks the tokens between quotation marks by 0, others by -1. A paragraph
// ends a quote, unless that is closed in the next.
func (f *finder) quotes() {
	f.speaker = make([][]int, len(f.sents))
	open := false
	for i := range f.sents {
		s := &f.sents[i]
		f.speaker[i] = make([]int, len(s.Tokens))
		if i > 0 && !f.sameParagraph(i-1, i) {
			open = open && f.goesOn(i)
		}
		for t := range s.Tokens {
			f.speaker[i][t] = -1
			switch s.Tokens[t].Text {
			case "“", "``":
				open = true
			case "”", "''":
				open = false
			case "\"":
				open = !open
			default:
				if open {
					f.speaker[i][t] = 0
				}
			}
		}
	}
}

var statements = lists.Set("statements")

// speakerOf returns the voice of the subject of a verb of speech in sentence i, of
// whose statement says something, or of who makes one; or -1.
func (f *finder) speakerOf(i int) int {
	toks := f.sents[i].Tokens
	pronoun, maker := -1, -1
	for t := range toks {
		if toks[t].UPOS != "VERB" {
			continue
		}
		s := f.child(i, t, "nsubj")
		if s < 0 {
			continue
		}
		written := statements[lower(toks[s].Lemma)] && toks[s].UPOS == "NOUN"
		if !speech[lower(toks[t].Lemma)] && !(written && lower(toks[t].Lemma) == "read") {
			if o := f.child(i, t, "obj"); o >= 0 && statements[lower(toks[o].Lemma)] && maker < 0 {
				maker = f.voiceAt(i, s)
			}
			continue
		}
		if w := lower(toks[s].Text); (w == "he" || w == "she") && f.speaker[i][s] < 0 {
			pronoun = s
		}
		if written {
			if s = f.author(i, s); s < 0 {
				continue
			}
		}
		if v := f.voiceAt(i, s); v >= 0 {
			return v
		}
	}
	if pronoun >= 0 {
		return f.voiceOf(voice{-1, i, pronoun, true, -1})
	}
	return maker
}

// toldByOther reports whether sentence i has a noun without an entity for who says
// what it quotes: "the letter stated", "a witness said".
func (f *finder) toldByOther(i int) bool {
	toks := f.sents[i].Tokens
	return slices.ContainsFunc(f.kids[i], func(kids []int) bool {
		return slices.ContainsFunc(kids, func(k int) bool {
			return f.speaker[i][k] < 0 && toks[k].UPOS == "NOUN" && f.says(i, k)
		})
	})
}

// author returns the token of who made a statement: "Cornyn's statement", "a letter
// from the ministry"; or -1.
func (f *finder) author(i, statement int) int {
	for _, k := range f.kids[i][statement] {
		switch f.sents[i].Tokens[k].Rel {
		case "nmod:poss":
			return k
		case "nmod":
			if p := f.preposition(i, k); p == "from" || p == "by" {
				return k
			}
		}
	}
	return -1
}

// voiceAt returns the voice of the noun phrase headed by token s, unless it names
// nobody or a place; or -1.
func (f *finder) voiceAt(i, s int) int {
	toks := f.sents[i].Tokens
	for _, k := range append([]int{s}, f.kids[i][s]...) {
		if c := f.covered[i][k]; c > 0 && (k == s || toks[k].UniversalRel() == "flat" || toks[k].UniversalRel() == "appos" || toks[k].Rel == "nmod:desc") {
			if e := f.mentions[c-1].Entity; f.entities[e].Label != text.LabelPlace {
				return f.voiceOf(voice{e, i, k, false, -1})
			}
		}
	}
	return -1
}

func (f *finder) voiceOf(v voice) int {
	f.voices = append(f.voices, v)
	return len(f.voices) - 1
}

// speaks returns the entity in whose quote a token is, or -1. A pronoun that tells
// who speaks may stand behind the quote.
func (f *finder) speaks(i, t int) int {
	k := f.speaker[i][t]
	if k < 0 {
		return -1
	}
	v := &f.voices[k]
	if v.entity < 0 {
		if c := f.covered[v.sentence][v.token]; c > 0 {
			v.entity = f.mentions[c-1].Entity
		} else if f.speaker[v.sentence][v.token] < 0 {
			v.entity = f.pronoun(v.sentence, v.token)
		}
	}
	return v.entity
}

// spokenFor returns whom "we" at token t means: the group that who speaks is a
// spokesman of, else who speaks and others. A speaker told by a pronoun is the one
// named in the sentence before, if there is one, else whom the pronoun means.
func (f *finder) spokenFor(i, t int) int {
	k := f.speaker[i][t]
	for k >= 0 && f.voices[k].pronoun {
		k = f.voices[k].before
	}
	if k >= 0 {
		if e := f.represented(f.voices[k].sentence, f.voices[k].token); e >= 0 {
			return e
		}
		return f.voices[k].entity
	}
	who := f.speaks(i, t)
	for m := range f.mentions {
		if n := &f.mentions[m]; n.Entity == who && n.Kind == text.ByName && !f.anonymous(who) {
			if e := f.represented(n.Sentence, n.First); e >= 0 {
				return e
			}
		}
	}
	return f.unnamed(fmt.Sprint("with ", who), "we")
}

// quoted tells which tokens are in somebody's quote.
func (f *finder) quoted() [][]bool {
	out := make([][]bool, len(f.sents))
	for i := range f.sents {
		out[i] = make([]bool, len(f.sents[i].Tokens))
		for t := range out[i] {
			out[i][t] = f.speaker[i][t] >= 0
		}
	}
	return out
}
