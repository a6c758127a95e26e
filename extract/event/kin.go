package event

import (
	"newsgraph/extract/text"
)

// kin.go finds who is kin to whom.

// kinship finds "his wife Melania", "Chen's wife, Wu Shu-chen" and "Hunter Biden,
// the son of Joe Biden".
func (s *scene) kinship(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !s.lx.kin[c.lemma(t)] || c.toks[t].UPOS == "VERB" {
			continue
		}
		if c.lemma(t) == "partner" && t > 0 && c.toks[t-1].UPOS == "NOUN" { // of a team, a firm
			continue
		}
		owner, named := s.kinOwner(i, t), s.kinName(i, t)
		if owner < 0 || named < 0 {
			continue
		}
		a, b := s.entityAt(i, named), s.entityAt(i, owner)
		if a >= 0 && b >= 0 && s.label(a) == text.LabelPerson && s.label(b) == text.LabelPerson {
			s.state(i, "kin.noun", a, b, actual, s.hyphened(i, t), t, named, owner)
			if c.toks[t].XPOS == "NNS" { // "their sons Wyatt and Zachary"
				for _, k := range s.listed(i, named) {
					if e := s.personAt(i, k); e >= 0 && e != b {
						s.state(i, "kin.noun", e, b, actual, s.hyphened(i, t), t, k, owner)
					}
				}
			}
		}
	}
}

// hyphened returns the word at t with what hyphens join to it: "son-in-law".
func (s *scene) hyphened(i, t int) string {
	toks := s.Sentences[i].Tokens
	end := t + 1
	for end+1 < len(toks) && toks[end].Text == "-" && toks[end].Start == toks[end-1].End && toks[end+1].Start == toks[end].End {
		end += 2
	}
	return s.words(i, t, end)
}

// kinOwner returns a token of the person whose kin the word at t names, or -1.
func (s *scene) kinOwner(i, t int) int {
	c := s.clauses[i]
	for _, a := range c.g.Down[t] {
		if a.Rel == "poss" || a.Rel == "of" {
			if e := s.entityAt(i, a.To); e >= 0 && s.label(e) == text.LabelPerson {
				return a.To
			}
		}
	}
	for k := t - 1; k >= 0 && k >= t-6; k-- { // whatever the tree says of "Chen's late wife"
		if m := s.mentionOf(i, k); m != nil && s.label(m.Entity) == text.LabelPerson && (m.Kind == text.ByPronoun || c.toks[m.End].XPOS == "POS") {
			return k
		}
		if u := c.toks[k].UPOS; u != "ADJ" && u != "PART" && u != "NUM" && u != "NOUN" && c.toks[k].Text != "-" {
			break
		}
	}
	if h := c.toks[t].Head; h >= 0 && c.lemma(h) == "have" && c.rel(t) == "obj" { // "Imus had four daughters"
		return c.surfaceSubject(h)
	}
	if h := c.toks[t].Head; h >= 0 && c.lemma(h) == "survive" && c.preposition(t) == "by" { // "Gray is survived by wife Sharon"
		return c.surfaceSubject(h)
	}
	return -1
}

// kinName returns a token of the person whom the kin word at t is about, or -1.
func (s *scene) kinName(i, t int) int {
	c := s.clauses[i]
	next := t + 1
	if next < len(c.toks) && (c.toks[next].Text == "," || dashes[c.toks[next].Text]) {
		next++
	}
	for next < len(c.toks) && s.personAt(i, next) < 0 && (honorifics[lower(c.toks[next].Text)] || s.inTitle(i, next)) {
		next++
	}
	if m := s.mentionOf(i, next); s.personAt(i, next) >= 0 && m.First == next && (c.toks[t+1].Text != "," || s.closes(i, next) || c.toks[t].XPOS == "NNS") {
		return next
	}
	switch a := c.child(t, "appos", "flat"); {
	case a >= 0:
		return a
	case c.rel(t) == "appos":
		return c.toks[t].Head
	case c.child(t, "cop") >= 0:
		return c.surfaceSubject(t)
	}
	return -1
}

// inTitle reports whether token t is a word of a title: "First Lady".
func (s *scene) inTitle(i, t int) bool {
	toks := s.Sentences[i].Tokens
	return s.lx.titles[lower(toks[t].Text)] || s.lx.offices.longest(t, len(toks), func(k int) string { return lower(toks[k].Text) }) > 1
}
