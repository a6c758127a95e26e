package event

import (
	"slices"
	"strings"

	"newsgraph/extract/pattern"
	"newsgraph/extract/text"
)

// offices.go finds the posts that a sentence names; holders.go says who holds
// them, employers.go where.

// post is an office as a sentence names it.
type post struct {
	first, end int // tokens of the title
	head       int
	title      string
	word       string // its last word, lower case, singular
	plural     bool
	status     string
}

var noPosts = lists.Set("no-posts")

// offices finds titles and who holds them where.
func (s *scene) offices(i int) {
	c := s.clauses[i]
	n := len(c.toks)
	var before *post     // the post named before in the sentence
	var holders []holder // and who holds it
	for t := 0; t < n; t++ {
		k := s.lx.offices.longest(t, n, func(j int) string {
			if j > 0 && lower(c.toks[j-1].Text) == "united" || j > t && c.toks[j].XPOS != "NNS" || c.toks[j].XPOS != "NNS" && c.toks[j].XPOS != "NNPS" {
				return lower(c.toks[j].Text)
			}
			return c.lemma(j)
		})
		if k == 0 || k == 1 && c.toks[t].UPOS == "VERB" && verbalTitles[c.g.Nodes[t].Word] {
			continue
		}
		p := s.post(i, t, t+k)
		t += k - 1
		if noPosts[p.word] || s.partOfName(i, p) {
			continue
		}
		who := s.holders(i, p)
		if len(who) == 0 && before != nil && s.goesOn(i, before, p) {
			who = holders
		}
		s.office(i, p, who)
		before, holders = p, who
	}
}

// partOfName reports whether what looks like a title is none: the King of "Martin
// Luther King", the Justice of "Secretary of Justice".
func (s *scene) partOfName(i int, p *post) bool {
	if m := s.mentionOf(i, p.first); m != nil && m.Kind == text.ByName && m.First < p.first && s.label(m.Entity) == text.LabelPerson {
		return true
	}
	return p.word == "justice" && p.first > 0 && lower(s.Sentences[i].Tokens[p.first-1].Text) == "of"
}

var clergy = lists.Set("clergy")

// post returns the post whose title the tokens [first, end) are.
func (s *scene) post(i, first, end int) *post {
	c := s.clauses[i]
	p := &post{first: first, end: end, head: s.headOf(i, first, end), title: s.words(i, first, end), word: lower(c.toks[end-1].Text)}
	switch c.toks[end-1].XPOS {
	case "NNS", "NNPS":
		p.plural = true
		p.word = strings.TrimSuffix(p.word, "s")
	}
	p.status = s.postStatus(i, p)
	return p
}

// goesOn reports whether post p stands in a list with the one before it, so that
// who holds that holds this: "mayor of London, and member of Parliament".
func (s *scene) goesOn(i int, before, p *post) bool {
	toks := s.Sentences[i].Tokens
	if p.plural != before.plural {
		return false
	}
	joined := false
	for t := before.end; t < p.first; t++ {
		switch toks[t].UPOS {
		case "VERB", "AUX", "SCONJ", "PRON":
			return false
		}
		if m := s.mentionOf(i, t); m != nil && s.label(m.Entity) == text.LabelPerson {
			return false
		}
		joined = joined || toks[t].Text == "," || lower(toks[t].Text) == "and"
		if t > before.end && lower(toks[t].Text) == "the" && lower(toks[t-1].Text) == "and" { // "the president and the minister" are two
			return false
		}
	}
	return joined
}

var verbalTitles = lists.Set("verbal-titles")

// headOf returns the token of [first, end) whose head lies outside.
func (s *scene) headOf(i, first, end int) int {
	toks := s.Sentences[i].Tokens
	for t := first; t < end; t++ {
		if h := toks[t].Head; h < first || h >= end {
			return t
		}
	}
	return end - 1
}

var formerWords = lists.Set("former-words")

func (s *scene) postStatus(i int, p *post) string {
	toks := s.Sentences[i].Tokens
	for t, n := p.first-1, 0; t >= 0 && n < 5; t, n = t-1, n+1 {
		w := lower(toks[t].Text)
		if m := s.mentionOf(i, t); m != nil && m.Kind == text.ByName && s.label(m.Entity) != text.LabelPerson { // "former Department of Homeland Security chief of staff"
			t = m.First
			continue
		}
		if formerWords[w] || w == "once" && toks[t].Rel == "advmod" || strings.HasPrefix(w, "ex-") || strings.HasPrefix(w, "former") {
			return past
		}
		if w == "," || w == "." || toks[t].UPOS == "VERB" || toks[t].UPOS == "ADP" {
			break
		}
	}
	switch last := lower(toks[p.end-1].Text); {
	case strings.HasSuffix(last, "-elect"), strings.HasSuffix(last, "-designate"):
		return planned
	case p.end < len(toks) && (lower(toks[p.end].Text) == "elect" || lower(toks[p.end].Text) == "designate"):
		return planned
	case p.end+1 < len(toks) && toks[p.end].Text == "-" && (lower(toks[p.end+1].Text) == "elect" || lower(toks[p.end+1].Text) == "designate"):
		return planned
	}
	return actual
}

// office states who holds a post, and where.
func (s *scene) office(i int, p *post, holders []holder) {
	if len(holders) == 0 {
		return
	}
	orgs, at := s.employers(i, p)
	for _, h := range holders {
		status := p.status
		if h.status != "" && status == actual {
			status = h.status
		}
		mine := slices.DeleteFunc(slices.Clone(orgs), func(o int) bool { // "mayor of South Bend, Indiana"
			return slices.ContainsFunc(orgs, func(x int) bool { return x != o && s.lies(x, o) && s.label(x) == text.LabelPlace })
		})
		rule := h.rule
		if party, at := s.partyOf(i, p); party >= 0 && !slices.Contains(orgs, party) {
			s.state(i, "member.title", h.person, party, status, "", at, h.token)
		}
		if len(mine) == 0 {
			if o, t := s.behindName(i, p, h.token); o >= 0 {
				mine, at = []int{o}, t
			}
		}
		if professions[p.word] && (at < p.first || at >= p.end) { // the U.S. of "U.S. attorney" counts
			mine = slices.DeleteFunc(mine, func(o int) bool { return s.label(o) != text.LabelBody })
			if len(mine) == 0 && !clergy[p.word] {
				continue
			}
		}
		if len(mine) == 1 && s.label(mine[0]) == text.LabelPlace { // "South Carolina senator": of the Senate
			if o := s.chamber(p.word, s.Entities[mine[0]].Nation); o >= 0 {
				mine[0] = o
			}
		}
		if len(mine) == 0 {
			if o := s.usualEmployer(i, h.person, p); o >= 0 {
				mine, rule = []int{o}, "office.known"
			}
		}
		for _, o := range mine {
			toks := []int{p.head, p.first, h.token}
			if at >= 0 {
				toks = append(toks, at)
			}
			st := status
			if st == actual && s.over(h.person, o, p.word) {
				st = past
			}
			s.state(i, rule, h.person, o, st, p.title, toks...)
		}
	}
	s.predecessors(i, p, holders)
}

// behindName finds the body of "Professor Shibley Telhami of the University of
// Maryland": behind the name of who holds a post that stands before it.
func (s *scene) behindName(i int, p *post, name int) (body, at int) {
	toks := s.Sentences[i].Tokens
	m := s.mentionOf(i, name)
	if m == nil || name < p.end || m.End+1 >= len(toks) {
		return -1, -1
	}
	if w := lower(toks[m.End].Text); w != "of" && w != "from" && (w != "at" || !professions[p.word]) {
		return -1, -1
	}
	t := m.End + 1
	if toks[t].UPOS == "DET" {
		t++
	}
	if o := s.mentionOf(i, t); o != nil && o.Kind == text.ByName && s.label(o.Entity) == text.LabelBody && !s.party(o.Entity) {
		return o.Entity, o.Head
	}
	return -1, -1
}

// predecessors finds who held a post before: "Abbott became leader of the party,
// replacing Malcolm Turnbull".
func (s *scene) predecessors(i int, p *post, holders []holder) {
	c := s.clauses[i]
	for t := p.end; t < len(c.toks) && t < p.end+maxList; t++ {
		if l := c.lemma(t); l != "replace" && l != "succeed" || c.toks[t].XPOS != "VBG" {
			continue
		}
		o := c.child(t, "obj")
		if o < 0 {
			return
		}
		for _, e := range s.resolve(i, o, []string{text.LabelPerson}) {
			for _, f := range slices.Clone(s.facts) {
				if f.Type == "HOLDS_OFFICE" && f.Sentence == i && f.Title == p.title && slices.ContainsFunc(holders, func(h holder) bool { return h.person == f.Source }) {
					s.state(i, "office.successor", e, f.Target, past, p.title, t, o)
				}
			}
		}
		return
	}
}

var leading = lists.Set("leading")

// leaders finds "Trudeau heads the Liberal Party" and "the party, led by Trudeau".
func (s *scene) leaders(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !c.isVerb(t) || s.sport[i] || !leading[c.lemma(t)] || slices.ContainsFunc(c.g.Down[t], func(a pattern.Arc) bool { return a.Rel == "to" }) { // "led the team to victory"
			continue
		}
		for _, a := range c.g.Down[t] {
			m := s.mentionOf(i, a.To)
			if a.Rel != "obj" || m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelBody {
				continue
			}
			for _, b := range c.g.Down[t] {
				if b.Rel != "subj" {
					continue
				}
				for _, e := range s.resolve(i, b.To, []string{text.LabelPerson}) {
					s.state(i, "office.verb", e, m.Entity, s.status(i, t), c.toks[t].Text, t, b.To, a.To)
				}
			}
		}
	}
}

// spokespersons finds "Claire Thomas, speaking on behalf of the Ambulance Service".
func (s *scene) spokespersons(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if c.lemma(t) != "speak" || c.toks[t].XPOS != "VBG" {
			continue
		}
		by := c.surfaceSubject(t)
		for _, a := range c.g.Down[t] {
			whom := a.To
			if a.Rel == "on" && c.lemma(whom) == "behalf" {
				whom = c.g.First(whom, "of")
			} else if a.Rel != "for" {
				continue
			}
			if by < 0 || whom < 0 {
				continue
			}
			for _, o := range s.resolve(i, whom, []string{text.LabelBody}) {
				for _, e := range s.resolve(i, by, []string{text.LabelPerson}) {
					s.state(i, "office.speaking", e, o, actual, c.toks[t].Text+" for", t, by, whom)
				}
			}
		}
	}
}

var seating = lists.Set("seating")

// seatings finds "confirmed Sonia Sotomayor to the Supreme Court", an office, and
// "Hagan, first elected to Congress", a membership.
func (s *scene) seatings(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !c.isVerb(t) || !seating[c.lemma(t)] {
			continue
		}
		for _, a := range c.g.Down[t] {
			m := s.mentionOf(i, a.To)
			if a.Rel != "to" || m == nil || s.label(m.Entity) != text.LabelBody {
				continue
			}
			rule := "member.seat"
			if strings.Contains(s.Entities[m.Entity].Name, "Court") {
				rule = "office.seat"
			}
			for _, b := range c.g.Down[t] {
				if b.Rel != "obj" {
					continue
				}
				for _, e := range s.resolve(i, b.To, []string{text.LabelPerson}) {
					s.state(i, rule, e, m.Entity, s.status(i, t), "", t, b.To, a.To)
				}
			}
		}
	}
}
