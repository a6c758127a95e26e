package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// parts.go finds which body is a part of which nation or body.

// apart are the kinds of bodies that carry a nation's name and are no part of it.
var apart = kinds("company, stock index, team, media, news media, international organisation, party, armed group, movement, church, religious body, alliance, coalition, " +
	"crime group, university, charity, ngo, band, mission, authority, sports body, union, trade bloc, family, hospital")

// governmental are the kinds of bodies that are parts of their nation.
var governmental = kinds("government, parliament, ministry, agency, intelligence agency, court, army, navy, police, coast guard, bank, committee")

// kinds makes a set of a list of kinds, which may be of several words.
func kinds(list string) map[string]bool {
	m := make(map[string]bool)
	for k := range strings.SplitSeq(list, ", ") {
		m[k] = true
	}
	return m
}

// parts finds "the US Congress", "Iran's parliament", "the House's Judiciary Committee".
func (s *scene) parts(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if territories[c.lemma(t)] {
			s.dependent(i, t)
		}
		if c.lemma(t) == "parent" {
			s.parent(i, t)
		}
		if buying[c.lemma(t)] && c.isVerb(t) {
			s.takeover(i, t)
		}
		if subsidiaries[c.lemma(t)] && isNoun(c.toks[t].UPOS) {
			s.subsidiaryOf(i, t)
		}
		if c.lemma(t) == "own" && c.toks[t].UPOS != "ADJ" || c.lemma(t) == "owner" || lower(c.toks[t].Text) == "owned" {
			s.ownership(i, t)
		}
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.Head != t || s.label(m.Entity) != text.LabelBody {
			continue
		}
		s.atUniversity(i, m)
		for _, a := range c.g.Down[t] {
			if a.Rel == "poss" || a.Rel == "of" || a.Rel == "mod" {
				if o := s.mentionOf(i, a.To); o != nil && (o.End <= m.First && m.First-o.End <= 2 || a.Rel == "of" && o.First >= m.End && o.First-m.End <= 2) {
					s.part(i, m, o, a.Rel)
				}
			}
		}
		if o := s.mentionOf(i, m.First-1); o != nil && o.End == m.First && s.label(o.Entity) == text.LabelNation { // whatever the tree says
			s.part(i, m, o, "mod")
		}
	}
}

// atUniversity finds "the Faculty of Arts at Deakin University".
func (s *scene) atUniversity(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	t := m.End
	if t+1 >= len(toks) || toks[t].Text != "at" {
		return
	}
	if t++; toks[t].UPOS == "DET" {
		t++
	}
	if o := s.mentionOf(i, t); o != nil && o.First == t && o.Kind == text.ByName && o.Entity != m.Entity && s.label(o.Entity) == text.LabelBody && schooled(s.Entities[o.Entity].Name) {
		s.state(i, "part.modifier", m.Entity, o.Entity, actual, "", m.Head, o.Head)
	}
}

// part states what body m is to the name o in its phrase: one that it stands in
// by the arc rel.
func (s *scene) part(i int, m, o *text.Mention, rel string) {
	if o.Entity == m.Entity || o.Kind != text.ByName {
		return
	}
	switch s.label(o.Entity) {
	case text.LabelNation:
		switch {
		case s.public(m):
			s.state(i, "part.modifier", m.Entity, o.Entity, actual, "", m.Head, o.Head)
		case (rel == "poss" || rel == "of" && (homedKinds[s.Entities[m.Entity].Kind] || s.Entities[m.Entity].Kind == "")) && s.located(m.Entity, o.Entity): // "Egypt's Coptic Church" is there, and no part of the state
			s.state(i, "place.owner", m.Entity, o.Entity, actual, "", m.Head, o.Head)
		}
	case text.LabelPlace: // "Queensland's Liberal National Party"
		if rel == "poss" && s.located(m.Entity, o.Entity) && !governmental[s.Entities[m.Entity].Kind] {
			s.state(i, "place.owner", m.Entity, o.Entity, actual, "", m.Head, o.Head)
		}
	case text.LabelBody:
		if rel != "mod" {
			s.state(i, "part.modifier", m.Entity, o.Entity, actual, "", m.Head, o.Head)
		}
	}
}

// public reports whether a body may be part of a nation: by its kind, or where
// that is not known by a word of its name. Firms and schools are none.
func (s *scene) public(m *text.Mention) bool {
	if kind := s.Entities[m.Entity].Kind; kind != "" {
		return !apart[kind]
	}
	return !schooled(s.Entities[m.Entity].Name) && s.unitWord(m, m.First)
}

// schooled reports whether a name says that what bears it is a school, hospital or
// church, which is no part of the state.
func schooled(name string) bool { return holds(name, schoolNouns) }

var schoolNouns = lists.Set("school-nouns")

// holds reports whether one of these nouns is a word of a name.
func holds(name string, nouns map[string]bool) bool {
	for w := range strings.FieldsSeq(lower(name)) {
		if nouns[w] {
			return true
		}
	}
	return false
}

// knownParts records what the knowledge base knows of two nodes that the article
// names: that a ministry is part of its nation, a committee of its chamber.
func (s *scene) knownParts() {
	first := make(map[int]text.Mention)
	for _, m := range s.Mentions {
		if _, ok := first[m.Entity]; !ok && m.Kind == text.ByName {
			first[m.Entity] = m
		}
	}
	for e := range s.Entities {
		m, ok := first[e]
		if !ok || s.label(e) != text.LabelBody {
			continue
		}
		whole, known := -1, &s.Entities[e].Known
		if governmental[known.Kind] && (known.Kind != "committee" || s.nodeOf(known.PartOf) < 0) {
			whole = s.nodeOf(known.Nation)
		}
		if whole < 0 && known.Kind != "party" && (known.Nation == "" || governmental[known.Kind]) {
			whole = s.nodeOf(known.PartOf)
		}
		if whole >= 0 && whole != e && !s.has(e, "PART_OF", whole) {
			s.state(m.Sentence, "part.known", e, whole, actual, "", m.Head)
		}
	}
}

// nodeOf returns the node of what the knowledge base knows under an ID, or -1.
func (s *scene) nodeOf(id string) int {
	if id == "" {
		return -1
	}
	for e := range s.Entities {
		if s.Entities[e].ID == id {
			return e
		}
	}
	return -1
}

var unitNouns = lists.Set("unit-nouns")

// isUnit reports whether what follows token end in the name of a body says that
// it is a part of what the name begins with.
func (s *scene) isUnit(m *text.Mention, end int) bool {
	if known := &s.Entities[m.Entity].Known; known.Kind != "" {
		return governmental[known.Kind] || !apart[known.Kind] && s.unitWord(m, end)
	}
	return s.unitWord(m, end)
}

func (s *scene) unitWord(m *text.Mention, end int) bool { return s.holdsFrom(m, end, unitNouns) }

// holdsFrom reports whether a name holds one of these nouns from token t on.
func (s *scene) holdsFrom(m *text.Mention, t int, nouns map[string]bool) bool {
	return slices.ContainsFunc(s.Sentences[m.Sentence].Tokens[t:m.End], func(tok text.Token) bool { return nouns[lower(tok.Text)] })
}

// foreign reports whether two bodies are of two nations: the Congress of the
// Philippines is no part of the United States Congress.
func (s *scene) foreign(a, b int) bool {
	x, y := s.Entities[a].Nation, s.Entities[b].Nation
	return s.label(b) == text.LabelBody && x != "" && y != "" && x != y
}

var siteNouns = lists.Set("site-nouns")

// nested records that "U.S. House of Representatives" and "United Nations
// Development Programme" are parts of what their names begin with, and that
// "Christchurch District Court" is there.
func (s *scene) nested() {
	byAlias := make(map[string]int)
	for e := range s.Entities {
		if s.label(e) != text.LabelPerson {
			for _, a := range append([]string{s.Entities[e].Name}, s.Entities[e].Aliases...) {
				if _, dup := byAlias[undotted(a)]; !dup {
					byAlias[undotted(a)] = e
				}
			}
		}
	}
	done := make(map[int]bool)
	for _, m := range s.Mentions {
		if m.Kind != text.ByName || m.End-m.First < 2 || done[m.Entity] {
			continue
		}
		for end := m.End - 1; end > m.First; end-- {
			whole, ok := byAlias[undotted(s.words(m.Sentence, m.First, end))]
			if ok && s.label(whole) == text.LabelPlace {
				if s.located(m.Entity, whole) && (s.unitWord(&m, end) || s.holdsFrom(&m, end, siteNouns)) && !s.has(m.Entity, "LOCATED_IN", whole) {
					s.state(m.Sentence, "place.name", m.Entity, whole, actual, "", m.Head)
				}
				break
			}
			if !ok || s.label(m.Entity) != text.LabelBody || whole == m.Entity || s.foreign(m.Entity, whole) || s.has(m.Entity, "PART_OF", whole) || !s.isUnit(&m, end) && !(s.label(whole) == text.LabelBody && s.subsidiary(&m, end)) {
				continue
			}
			done[m.Entity] = true
			s.state(m.Sentence, "part.name", m.Entity, whole, actual, "", m.Head)
			break
		}
	}
}

// undotted returns a name in lower case without the dots of "U.S.".
func undotted(name string) string { return strings.ReplaceAll(lower(name), ".", "") }
