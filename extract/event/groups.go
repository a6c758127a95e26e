package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// groups.go finds who acts where the article names nobody: "Iraqi youths",
// "rebels in the Ivory Coast", "gunmen" in a sentence about Samarra. Such people
// are no nodes of the graph, but event data code them by their nation.

// Group is people whom the article does not name.
type Group struct {
	Of   int    // the entity that tells their nation, or -1
	Role string // sector code of CAMEO and PLOVER
	Name string // the article's words
}

// Act is an action one of whose sides the graph has no node for: an unnamed group, or
// nobody the article tells of, with -1 for the nation where that is. Facts state
// all others.
type Act struct {
	Fact                  // Source and Target are entities that tell the nation of each side, or -1
	Doer, Sufferer *Group // nil where Source or Target acts or suffers itself
	AtHome         bool   // nobody is named to whom it is done: Target is the land
}

// land is what a rule says for a side of an action on which it knows nobody but
// the nation where it happens: who shot is not told, whom strikers strike against is plain.
const land = "land"

// unidentified is the role of who did what nobody is known to have done.
const unidentified = "UAF"

// act records what rule r says around trigger t when not both sides are nodes.
func (s *scene) act(r *Rule, i, t, source, target int, sources, targets []int) {
	if strings.HasSuffix(r.ID, nearMark) { // too little to go by
		return
	}
	sides := [2][]Group{}
	for n, side := range []struct {
		tok   int
		nodes []int
		want  []string
	}{{source, sources, r.Source}, {target, targets, r.Target}} {
		switch {
		case slices.Contains(side.want, land):
			sides[n] = []Group{{Of: s.landOf(i, t)}}
			if n == 0 && r.Type == "PROTESTED" { // a riot needs no suspects
				sides[n][0].Role = "CVL"
			} else if n == 0 {
				sides[n][0].Role = unidentified
			}
		case len(side.nodes) > 0:
			for _, e := range side.nodes {
				if e < len(s.Entities) {
					sides[n] = append(sides[n], Group{Of: e})
					continue
				}
				for _, owner := range s.nationed(i, side.tok, eventOwners, 0) {
					sides[n] = append(sides[n], Group{Of: owner})
				}
				if len(sides[n]) == 0 {
					sides[n] = append(sides[n], Group{Of: -1})
				}
			}
		case side.tok >= 0 && (allows(side.want, text.LabelNation) || allows(side.want, text.LabelPerson)):
			if sides[n] = s.groups(i, t, side.tok); len(sides[n]) == 0 && n == 1 && materialTypes[r.Type] {
				sides[n] = s.thing(i, side.tok)
			}
		}
	}
	if len(sides[0]) == 0 || len(sides[1]) == 0 {
		return
	}
	st := r.Status
	if st == "" {
		st = s.status(i, t)
	}
	first, end := s.quote(i, t, source, target)
	for _, a := range sides[0] {
		for _, b := range sides[1] {
			if a.Role == unidentified && b.Of >= 0 {
				switch {
				case a.Of < 0 && b.Role != "": // nobody is named but the victims
					a.Of = b.Of
				case a.Of >= 0 && b.Role == "" && s.nation(a.Of) == s.nation(b.Of): // soldiers abroad tell not where
					a.Of = -1
				}
			}
			if a.Of < 0 && b.Of < 0 || a.Of == b.Of && a.Role == "" && b.Role == "" && !slices.Contains(r.Target, land) {
				continue
			}
			f := Fact{
				Source: a.Of, Target: b.Of, Type: r.Type, Status: st, Cameo: r.Cameo, Mode: r.Mode, Asserter: s.asserter(i, t), Rule: r.ID,
				Sentence: i, First: first, End: end, Trigger: t, Date: s.when(i, t),
			}
			f.Confidence = s.sure(&f)
			act := Act{Fact: f, AtHome: slices.Contains(r.Target, land)}
			if a.Role != "" {
				act.Doer = &a
			}
			if b.Role != "" {
				act.Sufferer = &b
			}
			s.acts = append(s.acts, act)
		}
	}
}

// groups returns the unnamed people that the phrase headed by token k stands
// for, with their nation, as actors in what trigger t says.
func (s *scene) groups(i, t, k int) []Group {
	var out []Group
	c := s.clauses[i]
	for _, head := range c.spread(k) {
		head = s.people(i, head)
		if head < 0 {
			continue
		}
		of := s.nationed(i, head, peopleOwners, 0)
		if len(of) == 0 {
			of = []int{s.landOf(i, t)}
		}
		role := s.lx.people[c.lemma(head)]
		if role == "" { // "wounded six"
			role = "CVL"
		}
		for _, e := range of {
			out = append(out, Group{Of: e, Role: role, Name: s.phraseWords(i, head)})
		}
	}
	return out
}

var materialTypes = lists.Set("material-types")

// thing returns whose a thing is that something is done to, or in whose land it stands.
func (s *scene) thing(i, k int) []Group {
	if s.clauses[i].toks[k].UPOS != "NOUN" || s.named(i, k) || s.lx.kinds[s.clauses[i].lemma(k)] != "" {
		return nil
	}
	var out []Group
	for _, e := range s.nationed(i, k, peopleOwners, 0) {
		out = append(out, Group{Of: e})
	}
	return out
}

// people returns the token that says which people the phrase headed by k is
// about: "students" of "hundreds of students"; -1 when it is about none.
func (s *scene) people(i, k int) int {
	c := s.clauses[i]
	if s.named(i, k) || !isNoun(c.toks[k].UPOS) && c.toks[k].UPOS != "NUM" {
		return -1
	}
	if quantifiers[c.lemma(k)] || c.toks[k].UPOS == "NUM" {
		for _, a := range c.g.Down[k] {
			if a.Rel == "of" {
				if p := s.people(i, a.To); p >= 0 {
					return p
				}
			}
		}
	}
	if s.lx.people[c.lemma(k)] == "" && c.toks[k].UPOS != "NUM" {
		return -1
	}
	return k
}

// arcs that lead to whose people a phrase is about, whose an event is, and on
// to the name in "the town of Samarra".
var (
	peopleOwners = strings.Fields("mod poss of from appos in at near throughout across inside outside on")
	eventOwners  = strings.Fields("by from against with poss of to towards toward on over mod")
	placeNames   = strings.Fields("mod poss of in flat appos compound near")
)

// nationed returns the entities that have a nation to which an arc leads from
// token k: the first arc that leads to any decides.
func (s *scene) nationed(i, k int, arcs []string, depth int) []int {
	if depth > 2 {
		return nil
	}
	c := s.clauses[i]
	for _, rel := range arcs {
		var out []int
		for _, a := range c.g.Down[k] {
			if a.Rel != rel {
				continue
			}
			for _, j := range c.spread(a.To) {
				if e := s.entityAt(i, j); e >= 0 && s.hasNation(e) {
					out = append(out, e)
				} else {
					out = append(out, s.nationed(i, j, placeNames, depth+1)...)
				}
			}
		}
		if len(out) > 0 {
			slices.Sort(out)
			return slices.Compact(out)
		}
	}
	return nil
}

func (s *scene) hasNation(e int) bool { return s.Entities[e].ISO3 != "" || s.Entities[e].Nation != "" }

// landOf returns the entity that tells the nation where what trigger t says
// happens: the place of its clause or of one it depends on, else the only nation
// that the sentence speaks of, else the nation of the article; -1 when none is told.
func (s *scene) landOf(i, t int) int {
	c := s.clauses[i]
	for h, n := t, 0; h >= 0 && n < maxGovernors; h, n = c.toks[h].Head, n+1 {
		for _, k := range append([]int{h}, c.children[h]...) {
			if e := s.whereabouts(i, k); e >= 0 {
				return e
			}
		}
	}
	only := -1
	for k := range c.toks {
		m := s.at[i][k]
		if m < 0 || s.Mentions[m].Kind != text.ByName || !s.hasNation(s.Mentions[m].Entity) {
			continue
		}
		e := s.Mentions[m].Entity
		if only >= 0 && s.nation(only) != s.nation(e) {
			return -1
		}
		only = e
	}
	if only < 0 {
		if home := s.home(); home != nil {
			return home[0]
		}
	}
	return only
}

// whereabouts returns the place or nation that a preposition of place after
// token k leads to: "in Samarra", "near the town of Samarra"; or -1.
func (s *scene) whereabouts(i, k int) int {
	c := s.clauses[i]
	for _, a := range c.g.Down[k] {
		switch a.Rel {
		case "in", "at", "near", "off", "outside", "outside_of", "inside_of", "close_to", "south_of", "north_of", "east_of", "west_of",
			"inside", "throughout", "across", "around", "along":
		default:
			continue
		}
		at := []int{s.entityAt(i, a.To)}
		if containers[c.lemma(a.To)] && at[0] < 0 {
			at = s.nationed(i, a.To, placeNames, 0)
		}
		for _, e := range at {
			if e >= 0 && s.hasNation(e) && s.Entities[e].Label != text.LabelPerson {
				return e
			}
		}
	}
	return -1
}

// nation is the ISO3 code of the nation that an entity is or belongs to.
func (s *scene) nation(e int) string {
	if x := &s.Entities[e]; x.ISO3 == "" {
		return x.Nation
	}
	return s.Entities[e].ISO3
}

// phraseWords returns the head of a group with the words before it that describe it.
func (s *scene) phraseWords(i, k int) string {
	c := s.clauses[i]
	first := k
	for _, j := range c.children[k] {
		switch c.rel(j) {
		case "amod", "compound", "nmod":
			if j < k {
				first = min(first, c.leftmost(j))
			}
		}
	}
	return s.words(i, first, k+1)
}

// unstated returns the acts that no fact states already: of the same word and type.
func (s *scene) unstated() []Act {
	type key struct {
		sentence, trigger int
		typ               string
	}
	told := make(map[key]bool)
	for _, f := range s.facts {
		if !s.unsure(&f) {
			told[key{f.Sentence, f.Trigger, f.Type}] = true
		}
	}
	claimed := make(map[key]bool) // by people, so that nobody else is to be looked for
	aimed := make(map[key]bool)   // at somebody, of an action of one type in one sentence
	for _, a := range s.acts {
		if !a.AtHome && a.Target >= 0 {
			aimed[key{a.Sentence, -1, a.Type}] = true
		}
		if a.Doer == nil || a.Doer.Role != unidentified {
			claimed[key{a.Sentence, a.Trigger, a.Type}] = true
		}
	}
	type sides struct {
		source, target int
		typ, status    string
		doer, sufferer string
	}
	seen := make(map[sides]bool)
	var out []Act
	for _, a := range s.acts {
		k := sides{source: a.Source, target: a.Target, typ: a.Type, status: a.Status}
		if a.Doer != nil {
			k.doer = a.Doer.Name
		}
		if a.Sufferer != nil {
			k.sufferer = a.Sufferer.Name
		}
		word := key{a.Sentence, a.Trigger, a.Type}
		if told[word] || seen[k] || a.AtHome && aimed[key{a.Sentence, -1, a.Type}] || claimed[word] && a.Doer != nil && a.Doer.Role == unidentified {
			continue
		}
		seen[k] = true
		out = append(out, a)
	}
	return out
}
