package event

import (
	"slices"

	"newsgraph/extract/text"
)

// wholes.go finds territories of states and companies of companies.

// territories are nouns for what is a state's and no part of its mainland.
var territories = set("territory commonwealth colony dependency protectorate")

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

// continents may stand in a body's name without being named in the article.
var continents = set("europe asia africa america australia")

// parentNouns may stand behind "parent".
var parentNouns = set("company firm group")

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

// buying are the verbs by which a body comes to be a part of another.
var buying = set("buy purchase acquire")

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
