package refer

import (
	"fmt"
	"slices"

	"newsgraph/extract/text"
)

// unnamed.go follows those of whom the article speaks without a name: "the
// researchers … they", two persons together, whoever says "we". The graph has no
// node for them; a pronoun that means them is kept from meaning who has a name.

// Unnamed is somebody without a name.
type Unnamed struct {
	Words    string // the article's words, or the pronoun
	Mentions []text.Mention
}

// part takes the entities from the place named on, who have no names, out of the others.
func (f *finder) part(named int) ([]text.Mention, []text.Entity, []Unnamed) {
	unnamed := make([]Unnamed, len(f.entities)-named)
	for k := range unnamed {
		unnamed[k].Words = f.entities[named+k].Name
	}
	mentions := f.mentions[:0]
	for _, m := range f.mentions {
		if m.Entity < named {
			mentions = append(mentions, m)
			continue
		}
		m.Entity -= named
		unnamed[m.Entity].Mentions = append(unnamed[m.Entity].Mentions, m)
	}
	return mentions, f.entities[:named], unnamed
}

// unnamed returns the entity of somebody whom a key tells from others, a new one at first.
func (f *finder) unnamed(key, words string) int {
	e, ok := f.unnamedBy[key]
	if !ok {
		e = f.newEntity(text.Entity{Known: text.Known{Name: words}})
		f.unnamedBy[key] = e
	}
	return e
}

// anonymous reports whether an entity is one without a name.
func (f *finder) anonymous(e int) bool { return f.entities[e].Label == "" }

// collectives are singular nouns for several people.
var collectives = set("team group crew family couple pair duo trio staff crowd band audience public police majority")

// them returns the unnamed people that a plural pronoun stands for, and whether it
// stands for what has no name at all. The nearest subject or object of its
// sentence or the one before decides: "protesters" or a nation. Things that are
// done something to leave the subject to be the people.
func (f *finder) them(i, t int) (e int, ok bool) {
	things := false
	for j := i; j >= max(0, i-1) && f.sents[j].Field == f.sents[i].Field; j-- {
		end := len(f.sents[j].Tokens)
		if j == i {
			end = t
		}
		for k := end - 1; k >= 0; k-- {
			tok := &f.sents[j].Tokens[k]
			r := tok.UniversalRel()
			if r != "nsubj" && r != "obj" {
				continue
			}
			if e := f.several(j, k); e >= 0 {
				return e, true
			}
			if j == i {
				if e := f.both(j, k); e >= 0 {
					return e, true
				}
			}
			c := f.covered[j][k]
			switch {
			case tok.XPOS == "NNS" && c == 0:
				things = true
			case r == "nsubj" && c > 0 && f.group(f.mentions[c-1].Entity):
				return -1, things
			case r == "nsubj" && c > 0 && f.anonymous(f.mentions[c-1].Entity) && lower(tok.Text) == "they":
				return f.mentions[c-1].Entity, true
			}
		}
	}
	return -1, things
}

// several returns the people that the noun phrase headed by token k speaks of
// without a name, or -1: "researchers", "the couple".
func (f *finder) several(i, k int) int {
	tok := &f.sents[i].Tokens[k]
	c := f.covered[i][k]
	lemma := lower(tok.Lemma)
	if c > 0 || tok.UPOS != "NOUN" || !(tok.XPOS == "NNS" && f.Person(lemma) || collectives[lemma]) {
		return -1
	}
	key := fmt.Sprint(i, " ", k)
	if d := f.child(i, k, "det"); d >= 0 && lower(f.sents[i].Tokens[d].Text) != "a" || collectives[lemma] {
		key = lemma
	}
	return f.unnamed(key, tok.Text)
}

// both returns two persons, of whom one at least has a name, that "and" joins at
// token k of sentence i, or -1: "Thomas Sam and his wife".
func (f *finder) both(i, k int) int {
	two := f.child(i, k, "conj")
	if two < 0 || f.child(i, two, "cc") < 0 {
		return -1
	}
	named := func(t int) bool {
		c := f.covered[i][t]
		return c > 0 && f.entities[f.mentions[c-1].Entity].Label == text.LabelPerson
	}
	noun := func(t int) bool {
		tok := &f.sents[i].Tokens[t]
		return f.covered[i][t] == 0 && tok.XPOS == "NN" && f.Person(lower(tok.Lemma))
	}
	if !named(k) && !noun(k) || !named(two) && !noun(two) || !named(k) && !named(two) {
		return -1
	}
	return f.unnamed(fmt.Sprint("both ", i, " ", k), f.words(i, k, two+1))
}

// lastThem returns two persons whom the sentence before i has for a subject, or else
// whom the last plural pronoun in reach meant who have no name, or -1.
func (f *finder) lastThem(i int) int {
	if i > 0 && f.sents[i-1].Field == f.sents[i].Field {
		for k := range f.sents[i-1].Tokens {
			if f.sents[i-1].Tokens[k].UniversalRel() != "nsubj" {
				continue
			}
			if e := f.both(i-1, k); e >= 0 {
				return e
			}
		}
	}
	for _, r := range slices.Backward(f.recent) {
		if i-r.sentence > maxBack || f.sents[r.sentence].Field != f.sents[i].Field {
			break
		}
		if w := lower(f.sents[r.sentence].Tokens[r.token].Text); f.anonymous(r.entity) && plurals[w] {
			return r.entity
		}
	}
	return -1
}

var plurals = set("they them their theirs themselves")
