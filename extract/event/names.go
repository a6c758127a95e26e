package event

import (
	"iter"
	"slices"

	"newsgraph/extract/text"
)

// names.go finds the entity that a phrase names.

// named reports whether t stands inside a name or a pronoun.
func (s *scene) named(i, t int) bool {
	m := s.at[i][t]
	return m >= 0 && s.Mentions[m].Kind == text.ByName
}

// namedBefore yields the entities named before token t of sentence i, the nearest
// first, back to the given number of sentences before; each for every word of its names.
func (s *scene) namedBefore(i, t, back int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for j := i; j >= max(0, i-back); j-- {
			words := s.at[j]
			if j == i {
				words = words[:t]
			}
			for _, m := range slices.Backward(words) {
				if m >= 0 && s.Mentions[m].Kind == text.ByName && !yield(s.Mentions[m].Entity) {
					return
				}
			}
		}
	}
}

// entityAt returns the entity that the phrase headed by t names, or -1: that of
// the mention over t, or of a name within its title or apposition ("President Obama").
func (s *scene) entityAt(i, t int) int {
	if m := s.at[i][t]; m >= 0 {
		if p := s.bearer(i, m); p >= 0 {
			return p
		}
		if s.Mentions[m].Kind == text.ByDescription { // "Iranian general, Qasem Soleimani" is the man
			if p := s.titled(i, t, 0); p >= 0 {
				return p
			}
		}
		return s.Mentions[m].Entity
	}
	return s.titled(i, t, 0)
}

// bearer returns the person whose name follows right behind that of a party, a
// nation or a body and makes one phrase with it, "Liberal Democrat Simon Hughes", or -1.
func (s *scene) bearer(i, m int) int {
	mn := &s.Mentions[m]
	if mn.Kind != text.ByName || s.Entities[mn.Entity].Label == text.LabelPerson || mn.End >= len(s.at[i]) {
		return -1
	}
	p := s.at[i][mn.End]
	if p < 0 || s.Mentions[p].First != mn.End || s.Entities[s.Mentions[p].Entity].Label != text.LabelPerson {
		return -1
	}
	c := s.clauses[i]
	for k := mn.End; k < s.Mentions[p].End; k++ {
		h := c.toks[k].Head
		if h >= mn.First && h < mn.End && c.rel(k) != "conj" {
			return s.Mentions[p].Entity
		}
		if k == s.Mentions[p].Head && h == c.toks[mn.Head].Head && c.rel(k) == "nsubj" && c.rel(mn.Head) == "nsubj" { // the tree tore the phrase apart
			return s.Mentions[p].Entity
		}
	}
	return -1
}

// described returns the person behind whose name the noun at token t says who it is,
// "Abu Akleh, a journalist killed by soldiers", or -1.
func (s *scene) described(i, t int) int {
	tok := &s.Sentences[i].Tokens[t]
	if tok.Rel != "appos" || tok.XPOS != "NN" || tok.Head < 0 || tok.Head > t || !s.named(i, tok.Head) || !s.lx.Person(lower(tok.Lemma)) {
		return -1
	}
	for k := s.Mentions[s.at[i][tok.Head]].End; k < t; k++ { // "Ann Smith, wife of Bob Smith, a candidate": which of them?
		if s.named(i, k) && s.label(s.Mentions[s.at[i][k]].Entity) == text.LabelPerson {
			return -1
		}
	}
	if e := s.Mentions[s.at[i][tok.Head]].Entity; s.label(e) == text.LabelPerson {
		return e
	}
	return -1
}

var namings = lists.Set("namings")

// titled looks for the person among the words that hang on a title.
func (s *scene) titled(i, t, depth int) int {
	if depth > 2 {
		return -1
	}
	c := s.clauses[i]
	if depth == 0 && t+1 < len(c.toks) && isNoun(c.toks[t].UPOS) { // "mayor Muriel Bowser", however the tree has it
		if m := s.at[i][t+1]; m >= 0 && s.Mentions[m].First == t+1 && s.Mentions[m].Kind == text.ByName &&
			s.Entities[s.Mentions[m].Entity].Label == text.LabelPerson && s.lx.Title(c.lemma(t)) {
			return s.Mentions[m].Entity
		}
	}
	for _, k := range c.children[t] {
		rel := c.toks[k].Rel
		switch {
		case c.rel(k) == "acl" && namings[c.lemma(k)]: // "a woman named Heather Heyer"
			if e := s.titled(i, k, depth+1); e >= 0 {
				return e
			}
			continue
		case depth > 0 && namings[c.lemma(t)] && k > t && (c.rel(k) == "xcomp" || c.rel(k) == "obj" || c.rel(k) == "obl"):
		case rel == "flat" || rel == "nmod:desc" || rel == "compound" && k > t || rel == "appos":
		case (rel == "nmod" || rel == "nmod:poss" || rel == "dep" || rel == "list") && k > t && c.child(k, "case") < 0:
		default:
			continue
		}
		if m := s.at[i][k]; m >= 0 {
			if s.Entities[s.Mentions[m].Entity].Label == text.LabelPerson && s.Mentions[m].Kind == text.ByName {
				return s.Mentions[m].Entity
			}
			continue
		}
		if e := s.titled(i, k, depth+1); e >= 0 {
			return e
		}
	}
	return -1
}
