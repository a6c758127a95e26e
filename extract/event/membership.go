package event

import (
	"newsgraph/extract/text"
)

// membership.go finds who belongs to which party, committee or alliance.

// memberships finds "Republican senator John McCain", "a member of the Taliban",
// "Nancy Pelosi (D)".
func (s *scene) memberships(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.First != t {
			continue
		}
		switch s.label(m.Entity) {
		case text.LabelPerson:
			s.partyBefore(i, m)
			for _, a := range c.g.Down[m.Head] { // "Ma Ying-jeou of the Kuomintang"
				if o := s.mentionOf(i, a.To); (a.Rel == "of" || a.Rel == "from") && o != nil && s.label(o.Entity) == text.LabelBody && s.Entities[o.Entity].Kind == "party" {
					s.state(i, m.Entity, "MEMBER_OF", o.Entity, actual, "", "member.of", 0.8, m.Head, a.To)
				}
			}
		case text.LabelBody:
			s.memberOf(i, m)
		}
	}
}

// partyBefore finds a party among the words before a name, its title included.
func (s *scene) partyBefore(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	for t := m.First - 1; t >= 0 && t >= m.First-7; t-- {
		if b := s.mentionOf(i, t); b != nil {
			if s.label(b.Entity) == text.LabelBody && (s.Entities[b.Entity].Kind == "party" || s.Entities[b.Entity].Kind == "band") && b.Kind == text.ByName {
				s.state(i, m.Entity, "MEMBER_OF", b.Entity, actual, "", "member.title", 0.8, m.Head, b.Head)
				return
			}
			if s.label(b.Entity) == text.LabelPerson {
				return
			}
			continue
		}
		switch toks[t].UPOS {
		case "ADJ", "NOUN", "PROPN", "NUM":
			continue
		}
		if toks[t].Text == "-" || toks[t].Text == "," && t == m.First-1 {
			continue
		}
		return
	}
}

// memberOf finds who belongs to the body that mention m names.
func (s *scene) memberOf(i int, m *text.Mention) {
	c := s.clauses[i]
	for _, a := range c.g.Down[m.Head] {
		switch {
		case a.Rel == "including": // "nine Republicans, including Lindsey Graham"
			for _, e := range s.resolve(i, a.To, []string{"actor"}) {
				s.state(i, e, "MEMBER_OF", m.Entity, actual, "", "member.including", 0.75, m.Head, a.To)
			}
		case a.Rel == "poss" && s.Entities[m.Entity].Kind == "party": // "Corbyn said his Labour Party …"
			for _, e := range s.resolve(i, a.To, []string{text.LabelPerson}) {
				s.state(i, e, "MEMBER_OF", m.Entity, actual, "", "member.owner", 0.75, m.Head, a.To)
			}
		}
	}
}

var memberNouns = set("member members mp mps lawmaker lawmakers")

// members finds "a member of the Taliban", "Republican committee member Doug
// Collins" and "members of the League, including Algeria".
func (s *scene) members(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !memberNouns[c.g.Nodes[t].Word] {
			continue
		}
		p := post{first: t, end: t + 1, head: t, title: c.toks[t].Text}
		p.status = s.postStatus(i, &p)
		orgs, at := s.employers(i, &p)
		var who []holder
		who = append(who, s.holders(i, &p)...)
		for _, a := range c.g.Down[t] {
			if a.Rel == "including" {
				for _, e := range s.resolve(i, a.To, []string{"actor"}) {
					who = append(who, holder{person: e, token: a.To})
				}
			}
		}
		for _, o := range orgs {
			if s.label(o) != text.LabelBody {
				continue
			}
			for _, h := range who {
				s.state(i, h.person, "MEMBER_OF", o, p.status, "", "member.noun", 0.75, t, h.token, at)
			}
		}
	}
}
