package event

import (
	"slices"

	"newsgraph/extract/text"
)

// eulogy.go hears what is said of the dead. In the report of somebody's death the
// words that others are quoted with honour who died, however they are put: "our
// nation has lost its greatest son" names nobody and praises by no verb of praise.

// eulogies records whom those who are quoted on a death honour.
func (s *scene) eulogies() {
	dead := s.deceased()
	if len(dead) == 0 {
		return
	}
	for i := range s.Sentences {
		first := slices.Index(s.Quoted[i], true)
		if first < 0 {
			continue
		}
		v := s.voice(i, first)
		if v < 0 || slices.Contains(dead, v) || s.label(v) == text.LabelPlace {
			continue
		}
		if d := s.honoured(i, dead); d >= 0 && !s.has(v, "ACCUSED", d) {
			s.state(i, "support.eulogy", v, d, actual, "", first, s.lastQuoted(i))
		}
	}
}

// honoured returns which of the dead what sentence i quotes is about, or -1: who is
// spoken of in it, or the only one where its words are those of mourning.
func (s *scene) honoured(i int, dead []int) int {
	about, mourns := -1, false
	for t, quoted := range s.Quoted[i] {
		if !quoted {
			continue
		}
		lemma := s.clauses[i].lemma(t)
		if s.lx.dying[lemma] {
			return -1
		}
		mourns = mourns || s.lx.mourning[lemma]
		if m := s.at[i][t]; m >= 0 && about < 0 && slices.Contains(dead, s.Mentions[m].Entity) {
			about = s.Mentions[m].Entity
		}
	}
	if about < 0 && mourns && len(dead) == 1 {
		return dead[0]
	}
	return about
}

func (s *scene) lastQuoted(i int) int {
	last := len(s.Quoted[i]) - 1
	for last > 0 && !s.Quoted[i][last] {
		last--
	}
	return last
}

// opening is how many sentences of an article tell what it reports, its title included.
const opening = 3

// deceased returns the persons of whose death the article reports: whom its
// opening says to have died.
func (s *scene) deceased() []int {
	var out []int
	for i := range s.Sentences[:min(opening, len(s.Sentences))] {
		c := s.clauses[i]
		for t := range c.toks {
			if c.lemma(t) != "die" || c.toks[t].UPOS != "VERB" || s.status(i, t) != actual {
				continue
			}
			if sub := c.surfaceSubject(t); sub >= 0 {
				for _, p := range s.resolve(i, sub, []string{text.LabelPerson}) {
					if !slices.Contains(out, p) {
						out = append(out, p)
					}
				}
			}
		}
	}
	return out
}
