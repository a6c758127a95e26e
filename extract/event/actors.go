package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// actors.go finds the nodes that a noun phrase stands for.

func lower(s string) string { return strings.ToLower(s) }

// quantifiers head phrases that are about what follows "of".
var quantifiers = set("number group member majority minority dozen hundred thousand million some many most several all both one two three " +
	"none any house chamber half beginning commencement third quarter part rest other lot pair couple handful score scores dollar euro ton tonne kilogram kg gram pound gallon barrel litre liter worth shipment consignment truckload series range type kind form use")

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
			found = append(found, s.follow(i, k, want, 0, "including", "such_as")...)
		}
		for _, n := range found {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

// containers name the kind of place that a name follows: "the town of Zugdidi".
var containers = set("town city village capital port province region state district territory island republic coast border kingdom area county municipality suburb peninsula enclave base")

const maxDescent = 4

func (s *scene) resolveOne(i, t int, want []string, depth int) []int {
	if depth > maxDescent {
		return nil
	}
	c := s.clauses[i]
	lemma := c.lemma(t)
	if slices.Contains(want, "deed") {
		if e := s.deed(i, t); e >= 0 {
			return []int{len(s.Entities) + e}
		}
		return nil
	}
	if slices.Contains(want, "thing") {
		if e := s.book.at(i, t, true); e >= 0 {
			return []int{len(s.Entities) + e}
		}
		return nil
	}
	if s.lx.kinds[lemma] != "" && c.toks[t].UPOS != "VERB" && !s.named(i, t) {
		if allows(want, "Event") {
			if e := s.book.at(i, t, false); e >= 0 {
				return []int{len(s.Entities) + e}
			}
		}
		if !s.lx.agents[lemma] {
			return s.owners(i, t, want, depth)
		}
	}
	if c.toks[t].UPOS == "NOUN" && !s.named(i, t) { // "two ministers, Ross and Barr"
		if out := s.follow(i, t, want, depth, "appos"); len(out) > 1 {
			return out
		}
	}
	if e := s.entityAt(i, t); e >= 0 && allows(want, s.Entities[e].Label) {
		return []int{e}
	} else if e >= 0 && c.toks[t].UPOS != "PRON" {
		return nil
	}
	if allows(want, "Event") {
		if e := s.book.pronoun(i, t); e >= 0 {
			return []int{len(s.Entities) + e}
		}
	}
	if containers[lemma] {
		if out := s.follow(i, t, want, depth, "of", "with", "appos", "flat", "compound", "amod"); len(out) > 0 {
			return out
		}
	}
	if e := s.selfSame(i, t); e >= 0 && allows(want, s.Entities[e].Label) {
		return []int{e}
	}
	if e := s.speaker(i, t); e >= 0 {
		if allows(want, s.Entities[e].Label) {
			return []int{e}
		}
		return nil
	}
	if lemma == "member" { // "party members"
		if out := s.follow(i, t, want, depth, "mod", "of", "from"); len(out) > 0 {
			return out
		}
	}
	if c.toks[t].UPOS == "PRON" || c.toks[t].UPOS == "DET" || c.toks[t].UPOS == "NUM" || quantifiers[lemma] {
		return s.follow(i, t, want, depth, "of", "among", "appos", "including", "such_as", "from") // "others, such as Christie", "those from France"
	}
	if e := s.described(i, t); e >= 0 && allows(want, text.LabelPerson) {
		return []int{e}
	}
	if out, ok := s.ofTheirOwn(i, t, want, depth); ok {
		return out
	}
	if n := s.ledBy(i, t); n >= 0 && allows(want, text.LabelNation) {
		return []int{n}
	}
	if s.lx.agents[lemma] {
		if c.former(t) {
			if !allows(want, text.LabelPerson) {
				return nil
			}
			return s.follow(i, t, []string{text.LabelPerson}, depth, "appos", "of")
		}
		if s.lx.Title(lemma) && !stateNouns[lemma] { // a state's governor is not the state
			want = slices.DeleteFunc(slices.Clone(want), func(w string) bool { return w == text.LabelPlace })
		}
		if out := s.follow(i, t, want, depth, "appos", "poss", "mod", "of", "from", "for"); len(out) > 0 {
			return out
		}
	}
	if out := s.homeState(i, t, want); out != nil {
		return out
	}
	if out := s.follow(i, t, want, depth, "including", "such_as"); len(out) > 0 {
		return out
	}
	if slices.Contains(want, "open") && isNoun(c.toks[t].UPOS) && !s.lx.agents[lemma] {
		if e := s.book.at(i, t, true); e >= 0 {
			return []int{len(s.Entities) + e}
		}
	}
	if c.toks[t].UPOS == "NOUN" {
		if out := s.owners(i, t, want, depth); len(out) > 0 {
			return out
		}
		if !allows(want, "Event") && depth == 0 { // "the navies of China", "Tibetan protesters"
			return s.follow(i, t, want, depth, "appos", "of")
		}
		return s.follow(i, t, want, depth, "appos")
	}
	return nil
}

// former reports whether the people at token t no longer act for whom they belonged to:
// "the former South African president".
func (c *clauses) former(t int) bool {
	return slices.ContainsFunc(c.children[t], func(k int) bool { return c.rel(k) == "amod" && leavers[lower(c.toks[k].Text)] })
}

var leavers = set("former ex retired ousted deposed exiled")

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

// works are nouns for what actors write and fire: their makers act in them.
var works = set("letter statement resolution report message leaflet bill document declaration communique communiqué petition text memo " +
	"indictment complaint lawsuit suit law act order editorial article measure decree proposal plan speech campaign vote ruling verdict " +
	"gunfire shellfire shell bullet mortar artillery warplane missile rocket bomb airstrike strike attack drone offensive invasion raid operation shelling bombing bombardment decision move action")

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

// owners follows "Trump's conduct" to Trump, when the phrase itself is no node.
func (s *scene) owners(i, t int, want []string, depth int) []int {
	return s.follow(i, t, want, depth, "poss")
}

func (s *scene) follow(i, t int, want []string, depth int, arcs ...string) []int {
	c := s.clauses[i]
	for _, rel := range arcs {
		var out []int
		for _, a := range c.g.Down[t] {
			if a.Rel != rel {
				continue
			}
			for _, k := range c.spread(a.To) {
				for _, n := range s.resolveOne(i, k, want, depth+1) {
					if n < len(s.Entities) || rel == "of" {
						out = append(out, n)
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
