package event

import (
	"slices"

	"newsgraph/extract/text"
)

// contests.go finds who belongs to a party by standing in its contests: "Sanders
// won the Democratic Party's Nevada caucuses", "Obama's rival for the Democratic
// nomination".

var contestNouns = lists.Set("contest-nouns")

var (
	contesting = lists.Set("contesting")
	gaining    = lists.Set("gaining")
)

var contenders = lists.Set("contenders")

// contests states the party of those who stand in the contest of party m.
func (s *scene) contests(i int, m *text.Mention) {
	c := s.clauses[i]
	n := -1 // the noun for the contest
	for _, a := range c.g.Up[m.Head] {
		if (a.Rel == "mod" || a.Rel == "poss") && a.To > m.Head && (contestNouns[c.lemma(a.To)] || contestNouns[lower(c.toks[a.To-1].Text)]) { // "a Republican primary election"
			n = a.To
		}
	}
	if n < 0 {
		return
	}
	for _, a := range c.g.Up[n] {
		g := a.To
		verb := c.isVerb(g)
		switch {
		case a.Rel == "obj" && verb && gaining[c.lemma(g)]:
			s.contender(i, m, n, g, "subj")
			if c.lemma(g) == "lose" {
				s.contender(i, m, n, g, "to")
			}
		case (a.Rel == "in" || a.Rel == "for" || a.Rel == "on" || a.Rel == "at") && verb && contesting[c.lemma(g)]:
			s.contender(i, m, n, g, "subj", "obj", "against")
		case (a.Rel == "in" || a.Rel == "for" || a.Rel == "on") && !verb && contenders[c.lemma(g)]:
			s.contender(i, m, n, g, "poss")
			if c.child(g, "cop") >= 0 {
				s.partisan(i, m, n, c.surfaceSubject(g))
			} else if c.rel(g) == "appos" {
				s.partisan(i, m, n, c.toks[g].Head)
			} else if p := c.toks[g].Head; p >= 0 && c.preposition(g) == "of" && c.child(p, "cop") >= 0 { // "one of Biden's rivals"
				s.partisan(i, m, n, c.surfaceSubject(p))
			}
		}
	}
}

// contender states the party m of the persons that arcs of these names lead to from token g.
func (s *scene) contender(i int, m *text.Mention, n, g int, arcs ...string) {
	for _, a := range s.clauses[i].g.Down[g] {
		if slices.Contains(arcs, a.Rel) {
			s.partisan(i, m, n, a.To)
		}
	}
}

// partisan states the party m of the persons whom the phrase headed by t names.
func (s *scene) partisan(i int, m *text.Mention, n, t int) {
	if t < 0 {
		return
	}
	for _, e := range s.resolve(i, t, []string{text.LabelPerson}) {
		s.state(i, "member.contest", e, m.Entity, actual, "", n, t, m.Head)
	}
}
