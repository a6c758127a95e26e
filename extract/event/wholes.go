package event

import (
	"slices"

	"newsgraph/extract/text"
)

// wholes.go finds territories of states and companies of companies.

var territories = lists.Set("territories")

// dependent finds "the Danish territory of Greenland", "the U.S. territory Guam" and
// "Puerto Rico is a commonwealth of the United States".
func (s *scene) dependent(i, t int) {
	c := s.clauses[i]
	nation := func(k int) int {
		if m := s.mentionOf(i, k); m != nil && m.Kind == text.ByName && s.label(m.Entity) == text.LabelNation {
			return m.Entity
		}
		return -1
	}
	before, of := -1, -1
	for k := t - 1; k >= 0 && k >= t-3 && before < 0; k-- {
		if before = nation(k); before < 0 && !slices.Contains(premodifiers, c.toks[k].UPOS) {
			break
		}
	}
	if k := c.g.First(t, "of"); k > t {
		of = nation(k)
	}
	switch next := nation(t + 1); {
	case before >= 0 && of >= 0:
		s.state(i, "part.territory", of, before, actual, "", t)
	case before >= 0 && next >= 0:
		s.state(i, "part.territory", next, before, actual, "", t)
	case of >= 0:
		at := -1
		if c.child(t, "cop") >= 0 {
			at = c.surfaceSubject(t)
		} else if c.rel(t) == "appos" {
			at = c.toks[t].Head
		}
		if e := nation(at); e >= 0 {
			s.state(i, "part.territory", e, of, actual, "", t, at)
		}
	}
}

// subsidiary reports whether the name of a body is that of another and a nation or
// continent: "GM Europe", "Ford Australia".
func (s *scene) subsidiary(m *text.Mention, end int) bool {
	rest := s.words(m.Sentence, end, m.End)
	return slices.ContainsFunc(s.Entities, func(e text.Entity) bool {
		return (e.Label == text.LabelNation || e.Label == text.LabelPlace) && e.ID != "" && (e.Name == rest || slices.Contains(e.Aliases, rest))
	}) || continents[lower(rest)]
}

var (
	continents  = lists.Set("continents")
	parentNouns = lists.Set("parent-nouns")
)

// parent finds "its parent company, EADS": what it stands beside or "X's" is a part.
func (s *scene) parent(i, t int) {
	c := s.clauses[i]
	next := t + 1
	if next < len(c.toks) && parentNouns[lower(c.toks[next].Text)] {
		next++
	}
	if next < len(c.toks) && c.toks[next].Text == "," {
		next++
	}
	whole := s.mentionOf(i, next)
	if s.formerly(i, t) == past || whole == nil || whole.First != next || whole.Kind != text.ByName || s.label(whole.Entity) != text.LabelBody {
		return
	}
	for _, a := range append(slices.Clone(c.g.Down[t]), c.g.Down[min(t+1, len(c.toks)-1)]...) {
		if a.Rel != "poss" {
			continue
		}
		for _, e := range s.resolve(i, a.To, []string{text.LabelBody}) {
			s.state(i, "part.parent", e, whole.Entity, actual, "", t, a.To, whole.Head)
		}
	}
}

var buying = lists.Set("buying")

// takeover finds "AT&T will buy T-Mobile": what is bought is, or will be, a part.
func (s *scene) takeover(i, t int) {
	c := s.clauses[i]
	buyer, bought := c.surfaceSubject(t), c.child(t, "obj")
	if c.passive(t) { // "T-Mobile was bought by AT&T"
		buyer, bought = c.child(t, "obl:agent"), buyer
	}
	if status := s.status(i, t); buyer >= 0 && bought >= 0 && status != denied {
		whole := s.resolve(i, buyer, []string{text.LabelBody})
		if m := s.mentionOf(i, bought); m != nil && m.Kind == text.ByName && m.Head == bought && s.label(m.Entity) == text.LabelBody && len(whole) == 1 {
			s.state(i, "part.takeover", m.Entity, whole[0], status, "", t, buyer, bought)
		}
	}
}

var subsidiaries = lists.Set("subsidiaries")

// subsidiaryOf finds "YouTube, a subsidiary of Google", "Opel is a unit of GM" and
// "Google's subsidiary YouTube".
func (s *scene) subsidiaryOf(i, t int) {
	c := s.clauses[i]
	if s.formerly(i, t) == past {
		return
	}
	whole := s.firm(i, c.g.First(t, "of"))
	if whole < 0 {
		for k := t - 1; k >= 0 && k >= t-maxTail && whole < 0; k-- {
			if whole = s.firm(i, k); whole < 0 && !slices.Contains(premodifiers, c.toks[k].UPOS) {
				break
			}
		}
	}
	next := t + 1
	if next < len(c.toks) && c.toks[next].Text == "," {
		next++
	}
	at := next
	switch {
	case s.firm(i, next) >= 0 && next < len(c.toks) && s.mentionOf(i, next).First == next && c.g.First(t, "of") < 0:
	case c.child(t, "cop") >= 0:
		at = c.surfaceSubject(t)
	case c.rel(t) == "appos":
		at = c.toks[t].Head
	default:
		return
	}
	if part := s.firm(i, at); part >= 0 && whole >= 0 && part != whole {
		s.state(i, "part.subsidiary", part, whole, actual, "", t, at)
	}
}

// firm returns the body that is named at token t and that can be owned, or -1.
func (s *scene) firm(i, t int) int {
	m := s.mentionOf(i, t)
	if m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelBody || governmental[s.Entities[m.Entity].Kind] || s.party(m.Entity) {
		return -1
	}
	return m.Entity
}

// ownership finds "Viacom, which owns MTV", "Instagram is owned by Facebook", "Google-owned
// YouTube" and "Deutsche Telekom, the owner of T-Mobile".
func (s *scene) ownership(i, t int) {
	c := s.clauses[i]
	owner, thing := -1, -1
	status := actual
	switch {
	case c.lemma(t) == "owner":
		if thing = c.g.First(t, "of"); thing < 0 {
			thing = c.g.First(t, "poss")
		}
		if s.formerly(i, t) == past {
			return
		}
		switch {
		case c.child(t, "cop") >= 0:
			owner = c.surfaceSubject(t)
		case c.rel(t) == "appos":
			owner = c.toks[t].Head
		case c.child(t, "appos") >= 0:
			owner = c.child(t, "appos")
		}
	case t > 1 && c.toks[t-1].Text == "-" && lower(c.toks[t].Text) == "owned": // "Google-owned YouTube"
		owner = t - 2
		for k := t + 1; k < len(c.toks) && k <= t+maxGap; k++ {
			if s.mentionOf(i, k) != nil {
				thing = k
				break
			}
			if !slices.Contains(premodifiers, c.toks[k].UPOS) {
				return
			}
		}
	case c.isVerb(t) && (c.passive(t) || c.rel(t) == "acl"):
		owner, thing = c.child(t, "obl:agent"), c.surfaceSubject(t)
		if owner < 0 {
			owner = c.g.First(t, "by")
		}
	case c.isVerb(t):
		owner, thing = c.surfaceSubject(t), c.child(t, "obj")
		if c.toks[t].XPOS == "VBD" {
			return
		}
	}
	if status = s.status(i, t); owner < 0 || thing < 0 || status == denied {
		return
	}
	whole := s.firm(i, owner)
	if whole < 0 {
		return
	}
	for _, k := range c.spread(thing) {
		if k != thing && c.preposition(k) != c.preposition(thing) && c.preposition(k) != "" { // "the owner of T-Mobile, and by AT&T"
			continue
		}
		if part := s.firm(i, k); part >= 0 && part != whole {
			s.state(i, "part.owned", part, whole, status, "", t, owner, k)
		}
	}
}
