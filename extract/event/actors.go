package event

import (
	"strings"

	"newsgraph/extract/text"
)

// actors.go finds the nodes that a noun phrase stands for.

func lower(s string) string { return strings.ToLower(s) }

// quantifiers head phrases that are about what follows "of".
var quantifiers = set("number group member majority minority dozen hundred thousand million some many most several all both one two three " +
	"none any half third quarter part rest other lot pair couple handful series range type kind form use")

// resolve returns the nodes that the phrase headed by token t of sentence i
// stands for, joined phrases included, as far as the wanted kinds allow.
func (s *scene) resolve(i, t int, want []string) []int {
	var out []int
	for _, k := range s.clauses[i].spread(t) {
		for _, n := range s.resolveOne(i, k, want, 0) {
			if !contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
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
	if e := s.entityAt(i, t); e >= 0 {
		if allows(want, s.Entities[e].Label) {
			return []int{e}
		}
		return nil
	}
	if containers[lemma] {
		if out := s.follow(i, t, want, depth, "of", "appos", "flat", "compound"); len(out) > 0 {
			return out
		}
	}
	if c.toks[t].UPOS == "PRON" || c.toks[t].UPOS == "DET" || c.toks[t].UPOS == "NUM" || quantifiers[lemma] {
		return s.follow(i, t, want, depth, "of", "among")
	}
	if s.lx.agents[lemma] {
		if out := s.follow(i, t, want, depth, "poss", "mod", "of", "from", "for", "appos"); len(out) > 0 {
			return out
		}
	}
	if contains2(want, "open") && isNoun(c.toks[t].UPOS) && !s.lx.agents[lemma] {
		if e := s.book.at(i, t, true); e >= 0 {
			return []int{len(s.Entities) + e}
		}
	}
	if c.toks[t].UPOS == "NOUN" {
		return s.owners(i, t, want, depth)
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

// named reports whether t stands inside a name or a pronoun.
func (s *scene) named(i, t int) bool {
	m := s.at[i][t]
	return m >= 0 && s.Mentions[m].Kind == text.ByName
}

// entityAt returns the entity that the phrase headed by t names, or -1: that of
// the mention over t, or of a name within its title or apposition ("President Obama").
func (s *scene) entityAt(i, t int) int {
	if m := s.at[i][t]; m >= 0 {
		return s.Mentions[m].Entity
	}
	return s.titled(i, t, 0)
}

// titled looks for the person among the words that hang on a title.
func (s *scene) titled(i, t, depth int) int {
	if depth > 2 {
		return -1
	}
	c := s.clauses[i]
	for _, k := range c.children[t] {
		rel := c.toks[k].Rel
		switch {
		case rel == "flat" || rel == "nmod:desc" || rel == "compound" || rel == "appos":
		case (rel == "nmod" || rel == "nmod:poss" || rel == "dep" || rel == "list") && k > t && c.child(k, "case") < 0:
		default:
			continue
		}
		if m := s.at[i][k]; m >= 0 {
			if s.Entities[s.Mentions[m].Entity].Label == text.LabelPerson && s.Mentions[m].Kind == text.ByName {
				return s.Mentions[m].Entity
			}
			continue
		}
		if e := s.titled(i, k, depth+1); e >= 0 {
			return e
		}
	}
	return -1
}

func contains2(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func isNoun(upos string) bool { return upos == "NOUN" || upos == "PROPN" }
