package event

import (
	"newsgraph/extract/text"
)

// places.go finds where places and bodies lie.

// places records the locations that sentence i states.
func (s *scene) places(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.Head != t && m.First != t {
			continue
		}
		lab := s.label(m.Entity)
		if m.First == t && (lab == text.LabelPlace || lab == text.LabelBody) { // "Paris, France"; "Cleveland (Ohio)"
			if m.End+1 < len(c.toks) && (c.toks[m.End].Text == "," || c.toks[m.End].Text == "(") {
				if o := s.mentionOf(i, m.End+1); o != nil && o.Kind == text.ByName && o.First == m.End+1 && s.located(m.Entity, o.Entity) && (lab == text.LabelPlace || s.label(o.Entity) == text.LabelNation && c.toks[o.Head].UPOS == "PROPN" && s.Entities[m.Entity].Kind == "court") {
					s.state(i, "place.comma", m.Entity, o.Entity, actual, "", t, o.Head)
				}
			}
		}
		if m.Head != t || lab != text.LabelPlace && lab != text.LabelBody {
			continue
		}
		for _, a := range c.g.Down[t] { // "the court in Strasbourg"
			if a.Rel != "in" && a.Rel != "at" && a.Rel != "near" && !(a.Rel == "of" && lab == text.LabelPlace) && !(a.Rel == "poss" && lab == text.LabelPlace) {
				continue
			}
			o := s.mentionOf(i, a.To)
			if o != nil && o.Kind == text.ByName && s.located(m.Entity, o.Entity) {
				s.state(i, "place.preposition", m.Entity, o.Entity, actual, "", t, a.To)
			}
		}
	}
	s.nearby(i)
	s.adjoining(i)
	s.eventPlaces(i)
}

// adjoining finds "Brockenhurst College in the New Forest" and "Strasbourg-based
// European Court" by the order of words, whatever the tree made of them.
func (s *scene) adjoining(i int) {
	toks := s.Sentences[i].Tokens
	for t := range toks {
		m := s.mentionOf(i, t)
		if m == nil || m.First != t || m.Kind != text.ByName {
			continue
		}
		if at := s.placeAfter(i, m.End); at != nil && (s.label(m.Entity) == text.LabelPlace || s.label(m.Entity) == text.LabelBody) && s.located(m.Entity, at.Entity) {
			s.state(i, "place.order", m.Entity, at.Entity, actual, "", t, at.Head)
		}
		if m.End+2 < len(toks) && toks[m.End].Text == "-" && lower(toks[m.End+1].Text) == "based" {
			for k := m.End + 2; k < len(toks) && k < m.End+6; k++ {
				if b := s.mentionOf(i, k); b != nil && s.label(b.Entity) == text.LabelBody && s.located(b.Entity, m.Entity) {
					s.state(i, "place.based", b.Entity, m.Entity, actual, "", t, b.Head)
					break
				}
			}
		}
	}
}

// placeAfter returns the place or nation named after a preposition of place at
// token t, past an article and a word or two, or nil.
func (s *scene) placeAfter(i, t int) *text.Mention {
	toks := s.Sentences[i].Tokens
	if t >= len(toks) {
		return nil
	}
	switch lower(toks[t].Text) {
	case "in", "at", "near", "outside":
	default:
		return nil
	}
	for k := t + 1; k < len(toks) && k <= t+4; k++ {
		if m := s.mentionOf(i, k); m != nil {
			if l := s.label(m.Entity); m.Kind == text.ByName && (l == text.LabelPlace || l == text.LabelNation) && (m.Head >= k && toks[m.Head].UPOS != "ADJ") {
				return m
			}
			return nil
		}
		if u := toks[k].UPOS; u != "DET" && u != "ADJ" && u != "NOUN" && u != "ADP" {
			return nil
		}
	}
	return nil
}

// maxGap is how many tokens apart a place and what it lies in may stand.
const maxGap = 5

// nearby finds "Pakistan's Swat Valley", "the Somali capital, Mogadishu" and "the
// Georgian port of Poti": a place and the nation or state that it is known to lie
// in, in one phrase.
func (s *scene) nearby(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.First != t || s.label(m.Entity) != text.LabelPlace {
			continue
		}
		for _, dir := range []int{-1, 1} {
			for k, gap := t+dir, 0; k >= 0 && k < len(c.toks) && gap <= maxGap; k, gap = k+dir, gap+1 {
				if dir > 0 && k < m.End {
					gap--
					continue
				}
				o := s.mentionOf(i, k)
				if o == nil {
					if c.toks[k].UPOS == "VERB" || c.toks[k].UPOS == "AUX" || c.toks[k].Text == ";" || c.toks[k].UPOS == "CCONJ" {
						break
					}
					continue
				}
				if o.Kind == text.ByName && s.lies(m.Entity, o.Entity) {
					s.state(i, "place.phrase", m.Entity, o.Entity, actual, "", t, o.Head)
				}
				break
			}
		}
		// "the capital city Tehran", its nation named elsewhere
		if n := s.nationOf(m.Entity); n >= 0 && s.callsCapital(i, m) {
			s.state(i, "place.capital", m.Entity, n, actual, "", t)
		}
	}
}

// lies reports whether place a is known to lie in b, or may, for what is known.
func (s *scene) lies(a, b int) bool {
	x, y := &s.Entities[a], &s.Entities[b]
	if y.Label == text.LabelNation {
		return x.Nation != "" && x.Nation == y.ISO3
	}
	return x.PartOf != "" && x.PartOf == y.ID
}

// callsCapital reports whether the words before a place call it the capital.
func (s *scene) callsCapital(i int, m *text.Mention) bool {
	toks := s.Sentences[i].Tokens
	for t := m.First - 1; t >= 0 && t >= m.First-3; t-- {
		if w := lower(toks[t].Text); w == "capital" || w == "capitol" {
			return true
		}
	}
	for t := m.End; t+2 < len(toks) && t <= m.End; t++ { // "Tehran, the capital"
		if w := lower(toks[t+2].Text); toks[t].Text == "," && lower(toks[t+1].Text) == "the" && (w == "capital" || w == "capitol") {
			return true
		}
	}
	return false
}

var states = set("state province region territory")

// located reports whether one entity can lie in the other.
func (s *scene) located(a, b int) bool {
	la, lb := s.label(a), s.label(b)
	if a == b || lb != text.LabelPlace && lb != text.LabelNation || la != text.LabelPlace && la != text.LabelBody {
		return false
	}
	if part := s.Entities[a].PartOf; part != "" && la == text.LabelPlace && lb == text.LabelPlace && s.Entities[b].ID != "" && s.Entities[b].ID != part {
		return false
	}
	if states[s.Entities[a].Kind] && states[s.Entities[b].Kind] {
		return false // a list: "Utah, Vermont"
	}
	na, nb := s.Entities[a].Nation, s.Entities[b].Nation
	if lb == text.LabelNation {
		nb = s.Entities[b].ISO3
	}
	return na == "" || nb == "" || na == nb
}
