package event

import (
	"slices"

	"newsgraph/extract/pattern"
	"newsgraph/extract/text"
)

// staff.go finds who works for whom where no title says so: by the verb, by whose
// somebody is, by the government that somebody leads.

var (
	working = lists.Map("working")
	careers = lists.Set("careers")
)

// staff finds "Bowen works for Red Hat", "the BBC's Jonathan Marcus" and "the
// government of Abdrabbuh Mansur Hadi".
func (s *scene) staff(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if preps := working[c.lemma(t)]; preps != nil && c.isVerb(t) {
			s.worksFor(i, t, preps)
		}
		if o := c.child(t, "obj"); o >= 0 && c.isVerb(t) && c.lemma(o) == "career" { // "started his career with the BBC"
			s.worksFor(i, t, careers)
		}
		if governments[c.lemma(t)] || terminals[c.lemma(t)] {
			s.governs(i, t)
		}
		m := s.mentionOf(i, t)
		if m != nil && m.First == t && m.Kind == text.ByName && s.label(m.Entity) == text.LabelPerson {
			s.oneOf(i, m)
		}
	}
}

// worksFor reads the verb at t.
func (s *scene) worksFor(i, t int, preps map[string]bool) {
	c := s.clauses[i]
	for _, a := range c.g.Down[t] {
		m := s.mentionOf(i, a.To)
		if !preps[a.Rel] || m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelBody {
			continue
		}
		status := s.status(i, t)
		if x := c.toks[t].XPOS; status == actual && (x == "VBD" || x == "VBN" && c.child(t, "aux") >= 0 && c.lemma(c.child(t, "aux")) == "have" && c.toks[c.child(t, "aux")].XPOS == "VBD") {
			status = past
		}
		by := c.surfaceSubject(t)
		if by < 0 {
			continue
		}
		for _, e := range s.resolve(i, by, []string{text.LabelPerson}) {
			s.state(i, "office.work", e, m.Entity, status, c.toks[t].Text, t, by, a.To)
		}
	}
}

// oneOf finds "the BBC's Jonathan Marcus" and "Israel's Shimon Peres", who is
// known to hold an office there.
func (s *scene) oneOf(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	if m.First < 2 || toks[m.First-1].XPOS != "POS" {
		return
	}
	o := s.mentionOf(i, m.First-2)
	if o == nil || o.Kind != text.ByName {
		return
	}
	switch s.label(o.Entity) {
	case text.LabelBody:
		follows := m.End < len(toks) && isNoun(toks[m.End].UPOS) // "NASA's James Webb telescope"
		if s.party(o.Entity) || follows || m.End < m.First+2 && s.Entities[m.Entity].ID == "" || s.has(m.Entity, "HOLDS_OFFICE", o.Entity) {
			return
		}
		rule := "office.staff"
		if s.Entities[o.Entity].Kind == "" && slices.ContainsFunc(s.clauses[i].g.Nodes, func(n pattern.Node) bool { return ballotWords[n.Lemma] }) {
			rule = "member.staff"
		}
		s.state(i, rule, m.Entity, o.Entity, actual, "", m.Head, o.Head)
	case text.LabelNation:
		if s.rules(m.Entity, o.Entity) && !s.has(m.Entity, "HOLDS_OFFICE", o.Entity) {
			s.state(i, "office.nation", m.Entity, o.Entity, actual, "", m.Head, o.Head)
		}
	}
}

var ballotWords = lists.Set("ballot-words")

// rules reports whether a person is known to hold an office of a nation.
func (s *scene) rules(person, nation int) bool {
	if s.Offices == nil || s.Entities[person].ID == "" {
		return false
	}
	return slices.ContainsFunc(s.Offices(s.Entities[person].ID), func(o Office) bool { return !o.Over && o.Of == s.Entities[nation].ID })
}

var terminals = lists.Set("terminals")

// governs finds "the government of Hadi" and "Olmert's premiership".
func (s *scene) governs(i, t int) {
	c := s.clauses[i]
	for _, a := range c.g.Down[t] {
		if a.Rel != "poss" && a.Rel != "of" {
			continue
		}
		m := s.mentionOf(i, a.To)
		if m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelPerson {
			continue
		}
		if n := s.nationOf(m.Entity); n >= 0 && !s.has(m.Entity, "HOLDS_OFFICE", n) {
			status := s.formerly(i, t)
			if !s.rules(m.Entity, n) && s.Entities[m.Entity].ID != "" {
				status = past
			}
			s.state(i, "office.government", m.Entity, n, status, "", t, a.To)
		}
	}
}
