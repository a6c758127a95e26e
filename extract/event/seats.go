package event

import (
	"slices"

	"newsgraph/extract/text"
)

// seats.go finds where bodies are at home.

var seatNouns = lists.Set("seat-nouns")

func seated(name string) bool { return holds(name, seatNouns) }

// based finds "the Strasbourg-based European Court" and "the London based company X".
func (s *scene) based(i int) {
	toks := s.Sentences[i].Tokens
	for t := range toks {
		if lower(toks[t].Text) != "based" {
			continue
		}
		k := t - 1
		if k >= 0 && toks[k].Text == "-" {
			k--
		}
		m := s.mentionOf(i, k)
		if m == nil || s.label(m.Entity) == text.LabelPerson {
			continue
		}
		for b := t + 1; b < len(toks) && b <= t+maxBefore; b++ {
			if o := s.mentionOf(i, b); o != nil {
				if s.label(o.Entity) == text.LabelBody && s.located(o.Entity, m.Entity) {
					s.state(i, "place.based", o.Entity, m.Entity, actual, "", t, k, o.Head)
				}
				break
			}
			if !slices.Contains(premodifiers, toks[b].UPOS) && toks[b].Text != "-" && toks[b].UPOS != "CCONJ" {
				break
			}
		}
	}
}

// seat finds "the Canadian newspaper The Globe and Mail", "France's largest bank,
// BNP Paribas" and "US automakers Ford and Chrysler": a body that is no part of
// the nation or place whose name stands before it lies there.
func (s *scene) seat(i int, m *text.Mention) {
	c := s.clauses[i]
	kind := s.Entities[m.Entity].Kind
	last := m.First - 1                                                       // of the words that say what it is
	if last > 1 && c.toks[last].UPOS == "DET" && c.toks[last-1].Text == "," { // "the primary UK index, the FTSE 100"
		last--
	}
	for last > 0 && (c.toks[last].Text == "," || dashes[c.toks[last].Text]) {
		last--
	}
	homes := false // whether they say that it is at home somewhere
	for t := last; t >= 0 && t >= last-maxGap; t-- {
		o := s.mentionOf(i, t)
		if o == nil {
			homes = homes || s.homed(i, t)
			if u := c.toks[t].UPOS; u == "NOUN" || u == "ADJ" || u == "ADV" || c.toks[t].XPOS == "POS" || u == "DET" && t == m.First-1 || c.toks[t].Text == "-" ||
				homes && (u == "CCONJ" || u == "VERB" && c.rel(t) == "amod") {
				continue
			}
			return
		}
		if last < m.First-1 && !s.homed(i, last) || o.Kind != text.ByName || !s.located(m.Entity, o.Entity) || c.toks[t+1].Text == "-" {
			return
		}
		if !homes && (t < m.First-1 || !homedKinds[kind]) {
			return
		}
		s.state(i, "place.seat", m.Entity, o.Entity, actual, "", m.Head, o.Head)
		if homes && c.toks[last].XPOS == "NNS" {
			for _, k := range s.listed(i, m.First) {
				if x := s.mentionOf(i, k); s.label(x.Entity) == text.LabelBody && s.located(x.Entity, o.Entity) {
					s.state(i, "place.seat", x.Entity, o.Entity, actual, "", x.Head, o.Head)
				}
			}
		}
		return
	}
}

// homeOf finds "the Italian company" where the company named last that is known to
// be Italian is Fiat.
func (s *scene) homeOf(i, t int) {
	c := s.clauses[i]
	if !firms[c.lemma(t)] || t < 2 || lower(c.toks[t-2].Text) != "the" && lower(c.toks[t-2].Text) != "this" {
		return
	}
	o := s.mentionOf(i, t-1)
	if o == nil || o.Kind != text.ByName || s.label(o.Entity) != text.LabelNation || s.mentionOf(i, t+1) != nil { // "the German company Daimler" is in seat
		return
	}
	firm := -1
	for _, m := range s.Mentions {
		if m.Kind == text.ByName && (m.Sentence < i || m.Sentence == i && m.First < t) && s.Entities[m.Entity].Kind == "company" && s.lies(m.Entity, o.Entity) {
			firm = m.Entity
		}
	}
	if firm >= 0 {
		s.state(i, "place.described", firm, o.Entity, actual, "", t, o.Head)
	}
}

var premises = lists.Set("premises")

// atPremises finds "Google headquarters in California" and "the university's campus in Tonga".
func (s *scene) atPremises(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	t := m.End
	if t < len(toks) && toks[t].XPOS == "POS" {
		t++
	}
	for ; t < len(toks) && t <= m.End+3; t++ {
		if !premises[lower(toks[t].Text)] {
			if toks[t].UPOS != "NOUN" && toks[t].UPOS != "ADJ" {
				return
			}
			continue
		}
		if at := s.placeAfter(i, t+1); at != nil && s.located(m.Entity, at.Entity) {
			s.state(i, "place.premises", m.Entity, at.Entity, actual, "", t, m.Head, at.Head)
		}
		return
	}
}

// called finds "ABS-CBN is the largest broadcasting company in the Philippines",
// "AT&T, a carrier in the United States" and "Airbus, Europe's biggest maker".
func (s *scene) called(i int, m *text.Mention) {
	c := s.clauses[i]
	t := m.End
	if t+3 < len(c.toks) && c.toks[t].Text == "(" && c.toks[t+2].Text == ")" { // "General Motors Corporation (GM), an American automaker"
		t += 3
	}
	if t < len(c.toks) && (c.toks[t].Text == "," || lower(c.toks[t].Text) == "is" || dashes[c.toks[t].Text]) {
		t++
	}
	if t >= len(c.toks) {
		return
	}
	if t == m.End && c.toks[t].UPOS != "DET" {
		s.calledBehind(i, m)
		return
	}
	noun := false
	var of *text.Mention // the nation or place named before the noun
	for ; t < len(c.toks) && t < m.End+12; t++ {
		if at := s.placeAfter(i, t); noun && at != nil {
			if s.located(m.Entity, at.Entity) {
				s.state(i, "place.called", m.Entity, at.Entity, actual, "", m.Head, at.Head)
			}
			return
		}
		if o := s.mentionOf(i, t); o != nil && o.Kind == text.ByName && of == nil && !noun && s.located(m.Entity, o.Entity) {
			of, t = o, o.End-1
			continue
		}
		noun = s.homed(i, t) || noun && c.toks[t].UPOS != "NOUN"
		if noun && of != nil {
			s.state(i, "place.called", m.Entity, of.Entity, actual, "", m.Head, of.Head, t)
			return
		}
		if u := c.toks[t].UPOS; u != "ADJ" && u != "NOUN" && u != "CCONJ" && u != "ADV" && u != "DET" && u != "PART" && c.toks[t].Text != "-" && lower(c.toks[t].Text) != "based" {
			return
		}
		if o := s.mentionOf(i, t); o != nil && (noun || s.label(o.Entity) != text.LabelBody) { // "the main Airbus union in France"
			return
		}
	}
}

// calledBehind finds "the Brumbies rugby union team in Canberra".
func (s *scene) calledBehind(i int, m *text.Mention) {
	c := s.clauses[i]
	for t := m.End; t < len(c.toks) && t <= m.End+maxGap && (isNoun(c.toks[t].UPOS) || c.toks[t].UPOS == "ADJ") && s.mentionOf(i, t) == nil; t++ {
		if !sole[c.lemma(t)] {
			continue
		}
		if at := s.placeAfter(i, t+1); at != nil && s.located(m.Entity, at.Entity) {
			s.state(i, "place.called", m.Entity, at.Entity, actual, "", m.Head, at.Head)
			return
		}
	}
}

var (
	sole  = lists.Set("sole")
	homed = lists.Set("homed")
)

// homed reports whether the noun at token t is one for a body that is at home somewhere.
func (s *scene) homed(i, t int) bool {
	c := s.clauses[i]
	return homed[c.lemma(t)] || c.lemma(t) == "agency" && t > 0 && newsWords[lower(c.toks[t-1].Text)]
}

var newsWords = lists.Set("news-words")

// homedKinds are the kinds of known bodies that a nation's name right before places there.
var homedKinds = kinds("company, university, news media, media, church, charity, stock index, sports body, club, band, movement, union")
