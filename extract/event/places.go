package event

import (
	"newsgraph/extract/text"
)

// places.go finds where things are and happen, and who thereby hosts them.

var placePrepositions = []string{"in", "at", "near", "outside", "inside", "across", "throughout", "within", "around", "over"}

// placedKinds are the kinds of events that have a place; a law or a right "in" a
// country is about it.
var placedKinds = set("meeting conflict attack election protest disaster case plan")

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
				if o := s.mentionOf(i, m.End+1); o != nil && o.Kind == text.ByName && o.First == m.End+1 && s.located(m.Entity, o.Entity) && (lab == text.LabelPlace || s.label(o.Entity) == text.LabelNation && c.toks[o.Head].UPOS == "PROPN" && s.Entities[m.Entity].Kind == "court") {
					s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.comma", 0.85, t, o.Head)
				}
			}
		}
		if m.Head != t || lab != text.LabelPlace && lab != text.LabelBody {
			continue
		}
		for _, a := range c.g.Down[t] { // "the court in Strasbourg"
			if a.Rel != "in" && a.Rel != "at" && a.Rel != "near" && !(a.Rel == "of" && lab == text.LabelPlace) && !(a.Rel == "poss" && lab == text.LabelPlace) {
				continue
			}
			o := s.mentionOf(i, a.To)
			if o != nil && o.Kind == text.ByName && s.located(m.Entity, o.Entity) {
				s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.preposition", 0.75, t, a.To)
			}
		}
	}
	s.nearby(i)
	s.adjoining(i)
	s.eventPlaces(i)
}

// adjoining finds "Brockenhurst College in the New Forest" and "Strasbourg-based
// European Court" by the order of words, whatever the tree made of them.
func (s *scene) adjoining(i int) {
	toks := s.Sentences[i].Tokens
	for t := range toks {
		m := s.mentionOf(i, t)
		if m == nil || m.First != t || m.Kind != text.ByName {
			continue
		}
		if at := s.placeAfter(i, m.End); at != nil && (s.label(m.Entity) == text.LabelPlace || s.label(m.Entity) == text.LabelBody) && s.located(m.Entity, at.Entity) {
			s.state(i, m.Entity, "LOCATED_IN", at.Entity, actual, "", "place.order", 0.7, t, at.Head)
		}
		if m.End+2 < len(toks) && toks[m.End].Text == "-" && lower(toks[m.End+1].Text) == "based" {
			for k := m.End + 2; k < len(toks) && k < m.End+6; k++ {
				if b := s.mentionOf(i, k); b != nil && s.label(b.Entity) == text.LabelBody && s.located(b.Entity, m.Entity) {
					s.state(i, b.Entity, "LOCATED_IN", m.Entity, actual, "", "place.based", 0.85, t, b.Head)
					break
				}
			}
		}
	}
}

// placeAfter returns the place or nation named after a preposition of place at
// token t, past an article and a word or two, or nil.
func (s *scene) placeAfter(i, t int) *text.Mention {
	toks := s.Sentences[i].Tokens
	if t >= len(toks) {
		return nil
	}
	switch lower(toks[t].Text) {
	case "in", "at", "near", "outside":
	default:
		return nil
	}
	for k := t + 1; k < len(toks) && k <= t+4; k++ {
		if m := s.mentionOf(i, k); m != nil {
			if l := s.label(m.Entity); m.Kind == text.ByName && (l == text.LabelPlace || l == text.LabelNation) && (m.Head >= k && toks[m.Head].UPOS != "ADJ") {
				return m
			}
			return nil
		}
		if u := toks[k].UPOS; u != "DET" && u != "ADJ" && u != "NOUN" && u != "ADP" {
			return nil
		}
	}
	return nil
}

// maxGap is how many tokens apart a place and what it lies in may stand.
const maxGap = 5

// nearby finds "Pakistan's Swat Valley", "the Somali capital, Mogadishu" and "the
// Georgian port of Poti": a place and the nation or state that it is known to lie
// in, in one phrase.
func (s *scene) nearby(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.First != t || s.label(m.Entity) != text.LabelPlace {
			continue
		}
		for _, dir := range []int{-1, 1} {
			for k, gap := t+dir, 0; k >= 0 && k < len(c.toks) && gap <= maxGap; k, gap = k+dir, gap+1 {
				if dir > 0 && k < m.End {
					gap--
					continue
				}
				o := s.mentionOf(i, k)
				if o == nil {
					if c.toks[k].UPOS == "VERB" || c.toks[k].UPOS == "AUX" || c.toks[k].Text == ";" || c.toks[k].UPOS == "CCONJ" {
						break
					}
					continue
				}
				if o.Kind == text.ByName && s.lies(m.Entity, o.Entity) {
					s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.phrase", 0.75, t, o.Head)
				}
				break
			}
		}
		// "the capital city Tehran", its nation named elsewhere
		if n := s.nationOf(m.Entity); n >= 0 && s.callsCapital(i, m) {
			s.state(i, m.Entity, "LOCATED_IN", n, actual, "", "place.capital", 0.7, t)
		}
	}
}

// lies reports whether place a is known to lie in b, or may, for what is known.
func (s *scene) lies(a, b int) bool {
	x, y := &s.Entities[a], &s.Entities[b]
	if y.Label == text.LabelNation {
		return x.Nation != "" && x.Nation == y.ISO3
	}
	return x.PartOf != "" && x.PartOf == y.ID
}

// callsCapital reports whether the words before a place call it the capital.
func (s *scene) callsCapital(i int, m *text.Mention) bool {
	toks := s.Sentences[i].Tokens
	for t := m.First - 1; t >= 0 && t >= m.First-3; t-- {
		if w := lower(toks[t].Text); w == "capital" || w == "capitol" {
			return true
		}
	}
	for t := m.End; t+2 < len(toks) && t <= m.End; t++ { // "Tehran, the capital"
		if w := lower(toks[t+2].Text); toks[t].Text == "," && lower(toks[t+1].Text) == "the" && (w == "capital" || w == "capitol") {
			return true
		}
	}
	return false
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
		s.state(i, len(s.Entities)+e, "LOCATED_IN", m.Entity, status, "", "place.event", 0.7, t, k)
		if kind := s.book.phrases[e].kind; kind == "meeting" && s.label(m.Entity) == text.LabelPlace {
			s.state(i, m.Entity, "HOSTED", len(s.Entities)+e, status, "", "host.place", 0.7, t, k)
		}
	}
}

// settings adds what follows from an event's place and people across sentences.
func (s *scene) settings() {}

// apart are the kinds of bodies that carry a nation's name and are no part of it.
var apart = map[string]bool{"company": true, "media": true, "news media": true, "international organisation": true, "party": true, "armed": true,
	"armed group": true, "movement": true, "church": true, "religious body": true, "alliance": true, "coalition": true, "crime": true, "team": true,
	"university": true, "charity": true, "ngo": true, "band": true, "mission": true}

// governmental are the kinds of bodies that are parts of their nation.
var governmental = set("government parliament ministry agency court army navy police department intelligence bank committee")

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
		for whole := range s.Entities { // a committee is part of its chamber first
			if s.Entities[e].Kind == "committee" && s.Entities[whole].ID != "" && s.Entities[whole].ID == s.Entities[e].PartOf {
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
		if apart[s.Entities[m.Entity].Kind] {
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
