package refer

import (
	"fmt"

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

// somebody reports whether an entity is a person or has no name.
func (f *finder) somebody(e int) bool {
	return f.entities[e].Label == text.LabelPerson || f.anonymous(e)
}

// collectives are singular nouns for several people.
var collectives = set("team group crew family couple pair duo trio staff crowd band audience public police majority")

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
