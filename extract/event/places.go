package event

import (
	"newsgraph/extract/text"
)

// places.go finds where things are and happen, and who thereby hosts them.

var placePrepositions = []string{"in", "at", "near", "outside", "inside", "across", "throughout", "within", "around", "on"}

// places records the locations that sentence i states.
func (s *scene) places(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.Head != t && m.First != t {
			continue
		}
		lab := s.label(m.Entity)
		if m.First == t && (lab == text.LabelPlace || lab == text.LabelBody) { // "Paris, France"; "Cleveland (Ohio)"
			if m.End+1 < len(c.toks) && (c.toks[m.End].Text == "," || c.toks[m.End].Text == "(") {
				if o := s.mentionOf(i, m.End+1); o != nil && o.Kind == text.ByName && o.First == m.End+1 && s.located(m.Entity, o.Entity) && lab == text.LabelPlace {
					s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.comma", 0.85, t, o.Head)
				}
			}
		}
		if m.Head != t || lab != text.LabelPlace && lab != text.LabelBody {
			continue
		}
		for _, a := range c.g.Down[t] {
			if a.Rel != "in" && a.Rel != "at" && a.Rel != "near" && !(a.Rel == "of" && lab == text.LabelPlace) && !(a.Rel == "poss" && lab == text.LabelPlace) {
				continue
			}
			o := s.mentionOf(i, a.To)
			if o != nil && o.Kind == text.ByName && s.located(m.Entity, o.Entity) {
				s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.preposition", 0.75, t, a.To)
			}
		}
	}
	s.eventPlaces(i)
}

var states = set("state province region territory")

// located reports whether one entity can lie in the other.
func (s *scene) located(a, b int) bool {
	la, lb := s.label(a), s.label(b)
	if a == b || lb != text.LabelPlace && lb != text.LabelNation || la != text.LabelPlace && la != text.LabelBody {
		return false
	}
	if part := s.Entities[a].PartOf; part != "" && lb == text.LabelPlace && s.Entities[b].ID != "" && s.Entities[b].ID != part {
		return false
	}
	if states[s.Entities[a].Kind] && states[s.Entities[b].Kind] {
		return false // a list: "Utah, Vermont"
	}
	na, nb := s.Entities[a].Nation, s.Entities[b].Nation
	if lb == text.LabelNation {
		nb = s.Entities[b].ISO3
	}
	return na == "" || nb == "" || na == nb
}

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
		for _, a := range c.g.Down[t] {
			if contains2(placePrepositions, a.Rel) {
				s.happens(i, e, t, a.To)
			}
		}
		s.whereHeld(i, e, t)
	}
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
		s.state(i, len(s.Entities)+e, "LOCATED_IN", m.Entity, status, "", "place.event", 0.7, t, k)
		if kind := s.book.phrases[e].kind; kind == "meeting" && s.label(m.Entity) == text.LabelPlace {
			s.state(i, m.Entity, "HOSTED", len(s.Entities)+e, status, "", "host.place", 0.7, t, k)
		}
	}
}

// settings adds what follows from an event's place and people across sentences.
func (s *scene) settings() {}

// governmental are the kinds of bodies that are parts of their nation.
var governmental = set("government parliament ministry agency court military police legislature executive department regulator intelligence branch upper-house lower-house central-bank office committee")

// background records what the knowledge base knows of two nodes that the article
// names: that a ministry is part of its nation, or of a body that the article
// names as well.
func (s *scene) background() {
	first := make(map[int]text.Mention)
	for _, m := range s.Mentions {
		if _, ok := first[m.Entity]; !ok && m.Kind == text.ByName {
			first[m.Entity] = m
		}
	}
	for e := range s.Entities {
		m, ok := first[e]
		if !ok || s.Entities[e].Nation == "" {
			continue
		}
		n := s.nationNode(s.Entities[e].Nation)
		if n < 0 {
			continue
		}
		if s.label(e) != text.LabelBody || !governmental[s.Entities[e].Kind] {
			continue
		}
		for whole := range s.Entities {
			if s.Entities[whole].ID != "" && s.Entities[whole].ID == s.Entities[e].PartOf {
				n = whole
			}
		}
		if s.has(e, "PART_OF", n) {
			continue
		}
		f := Fact{Source: e, Target: n, Type: "PART_OF", Status: actual, Asserter: -1, Rule: "known.body", Confidence: 0.6, Sentence: m.Sentence, First: m.First, End: m.End, Trigger: m.Head}
		s.add(f)
	}
}

// nested records that "U.S. House of Representatives" is part of what its name begins with.
func (s *scene) nested() {
	byAlias := make(map[string]int)
	for e := range s.Entities {
		if l := s.label(e); l == text.LabelNation || l == text.LabelBody {
			for _, a := range s.Entities[e].Aliases {
				if _, dup := byAlias[lower(a)]; !dup {
					byAlias[lower(a)] = e
				}
			}
		}
	}
	done := make(map[int]bool)
	for _, m := range s.Mentions {
		if m.Kind != text.ByName || s.label(m.Entity) != text.LabelBody || m.End-m.First < 2 || done[m.Entity] {
			continue
		}
		if k := s.Entities[m.Entity].Kind; k == "company" || k == "media" || k == "IGO" {
			continue
		}
		for end := m.End - 1; end > m.First; end-- {
			whole, ok := byAlias[lower(s.words(m.Sentence, m.First, end))]
			if !ok || whole == m.Entity || s.has(m.Entity, "PART_OF", whole) {
				continue
			}
			done[m.Entity] = true
			s.state(m.Sentence, m.Entity, "PART_OF", whole, actual, "", "part.name", 0.7, m.Head)
			break
		}
	}
}

func (s *scene) has(source int, typ string, target int) bool {
	for _, f := range s.facts {
		if f.Source == source && f.Type == typ && f.Target == target {
			return true
		}
	}
	return false
}
