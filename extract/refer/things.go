package refer

import (
	"math"
	"slices"

	"newsgraph/extract/text"
)

// things.go finds what "it" means: a nation, a body or a place, if it is not what
// has no node. The nearest thing wins over names farther off.

// lastThing returns what "it" most likely means, of what this sentence and the one
// before speak of, or -1 for a thing without a node.
func (f *finder) lastThing(i, t int) int {
	beside := f.beside(i, t)
	if selves[lower(f.sents[i].Tokens[t].Text)] && len(beside) > 0 && !f.couldBe(beside[0], f.entities[beside[0]].Gender) {
		return beside[0]
	}
	best, score := -1, 0.0
	for j := i; j >= max(0, i-1) && f.sents[j].Field == f.sents[i].Field; j-- {
		end := len(f.sents[j].Tokens)
		if j == i {
			end = t
		}
		for k := end - 1; k >= 0; k-- {
			e, s := f.thing(j, k)
			if s == 0 || e >= 0 && (slices.Contains(beside, e) || f.speaks(i, t) == e) || e < 0 && (f.says(i, t) || j == i && f.undergoes(i, t, k)) {
				continue
			}
			tok := &f.sents[j].Tokens[k]
			s *= 1 + 0.002*float64(k)
			s /= 0.2 + float64(i-j)
			if tok.UniversalRel() == "nsubj" && f.sents[i].Tokens[t].UniversalRel() == "nsubj" {
				s *= 2
			}
			if e >= 0 {
				s *= 1 + 0.5*math.Log(float64(f.uses[e]))
			}
			if e >= 0 && f.says(i, t) {
				s *= 2
			}
			if s > score {
				best, score = e, s
			}
		}
	}
	return best
}

// thing returns the entity that the noun phrase headed by token k speaks of, -1 for
// a thing without a node, and how well it is placed to be spoken of again: not at
// all when it is somebody, several, or tells but which of a kind is meant.
func (f *finder) thing(i, k int) (e int, weight float64) {
	tok := &f.sents[i].Tokens[k]
	switch tok.UniversalRel() {
	case "compound", "amod", "flat", "appos", "fixed":
		return -1, 0
	case "nsubj", "obj", "root":
		weight = 1
	default:
		weight = 0.3
	}
	if c := f.covered[i][k]; c > 0 {
		m := &f.mentions[c-1]
		if x := &f.entities[m.Entity]; m.Head != k || x.Label == text.LabelPerson || f.anonymous(m.Entity) {
			return -1, 0
		}
		return m.Entity, weight
	}
	switch w := lower(tok.Text); {
	case tok.Rel == "nmod:unmarked" || tok.Rel == "obl:unmarked": // "last week"
		return -1, 0
	case tok.XPOS == "NNP": // a name of what has no node: "Internet Explorer 6"
		return -1, 2 * weight
	case tok.UPOS == "NOUN" && tok.XPOS != "NNS" && !f.Person(lower(tok.Lemma)), w == "its", w == "it" && !f.expletive(i, k):
		return -1, 0.8 * weight
	}
	return -1, 0
}

// says reports whether token t is the subject of a verb of speech.
func (f *finder) says(i, t int) bool {
	tok := &f.sents[i].Tokens[t]
	return tok.UniversalRel() == "nsubj" && tok.Head >= 0 && speech[lower(f.sents[i].Tokens[tok.Head].Lemma)]
}

// undergoes reports whether token k is who does something to token t.
func (f *finder) undergoes(i, t, k int) bool {
	switch tok := &f.sents[i].Tokens[t]; tok.UniversalRel() {
	case "obj", "iobj", "obl":
		return f.doer(i, tok.Head) == k
	}
	return false
}
