package event

import (
	"slices"

	"newsgraph/extract/text"
)

// scenes.go finds where events are by what is said of the place: that it is their
// scene, that they are held there, that somebody comes to it for them.

var sceneNouns = lists.Set("scene-nouns")

// sceneOf finds "Abqaiq was the target of a suicide attack".
func (s *scene) sceneOf(i, e, t int) {
	c := s.clauses[i]
	h := c.toks[t].Head
	if h < 0 || !sceneNouns[c.lemma(h)] || c.child(h, "cop") < 0 || c.preposition(t) != "of" && c.preposition(t) != "to" && c.preposition(t) != "for" {
		return
	}
	if at := c.surfaceSubject(h); at >= 0 && s.mentionOf(i, at) != nil {
		s.happens(i, e, t, at)
	}
}

var goings = lists.Set("goings")

// whereClause finds "Yemen, where protests continue" and "Poland, where he attended a summit".
func (s *scene) whereClause(i, e, t int) {
	c := s.clauses[i]
	v := c.toks[t].Head
	if v < 0 || !c.isVerb(v) || !goings[c.lemma(v)] && !(c.rel(t) == "nsubj" && (holdingVerbs[c.lemma(v)] || holdingVerbs[c.lemma(v)+"e"])) || c.rel(t) != "nsubj" && c.rel(t) != "obj" {
		return
	}
	for n := 0; v >= 0 && n < maxGovernors; v, n = c.toks[v].Head, n+1 {
		if c.toks[v].Rel == "acl:relcl" {
			break
		}
		if r := c.rel(v); r != "xcomp" && r != "conj" {
			return
		}
	}
	if v < 0 || !slices.ContainsFunc(c.children[v], func(k int) bool { return lower(c.toks[k].Text) == "where" }) {
		return
	}
	if at := c.toks[v].Head; at >= 0 && s.mentionOf(i, at) != nil {
		s.happens(i, e, t, at)
	}
}

// besides finds "set the mark in Vienna at a special event": where somebody does
// something at an event is where the event is.
func (s *scene) besides(i, e, t int) {
	c := s.clauses[i]
	v := c.toks[t].Head
	if p := c.preposition(t); v < 0 || !c.isVerb(v) || p != "at" && p != "during" {
		return
	}
	for _, k := range c.children[v] {
		if p := c.preposition(k); c.rel(k) == "obl" && (p == "in" || p == "at") && k != t && s.placeNamed(i, k) >= 0 {
			s.happens(i, e, t, k)
		}
	}
}

var comings = lists.Set("comings")

// comeFor finds "Brown travelled to Washington for talks" and "she is in Italy for a
// conference".
func (s *scene) comeFor(i, e, t int) {
	c := s.clauses[i]
	h := c.toks[t].Head
	if h < 0 {
		return
	}
	switch {
	case c.preposition(t) == "for" && (c.isVerb(h) && comings[c.lemma(h)] || s.placeNamed(i, h) >= 0):
	case (c.rel(t) == "obj" && c.lemma(h) == "attend" || c.preposition(t) == "in" && (c.lemma(h) == "take" || c.lemma(h) == "participate")) && c.isInfinitive(h) && c.toks[h].Head >= 0 && comings[c.lemma(c.toks[h].Head)]: // "flew to Cairo to take part in the summit"
		h = c.toks[h].Head
	default:
		return
	}
	if m := s.mentionOf(i, h); m != nil && s.label(m.Entity) != text.LabelPerson { // "is in Italy"
		if slices.Contains(placePrepositions, c.preposition(h)) {
			s.happens(i, e, t, h)
		}
		return
	}
	for _, a := range c.g.Down[h] {
		if s.locative(i, a.Rel, a.To) || a.Rel == "to" || a.Rel == "obj" && c.lemma(h) == "visit" {
			s.happens(i, e, t, a.To)
		}
	}
}
