package event

import (
	"slices"

	"newsgraph/extract/text"
)

// encounters.go reads who took part in "the meeting" of which an article speaks
// after it said who met whom.

// encounters states of those who met, negotiated or talked that they took part in
// what the article then calls the meeting or the talks.
func (s *scene) encounters() {
	for k := range s.book.phrases {
		p := &s.book.phrases[k]
		if s.book.root(k) != k || !p.bare() {
			continue
		}
		r := s.lx.standing["attend.deed"]
		for _, f := range s.metBefore(p) {
			for _, who := range []int{f.Source, f.Target} {
				if s.label(who) == text.LabelPlace {
					continue
				}
				s.add(Fact{
					Source: who, Target: s.event(k), Type: r.Type, Status: f.Status, Asserter: f.Asserter, Rule: r.ID, Confidence: r.Confidence,
					Sentence: f.Sentence, First: f.First, End: f.End, Trigger: f.Trigger, Date: f.Date,
				})
			}
		}
	}
}

// metBefore returns what the last verb before an event's phrase that the phrase is a noun
// for says: who met whom.
func (s *scene) metBefore(p *phrase) []Fact {
	var last []Fact
	for _, f := range s.facts {
		if f.Type != "MET" || !deeds[s.clauses[f.Sentence].lemma(f.Trigger)][p.lemma] || s.Sentences[p.Sentence].Field != s.Sentences[f.Sentence].Field ||
			p.Sentence-f.Sentence > maxDeed || f.Sentence > p.Sentence || f.Sentence == p.Sentence && f.Trigger > p.Head {
			continue
		}
		at := func(f Fact) []int { return []int{f.Sentence, f.Trigger} }
		if len(last) > 0 {
			switch c := slices.Compare(at(f), at(last[0])); {
			case c < 0:
				continue
			case c > 0:
				last = last[:0]
			}
		}
		last = append(last, f)
	}
	return last
}
