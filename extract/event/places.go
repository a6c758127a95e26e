package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// places.go finds where places and bodies lie.

// places records the locations that sentence i states.
func (s *scene) places(i int) {
	for t := range s.Sentences[i].Tokens {
		s.homeOf(i, t)
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.First != t {
			continue
		}
		switch s.label(m.Entity) {
		case text.LabelPlace:
			s.placeBy(i, m)
			s.side(i, m)
			s.inPhrase(i, m)
			s.ofCity(i, m)
			s.explained(i, m)
		case text.LabelBody:
			s.seat(i, m)
			s.atPremises(i, m)
			s.called(i, m)
		default:
			continue
		}
		s.behindComma(i, m)
		s.lyingIn(i, m)
	}
	s.based(i)
	s.saidToLie(i)
	s.eventPlaces(i)
}

// behindComma finds "Paris, France", "Cleveland (Ohio)" and "Christchurch
// District Court, New Zealand".
func (s *scene) behindComma(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	if m.End+1 >= len(toks) || toks[m.End].Text != "," && toks[m.End].Text != "(" {
		return
	}
	o := s.mentionOf(i, m.End+1)
	if o == nil || o.Kind != text.ByName || o.First != m.End+1 || toks[o.Head].UPOS != "PROPN" || !s.located(m.Entity, o.Entity) {
		return
	}
	if s.label(m.Entity) == text.LabelBody && (toks[m.End].Text == "(" || !seated(s.Entities[m.Entity].Name)) || s.enumerated(i, m, o) {
		return
	}
	s.state(i, "place.comma", m.Entity, o.Entity, actual, "", m.First, o.Head)
}

// enumerated reports whether two names are items of a list, "Lyon, Marseille and
// Nice", in which neither is known to lie in the other.
func (s *scene) enumerated(i int, m, o *text.Mention) bool {
	toks := s.Sentences[i].Tokens
	if s.lies(m.Entity, o.Entity) {
		return false
	}
	t := o.End
	if s.holdsPlaces(o.Entity) && !s.holdsPlaces(m.Entity) { // "Dallas, Texas, and Boise, Idaho" are two pairs
		return t < len(toks) && (lower(toks[t].Text) == "and" || lower(toks[t].Text) == "or") && s.placeNamed(i, t+1) >= 0 && s.holdsPlaces(s.placeNamed(i, t+1))
	}
	if t < len(toks) && toks[t].Text == "," {
		t++
	}
	next := t < len(toks) && (lower(toks[t].Text) == "and" || lower(toks[t].Text) == "or") && t+1 < len(toks) && s.mentionOf(i, t+1) != nil
	third := t > o.End && t < len(toks) && s.mentionOf(i, t) != nil && s.label(s.mentionOf(i, t).Entity) == s.label(o.Entity) && !s.holdsPlaces(s.mentionOf(i, t).Entity)
	before := m.First > 1 && toks[m.First-1].Text == "," && s.mentionOf(i, m.First-2) != nil && s.label(s.mentionOf(i, m.First-2).Entity) == text.LabelPlace
	return next || third || before
}

// holdsPlaces reports whether an entity is a nation or a known state or province.
func (s *scene) holdsPlaces(e int) bool {
	return s.label(e) == text.LabelNation || s.label(e) == text.LabelPlace && s.Entities[e].ID != "" && states[s.Entities[e].Kind]
}

// placeNamed returns the place or nation whose name token t is in, or -1.
func (s *scene) placeNamed(i, t int) int {
	if m := s.mentionOf(i, t); m != nil && m.Kind == text.ByName && (s.label(m.Entity) == text.LabelPlace || s.label(m.Entity) == text.LabelNation) {
		return m.Entity
	}
	return -1
}

// lyingIn finds "the court in Strasbourg" by the tree and "Brockenhurst College in
// the New Forest" by the order of words.
func (s *scene) lyingIn(i int, m *text.Mention) {
	c := s.clauses[i]
	isPlace := s.label(m.Entity) == text.LabelPlace
	if s.Entities[m.Entity].Kind == "parliament" || s.party(m.Entity) && s.partisans(i, m) { // "ran for the Senate in Arizona as a Republican"
		return
	}
	for _, a := range c.g.Down[m.Head] {
		switch {
		case a.Rel == "in" || a.Rel == "at" || a.Rel == "near" || isPlace && (a.Rel == "of" || a.Rel == "poss"):
			if o := s.mentionOf(i, a.To); o != nil && o.Kind == text.ByName && s.located(m.Entity, o.Entity) {
				s.state(i, "place.preposition", m.Entity, o.Entity, actual, "", m.Head, a.To)
			}
		}
	}
	if at := s.placeAfter(i, m.End); at != nil && s.located(m.Entity, at.Entity) && (isPlace || at.First-m.End <= 2 && !s.venueOf(i, m)) {
		s.state(i, "place.order", m.Entity, at.Entity, actual, "", m.First, at.Head)
	}
}

// venueOf reports whether the place behind a body tells where an event is that
// stands before both: "a ceasefire between Israel and Hamas in Gaza".
func (s *scene) venueOf(i int, m *text.Mention) bool {
	c := s.clauses[i]
	for h, n := c.toks[m.Head].Head, 0; h >= 0 && n < maxGovernors; h, n = c.toks[h].Head, n+1 {
		if placedKinds[s.lx.kinds[c.lemma(h)]] && isNoun(c.toks[h].UPOS) {
			return true
		}
		if c.isVerb(h) {
			return false
		}
	}
	return false
}

// placeAfter returns the place or nation named after a preposition of place at
// token t, past an article, a word or two and whose it is: "in the Hungarian
// capital, Budapest"; or nil.
func (s *scene) placeAfter(i, t int) *text.Mention {
	toks := s.Sentences[i].Tokens
	if t >= len(toks) {
		return nil
	}
	on := false
	switch toks[t].Text {
	case "in", "at", "near", "outside", "across", "throughout":
	case "on":
		on = true
	default:
		return nil
	}
	last := t + 4
	if t+maxGap < len(toks) && lower(toks[t+4].Text) == "of" && containers[lower(toks[t+3].Text)] { // "in the northern province of Takhar"
		last = t + maxGap
	}
	for k := t + 1; k < len(toks) && k <= last; k++ {
		if m := s.mentionOf(i, k); m != nil {
			l := s.label(m.Entity)
			switch {
			case m.Kind != text.ByName || l != text.LabelPlace && l != text.LabelNation:
				return nil
			case m.End < len(toks) && toks[m.End].XPOS == "POS" && s.owns(i, m):
				k, last = m.End, m.End+4
				continue
			case m.Head >= k && toks[m.Head].UPOS != "ADJ":
				if on && !s.ground(i, k) {
					return nil
				}
				return m
			case m.End < len(toks) && (toks[m.End].UPOS == "NOUN" || toks[m.End].UPOS == "ADJ"): // whose it is
				k, last = m.End-1, m.End+4
				continue
			}
			return nil
		}
		if u := toks[k].UPOS; u != "DET" && u != "ADJ" && u != "NOUN" && u != "ADP" && toks[k].XPOS != "PRP$" && !(toks[k].Text == "," && containers[lower(toks[k-1].Text)]) {
			return nil
		}
	}
	return nil
}

// owns reports whether a place is named behind the possessive of name m: "in
// Somalia's southern Lower Juba region".
func (s *scene) owns(i int, m *text.Mention) bool {
	toks := s.Sentences[i].Tokens
	for t := m.End + 1; t < len(toks) && t <= m.End+4; t++ {
		if o := s.mentionOf(i, t); o != nil {
			return o.Kind == text.ByName && s.label(o.Entity) == text.LabelPlace
		}
		if u := toks[t].UPOS; u != "ADJ" && u != "NOUN" && u != "ADP" {
			break
		}
	}
	return false
}

var grounds = lists.Set("grounds")

// ground reports whether token t names a place that something is on: an island, a road.
func (s *scene) ground(i, t int) bool {
	m := s.mentionOf(i, t)
	if m == nil {
		return grounds[s.clauses[i].lemma(t)]
	}
	toks := s.Sentences[i].Tokens
	return s.label(m.Entity) == text.LabelPlace && (grounds[s.Entities[m.Entity].Kind] || grounds[lower(toks[m.End-1].Text)] ||
		m.First > 1 && lower(toks[m.First-1].Text) == "of" && grounds[lower(toks[m.First-2].Text)])
}

// locative reports whether an arc of this name to token t tells where something is.
func (s *scene) locative(i int, rel string, t int) bool {
	return slices.Contains(placePrepositions, rel) || rel == "on" && s.ground(i, t)
}

// maxGap is how many tokens apart a place and what it lies in may stand in one phrase.
const maxGap = 5

// inPhrase finds "Pakistan's Swat Valley", "the Somali capital, Mogadishu" and "the
// Georgian port of Poti": a place and the nation or state that it is known to lie
// in, in one phrase.
func (s *scene) inPhrase(i int, m *text.Mention) {
	c := s.clauses[i]
	for _, dir := range []int{-1, 1} {
		capital := false
		for k, gap := m.First+dir, 0; k >= 0 && k < len(c.toks) && gap <= maxGap; k, gap = k+dir, gap+1 {
			if dir > 0 && k < m.End {
				gap--
				continue
			}
			if o := s.mentionOf(i, k); o != nil && o.Kind != text.ByDescription {
				if o.Kind == text.ByName && s.lies(m.Entity, o.Entity) && (dir < 0 || c.toks[o.Head].UPOS == "PROPN") {
					s.state(i, "place.phrase", m.Entity, o.Entity, actual, "", m.First, o.Head)
				}
				break
			}
			capital = capital || containers[c.lemma(k)]
			if dir < 0 && c.toks[k].Text == "," && slices.Contains(placePrepositions, lower(c.toks[k+1].Text)) { // "in Iraq, at Baghdad International Airport"
				if o := s.mentionOf(i, k-1); o != nil && o.First > 0 && lower(c.toks[o.First-1].Text) == "in" {
					continue
				}
			}
			if u := c.toks[k].UPOS; u == "VERB" || u == "AUX" || u == "CCONJ" || c.toks[k].Text == ";" || c.toks[k].Text == "," && k != m.End && !capital {
				break
			}
		}
	}
	if n := s.nationOf(m.Entity); n >= 0 && s.callsCapital(i, m) { // "the capital city Tehran", its nation named elsewhere
		s.state(i, "place.capital", m.Entity, n, actual, "", m.First)
	}
}

// placeBy finds "the Transnistrian region of Moldova" and "the Afghan province of
// Kunar" for places that are not known: a common noun for a place between the
// name and what it lies in.
func (s *scene) placeBy(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	t := m.End
	if t+1 < len(toks) && containers[lower(toks[t].Text)] && (lower(toks[t+1].Text) == "of" || lower(toks[t+1].Text) == "in") { // "the Fulham Broadway area of London"
		k := t + 2
		if k < len(toks) && toks[k].UPOS == "DET" {
			k++
		}
		if o := s.mentionOf(i, k); o != nil && o.Kind == text.ByName && s.located(m.Entity, o.Entity) && !(towns[lower(toks[t].Text)] && lower(toks[t+1].Text) == "of") {
			s.state(i, "place.container", m.Entity, o.Entity, actual, "", m.First, o.Head)
		}
	}
	t = m.First - 1
	if t > 0 && lower(toks[t].Text) == "of" && containers[lower(toks[t-1].Text)] && s.mentionOf(i, t-1) == nil { // "the Australian electoral district of Groom"
		for k := t - 2; k >= 0 && k >= t-4; k-- {
			if o := s.mentionOf(i, k); o != nil && o.Kind != text.ByDescription {
				if o.Kind == text.ByName && s.located(m.Entity, o.Entity) {
					s.state(i, "place.container", m.Entity, o.Entity, actual, "", m.First, o.Head)
				}
				return
			}
			if toks[k].UPOS != "ADJ" && toks[k].XPOS != "POS" {
				return
			}
		}
	}
}

var (
	towns = lists.Set("towns")
	sides = lists.Set("sides")
)

// side finds "Northern Mali" where the article names Mali too.
func (s *scene) side(i int, m *text.Mention) {
	if m.End-m.First < 2 || !sides[lower(s.Sentences[i].Tokens[m.First].Text)] {
		return
	}
	n, rest := s.nationOf(m.Entity), s.words(i, m.First+1, m.End)
	if n >= 0 && n != m.Entity && (rest == s.Entities[n].Name || slices.Contains(s.Entities[n].Aliases, rest)) {
		s.state(i, "place.side", m.Entity, n, actual, "", m.First, m.Head)
	}
}

// explained finds "Badalona, a Catalonian city near Barcelona" and "Poolangudi, a
// village in India".
func (s *scene) explained(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	if m.End+2 >= len(toks) || toks[m.End].Text != "," || toks[m.End+1].UPOS != "DET" {
		return
	}
	noun := false
	for t := m.End + 2; t < len(toks) && t < m.End+9; t++ {
		if o := s.mentionOf(i, t); o != nil {
			prep := lower(toks[t-1].Text)
			if quarters[prep] { // "a town in northwest Gansu"
				prep = lower(toks[t-2].Text)
			}
			if o.Kind == text.ByName && s.located(m.Entity, o.Entity) && (!noun && toks[o.Head].UPOS == "ADJ" || noun && (prep == "in" || prep == "of" || prep == "the")) {
				s.state(i, "place.apposition", m.Entity, o.Entity, actual, "", m.First, o.Head)
			}
			return
		}
		noun = noun || containers[s.clauses[i].lemma(t)] || wards[s.clauses[i].lemma(t)]
		if u := toks[t].UPOS; u != "ADJ" && u != "NOUN" && u != "ADP" && u != "DET" && toks[t].Text != "-" {
			return
		}
	}
}

var (
	quarters = lists.Set("quarters")
	wards    = lists.Set("wards")
)

// ofCity puts a district that is not known into the city that the article names most.
func (s *scene) ofCity(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	if s.Entities[m.Entity].ID != "" || m.End >= len(toks) || !wards[lower(toks[m.End].Text)] {
		return
	}
	city := s.mainPlace(cities)
	if city < 0 && s.Entities[s.mostNamed(len(s.Sentences), func(int) bool { return true })].ISO2 != "" {
		return
	}
	if city >= 0 && city != m.Entity && s.namedNear(i, city) {
		s.state(i, "place.district", m.Entity, city, actual, "", m.End, m.Head)
	}
}

// maxCity is how many sentences from a district its city may be named.
const maxCity = 3

// namedNear reports whether an entity is named within maxCity sentences of sentence i.
func (s *scene) namedNear(i, e int) bool {
	return slices.ContainsFunc(s.Mentions, func(m text.Mention) bool {
		return m.Entity == e && m.Sentence >= i-maxCity && m.Sentence <= i+maxCity
	})
}

var placed = lists.Set("placed")

// saidToLie finds "Senaki and Zugdidi lie in Georgia" and "Groom is located in Queensland".
func (s *scene) saidToLie(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !c.isVerb(t) || !placed[c.lemma(t)] {
			continue
		}
		subject := c.surfaceSubject(t)
		if subject < 0 {
			continue
		}
		for _, a := range c.g.Down[t] {
			if !s.locative(i, a.Rel, a.To) {
				continue
			}
			for _, x := range s.venuesAt(i, subject, 0) {
				for _, y := range s.venuesAt(i, a.To, 0) {
					if s.located(x, y) {
						s.state(i, "place.verb", x, y, actual, "", t, subject, a.To)
					}
				}
			}
			break // what comes behind the first tells what is near, not where
		}
	}
}

// knownPlaces records that a place lies in the nation of which the knowledge base
// knows it to be a part where one sentence names both, "North Korea shut down a
// reactor at Yongbyon", unless the article says where in the nation it lies.
func (s *scene) knownPlaces() {
	inside := make(map[int]bool)
	for _, f := range s.facts {
		inside[f.Source] = inside[f.Source] || f.Type == "LOCATED_IN"
	}
	for k := range s.Mentions {
		m := &s.Mentions[k]
		if m.Kind != text.ByName || s.label(m.Entity) != text.LabelPlace || inside[m.Entity] || s.modifies(m) {
			continue
		}
		if o := s.nationBeside(m); o != nil {
			s.state(m.Sentence, "place.known", m.Entity, o.Entity, actual, "", m.First, o.Head)
			inside[m.Entity] = true
		}
	}
}

// nationBeside returns where the sentence of a place names its nation in full, or nil.
func (s *scene) nationBeside(m *text.Mention) *text.Mention {
	n := s.nationOf(m.Entity)
	for t := range s.Sentences[m.Sentence].Tokens {
		o := s.mentionOf(m.Sentence, t)
		if o == nil || o.Entity != n || o.Kind != text.ByName || o.First != t || s.modifies(o) {
			continue
		}
		if strings.TrimPrefix(s.words(o.Sentence, o.First, o.End), "the ") == s.Entities[n].Name {
			return o
		}
	}
	return nil
}

// modifies reports whether a name says what another noun is of: "United States
// Senator", "the Paris declaration".
func (s *scene) modifies(m *text.Mention) bool {
	return s.Sentences[m.Sentence].Tokens[m.Head].Rel == "compound"
}
