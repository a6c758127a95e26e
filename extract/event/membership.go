package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// membership.go finds who belongs to which party, committee or alliance.

// memberships finds what names and their neighbours say: "Republican senator John
// McCain", "Jean Fabre, of the United Nations", "Nancy Pelosi, D-California".
func (s *scene) memberships(i int) {
	for t := range s.Sentences[i].Tokens {
		if s.clauses[i].lemma(t) == "party" {
			s.ownParty(i, t)
		}
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.First != t {
			continue
		}
		switch s.label(m.Entity) {
		case text.LabelPerson:
			s.partyBefore(i, m)
			s.ofBody(i, m)
			s.bracketed(i, m)
		case text.LabelBody:
			s.belongs(i, m)
			s.joined(i, m)
			s.memberStates(i, m)
			if s.party(m.Entity) {
				s.contests(i, m)
			}
			if s.party(m.Entity) && s.partisans(i, m) {
				s.calledPartisan(i, m)
				s.standsAs(i, m)
				s.partisansNamed(i, m)
			}
		}
	}
}

// partyBefore finds a party among the words before a name, its title included,
// unless the title is one that the party gives: who leads it is no mere member.
func (s *scene) partyBefore(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	for t := m.First - 1; t >= 0 && t >= m.First-7; t-- {
		if b := s.mentionOf(i, t); b != nil {
			if s.label(b.Entity) == text.LabelBody && (s.party(b.Entity) || s.Entities[b.Entity].Kind == "band") && b.Kind == text.ByName {
				if !s.has(m.Entity, "HOLDS_OFFICE", b.Entity) && (toks[b.End].Text != "," || s.partisans(i, b)) { // what stands behind "of the Labour Party," is another name
					s.state(i, "member.title", m.Entity, b.Entity, actual, "", m.Head, b.Head)
					if s.partisans(i, b) {
						s.inChamber(i, b, m.Entity, m.Head)
					}
				}
				return
			}
			if s.label(b.Entity) == text.LabelPerson {
				return
			}
			continue
		}
		switch toks[t].UPOS {
		case "ADJ", "NOUN", "PROPN", "NUM":
			continue
		}
		if toks[t].XPOS == "POS" && t == m.First-1 { // "Labour's Ed Balls"
			continue
		}
		if b := s.mentionOf(i, t-1); lower(toks[t].Text) == "and" && b != nil && s.partisans(i, b) && toks[b.Head].XPOS == "NNP" && t < m.First-1 { // "Democrat and former senator Gary Peters"
			continue
		}
		if toks[t].Text == "-" || toks[t].Text == "," && (t == m.First-1 || s.lx.titles[lower(toks[t+1].Text)]) { // "One Republican, Representative Joseph Cao"
			continue
		}
		return
	}
}

// maxParty is how many tokens before a title its holder's party may stand.
const maxParty = 4

// partyOf finds the party among the words before a title: "Hagan, the first
// Democratic senator of the state".
func (s *scene) partyOf(i int, p *post) (party, at int) {
	toks := s.Sentences[i].Tokens
	for t := p.first - 1; t >= 0 && t >= p.first-maxParty; t-- {
		if m := s.mentionOf(i, t); m != nil && m.Kind == text.ByName && s.party(m.Entity) && (toks[m.Head].UPOS == "ADJ" || m.End == p.first) {
			return m.Entity, m.Head
		}
		if !slices.Contains(premodifiers, toks[t].UPOS) {
			break
		}
	}
	return -1, -1
}

// ofBody finds "Ma Ying-jeou of the Kuomintang", "Jean Fabre, of the United
// Nations" and "Thom Tillis, a Republican".
func (s *scene) ofBody(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	t := m.End
	if t < len(toks) && (toks[t].Text == "," || toks[t].Text == "(") {
		t++
	}
	if t >= len(toks) {
		return
	}
	rule := "member.of"
	switch lower(toks[t].Text) {
	case "of", "from", "with":
	case "a", "an", "the":
		rule = "member.apposition"
	default:
		return
	}
	for k := t + 1; k < len(toks) && k <= t+4; k++ {
		if o := s.mentionOf(i, k); o != nil {
			last := o.End >= len(toks) || !isNoun(toks[o.End].UPOS) && toks[o.End].XPOS != "POS"
			if s.label(o.Entity) == text.LabelBody && o.Kind == text.ByName && !s.has(m.Entity, "HOLDS_OFFICE", o.Entity) && s.joins(i, lower(toks[t].Text), o, last) {
				s.state(i, rule, m.Entity, o.Entity, s.formerly(i, k), "", m.Head, o.Head)
			}
			if s.label(o.Entity) == text.LabelBody || rule == "member.of" && (o.End >= len(toks) || toks[o.End].XPOS != "POS") { // "Sally Wasef of Australia's Griffith University"
				return
			}
			k = o.End - 1
			continue
		}
		if u := toks[k].UPOS; u != "DET" && u != "ADJ" && u != "NOUN" && toks[k].XPOS != "POS" {
			return
		}
	}
}

// joins reports whether this word between a person's name and a body's says that
// the one is of the other; last tells that no noun follows the body's name.
func (s *scene) joins(i int, word string, o *text.Mention, last bool) bool {
	x, party := &s.Entities[o.Entity], s.party(o.Entity)
	switch word {
	case "of", "with":
		return last || party
	case "from": // videos are from a broadcaster, people from a university
		return party || last && (!homedKinds[x.Kind] || schooled(x.Name))
	case "the":
		return party && last && s.partisans(i, o)
	}
	return party && last
}

// formerly returns past when "former" stands before token t, else actual.
func (s *scene) formerly(i, t int) string {
	for k := t - 1; k >= 0 && k >= t-3; k-- {
		if formerWords[lower(s.Sentences[i].Tokens[k].Text)] {
			return past
		}
	}
	return actual
}

// bracketed finds "Nancy Pelosi (D-CA)", "Harry Reid, D-Nevada" and "Tom Watson (Labour)".
func (s *scene) bracketed(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	if m.End+1 >= len(toks) || toks[m.End].Text != "," && toks[m.End].Text != "(" {
		return
	}
	o := s.mentionOf(i, m.End+1)
	if o == nil || o.First != m.End+1 || o.Kind != text.ByName || !s.party(o.Entity) || o.End >= len(toks) {
		return
	}
	switch next := lower(toks[o.End].Text); {
	case next == ")", next == "-", next == "–", toks[m.End].Text == "(" && next == ",",
		(next == "from" || next == "of") && s.partisans(i, o): // "John Cornyn, Republican from Texas"
		s.state(i, "member.letter", m.Entity, o.Entity, actual, "", m.Head, o.Head)
	}
}

// ownParty finds "Garang's party, the Sudan People's Liberation Movement".
func (s *scene) ownParty(i, t int) {
	c := s.clauses[i]
	next := t + 1
	for next < len(c.toks) && (c.toks[next].Text == "," || dashes[c.toks[next].Text] || c.toks[next].UPOS == "DET") {
		next++
	}
	m := s.mentionOf(i, next)
	if m == nil || m.Kind != text.ByName || m.First != next || s.label(m.Entity) != text.LabelBody {
		return
	}
	for _, a := range c.g.Down[t] {
		if a.Rel != "poss" {
			continue
		}
		for _, e := range s.resolve(i, a.To, []string{text.LabelPerson}) {
			s.state(i, "member.owner", e, m.Entity, actual, "", t, a.To, m.Head)
		}
	}
}

// memberStates finds "EU member states Poland and Hungary", "EU countries,
// including France" and "the G8's powers - Japan and Italy".
func (s *scene) memberStates(i int, m *text.Mention) {
	c := s.clauses[i]
	t := m.End
	for ; t < len(c.toks) && t <= m.End+4 && !stateWords[c.lemma(t)]; t++ {
		if u := c.toks[t].UPOS; u != "ADJ" && u != "NUM" && u != "NOUN" && u != "PART" && c.toks[t].Text != "-" {
			return
		}
	}
	if t >= len(c.toks) || !stateWords[c.lemma(t)] {
		return
	}
	for stateWords[c.lemma(t)] && t+1 < len(c.toks) {
		t++
	}
	for _, k := range s.nationsFrom(i, t) {
		s.state(i, "member.states", s.mentionOf(i, k).Entity, m.Entity, actual, "", m.Head, k)
	}
}

var stateWords = lists.Set("state-words")

// nationsFrom returns the first tokens of the nations listed from token t on: at
// once, or behind "including", "such as", a dash or a colon.
func (s *scene) nationsFrom(i, t int) []int {
	toks := s.Sentences[i].Tokens
	for ; t < len(toks); t++ {
		switch w := lower(toks[t].Text); {
		case w == "," || w == "-" || w == ":" || w == "including" || w == "such" || w == "as" || w == "like" || w == "of" || w == "the" || dashes[w]:
			continue
		}
		break
	}
	m := s.mentionOf(i, t)
	if m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelNation || toks[m.Head].UPOS == "ADJ" {
		return nil
	}
	out := []int{t}
	for _, k := range s.listed(i, t) {
		if s.label(s.mentionOf(i, k).Entity) == text.LabelNation {
			out = append(out, k)
		}
	}
	return out
}

// belongs finds who belongs to the body that mention m names: "nine Republicans,
// including Lindsey Graham", "Corbyn said his Labour Party".
func (s *scene) belongs(i int, m *text.Mention) {
	c, included := s.clauses[i], false
	for _, a := range c.g.Down[m.Head] {
		switch {
		case a.Rel == "including" || a.Rel == "such_as":
			for _, e := range s.resolve(i, a.To, []string{"actor"}) {
				s.state(i, "member.including", e, m.Entity, actual, "", m.Head, a.To)
			}
			included = true
		case a.Rel == "poss" && (s.party(m.Entity) || s.movement(m)), (a.Rel == "of" || a.Rel == "under") && s.party(m.Entity):
			for _, e := range s.resolve(i, a.To, []string{text.LabelPerson}) {
				s.state(i, "member.owner", e, m.Entity, actual, "", m.Head, a.To)
			}
		}
	}
	if t := m.End; !included && t+1 < len(c.toks) && c.toks[t].Text == "," && lower(c.toks[t+1].Text) == "including" { // past titles that the tree lost its way in
		for t += 2; t < len(c.toks) && t < m.End+8; t++ {
			if e := s.personAt(i, t); e >= 0 {
				s.state(i, "member.including", e, m.Entity, actual, "", m.Head, t)
				return
			}
			if !slices.Contains(premodifiers, c.toks[t].UPOS) {
				return
			}
		}
	}
}

// movement reports whether a name that the knowledge base lacks ends as those of
// movements and coalitions do.
func (s *scene) movement(m *text.Mention) bool {
	return s.Entities[m.Entity].Kind == "" && movements[lower(s.Sentences[m.Sentence].Tokens[m.End-1].Text)]
}

var movements = lists.Set("movements")

// joined finds "Finland joined NATO", "a coalition joined by Australia and
// Bahrain", and of parties also "Sharon left Likud to form Kadima".
func (s *scene) joined(i int, m *text.Mention) {
	c := s.clauses[i]
	if kind := s.Entities[m.Entity].Kind; kind == "court" || kind == "parliament" {
		return
	}
	for _, a := range c.g.Up[m.Head] {
		rule := "member.join"
		switch l := c.lemma(a.To); {
		case a.Rel != "obj" || !c.isVerb(a.To):
			continue
		case l == "join" || l == "rejoin":
		case s.party(m.Entity) && (founding[l] || parting[l] || l == "represent"):
			rule = "member.party"
		default:
			continue
		}
		for _, b := range c.g.Down[a.To] {
			if b.Rel != "subj" {
				continue
			}
			labels := []string{text.LabelPerson}
			if rule == "member.join" {
				labels = append(labels, text.LabelNation)
			}
			for _, e := range s.resolve(i, b.To, labels) {
				status := s.status(i, a.To)
				if status == actual && parting[c.lemma(a.To)] {
					status = past
				}
				s.state(i, rule, e, m.Entity, status, "", a.To, b.To, m.Head)
			}
		}
	}
}

var (
	founding = lists.Set("founding")
	parting  = lists.Set("parting")
)

var memberNouns = lists.Set("member-nouns")

// members finds "a member of the Taliban", "Republican committee member Doug
// Collins" and "members of the League, including Algeria".
func (s *scene) members(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if w := c.g.Nodes[t].Word; !isNoun(c.toks[t].UPOS) || !memberNouns[w] && !memberNouns[strings.TrimSuffix(w, "s")] {
			continue
		}
		p := s.post(i, t, t+1)
		orgs, at := s.employers(i, p)
		if party, k := s.partyBehind(i, t+1); party >= 0 {
			orgs, at = []int{party}, k
		}
		who := s.holders(i, p)
		for _, a := range c.g.Down[t] {
			if a.Rel == "including" || a.Rel == "such_as" {
				for _, e := range s.resolve(i, a.To, []string{"actor"}) {
					who = append(who, holder{person: e, token: a.To})
				}
			}
		}
		who = append(who, s.memberNations(i, t)...)
		if m := s.mentionOf(i, at); m != nil && m.First > t { // "members of the Security Council - China, France and Russia"
			for _, k := range s.nationsFrom(i, m.End) {
				who = append(who, holder{person: s.mentionOf(i, k).Entity, token: k})
			}
		}
		if party, k := s.partyOf(i, p); party >= 0 && !slices.Contains(orgs, party) { // "Republican members of the House"
			for _, h := range who {
				s.state(i, "member.title", h.person, party, p.status, "", k, h.token)
			}
		}
		for _, o := range orgs {
			if s.label(o) != text.LabelBody || noPosts[p.word] && !s.party(o) {
				continue
			}
			for _, h := range who {
				s.state(i, "member.noun", h.person, o, p.status, "", t, h.token, at)
			}
		}
	}
}

// partyBehind returns the party of "an MP from the Kadima party", named behind a
// preposition at token t, and where, or -1.
func (s *scene) partyBehind(i, t int) (party, at int) {
	toks := s.Sentences[i].Tokens
	if t >= len(toks) {
		return -1, -1
	}
	switch lower(toks[t].Text) {
	case "from", "of", "for", "with":
	default:
		return -1, -1
	}
	for k := t + 1; k < len(toks) && k <= t+3; k++ {
		if m := s.mentionOf(i, k); m != nil && m.Kind == text.ByName && s.party(m.Entity) {
			return m.Entity, m.Head
		}
		if u := toks[k].UPOS; u != "DET" && u != "ADJ" {
			break
		}
	}
	return -1, -1
}

// memberNations finds the nations that are members as the noun at t says: "Turkey
// is a member of NATO", "NATO member Turkey".
func (s *scene) memberNations(i, t int) []holder {
	c := s.clauses[i]
	at := -1
	switch {
	case c.child(t, "cop") >= 0:
		at = c.surfaceSubject(t)
	case c.rel(t) == "appos":
		at = c.toks[t].Head
	case t+1 < len(c.toks):
		at = t + 1
	}
	if m := s.mentionOf(i, at); m != nil && m.Kind == text.ByName && s.label(m.Entity) == text.LabelNation {
		return []holder{{person: m.Entity, token: at}}
	}
	return nil
}
