package event

import (
	"strings"

	"newsgraph/extract/text"
)

// employers.go finds of which nation, body or place a post is.

// employers returns the nations, bodies and places that a post belongs to, and
// the token that says so, -1 when the title itself does.
func (s *scene) employers(i int, p *post) (out []int, at int) {
	c := s.clauses[i]
	take := func(t int) bool {
		m := s.mentionOf(i, t)
		if m == nil || s.label(m.Entity) == text.LabelPerson || contains(out, m.Entity) {
			return false
		}
		if s.label(m.Entity) == text.LabelBody && s.Entities[m.Entity].Kind == "party" && !partyPost[lower(c.toks[p.end-1].Text)] {
			return false
		}
		out = append(out, m.Entity)
		return true
	}
	// within the title: "House Speaker", "Speaker of the House"
	for t := p.first; t < p.end; t++ {
		if take(t) {
			return out, t
		}
	}
	// behind it: "president of France", "ambassador to the UN", "head of X and Y"
	for _, rel := range []string{"of", "for", "to", "at", "with", "from"} {
		if rel == "to" && !strings.Contains(p.title, "mbassador") && !strings.Contains(p.title, "nvoy") && !strings.Contains(p.title, "epresentative") {
			continue
		}
		for t := p.first; t < p.end; t++ {
			for _, a := range c.g.Down[t] {
				if a.Rel != rel || a.To < p.end {
					continue
				}
				for _, e := range s.resolveNames(i, a.To) {
					if s.label(e) != text.LabelPerson && !contains(out, e) {
						out, at = append(out, e), a.To
					}
				}
			}
		}
		if len(out) > 0 {
			if rel == "to" { // an ambassador acts for the one who sends
				if before, b := s.beforeTitle(i, p); len(before) > 0 {
					return before, b
				}
				out = nil
				continue
			}
			return out, at
		}
	}
	return s.beforeTitle(i, p)
}

// partyPost are the last words of titles that one holds in a party.
var partyPost = set("leader chairman chairwoman chair chairperson president spokesman spokeswoman spokesperson whip co-leader head founder secretary secretary-general treasurer official")

// beforeTitle finds "French President", "Iran's foreign minister", "US-backed … leader".
func (s *scene) beforeTitle(i int, p *post) (out []int, at int) {
	c := s.clauses[i]
	toks := c.toks
	for t := p.first - 1; t >= 0 && t >= p.first-7; t-- {
		if m := s.mentionOf(i, t); m != nil {
			e := m.Entity
			if s.label(e) == text.LabelPerson {
				if m.Kind == text.ByPronoun { // "his foreign minister": of whose nation
					if n := s.nationOf(e); n >= 0 {
						return []int{n}, t
					}
				}
				if c.rel(m.Head) == "nmod" || toks[min(m.End, len(toks)-1)].XPOS == "POS" { // "Trump's envoy"
					if n := s.nationOf(e); n >= 0 {
						return []int{n}, t
					}
				}
				break
			}
			if s.Entities[e].Kind == "party" && !partyPost[lower(toks[p.end-1].Text)] {
				t = m.First
				continue
			}
			return []int{e}, m.Head
		}
		switch toks[t].UPOS {
		case "ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV", "DET":
			if toks[t].UPOS == "DET" && lower(toks[t].Text) != "the" {
				break
			}
			if toks[t].UPOS == "DET" {
				return nil, -1
			}
			continue
		}
		if toks[t].XPOS == "POS" || toks[t].Text == "-" {
			continue
		}
		break
	}
	return nil, -1
}

// resolveNames returns the entities of the phrase headed by t and of those joined to it.
func (s *scene) resolveNames(i, t int) []int {
	return s.resolve(i, t, []string{"actor", text.LabelPlace})
}

// professions are titles that one holds with a body, not with a nation.
var professions = set("lawyer attorney solicitor barrister activist drummer guitarist singer bassist professor scientist researcher fellow historian " +
	"economist analyst journalist reporter correspondent editor anchor engineer pilot lecturer founder co-founder owner rabbi imam ayatollah bishop " +
	"archbishop cardinal coach manager principal dean astronaut cosmonaut captain")

// stateOffices are offices of a state: without further words they are those of
// the state that the article is about.
var stateOffices = set("president premier minister chancellor king queen senator secretary congressman congresswoman monarch " +
	"emperor sultan emir prince taoiseach lawmaker representative treasurer")

// usualEmployer guesses the nation of "Prime Minister Modi" from what is known of
// the person, else from the nation that the article names most.
func (s *scene) usualEmployer(i, person int, p *post) int {
	last := lower(s.Sentences[i].Tokens[p.end-1].Text)
	if o := s.knownEmployer(person, last); o >= 0 {
		return o
	}
	if last == "judge" || last == "justice" || last == "justices" {
		return s.onlyCourt(last != "judge")
	}
	if !stateOffices[last] && !strings.Contains(lower(p.title), "minister") && !strings.Contains(lower(p.title), "secretary") &&
		!strings.Contains(lower(p.title), "president") && !strings.Contains(lower(p.title), "adviser") && !strings.Contains(lower(p.title), "attorney general") {
		return -1
	}
	if n := s.nationOf(person); n >= 0 {
		return n
	}
	if s.Entities[person].Nation != "" {
		return -1
	}
	return s.mainNation(i)
}

// knownEmployer returns the node of the body or nation where the person is known
// to have held an office of this last word, or -1.
func (s *scene) knownEmployer(person int, last string) int {
	if s.Offices == nil || s.Entities[person].ID == "" {
		return -1
	}
	for _, o := range s.Offices(s.Entities[person].ID) {
		if w := strings.Fields(lower(o.Title)); len(w) == 0 || w[len(w)-1] != last {
			continue
		}
		for e := range s.Entities {
			if s.Entities[e].ID == o.Of {
				return e
			}
		}
	}
	return -1
}

// onlyCourt returns the one court of its rank, supreme or not, that the article names, or -1.
func (s *scene) onlyCourt(supreme bool) int {
	court := -1
	for e := range s.Entities {
		if s.label(e) != text.LabelBody || !strings.Contains(s.Entities[e].Name, "Court") || strings.Contains(s.Entities[e].Name, "Supreme") != supreme {
			continue
		}
		if court >= 0 {
			return -1
		}
		court = e
	}
	return court
}

// mainNation returns the nation most named up to sentence i, or -1.
func (s *scene) mainNation(i int) int {
	count := make(map[int]int)
	best := -1
	for _, m := range s.Mentions {
		if m.Sentence > i || s.label(m.Entity) != text.LabelNation {
			continue
		}
		count[m.Entity]++
		if best < 0 || count[m.Entity] > count[best] || count[m.Entity] == count[best] && m.Entity < best {
			best = m.Entity
		}
	}
	return best
}
