package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// offices.go finds the posts that a sentence names; holders.go says who holds
// them, employers.go where.

// post is an office as a sentence names it.
type post struct {
	first, end int // tokens of the title
	head       int
	title      string
	status     string
}

// noPosts are titles that say what someone does or wants to be, not a post held.
var noPosts = set("candidate nominee")

// offices finds titles and who holds them where.
func (s *scene) offices(i int) {
	c := s.clauses[i]
	n := len(c.toks)
	for t := 0; t < n; t++ {
		k := s.lx.offices.longest(t, n, func(j int) string {
			if j > t && c.toks[j].XPOS != "NNS" || c.toks[j].XPOS != "NNS" && c.toks[j].XPOS != "NNPS" {
				return lower(c.toks[j].Text)
			}
			return c.lemma(j)
		})
		if k == 0 || k == 1 && c.toks[t].UPOS == "VERB" && verbalTitles[c.g.Nodes[t].Word] {
			continue
		}
		p := post{first: t, end: t + k, head: s.headOf(i, t, t+k), status: actual}
		last := lower(c.toks[p.end-1].Text)
		if noPosts[last] || noPosts[c.lemma(p.end-1)] {
			t += k - 1
			continue
		}
		p.title = s.words(i, p.first, p.end)
		p.status = s.postStatus(i, &p)
		s.office(i, &p)
		t += k - 1
	}
}

// verbalTitles are titles that are verbs as well.
var verbalTitles = set("head chair coach captain pilot warden counsel")

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

var formerWords = set("former ex ex- late then then- onetime one-time erstwhile past previous outgoing-past")

func (s *scene) postStatus(i int, p *post) string {
	toks := s.Sentences[i].Tokens
	for t := p.first - 1; t >= 0 && t >= p.first-5; t-- {
		w := lower(toks[t].Text)
		if formerWords[w] || strings.HasPrefix(w, "ex-") || strings.HasPrefix(w, "former") {
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

// office finds the persons and the bodies of one post.
func (s *scene) office(i int, p *post) {
	holders := s.holders(i, p)
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
		conf := 0.85
		if professions[lower(s.Sentences[i].Tokens[p.end-1].Text)] {
			mine = slices.DeleteFunc(mine, func(o int) bool { return s.label(o) != text.LabelBody })
			if len(mine) == 0 {
				continue
			}
		}
		if len(mine) == 0 {
			if o := s.usualEmployer(i, h.person, p); o >= 0 {
				mine, conf = []int{o}, 0.65
			}
		}
		for _, o := range mine {
			toks := []int{p.head, h.token}
			if at >= 0 {
				toks = append(toks, at)
			}
			s.state(i, h.person, "HOLDS_OFFICE", o, status, p.title, h.rule, conf, toks...)
		}
	}
}
