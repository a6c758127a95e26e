package refer

import (
	"fmt"
	"strings"

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
func (f *finder) part(named int) Found {
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
	return Found{Mentions: mentions, Entities: f.entities[:named], Unnamed: unnamed, Quoted: f.quoted()}
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

// peoples finds the names of many who have no node: "Muslims", "Mesoamericans".
func (f *finder) peoples() {
	for i := range f.sents {
		for t := range f.sents[i].Tokens {
			if !f.people(i, t) {
				continue
			}
			words := f.words(i, t, t+1)
			f.mention(text.Mention{Sentence: i, First: t, End: t + 1, Head: t, Kind: text.ByName, Entity: f.unnamed("people "+fold(words), words)})
		}
	}
}

// people reports whether token t is a plural name that nothing with a node has.
func (f *finder) people(i, t int) bool {
	tok := &f.sents[i].Tokens[t]
	switch tok.UniversalRel() {
	case "compound", "amod", "flat":
		return false
	}
	return tok.XPOS == "NNPS" && !f.taken[i][t] && !f.Title(lower(tok.Lemma)) && strings.ToUpper(tok.Text) != tok.Text
}

var collectives = lists.Set("collectives")

// several returns the people that the noun phrase headed by token k speaks of
// without a name, or -1: "researchers", "the couple".
func (f *finder) several(i, k int) int {
	tok := &f.sents[i].Tokens[k]
	c := f.covered[i][k]
	lemma := lower(tok.Lemma)
	if c > 0 || tok.UPOS != "NOUN" && tok.UPOS != "PROPN" || !((tok.XPOS == "NNS" || tok.XPOS == "NNPS") && (f.Person(lemma) || f.Title(lemma)) || collectives[lemma]) {
		return -1
	}
	key := fmt.Sprint(i, " ", k)
	if d := f.child(i, k, "det"); d >= 0 && lower(f.sents[i].Tokens[d].Text) != "a" || collectives[lemma] {
		key = lemma
	}
	return f.unnamed(key, tok.Text)
}

// both returns the persons, of whom one at least has a name, that "and" joins at
// token k of sentence i, or -1: "Thomas Sam and his wife".
func (f *finder) both(i, k int) int {
	key, last, named := "both", k, 0
	for _, t := range f.joined(i, k) {
		switch tok, c := &f.sents[i].Tokens[t], f.covered[i][t]; {
		case c > 0 && f.entities[f.mentions[c-1].Entity].Label == text.LabelPerson:
			key += fmt.Sprint(" ", f.mentions[c-1].Entity)
			named++
		case c > 0 || tok.UPOS != "NOUN" || !f.Person(lower(tok.Lemma)):
			return -1
		default:
			key += " " + lower(tok.Text)
		}
		last = t
	}
	if last == k || named == 0 || f.child(i, last, "cc") < 0 {
		return -1
	}
	return f.unnamed(key, f.words(i, k, last+1))
}

// joined returns token k and those that are joined to it.
func (f *finder) joined(i, k int) []int {
	out := []int{k}
	for _, t := range f.kids[i][k] {
		if t > k && f.sents[i].Tokens[t].UniversalRel() == "conj" {
			out = append(out, t)
		}
	}
	return out
}

// together notes the persons that "and" joins at token k of sentence i as a mention
// of them all, apart from those of each.
func (f *finder) together(i, k int) {
	e := f.both(i, k)
	if e < 0 {
		return
	}
	all := f.joined(i, k)
	first, end := k, all[len(all)-1]+1
	if c := f.covered[i][k]; c > 0 {
		first = f.mentions[c-1].First
	}
	if c := f.covered[i][end-1]; c > 0 {
		end = f.mentions[c-1].End
	}
	f.mentions = append(f.mentions, text.Mention{Sentence: i, First: first, End: end, Head: k, Kind: text.ByDescription, Entity: e})
}
