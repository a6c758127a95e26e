package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// actors.go finds the nodes that a noun phrase stands for.

func lower(s string) string { return strings.ToLower(s) }

var quantifiers = lists.Set("quantifiers")

// resolve returns the nodes that the phrase headed by token t of sentence i
// stands for, joined phrases included, as far as the wanted kinds allow.
func (s *scene) resolve(i, t int, want []string) []int {
	var out []int
	if pair := s.together(i, t, want); pair != nil {
		return pair
	}
	for _, k := range s.clauses[i].spread(t) {
		found := s.resolveOne(i, k, want, 0)
		if c := s.clauses[i]; c.toks[k].XPOS == "NNS" && !s.named(i, k) && s.lx.agents[c.lemma(k)] { // "officials, including Rouhani"
			found = append(found, s.follow(s.noun(i, k, want, 0), "including", "such_as")...)
		}
		for _, n := range found {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

var containers = lists.Set("containers")

const maxDescent = 4

// noun is a phrase, by the token that heads it, and what is asked of it: of which
// kinds of nodes it may stand for some, and how many steps from another it was found.
type noun struct {
	*clauses
	i, t  int
	lemma string
	want  []string
	depth int
}

func (s *scene) noun(i, t int, want []string, depth int) *noun {
	return &noun{s.clauses[i], i, t, s.clauses[i].lemma(t), want, depth}
}

func (n *noun) upos() string { return n.toks[n.t].UPOS }

// resolveOne returns the nodes that the phrase headed by token t stands for by the
// first reading that settles it.
func (s *scene) resolveOne(i, t int, want []string, depth int) []int {
	if depth > maxDescent {
		return nil
	}
	n := s.noun(i, t, want, depth)
	for _, read := range [...]func(*scene, *noun) (nodes []int, settled bool){
		(*scene).asDeed,
		(*scene).asThing,
		(*scene).asEvent,
		(*scene).asListed,
		(*scene).asEntity,
		(*scene).asEventPronoun,
		(*scene).asContained,
		(*scene).asSpeaker,
		(*scene).asMembers,
		(*scene).asGroup,
		(*scene).asQuantity,
		(*scene).asDescribed,
		(*scene).asTheirOwn,
		(*scene).asKin,
		(*scene).asLed,
		(*scene).asAgent,
		(*scene).asHomeState,
		(*scene).asExamples,
		(*scene).asOpen,
		(*scene).asOwned,
	} {
		if nodes, settled := read(s, n); settled {
			return nodes
		}
	}
	return nil
}

// one is a reading of a phrase as a single node, -1 for none.
func one(node int) ([]int, bool) {
	if node < 0 {
		return nil, false
	}
	return []int{node}, true
}

// some is a reading of a phrase as nodes, if there are any.
func some(nodes []int) ([]int, bool) { return nodes, len(nodes) > 0 }

// event is the node of an event, -1 for none.
func (s *scene) event(e int) int {
	if e < 0 {
		return -1
	}
	return len(s.Entities) + e
}

func (s *scene) asDeed(n *noun) ([]int, bool) {
	if !slices.Contains(n.want, "deed") {
		return nil, false
	}
	nodes, _ := one(s.event(s.deed(n.i, n.t)))
	return nodes, true
}

func (s *scene) asThing(n *noun) ([]int, bool) {
	if !slices.Contains(n.want, "thing") {
		return nil, false
	}
	nodes, _ := one(s.event(s.book.at(n.i, n.t, true)))
	return nodes, true
}

// asEvent reads "Trump's conduct", where it is no event that is asked for, as Trump.
func (s *scene) asEvent(n *noun) ([]int, bool) {
	if s.lx.kinds[n.lemma] == "" || n.upos() == "VERB" || s.named(n.i, n.t) {
		return nil, false
	}
	if allows(n.want, "Event") {
		if e := s.book.at(n.i, n.t, false); e >= 0 {
			return one(s.event(e))
		}
	}
	if s.lx.agents[n.lemma] {
		return nil, false
	}
	return s.owners(n), true
}

// asListed reads "two ministers, Ross and Barr" as those.
func (s *scene) asListed(n *noun) ([]int, bool) {
	if n.upos() != "NOUN" || s.named(n.i, n.t) {
		return nil, false
	}
	nodes := s.follow(n, "appos")
	return nodes, len(nodes) > 1
}

func (s *scene) asEntity(n *noun) ([]int, bool) {
	e := s.entityAt(n.i, n.t)
	if e >= 0 && allows(n.want, s.Entities[e].Label) {
		return one(e)
	}
	return nil, e >= 0 && n.upos() != "PRON"
}

func (s *scene) asEventPronoun(n *noun) ([]int, bool) {
	if !allows(n.want, "Event") {
		return nil, false
	}
	return one(s.event(s.book.pronoun(n.i, n.t)))
}

// asContained reads "the town of Zugdidi" as Zugdidi.
func (s *scene) asContained(n *noun) ([]int, bool) {
	if !containers[n.lemma] {
		return nil, false
	}
	return some(s.follow(n, "of", "with", "appos", "flat", "compound", "amod"))
}

func (s *scene) asSpeaker(n *noun) ([]int, bool) {
	if e := s.selfSame(n.i, n.t); e >= 0 && allows(n.want, s.Entities[e].Label) {
		return one(e)
	}
	e := s.speaker(n.i, n.t)
	if e >= 0 && allows(n.want, s.Entities[e].Label) {
		return one(e)
	}
	return nil, e >= 0
}

// asMembers reads "party members" as the party.
func (s *scene) asMembers(n *noun) ([]int, bool) {
	if n.lemma != "member" {
		return nil, false
	}
	return some(s.follow(n, "mod", "of", "from"))
}

// asGroup reads "the M23 group" as the body of that name.
func (s *scene) asGroup(n *noun) ([]int, bool) {
	if !groupNouns[n.lemma] || !allows(n.want, text.LabelBody) {
		return nil, false
	}
	for _, a := range n.g.Down[n.t] {
		if e := s.entityAt(n.i, a.To); e >= 0 && n.toks[a.To].UPOS == "PROPN" && a.Rel == "mod" && s.label(e) == text.LabelBody {
			return one(e)
		}
	}
	return nil, false
}

var groupNouns = lists.Set("group-nouns")

// asQuantity reads "others, such as Christie", "those from France" as whom they are some of.
func (s *scene) asQuantity(n *noun) ([]int, bool) {
	switch u := n.upos(); {
	case u == "PRON", u == "DET", u == "NUM", quantifiers[n.lemma]:
		return s.follow(n, "of", "among", "appos", "including", "such_as", "from"), true
	}
	return nil, false
}

func (s *scene) asDescribed(n *noun) ([]int, bool) {
	if !allows(n.want, text.LabelPerson) {
		return nil, false
	}
	return one(s.described(n.i, n.t))
}

func (s *scene) asLed(n *noun) ([]int, bool) {
	if !allows(n.want, text.LabelNation) {
		return nil, false
	}
	return one(s.ledBy(n.i, n.t))
}

// asKin reads "his nephew, Leo Mugabe" as the nephew: a president's kin is not the president.
func (s *scene) asKin(n *noun) ([]int, bool) {
	if !s.lx.kin[n.lemma] || n.upos() != "NOUN" {
		return nil, false
	}
	n.want = only(n.want, text.LabelPerson)
	return s.follow(n, "appos", "including"), true
}

// asAgent reads "the French delegation" as France.
func (s *scene) asAgent(n *noun) ([]int, bool) {
	if !s.lx.agents[n.lemma] {
		return nil, false
	}
	if n.former(n.t) {
		if !allows(n.want, text.LabelPerson) {
			return nil, true
		}
		n.want = []string{text.LabelPerson}
		return s.follow(n, "appos", "of"), true
	}
	if s.lx.Title(n.lemma) && !stateNouns[n.lemma] { // a state's governor is not the state
		n.want = slices.DeleteFunc(slices.Clone(n.want), func(w string) bool { return w == text.LabelPlace })
	}
	if n.lemma == "counterpart" { // "met his Chadian counterpart": not one's own
		return some(s.follow(n, "appos", "mod", "from"))
	}
	return some(s.follow(n, "appos", "poss", "mod", "of", "from", "for"))
}

func (s *scene) asHomeState(n *noun) ([]int, bool) {
	nodes := s.homeState(n.i, n.t, n.want)
	return nodes, nodes != nil
}

func (s *scene) asExamples(n *noun) ([]int, bool) {
	return some(s.follow(n, "including", "such_as"))
}

func (s *scene) asOpen(n *noun) ([]int, bool) {
	if !slices.Contains(n.want, "open") || !isNoun(n.upos()) || s.lx.agents[n.lemma] {
		return nil, false
	}
	return one(s.event(s.book.at(n.i, n.t, true)))
}

// asOwned reads a thing as whose it is, or as what it is called besides.
func (s *scene) asOwned(n *noun) ([]int, bool) {
	if n.upos() != "NOUN" {
		return nil, false
	}
	if nodes := s.owners(n); len(nodes) > 0 {
		return nodes, true
	}
	if !allows(n.want, "Event") && n.depth == 0 { // "the navies of China", "Tibetan protesters"
		return s.follow(n, "appos", "of"), true
	}
	return s.follow(n, "appos"), true
}

// former reports whether the people at token t no longer act for whom they belonged to:
// "the former South African president".
func (c *clauses) former(t int) bool {
	return slices.ContainsFunc(c.children[t], func(k int) bool { return c.rel(k) == "amod" && leavers[lower(c.toks[k].Text)] })
}

var leavers = lists.Set("leavers")

// officeOf returns the nations and bodies in which the person at token t is
// said to hold office, here or earlier in the article.
func (s *scene) officeOf(i, t int) []int {
	var out []int
	for _, p := range s.resolve(i, t, []string{text.LabelPerson}) {
		for _, f := range s.facts {
			if f.Type == "HOLDS_OFFICE" && f.Source == p && !slices.Contains(out, f.Target) && s.Entities[f.Target].Label != text.LabelPlace {
				return append(out, f.Target)
			}
		}
	}
	return out
}

var works = lists.Set("works")

// makers returns who made the work that stands as an actor: "a US airstrike killed …",
// "sent a letter urging …".
func (s *scene) makers(i, t int, want []string) []int {
	c := s.clauses[i]
	if !works[c.lemma(t)] {
		return nil
	}
	for _, a := range c.g.Down[t] { // "rockets fired by Hamas"
		if by := c.g.First(a.To, "by"); a.Rel == "acl" && by >= 0 {
			if out := s.resolve(i, by, want); len(out) > 0 && out[0] < len(s.Entities) {
				return out
			}
		}
	}
	for _, rel := range []string{"poss", "subj", "by", "from", "mod", "of"} {
		for _, a := range c.g.Down[t] {
			if a.Rel == rel {
				if out := s.resolve(i, a.To, want); len(out) > 0 && out[0] < len(s.Entities) {
					return out
				}
			}
		}
	}
	return nil
}

// owners follows "Trump's conduct" to Trump.
func (s *scene) owners(n *noun) []int { return s.follow(n, "poss") }

// follow returns the nodes of the phrases to which the first of these arcs that leads
// to any leads from noun n.
func (s *scene) follow(n *noun, arcs ...string) []int {
	for _, rel := range arcs {
		var out []int
		for _, a := range n.g.Down[n.t] {
			if a.Rel != rel {
				continue
			}
			for _, k := range n.spread(a.To) {
				for _, node := range s.resolveOne(n.i, k, n.want, n.depth+1) {
					if node < len(s.Entities) || rel == "of" {
						out = append(out, node)
					}
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func isNoun(upos string) bool { return upos == "NOUN" || upos == "PROPN" }
