package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// partisans.go finds who is of a party by the nouns for those who are: "a
// Republican", "both Democrats".

// partisans reports whether a mention of a party names those who are in it: "a
// Democrat", "two Conservatives".
func (s *scene) partisans(i int, m *text.Mention) bool {
	toks := s.Sentences[i].Tokens
	if m.Kind != text.ByName || m.End != m.First+1 || !isNoun(toks[m.Head].UPOS) && m.End < len(toks) && slices.Contains(premodifiers, toks[m.End].UPOS) {
		return false
	}
	w := strings.TrimSuffix(lower(toks[m.Head].Text), "s")
	return slices.ContainsFunc(followers, func(end string) bool { return strings.HasSuffix(w, end) })
}

// followers end the nouns for those who are of a party.
var followers = []string{"crat", "ican", "ist", "ative", "arian", "liberal"}

// calledPartisan finds "Trump is a Republican", "Graham and Cruz are Republicans" and
// "the Republicans left in the race are McCain and Romney".
func (s *scene) calledPartisan(i int, m *text.Mention) {
	c := s.clauses[i]
	if c.child(m.Head, "cop") >= 0 {
		if t := c.surfaceSubject(m.Head); t >= 0 {
			for _, e := range s.resolve(i, t, []string{text.LabelPerson}) {
				s.state(i, "member.copula", e, m.Entity, s.status(i, m.Head), "", m.Head, t)
			}
		}
		return
	}
	h := c.toks[m.Head].Head
	if c.rel(m.Head) != "nsubj" || h < 0 || c.child(h, "cop") < 0 || s.personAt(i, h) < 0 {
		return
	}
	for _, k := range append([]int{h}, s.listed(i, h)...) {
		if e := s.personAt(i, k); e >= 0 {
			s.state(i, "member.copula", e, m.Entity, s.status(i, h), "", m.Head, k)
		}
	}
}

// standsAs finds "Kokesh ran for Congress as a Republican".
func (s *scene) standsAs(i int, m *text.Mention) {
	c := s.clauses[i]
	v := c.toks[m.Head].Head
	if c.preposition(m.Head) != "as" || v < 0 || !c.isVerb(v) {
		return
	}
	if o := c.child(v, "obj"); o >= 0 && s.mentionOf(i, o) != nil && !strings.HasSuffix(c.toks[o].Text, "self") { // it is said of another
		return
	}
	if t := c.surfaceSubject(v); t >= 0 {
		for _, e := range s.resolve(i, t, []string{text.LabelPerson}) {
			s.state(i, "member.as", e, m.Entity, s.status(i, v), "", m.Head, t)
		}
	}
}

// partisansNamed finds those of whom a plural tells: "Republicans Mitt Romney and
// Susan Collins", "Lindsey Graham and Ted Cruz, both Republicans".
func (s *scene) partisansNamed(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	if x := toks[m.Head].XPOS; x != "NNPS" && x != "NNS" {
		return
	}
	var named []int
	if m.End < len(toks) && s.personAt(i, m.End) >= 0 {
		named = append(s.listed(i, m.End), m.End)
	} else if m.First > 2 && toks[m.First-2].Text == "," && (lower(toks[m.First-1].Text) == "both" || lower(toks[m.First-1].Text) == "all") {
		for t, gap := m.First-3, true; t >= 0 && gap; {
			k := s.mentionOf(i, t)
			if k == nil {
				break
			}
			named, t, gap = append(named, k.First), k.First-1, false
			for t >= 0 && (toks[t].Text == "," || lower(toks[t].Text) == "and") {
				t, gap = t-1, true
			}
		}
	}
	for _, k := range named {
		if e := s.personAt(i, k); e >= 0 {
			s.state(i, "member.title", e, m.Entity, actual, "", m.Head, k)
			s.inChamber(i, m, e, k)
		}
	}
}

// inChamber finds that who is called a "House Democrat" or one of the "Senate
// Republicans", as person e named at t is by mention m, sits there.
func (s *scene) inChamber(i int, m *text.Mention, e, t int) {
	if o := s.mentionOf(i, m.First-1); o != nil && o.End == m.First && s.Entities[o.Entity].Kind == "parliament" {
		s.state(i, "office.chamber", e, o.Entity, s.formerly(i, o.First), s.words(i, o.First, m.End), m.Head, t, o.Head)
	}
}
