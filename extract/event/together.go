package event

import (
	"slices"

	"newsgraph/extract/text"
)

// together.go resolves what speaks of several at once.

// together resolves what speaks of several at once: "they" after "Tusk and
// Klaus", "both leaders", "the two countries".
func (s *scene) together(i, t int, want []string) []int {
	c := s.clauses[i]
	word := lower(c.toks[t].Text)
	if word == "they" || word == "them" || word == "their" {
		for h, n := c.toks[t].Head, 0; h >= 0 && n < maxGovernors; h, n = c.toks[h].Head, n+1 {
			if sub := c.child(h, "nsubj"); sub >= 0 && sub != t && sub < t {
				return s.several(i, sub, want)
			}
		}
		if i > 0 {
			p := s.clauses[i-1]
			for h := range p.toks {
				if p.toks[h].Head < 0 {
					if sub := p.child(h, "nsubj"); sub >= 0 {
						return s.several(i-1, sub, want)
					}
				}
			}
		}
		return nil
	}
	two := word == "both" || word == "pair" || word == "duo"
	for _, k := range c.children[t] {
		w := lower(c.toks[k].Text)
		two = two || k < t && (w == "both" || w == "two") && (w == "both" || s.definite(i, t))
		if k > t || c.toks[k].Rel == "nmod:poss" || c.rel(k) == "amod" {
			if c.toks[k].UPOS != "PUNCT" {
				return nil
			}
		}
	}
	if !two {
		return nil
	}
	label := ""
	switch c.lemma(t) {
	case "leader", "president", "minister", "man", "woman", "pair", "duo", "senator", "candidate", "politician":
		label = text.LabelPerson
	case "country", "nation", "government", "state", "neighbor", "neighbour":
		label = text.LabelNation
	case "side", "party", "both":
	default:
		return nil
	}
	var out []int
	for e := range s.namedBefore(i, t, 2) {
		l := s.label(e)
		if l != label && (label != "" || l == text.LabelPlace) || slices.Contains(out, e) || !allows(want, l) {
			continue
		}
		if out = append(out, e); len(out) == 2 {
			return out
		}
		label = l
	}
	return nil
}

func (s *scene) definite(i, t int) bool {
	d := s.clauses[i].child(t, "det")
	return d >= 0 && slices.Contains([]string{"the", "these", "those"}, lower(s.clauses[i].toks[d].Text))
}

// several returns the entities of a joined phrase, when they are two or more.
func (s *scene) several(i, t int, want []string) []int {
	var out []int
	for _, k := range s.clauses[i].spread(t) {
		for _, n := range s.resolveOne(i, k, want, 0) {
			if n < len(s.Entities) && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
