package event

import (
	"slices"

	"newsgraph/extract/text"
)

// lies.go tells what can lie in what, by what the knowledge base and the article
// say of it.

// lies reports whether place a is known to lie in b, or may, for what is known.
func (s *scene) lies(a, b int) bool {
	x, y := &s.Entities[a], &s.Entities[b]
	if y.Label == text.LabelNation {
		return x.Nation != "" && x.Nation == y.ISO3
	}
	return x.PartOf != "" && x.PartOf == y.ID
}

// located reports whether one entity can lie in the other.
func (s *scene) located(a, b int) bool {
	la, lb := s.label(a), s.label(b)
	if a == b || lb != text.LabelPlace && lb != text.LabelNation || la != text.LabelPlace && la != text.LabelBody {
		return false
	}
	if part := s.Entities[a].PartOf; part != "" && la == text.LabelPlace && lb == text.LabelPlace && s.Entities[b].ID != "" && s.Entities[b].ID != part {
		return false
	}
	if states[s.Entities[a].Kind] && (states[s.Entities[b].Kind] || s.Entities[b].Kind == "city" || s.Entities[a].ID != "" && lb == text.LabelPlace && s.Entities[b].ID == "") {
		return false // a list, "Utah, Vermont", or the wrong way round: "Texas, Waco"
	}
	if s.Entities[a].Kind == "city" && s.Entities[b].ID == "" && lb == text.LabelPlace && !s.division(b) {
		return false // "in Athens at the Zappeion Hall": a known city lies in no place that is unknown
	}
	na, nb := s.Entities[a].Nation, s.Entities[b].Nation
	if lb == text.LabelNation {
		nb = s.Entities[b].ISO3
	}
	return na == "" || nb == "" || na == nb
}

var states = kinds("state, province, region, territory, constituent country")

var divisions = lists.Set("divisions")

// division reports whether the article calls a place a province or the like:
// "the province of Banten", "Uruzgan province".
func (s *scene) division(e int) bool {
	return slices.ContainsFunc(s.Mentions, func(m text.Mention) bool {
		toks := s.Sentences[m.Sentence].Tokens
		return m.Entity == e && m.Kind == text.ByName && (divisions[lower(toks[m.End-1].Text)] || m.End < len(toks) && divisions[lower(toks[m.End].Text)] ||
			m.First > 1 && lower(toks[m.First-1].Text) == "of" && divisions[lower(toks[m.First-2].Text)])
	})
}

// callsCapital reports whether the words before a place call it the capital.
func (s *scene) callsCapital(i int, m *text.Mention) bool {
	toks := s.Sentences[i].Tokens
	for t := m.First - 1; t >= 0 && t >= m.First-3; t-- {
		if w := lower(toks[t].Text); w == "capital" || w == "capitol" {
			return true
		}
	}
	if m.End >= len(toks) || toks[m.End].Text != "," {
		return false
	}
	for t := m.End + 1; t < len(toks) && t <= m.End+4; t++ { // "Tehran, the capital", "Cairo, the country's capital"
		if w := lower(toks[t].Text); w == "capital" || w == "capitol" {
			return t+1 == len(toks) || lower(toks[t+1].Text) != "of"
		}
		if u := toks[t].UPOS; u != "DET" && u != "NOUN" && u != "PRON" && u != "PART" || s.placeNamed(i, t) >= 0 {
			return false
		}
	}
	return false
}
