package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// standing.go finds what holds over time: offices, kin, membership and parts, as
// titles before a name, appositions, copulas and possessives say it.

// standing records the standing facts of sentence i.
func (s *scene) standing(i int) {
	s.offices(i)
	s.leaders(i)
	s.seatings(i)
	s.spokespersons(i)
	s.staff(i)
	s.kinship(i)
	s.memberships(i)
	s.members(i)
	s.parts(i)
	s.places(i)
}

// state records what the rule of this id in rules/standing.yaml says, with its
// quote around the given tokens, the first of which is the word that says it.
func (s *scene) state(i int, rule string, source, target int, status, title string, toks ...int) {
	r := s.lx.standing[rule]
	f := Fact{Source: source, Target: target, Type: r.Type, Status: status, Title: title, Asserter: -1, Rule: r.ID, Confidence: r.Confidence, Sentence: i, Trigger: toks[0]}
	f.First, f.End = s.quote(i, toks...)
	s.add(f)
}

// mentionOf returns the mention that covers token t, or nil.
func (s *scene) mentionOf(i, t int) *text.Mention {
	if t < 0 || t >= len(s.at[i]) || s.at[i][t] < 0 {
		return nil
	}
	return &s.Mentions[s.at[i][t]]
}

func (s *scene) label(e int) string { return s.Entities[e].Label }

// nationOf returns the node of the nation that entity e is known to belong to, or -1.
func (s *scene) nationOf(e int) int {
	iso := s.Entities[e].Nation
	if s.Entities[e].Label == text.LabelNation {
		iso = s.Entities[e].ISO3
	}
	if iso == "" {
		return -1
	}
	return s.nationNode(iso)
}

func (s *scene) nationNode(iso string) int {
	return slices.IndexFunc(s.Entities, func(e text.Entity) bool { return e.Label == text.LabelNation && e.ISO3 == iso })
}

func (s *scene) has(source int, typ string, target int) bool {
	for _, f := range s.facts {
		if f.Source == source && f.Type == typ && f.Target == target {
			return true
		}
	}
	return false
}

// party reports whether entity e is a political party, known as one or so named.
func (s *scene) party(e int) bool {
	x := &s.Entities[e]
	return x.Label == text.LabelBody && (x.Kind == "party" || x.Kind == "" && strings.Contains(x.Name, "Party"))
}
