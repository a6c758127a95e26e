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

// ofTheirOwn returns the nodes that people stand for who do not act for whom they
// belong to, and whether t heads a phrase for such: "Iraqi rebels" and "Bolivian
// opposition leaders" are no nation, "fighters of Hamas" are Hamas, Kim's brother and
// Trump's lawyer are themselves.
func (s *scene) ofTheirOwn(i, t int, want []string, depth int) ([]int, bool) {
	c := s.clauses[i]
	lemma := c.lemma(t)
	if c.toks[t].UPOS != "NOUN" {
		return nil, false
	}
	var act []string // whom they act for
	switch {
	case servants[lemma]:
		act = []string{text.LabelNation, text.LabelBody}
	case partisans[lemma]:
	case s.unofficial(i, t):
		if s.lx.agents[lemma] || campaigners[lemma] {
			act = []string{text.LabelBody}
		}
	default:
		return nil, false
	}
	if slices.Contains(want, "open") && institutions[lemma] { // "opposed charter schools"
		return nil, false
	}
	if out := s.follow(i, t, only(want, text.LabelPerson, text.LabelBody), depth, "appos", "including", "such_as"); len(out) > 0 {
		return out, true
	}
	return s.follow(i, t, only(want, act...), depth, "poss", "mod", "of", "from", "for"), true
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
