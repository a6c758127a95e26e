package event

import (
	"slices"

	"newsgraph/extract/text"
)

// loyalties.go tells people who act for a nation, a body or a man from those who act for themselves.

var (
	privates     = lists.Set("privates")
	publics      = lists.Set("publics")
	campaigners  = lists.Set("campaigners")
	partisans    = lists.Set("partisans")
	servants     = lists.Set("servants")
	institutions = lists.Set("institutions")
	factions     = lists.Set("factions")
)

// asTheirOwn reads people who do not act for whom they belong to: "Iraqi rebels" and
// "Bolivian opposition leaders" are no nation, "fighters of Hamas" are Hamas, Kim's
// brother and Trump's lawyer are themselves.
func (s *scene) asTheirOwn(n *noun) ([]int, bool) {
	if n.upos() != "NOUN" {
		return nil, false
	}
	var act []string // whom they act for
	switch {
	case servants[n.lemma]:
		act = []string{text.LabelNation, text.LabelBody}
	case partisans[n.lemma]:
	case s.unofficial(n.i, n.t):
		if s.lx.agents[n.lemma] || campaigners[n.lemma] {
			act = []string{text.LabelBody}
		}
	default:
		return nil, false
	}
	if slices.Contains(n.want, "open") && institutions[n.lemma] { // "opposed charter schools"
		return nil, false
	}
	want := n.want
	n.want = only(want, text.LabelPerson, text.LabelBody)
	if out := s.follow(n, "appos", "including", "such_as"); len(out) > 0 {
		return out, true
	}
	n.want = only(want, act...)
	return s.follow(n, "poss", "mod", "of", "from", "for"), true
}

// unofficial reports whether t heads a phrase for people who do not act for their nation.
func (s *scene) unofficial(i, t int) bool {
	c := s.clauses[i]
	role := s.lx.people[c.lemma(t)]
	if privates[role] {
		return !publics[c.lemma(t)]
	}
	return role != "" && slices.ContainsFunc(c.children[t], func(k int) bool {
		return (c.rel(k) == "amod" || c.rel(k) == "compound") && factions[c.lemma(k)]
	})
}

// only returns those of some labels that are wanted.
func only(want []string, labels ...string) []string {
	return slices.DeleteFunc(labels, func(l string) bool { return !allows(want, l) })
}
