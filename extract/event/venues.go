package event

import (
	"slices"

	"newsgraph/extract/text"
)

// venues.go finds where events take place, and who thereby hosts them.

var placePrepositions = []string{"in", "at", "near", "outside", "inside", "across", "throughout", "within", "around", "over", "along"}

var (
	placedKinds = lists.Set("placed-kinds")
	placedNouns = lists.Set("placed-nouns")
	vague       = lists.Set("vague")
	upheavals   = lists.Set("upheavals")
	public      = lists.Set("public")
	journeys    = lists.Set("journeys")
)

// eventPlaces finds "talks in Paris", "the summit, held in Tokyo".
func (s *scene) eventPlaces(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if s.lx.kinds[c.lemma(t)] == "" || s.named(i, t) {
			continue
		}
		e := s.book.at(i, t, false)
		if e < 0 || vague[lower(c.toks[t].Text)] || !placedKinds[s.book.phrases[e].kind] && !placedNouns[c.lemma(t)] {
			continue
		}
		kind := s.book.phrases[e].kind
		for _, a := range c.g.Down[t] {
			switch {
			case s.locative(i, a.Rel, a.To),
				a.Rel == "mod" && public[kind],
				a.Rel == "mod" && s.isPlace(i, a.To) && (kind == "conflict" || kind == "attack"),
				a.Rel == "poss" && (public[kind] || upheavals[c.lemma(t)] || kind == "conflict" && s.isPlace(i, a.To)),
				a.Rel == "of" && kind == "conflict",                                             // "the invasion of Iraq"
				journeys[c.lemma(t)] && (a.Rel == "of" || a.Rel == "to") && s.isRegion(i, a.To): // nobody is met in "a visit to the Middle East"
				s.happens(i, e, t, a.To)
			}
		}
		if c.rel(t) == "nsubj" && c.toks[t].Head >= 0 && s.isPlace(i, c.toks[t].Head) && slices.Contains(placePrepositions, c.preposition(c.toks[t].Head)) { // "the attack was in Boston"
			s.happens(i, e, t, c.toks[t].Head)
		}
		if at := s.placeBehind(i, t+1, s.book.phrases[s.book.index[[2]int{i, t}]].End, kind); at != nil {
			s.happens(i, e, t, at.Head)
		}
		s.whereHeld(i, e, t)
		s.sceneOf(i, e, t)
		s.whereClause(i, e, t)
		s.undergone(i, e, t, undergoing)
		switch kind {
		case "meeting":
			s.comeFor(i, e, t)
			s.besides(i, e, t)
		case "disaster", "attack", "conflict", "protest":
			s.struck(i, e, t)
		case "election":
			s.undergone(i, e, t, holding)
		}
	}
}

// maxReach is how many words may stand between an event and where it was: "the
// largest meeting yet of the so-called Coalition of the Willing in Paris".
const maxReach = 12

// placeBehind returns the place named from token t on within an event's phrase,
// which ends before token end, or right behind it; for what has parties or
// targets also behind those, as long as the phrase goes on.
func (s *scene) placeBehind(i, t, end int, kind string) *text.Mention {
	toks := s.Sentences[i].Tokens
	for k := t; k < len(toks) && k <= end+maxReach; k++ {
		if at := s.placeAfter(i, k); at != nil {
			return at
		}
		if u := toks[k].UPOS; k >= end && kind != "meeting" && kind != "attack" && kind != "conflict" && kind != "agreement" ||
			u == "AUX" || u == "VERB" && toks[k].Rel != "amod" || toks[k].Text == "," || toks[k].Text == ";" {
			return nil
		}
	}
	return nil
}

// isRegion reports whether token t names a place that is greater than a nation.
func (s *scene) isRegion(i, t int) bool {
	m := s.mentionOf(i, t)
	return m != nil && s.wide(m.Entity)
}

// wide reports whether an entity is a place that is greater than a nation.
func (s *scene) wide(e int) bool {
	x := &s.Entities[e]
	return x.Label == text.LabelPlace && (x.Kind == "region" || x.Kind == "continent") && x.Nation == ""
}

// isPlace reports whether token t names a place.
func (s *scene) isPlace(i, t int) bool {
	m := s.mentionOf(i, t)
	return m != nil && s.label(m.Entity) == text.LabelPlace
}

var (
	holdingVerbs = lists.Set("holding-verbs")
	proposing    = lists.Set("proposing")
)

// whereHeld looks to the verb that says the event was held.
func (s *scene) whereHeld(i, e, t int) {
	c := s.clauses[i]
	h := c.toks[t].Head
	holding := func(v int) bool { // lemmas may have lost an e
		return v >= 0 && c.isVerb(v) && (holdingVerbs[c.lemma(v)] || holdingVerbs[c.lemma(v)+"e"])
	}
	if !holding(h) {
		for _, k := range c.children[t] { // "talks held in Paris"
			if c.rel(k) == "acl" && (holding(k) || proposing[c.lemma(k)]) {
				h = k
			}
		}
		if !holding(h) {
			return
		}
	}
	for _, a := range c.g.Down[h] {
		if s.locative(i, a.Rel, a.To) || a.Rel == "to" && c.lemma(h) == "spread" {
			s.happens(i, e, t, a.To)
		}
		if (a.Rel == "for" || a.Rel == "on") && s.at[i][a.To] < 0 { // "scheduled for November 20 in Georgia"
			for _, b := range c.g.Down[a.To] {
				if s.locative(i, b.Rel, b.To) {
					s.happens(i, e, t, b.To)
				}
			}
		}
	}
}

// happens records that event e, named at t, takes place where token at says.
func (s *scene) happens(i, e, t, at int) {
	all := s.venuesAt(i, at, 0)
	for _, where := range all {
		if slices.ContainsFunc(all, func(x int) bool { return x != where && s.lies(x, where) }) { // "in Waco, Texas"
			continue
		}
		status := s.status(i, t)
		if status == denied {
			status = actual
		}
		if s.book.phrases[e].kind == "plan" && status == actual { // efforts are about a place, hubs are to be there
			continue
		}
		s.state(i, "place.event", s.event(e), where, status, "", t, at)
		if convened[s.clauses[i].lemma(t)] && s.label(where) == text.LabelPlace && !s.wide(where) {
			s.state(i, "host.place", where, s.event(e), status, "", t, at)
		}
	}
}

var (
	convened  = lists.Set("convened")
	parcels   = lists.Set("parcels")
	buildings = lists.Set("buildings")
)

// venuesAt returns the places and nations that the phrase headed by token t
// tells: by name, as "the country", or by a common noun for a place with a name
// beside it.
func (s *scene) venuesAt(i, t, depth int) []int {
	c := s.clauses[i]
	var out []int
	for _, k := range c.spread(t) {
		if m := s.mentionOf(i, k); m != nil {
			if lab := s.label(m.Entity); (lab == text.LabelPlace || lab == text.LabelNation) && (m.Kind == text.ByName || m.Kind == text.ByDescription && m.Entity == s.mainNation(i)) && m.Head == k && !slices.Contains(out, m.Entity) {
				out = append(out, m.Entity)
			}
			continue
		}
		lemma := c.lemma(k)
		if depth > 2 || !containers[lemma] && !parcels[lemma] && !buildings[lemma] {
			continue
		}
		if m := s.mentionOf(i, k+1); m != nil && m.First == k+1 && m.Kind == text.ByName && s.label(m.Entity) == text.LabelPlace { // "the capital Khartoum", however the tree has it
			if !slices.Contains(out, m.Entity) {
				out = append(out, m.Entity)
			}
			continue
		}
		if buildings[lemma] {
			for _, a := range c.g.Down[k] {
				if o := s.mentionOf(i, a.To); (a.Rel == "mod" || a.Rel == "poss") && o != nil && o.Kind == text.ByName && (s.label(o.Entity) == text.LabelPlace || s.label(o.Entity) == text.LabelNation) && !slices.Contains(out, o.Entity) {
					out = append(out, o.Entity)
				}
			}
			continue
		}
		for _, rels := range [][]string{{"appos", "flat"}, {"mod", "of"}} {
			found := len(out)
			for _, a := range c.g.Down[k] {
				if slices.Contains(rels, a.Rel) && (a.Rel != "mod" || s.isPlace(i, a.To)) {
					for _, e := range s.venuesAt(i, a.To, depth+1) {
						if !slices.Contains(out, e) {
							out = append(out, e)
						}
					}
				}
			}
			if len(out) > found {
				break
			}
		}
	}
	return out
}

var deeds = lists.Map("deeds")

// maxDeed is how many sentences apart the verb and the noun may stand.
const maxDeed = 2

// deedPlaces gives an event of which the article says something the place where
// a verb says that it happened.
func (s *scene) deedPlaces() {
	touched := make(map[int]bool)
	for _, f := range s.facts {
		for _, n := range []int{f.Source, f.Target} {
			if n >= len(s.Entities) {
				touched[s.book.root(n-len(s.Entities))] = true
			}
		}
	}
	for i := range s.Sentences {
		c := s.clauses[i]
		for t := range c.toks {
			nouns := deeds[c.lemma(t)]
			if nouns == nil || !c.isVerb(t) {
				continue
			}
			e := s.nearestEvent(i, nouns, touched)
			if e < 0 {
				continue
			}
			for _, a := range c.g.Down[t] {
				if s.locative(i, a.Rel, a.To) || a.Rel == "from" && c.lemma(t) == "march" {
					s.deedAt(i, e, t, a.To)
				}
				if (a.Rel == "obj" || a.Rel == "on") && c.lemma(t) != "kill" { // "marched on the consulate in Guangzhou"
					for _, b := range c.g.Down[a.To] {
						if s.locative(i, b.Rel, b.To) {
							s.deedAt(i, e, t, b.To)
						}
					}
				}
			}
		}
	}
}

// deedAt states that event e, which the verb at t tells, was where token at says.
func (s *scene) deedAt(i, e, t, at int) {
	for _, where := range s.venuesAt(i, at, 0) {
		s.state(i, "place.deed", s.event(e), where, s.status(i, t), "", t, at)
	}
}

// nearestEvent returns the touched event that one of the nouns names nearest to sentence i, or -1.
func (s *scene) nearestEvent(i int, nouns map[string]bool, touched map[int]bool) int {
	best, gap := -1, maxDeed+1
	for k := range s.book.phrases {
		p := &s.book.phrases[k]
		d := max(p.Sentence-i, i-p.Sentence)
		if nouns[p.lemma] && touched[s.book.root(k)] && d < gap {
			best, gap = s.book.root(k), d
		}
	}
	return best
}
