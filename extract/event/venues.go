package event

import (
	"newsgraph/extract/text"
)

// venues.go finds where events take place, and who thereby hosts them.

var placePrepositions = []string{"in", "at", "near", "outside", "inside", "across", "throughout", "within", "around", "over"}

// placedKinds are the kinds of events that have a place; a law or a right "in" a
// country is about it.
var placedKinds = set("meeting conflict attack election protest disaster case plan")

// eventPlaces finds "talks in Paris", "the summit, held in Tokyo".
func (s *scene) eventPlaces(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if s.lx.kinds[c.lemma(t)] == "" || s.named(i, t) {
			continue
		}
		e := s.book.at(i, t, false)
		if e < 0 {
			continue
		}
		kind := s.book.phrases[e].kind
		if !placedKinds[kind] {
			continue
		}
		for _, a := range c.g.Down[t] {
			switch {
			case contains2(placePrepositions, a.Rel):
				s.happens(i, e, t, a.To)
			case a.Rel == "mod" && (kind == "election" || kind == "protest" || kind == "disaster"),
				a.Rel == "mod" && s.isPlace(i, a.To) && (kind == "conflict" || kind == "attack"),
				a.Rel == "of" && kind == "conflict": // "Iowa caucuses", "the invasion of Iraq"
				s.happens(i, e, t, a.To)
			}
		}
		if at := s.placeBehind(i, s.book.phrases[s.book.index[[2]int{i, t}]].End, kind); at != nil {
			s.happens(i, e, t, at.Head)
		}
		s.whereHeld(i, e, t)
	}
}

// maxReach is how many words may stand between a meeting and where it was:
// "the largest meeting yet of the so-called Coalition of the Willing in Paris".
const maxReach = 12

// placeBehind returns the place named right behind an event's phrase that ends
// before token t, for a meeting also behind who met, as long as the phrase goes on.
func (s *scene) placeBehind(i, t int, kind string) *text.Mention {
	toks := s.Sentences[i].Tokens
	for k := t; k < len(toks) && k <= t+maxReach; k++ {
		if at := s.placeAfter(i, k); at != nil {
			return at
		}
		if u := toks[k].UPOS; kind != "meeting" || u == "AUX" || u == "VERB" && toks[k].Rel != "amod" || toks[k].Text == "," || toks[k].Text == ";" {
			return nil
		}
	}
	return nil
}

// isPlace reports whether token t names a place.
func (s *scene) isPlace(i, t int) bool {
	m := s.mentionOf(i, t)
	return m != nil && s.label(m.Entity) == text.LabelPlace
}

var holdingVerbs = set("hold take host convene organize organise stage begin open start end conclude close occur happen continue resume meet schedule attend plan sign")

// whereHeld looks to the verb that says the event was held.
func (s *scene) whereHeld(i, e, t int) {
	c := s.clauses[i]
	h := c.toks[t].Head
	if h < 0 || !c.isVerb(h) || !holdingVerbs[c.lemma(h)] {
		for _, k := range c.children[t] { // "talks held in Paris"
			if c.rel(k) == "acl" && holdingVerbs[c.lemma(k)] {
				h = k
			}
		}
		if h < 0 || !c.isVerb(h) || !holdingVerbs[c.lemma(h)] {
			return
		}
	}
	for _, a := range c.g.Down[h] {
		if contains2(placePrepositions, a.Rel) {
			s.happens(i, e, t, a.To)
		}
	}
}

// happens records that event e, named at t, takes place where token at says.
func (s *scene) happens(i, e, t, at int) {
	c := s.clauses[i]
	for _, k := range c.spread(at) {
		m := s.mentionOf(i, k)
		if m == nil || m.Kind != text.ByName {
			continue
		}
		if lab := s.label(m.Entity); lab != text.LabelPlace && lab != text.LabelNation {
			continue
		}
		if m.Head != k {
			continue
		}
		status := s.status(i, t)
		if status == denied {
			status = actual
		}
		s.state(i, "place.event", len(s.Entities)+e, m.Entity, status, "", t, k)
		if kind := s.book.phrases[e].kind; kind == "meeting" && s.label(m.Entity) == text.LabelPlace {
			s.state(i, "host.place", m.Entity, len(s.Entities)+e, status, "", t, k)
		}
	}
}
