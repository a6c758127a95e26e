package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// entrants.go reads who takes part in the contest that an article reports: "Turkey
// took fourth place" names no contest, but in the report of one says who was in it.

// competitions are nouns for what is won and lost.
var competitions = set("contest championship championships tournament olympics paralympics games cup race marathon election elections primary primaries caucus caucuses by-election runoff regatta")

// contending verbs say of their subject that it is in a contest; rivalling ones of
// their object too.
var (
	contending = set("win lose compete qualify defeat beat trail finish advance face")
	rivalling  = set("defeat beat face trail")
)

// ranking verbs do so with what is won for their object.
var (
	ranking = set("take come claim share win lose receive finish")
	ranks   = set("second third fourth fifth sixth seventh eighth ninth tenth last medal gold silver bronze percent % vote seat point")
)

// entrants states of those who win, lose or come third that they took part in the
// contest of which the article reports, where their sentence names none.
func (s *scene) entrants() {
	e := s.competition()
	if e < 0 {
		return
	}
	want := []string{text.LabelPerson, text.LabelBody}
	if s.book.phrases[e].kind != "election" {
		want = append(want, text.LabelNation)
	}
	for i := range s.Sentences {
		if s.namesContest(i, s.book.phrases[e].kind) || s.ofOtherYear(i) {
			continue
		}
		c := s.clauses[i]
		for t := range c.toks {
			if c.isVerb(t) && s.contends(i, t) && s.achieves(i, t) {
				s.enter(i, t, len(s.Entities)+e, want)
			}
		}
	}
}

// achieves reports whether who wins or loses by the verb at token t does so in a
// contest: who "was predicted to win" may not have stood.
func (s *scene) achieves(i, t int) bool {
	st := s.status(i, t)
	return st == actual || st != denied && s.clauses[i].rel(t) != "xcomp"
}

// enter states of those of whom the verb at token t says so that they took part in a contest.
func (s *scene) enter(i, t, contest int, want []string) {
	c := s.clauses[i]
	for _, a := range c.g.Down[t] {
		if a.Rel != "subj" && a.Rel != "against" && !(a.Rel == "obj" && rivalling[c.lemma(t)]) {
			continue
		}
		for _, who := range s.resolve(i, a.To, want) {
			if who < len(s.Entities) && !s.has(who, "ATTENDED", contest) {
				s.state(i, "attend.entrant", who, contest, actual, "", t, a.To)
			}
		}
	}
}

// contends reports whether the verb at token t speaks of a contest: who wins bread is in none.
func (s *scene) contends(i, t int) bool {
	c := s.clauses[i]
	for _, k := range c.children[t] {
		r := c.rel(k)
		if r == "nsubj" && c.passive(t) { // "third place was claimed by Serbia"
			r = "obj"
		}
		if ranking[c.lemma(t)] && (r == "obj" || r == "advmod" || r == "obl" || r == "xcomp") && (ranks[c.lemma(k)] || c.lemma(k) == "place" && c.child(k, "amod") >= 0 && c.child(k, "nmod:poss") < 0) {
			return true
		}
	}
	if o := c.child(t, "obj"); o >= 0 {
		return contending[c.lemma(t)] && s.entityAt(i, o) >= 0
	}
	return contending[c.lemma(t)] && !rivalling[c.lemma(t)] || rivalling[c.lemma(t)] && c.passive(t)
}

// namesContest reports whether sentence i names a contest or another event of its kind.
func (s *scene) namesContest(i int, kind string) bool {
	return slices.ContainsFunc(s.book.phrases, func(p phrase) bool { return p.Sentence == i && (p.kind == kind || competitions[p.lemma]) })
}

// ofOtherYear reports whether sentence i tells a year that is not the article's.
func (s *scene) ofOtherYear(i int) bool {
	return slices.ContainsFunc(s.Sentences[i].Tokens, func(t text.Token) bool {
		return yearWord.MatchString(t.Text) && !strings.HasPrefix(s.Article.Date, t.Text)
	})
}

// competition returns the contest that the article's opening names, or -1.
func (s *scene) competition() int {
	for k := range s.book.phrases {
		if p := &s.book.phrases[k]; p.Sentence < opening && competitions[p.lemma] && !p.aloof {
			return s.book.root(k)
		}
	}
	return -1
}
