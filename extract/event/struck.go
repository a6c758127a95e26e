package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// struck.go finds where events are of which a verb tells what they did, or whom
// the verb names as their host: "an earthquake hit Haiti", "a fire killed five
// girls in Koszalin", "Nevada held its caucuses".

var (
	striking = lists.Set("striking")
	harming  = lists.Set("harming")
)

// struck looks to the verb whose subject is event e, named at t: to its object,
// where it struck that, and to where it harmed anybody.
func (s *scene) struck(i, e, t int) {
	c := s.clauses[i]
	for _, up := range c.g.Up[t] {
		v := up.To
		if up.Rel != "subj" || !c.isVerb(v) || !striking[c.lemma(v)] && !harming[c.lemma(v)] {
			continue
		}
		for _, a := range c.g.Down[v] {
			switch {
			case s.locative(i, a.Rel, a.To):
				s.happens(i, e, t, a.To)
			case a.Rel == "obj":
				if striking[c.lemma(v)] {
					s.happens(i, e, t, a.To)
				}
				s.within(i, e, t, a.To)
			}
		}
	}
}

// within looks for where event e, named at t, was in the phrase headed by token k:
// "left a trail of destruction in the Bahamas".
func (s *scene) within(i, e, t, k int) {
	c := s.clauses[i]
	for _, a := range c.g.Down[k] {
		if s.locative(i, a.Rel, a.To) {
			s.happens(i, e, t, a.To)
		} else if a.Rel == "of" && a.To > k {
			s.within(i, e, t, a.To)
		}
	}
}

var (
	holding    = lists.Set("holding")
	undergoing = lists.Set("undergoing")
)

// undergone finds where event e, named at t, is by the subject of one of these
// verbs: "Nevada held its caucuses", "Haiti suffered an earthquake".
func (s *scene) undergone(i, e, t int, verbs map[string]bool) {
	c := s.clauses[i]
	for _, up := range c.g.Up[t] {
		if up.Rel != "obj" || !c.isVerb(up.To) || !verbs[c.lemma(up.To)] {
			continue
		}
		if at := c.surfaceSubject(up.To); at >= 0 {
			if r := c.child(up.To, "nsubj"); r > 0 && c.relativizer(r) { // "the towns of Beni and Butembo in the Congo, which has suffered"
				if at = r - 1; at > 0 && c.toks[at].Text == "," {
					at--
				}
			}
			s.happens(i, e, t, s.headAt(i, at))
		}
	}
}

// headAt returns the head of the name over token t, or t.
func (s *scene) headAt(i, t int) int {
	if m := s.mentionOf(i, t); m != nil {
		return m.Head
	}
	return t
}

// hosted gives what a place or nation hosts its place.
func (s *scene) hosted() {
	for _, f := range slices.Clone(s.facts) {
		if f.Type != "HOSTED" || f.Target < len(s.Entities) || f.Confidence < s.lx.confidence.least || f.Status == denied {
			continue
		}
		c := s.clauses[f.Sentence]
		switch s.label(f.Source) {
		case text.LabelNation: // who sponsors or holds something may do so abroad
			if !strings.HasPrefix(lower(c.toks[f.Trigger].Text), "host") && s.book.phrases[f.Target-len(s.Entities)].kind != "election" {
				continue
			}
		case text.LabelPlace: // talks about the Middle East may be anywhere
			if s.wide(f.Source) {
				continue
			}
		default:
			continue
		}
		r := s.lx.standing["place.host"]
		s.add(Fact{Source: f.Target, Target: f.Source, Type: r.Type, Status: f.Status, Asserter: -1, Rule: r.ID, Confidence: r.Confidence,
			Sentence: f.Sentence, Trigger: f.Trigger, First: f.First, End: f.End})
	}
}
