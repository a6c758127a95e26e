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
						return s.severalOrMet(i-1, sub, h, want)
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
	asker := -1 // who urges both sides is neither, nor is his nation
	if h := c.toks[t].Head; h >= 0 {
		if sub := c.surfaceSubject(h); sub >= 0 && sub != t {
			asker = s.entityAt(i, sub)
		}
	}
	for e := range s.namedBefore(i, t, 2) {
		l := s.label(e)
		if asker >= 0 && (e == asker || e == s.nationOf(asker)) || l != label && (label != "" || l == text.LabelPlace) || slices.Contains(out, e) || !allows(want, l) {
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

// severalOrMet returns those whom subject t of verb v speaks of if they are several, else
// the two who meet: "Macron met Scholz".
func (s *scene) severalOrMet(i, t, v int, want []string) []int {
	if out := s.several(i, t, want); out != nil {
		return out
	}
	c := s.clauses[i]
	for _, a := range c.g.Down[v] {
		if c.lemma(v) != "meet" || a.Rel != "obj" && a.Rel != "with" {
			continue
		}
		out := append(s.resolve(i, t, want), s.resolve(i, a.To, want)...)
		if len(out) == 2 && out[0] != out[1] && max(out[0], out[1]) < len(s.Entities) && s.label(out[0]) == s.label(out[1]) {
			return out
		}
	}
	return nil
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
