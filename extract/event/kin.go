package event

import (
	"newsgraph/extract/text"
)

// kin.go finds who is kin to whom.

// kinship finds "his wife Melania", "Chen's wife, Wu Shu-chen", "Hunter Biden, the
// son of Joe Biden" and who marries whom.
func (s *scene) kinship(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if l := c.lemma(t); l == "marry" || l == "marriage" {
			s.married(i, t)
		} else if l == "survive" && c.passive(t) {
			s.survivors(i, t)
		}
		if !s.lx.kin[c.lemma(t)] || c.toks[t].UPOS == "VERB" {
			continue
		}
		if c.lemma(t) == "partner" && t > 0 && c.toks[t-1].UPOS == "NOUN" { // of a team, a firm
			continue
		}
		if s.couple(i, t) {
			continue
		}
		owner, named := s.kinOwner(i, t), s.kinName(i, t)
		if owner < 0 || named < 0 {
			continue
		}
		a, b := s.entityAt(i, named), s.entityAt(i, owner)
		if a >= 0 && b >= 0 && s.label(a) == text.LabelPerson && s.label(b) == text.LabelPerson {
			for _, k := range c.spread(owner) { // "the daughter of Bob Geldof and Paula Yates"
				if b := s.entityAt(i, k); b >= 0 && b != a && s.label(b) == text.LabelPerson {
					s.state(i, "kin.noun", a, b, actual, s.hyphened(i, t), t, named, k)
				}
			}
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
	if t+1 < len(c.toks) && lower(c.toks[t+1].Text) == "of" { // "brother of the singer Qandeel Baloch"
		for k := t + 2; k < len(c.toks) && k <= t+2+maxCalling; k++ {
			if s.personAt(i, k) >= 0 {
				return k
			}
			if !s.calls(i, k) && c.toks[k].UPOS != "CCONJ" {
				break
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
	return -1
}

// married finds who is married to whom: the verb or noun at t has a spouse on
// either side.
func (s *scene) married(i, t int) {
	c := s.clauses[i]
	var one, other []int
	for _, a := range c.g.Down[t] {
		switch a.Rel {
		case "subj", "poss":
			one = append(one, a.To)
		case "obj", "to":
			other = append(other, a.To)
		}
	}
	if c.isVerb(t) && c.passive(t) { // "was married to Max Drummey"
		one = []int{c.surfaceSubject(t)}
	}
	for _, x := range one {
		for _, y := range other {
			if x < 0 || x == y {
				continue
			}
			for _, a := range s.resolve(i, x, []string{text.LabelPerson}) {
				for _, k := range c.spread(y) {
					if b := s.entityAt(i, k); b >= 0 && b != a && s.label(b) == text.LabelPerson {
						s.state(i, "kin.married", a, b, s.status(i, t), c.toks[t].Text, t, x, k)
					}
				}
			}
		}
	}
}

// survivors finds "Imus is survived by his wife Deirdre, their sons Wyatt and
// Zachary, and four daughters, Nadine, Ashley and Toni": each is what was named last.
func (s *scene) survivors(i, t int) {
	c := s.clauses[i]
	by := c.surfaceSubject(t)
	if by < 0 {
		return
	}
	dead := s.resolve(i, by, []string{text.LabelPerson})
	if len(dead) != 1 {
		return
	}
	kin := -1
	for k := t + 1; k < len(c.toks) && !(c.isVerb(k) && c.rel(k) != "amod"); k++ {
		if s.lx.kin[c.lemma(k)] {
			kin = k
		}
		if m := s.mentionOf(i, k); kin >= 0 && m != nil && m.First == k && lower(c.toks[k-1].Text) != "with" {
			if e := s.personAt(i, k); e >= 0 && e != dead[0] && (m.End >= len(c.toks) || c.toks[m.End].XPOS != "POS") {
				s.state(i, "kin.survivor", e, dead[0], actual, s.hyphened(i, kin), t, by, k)
			}
		}
	}
}

// couple finds "Scott and Jean Adam, husband and wife", and reports whether the word
// at t is of such a pair.
func (s *scene) couple(i, t int) bool {
	c := s.clauses[i]
	pair := func(a, b int) bool { return c.lemma(a) == "husband" && c.lemma(b) == "wife" }
	if t+2 >= len(c.toks) || lower(c.toks[t+1].Text) != "and" || !pair(t, t+2) && !pair(t+2, t) {
		return t > 1 && lower(c.toks[t-1].Text) == "and" && (pair(t-2, t) || pair(t, t-2))
	}
	m := s.mentionOf(i, t-2)
	if t < 5 || c.toks[t-1].Text != "," || m == nil || lower(c.toks[m.First-1].Text) != "and" {
		return true
	}
	if a, b := s.personAt(i, m.First-2), s.personAt(i, t-2); a >= 0 && b >= 0 && a != b {
		s.state(i, "kin.noun", a, b, actual, "husband", t, m.First-2, t-2)
	}
	return true
}

// maxCalling is how many words may say who somebody's kin is: "her husband, the late jazz musician Al Jorden".
const maxCalling = 6

// calls reports whether token t can be a word of what somebody is called before the name.
func (s *scene) calls(i, t int) bool {
	tok := &s.Sentences[i].Tokens[t]
	return s.mentionOf(i, t) == nil && (tok.UPOS == "ADJ" || tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.UPOS == "DET" || tok.Text == "-")
}

// kinName returns a token of the person whom the kin word at t is about, or -1.
func (s *scene) kinName(i, t int) int {
	c := s.clauses[i]
	next := t + 1
	if next < len(c.toks) && (c.toks[next].Text == "," || dashes[c.toks[next].Text]) {
		next++
	}
	for n := next + maxCalling; next < len(c.toks) && next < n && s.personAt(i, next) < 0 && (honorifics[lower(c.toks[next].Text)] || s.inTitle(i, next) || s.calls(i, next)); {
		next++
	}
	if m := s.mentionOf(i, next); s.personAt(i, next) >= 0 && m.First == next && (c.toks[t+1].Text != "," || s.closes(i, next) || c.toks[t].XPOS == "NNS") {
		return next
	}
	if of := c.g.First(t, "of"); of > t { // "the wife of Than Nyein, Khin Aye"
		if m := s.mentionOf(i, of); m != nil && m.End+1 < len(c.toks) && c.toks[m.End].Text == "," && s.personAt(i, m.End+1) >= 0 && s.closes(i, m.End+1) {
			return m.End + 1
		}
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
