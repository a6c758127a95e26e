package refer

import (
	"math"
	"slices"

	"newsgraph/extract/text"
)

// things.go finds what "it" and "they" mean: a nation, a body, a place or several
// people, if not what has no node. What stands nearest wins over names farther off.

// candidate tells what the noun phrase headed by a token speaks of, -1 for what has
// no node, and how likely it is to be meant, 0 for not at all.
type candidate func(sentence, token int) (e int, weight float64)

// nearest returns what a pronoun most likely means of what this sentence and the one
// before speak of, subjects and objects first, or -1 for what has no node.
func (f *finder) nearest(i, t int, meant candidate) int {
	pronoun := &f.sents[i].Tokens[t]
	beside, speaker, says := f.beside(i, t), f.speaks(i, t), f.says(i, t)
	if selves[lower(pronoun.Text)] && len(beside) > 0 && f.entities[beside[0]].Label != text.LabelPerson {
		return beside[0]
	}
	agent := f.agent(i, t)
	best, score := -1, 0.0
	for j := i; j >= max(0, i-1) && f.sents[j].Field == f.sents[i].Field; j-- {
		end := len(f.sents[j].Tokens)
		if j == i {
			end = t
		}
		for k := end - 1; k >= 0; k-- {
			e, s := meant(j, k)
			switch {
			case s == 0, e >= 0 && (slices.Contains(beside, e) || speaker == e), e < 0 && j == i && k == agent:
				continue
			case says && e < 0: // a thing says nothing
				continue
			}
			switch f.sents[j].Tokens[k].UniversalRel() {
			case "compound", "amod", "flat", "appos", "fixed": // what tells but which of a kind is meant
				continue
			case "nsubj":
				if pronoun.UniversalRel() == "nsubj" {
					s *= 2
				}
			case "obj", "root":
			default:
				s *= 0.3
			}
			s *= (1 + 0.002*float64(k)) / (0.2 + float64(i-j))
			if s > score {
				best, score = e, s
			}
		}
	}
	return best
}

// thing is the candidate for "it".
func (f *finder) thing(i, k int) (e int, weight float64) {
	tok := &f.sents[i].Tokens[k]
	if c := f.covered[i][k]; c > 0 {
		m := &f.mentions[c-1]
		if m.Head != k || f.somebody(m.Entity) {
			return -1, 0
		}
		return m.Entity, 1 + 0.5*math.Log(float64(f.uses[m.Entity]))
	}
	switch w := lower(tok.Text); {
	case f.measure(i, k):
		return -1, 0
	case tok.XPOS == "NNP": // a name of what has no node: "Internet Explorer 6"
		return -1, 2
	case tok.UPOS == "NOUN" && tok.XPOS != "NNS" && !f.Person(lower(tok.Lemma)), w == "its", w == "it" && !f.expletive(i, k):
		return -1, 0.8
	}
	return -1, 0
}

// many is the candidate for "they": who has no name before bodies, and nations
// last.
func (f *finder) many(i, k int) (e int, weight float64) {
	tok := &f.sents[i].Tokens[k]
	if e := f.both(i, k); e >= 0 {
		return e, 1
	}
	again := plurals[lower(tok.Text)]
	if c := f.covered[i][k]; c > 0 {
		m := &f.mentions[c-1]
		switch x := &f.entities[m.Entity]; {
		case again:
			return m.Entity, 2
		case m.Head == k && f.anonymous(m.Entity) && m.Kind == text.ByName:
			return m.Entity, 1
		case m.Head != k || f.somebody(m.Entity) || x.Label == text.LabelPlace && x.Kind != "":
			return -1, 0
		case x.Label == text.LabelBody:
			return m.Entity, 0.5
		}
		return m.Entity, 0.1
	}
	if e := f.several(i, k); e >= 0 {
		return e, 1
	}
	switch {
	case f.measure(i, k):
		return -1, 0
	case again:
		return -1, 1
	case tok.XPOS == "NNS" || tok.XPOS == "NNPS":
		return -1, 0.5
	}
	return -1, 0
}

var plurals = lists.Set("plurals")

// measure reports whether token k only tells when or how much: "last week".
func (f *finder) measure(i, k int) bool {
	rel := f.sents[i].Tokens[k].Rel
	return rel == "nmod:unmarked" || rel == "obl:unmarked"
}

// says reports whether token t is the subject of a verb of speech.
func (f *finder) says(i, t int) bool {
	tok := &f.sents[i].Tokens[t]
	return tok.UniversalRel() == "nsubj" && tok.Head >= 0 && speech[lower(f.sents[i].Tokens[tok.Head].Lemma)]
}
