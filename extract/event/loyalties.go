package event

import (
	"slices"

	"newsgraph/extract/text"
)

// loyalties.go tells people who act for a nation, a body or a man from those who act for themselves.

// privates are the roles of people who do not act for their nation, publics
// those who do in spite of their role, as they elect, campaigners those who act for
// the body whose they are, partisans those who do not
// act for whom they are for or against, servants those who have a will of their own,
// institutions are also things, and factions tell that officials are none of the state's.
var (
	privates     = set("REB OPP CVL REF LAB CRM ELI HLH REL BUS MED EDU PTY")
	publics      = set("people public population electorate voter nation")
	campaigners  = set("activist campaigner protester protestor demonstrator volunteer striker picketer")
	partisans    = set("supporter opponent follower critic rival fan loyalist victim relative")
	servants     = set("aide adviser advisor lawyer attorney bodyguard staffer ally biographer assistant secretary")
	institutions = set("union syndicate school university church mosque hospital party company firm bank newspaper media press radio magazine")
	factions     = set("opposition tribal religious business community rebel separatist militant student labor labour union ethnic")
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
