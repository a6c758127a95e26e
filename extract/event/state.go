package event

import (
	"slices"

	"newsgraph/extract/text"
)

// state.go finds the state that acts where the article says "police", "the government" or "he was arrested".

var (
	stateNouns = lists.Set("state-nouns")
	ruling     = lists.Set("ruling")
)

// homeState returns the nation meant by "the government" or "police" with nothing
// to say whose: the one named last, in this sentence or up to three before.
func (s *scene) homeState(i, t int, want []string) []int {
	c := s.clauses[i]
	if !allows(want, text.LabelNation) {
		return nil
	}
	if courts[c.lemma(t)] {
		if n := s.stateIn(i, t); n != nil {
			return n
		}
		if s.anyCourt(i, t) {
			return s.home()
		}
	}
	if !stateNouns[c.lemma(t)] {
		return nil
	}
	if n := s.stateIn(i, t); n != nil && s.lx.people[c.lemma(t)] != "MIL" { // soldiers may be abroad
		return n
	}
	for _, k := range c.children[t] {
		switch r := c.rel(k); {
		case r == "det" && slices.Contains([]string{"the", "this"}, lower(c.toks[k].Text)):
		case r == "amod" && lower(c.toks[k].Text) == "federal": // others have no such government
			return s.home()
		case r == "amod" && ruling[lower(c.toks[k].Text)]:
		case r == "case" || r == "punct" || r == "cc" || r == "conj" || c.toks[k].Rel == "acl:relcl" || r == "advmod":
		default:
			return nil
		}
	}
	if c.child(t, "det") < 0 && c.lemma(t) != "police" && c.lemma(t) != "authority" && c.lemma(t) != "prosecutor" {
		return nil
	}
	if e := s.policed(i, t); e >= 0 {
		if n := s.nationOf(e); n >= 0 {
			return []int{n}
		}
		return nil
	}
	for e := range s.namedBefore(i, t, 3) {
		switch {
		case s.label(e) == text.LabelNation:
			return []int{e}
		case s.label(e) == text.LabelPlace && s.Entities[e].Nation != "":
			if n := s.nationOf(e); n >= 0 {
				return []int{n}
			}
			return nil
		}
	}
	return s.home()
}

// policed returns the place or nation where those at token t do what their verb says:
// "police killed three protesters in Lagos"; or -1. Soldiers may be abroad.
func (s *scene) policed(i, t int) int {
	c := s.clauses[i]
	h := c.toks[t].Head
	if h < 0 || !c.isVerb(h) || c.rel(t) != "nsubj" || s.lx.people[c.lemma(t)] == "MIL" {
		return -1
	}
	for _, k := range append([]int{h}, c.children[h]...) {
		if e := s.whereabouts(i, k); e >= 0 {
			return e
		}
	}
	return -1
}

var governments = lists.Set("governments")

// ledBy returns the nation of the government at token t that a person leads, "the
// Obama administration", "his government"; -1 where the article has no node for it.
func (s *scene) ledBy(i, t int) int {
	c := s.clauses[i]
	if !governments[c.lemma(t)] {
		return -1
	}
	for _, a := range c.g.Down[t] {
		if a.Rel != "mod" && a.Rel != "poss" {
			continue
		}
		e := s.entityAt(i, a.To)
		if e < 0 || s.label(e) != text.LabelPerson {
			continue
		}
		if n := s.nationOf(e); n >= 0 {
			return n
		}
		for _, n := range s.officeOf(i, a.To) {
			if s.label(n) == text.LabelNation {
				return n
			}
		}
	}
	return -1
}

// stateAt returns the nation whose police and courts do what trigger t says.
func (s *scene) stateAt(i, t int) []int {
	if e := s.landOf(i, t); e >= 0 {
		if n := s.nationOf(e); n >= 0 {
			return []int{n}
		}
	}
	return s.home()
}

// stateIn returns the nation in which a noun is said to stand: "police in Moscow", "a court in Egypt".
func (s *scene) stateIn(i, t int) []int {
	c := s.clauses[i]
	for _, k := range c.children[t] {
		if c.rel(k) != "nmod" || c.preposition(k) != "in" {
			continue
		}
		e := s.entityAt(i, k)
		if e >= 0 && s.label(e) == text.LabelPlace {
			e = s.nationOf(e)
		}
		if e >= 0 && s.label(e) == text.LabelNation {
			return []int{e}
		}
	}
	return nil
}

var (
	courts = lists.Set("courts")
	levels = lists.Set("levels")
)

// anyCourt reports whether t is "a federal judge", "an appeals court": one of the state's, whichever.
func (s *scene) anyCourt(i, t int) bool {
	c := s.clauses[i]
	level := false
	for _, k := range c.children[t] {
		switch r := c.rel(k); {
		case r == "amod" || r == "compound":
			level = level || levels[lower(c.toks[k].Text)]
			if s.at[i][k] >= 0 {
				return false
			}
		case c.toks[k].Rel == "nmod:poss":
			return false
		}
	}
	return level
}

// home returns the nation whose police and courts act where an article does
// not say whose: the one it names most.
func (s *scene) home() []int {
	count := make(map[int]int)
	best := -1
	for _, m := range s.Mentions {
		if s.Entities[m.Entity].Label == text.LabelNation && m.Kind == text.ByName {
			count[m.Entity]++
			if best < 0 || count[m.Entity] > count[best] {
				best = m.Entity
			}
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}
