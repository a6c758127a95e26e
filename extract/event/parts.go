package event

import (
	"newsgraph/extract/text"
)

// parts.go finds which body is a part of which nation or body.

// parts finds "the US Congress", "Iran's parliament", "the House's Judiciary Committee".
func (s *scene) parts(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.Head != t || s.label(m.Entity) != text.LabelBody {
			continue
		}
		kind := s.Entities[m.Entity].Kind
		for _, a := range c.g.Down[t] {
			if a.Rel != "poss" && a.Rel != "of" && a.Rel != "mod" {
				continue
			}
			o := s.mentionOf(i, a.To)
			if o == nil || o.Entity == m.Entity || o.Kind != text.ByName || !(o.End <= m.First && m.First-o.End <= 2 || o.First >= m.End && o.First-m.End <= 2) {
				continue
			}
			switch s.label(o.Entity) {
			case text.LabelNation:
				if apart[kind] {
					if a.Rel == "poss" && s.located(m.Entity, o.Entity) { // "Egypt's Coptic Church" is there, and no part of the state
						s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.owner", 0.7, t, a.To)
					}
					continue
				}
				s.state(i, m.Entity, "PART_OF", o.Entity, actual, "", "part.modifier", 0.75, t, a.To)
			case text.LabelBody:
				if a.Rel != "mod" {
					s.state(i, m.Entity, "PART_OF", o.Entity, actual, "", "part.modifier", 0.7, t, a.To)
				}
			}
		}
		// "the FBI, part of the Justice Department"
		if m.First > 0 {
			if o := s.mentionOf(i, m.First-1); o != nil && s.label(o.Entity) == text.LabelNation && o.Kind == text.ByName && o.End == m.First && !apart[kind] {
				s.state(i, m.Entity, "PART_OF", o.Entity, actual, "", "part.modifier", 0.75, t, o.Head)
			}
		}
	}
}

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
