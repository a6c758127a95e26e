package event

import (
	"regexp"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// entrants.go reads who takes part in the contest that an article reports: "Turkey
// took fourth place" names no contest, but in the report of one says who was in it.

var competitions = lists.Set("competitions")

var (
	contending = lists.Set("contending")
	rivalling  = lists.Set("rivalling")
	playing    = lists.Set("playing")
	outplaying = lists.Set("outplaying")
)

var electing = lists.Set("electing")

// ranking verbs do so with what is won for their object; what goes to somebody with that
// for their subject.
var (
	ranking = lists.Set("ranking")
	ranks   = lists.Set("ranks")
	ordinal = regexp.MustCompile(`^\d+(st|nd|rd|th)$`)
)

var contestants = lists.Set("contestants")

// entrants states of those who win, lose or come third that they took part in the
// contest of which the article reports, where their sentence names none.
func (s *scene) entrants() {
	e, reach := s.competition(), len(s.Sentences)
	if e < 0 {
		if e, reach = s.match(), min(reach, opening+1); e < 0 {
			return
		}
	}
	want := []string{text.LabelPerson, text.LabelBody}
	if s.book.phrases[e].kind != "election" {
		want = append(want, text.LabelNation)
	}
	for i := range s.Sentences[:reach] {
		if s.namesContest(i, e) || s.ofOtherYear(i) {
			continue
		}
		c := s.clauses[i]
		for t := range c.toks {
			switch {
			case c.isVerb(t) && s.contends(i, t) && s.achieves(i, t):
				s.enter(i, t, s.event(e), want)
			case contestants[c.lemma(t)] && isNoun(c.toks[t].UPOS):
				s.enterNamed(i, t, s.event(e), want)
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
	lemma := c.lemma(t)
	objects := rivalling[lemma] || electing[lemma] && c.passive(t) || s.sport[i] && outplaying[lemma]
	for _, a := range c.g.Down[t] {
		switch a.Rel {
		case "subj", "against":
		case "obj":
			if !objects {
				continue
			}
		case "to":
			if lemma != "go" {
				continue
			}
		default:
			continue
		}
		s.entered(i, t, a.To, contest, want)
	}
}

// enterNamed states of whom the noun at token t is said that they took part in a contest.
func (s *scene) enterNamed(i, t, contest int, want []string) {
	c := s.clauses[i]
	if h := c.toks[t].Head; h >= 0 && (c.rel(t) == "appos" || c.toks[t].Rel == "nmod:desc") {
		s.entered(i, t, h, contest, want)
	}
	for _, k := range c.children[t] {
		if c.rel(k) == "appos" || c.rel(k) == "flat" {
			s.entered(i, t, k, contest, want)
		}
	}
}

// entered states of whom the phrase headed by token who stands for that they took part in a contest.
func (s *scene) entered(i, t, who, contest int, want []string) {
	for _, e := range s.resolve(i, who, want) {
		if e < len(s.Entities) && !s.has(e, "ATTENDED", contest) {
			s.state(i, "attend.entrant", e, contest, actual, "", t, who)
		}
	}
}

// contends reports whether the verb at token t speaks of a contest: who wins bread is in none.
func (s *scene) contends(i, t int) bool {
	c := s.clauses[i]
	lemma := c.lemma(t)
	for _, k := range c.children[t] {
		r := c.rel(k)
		if r == "nsubj" && (c.passive(t) || lemma == "go") { // "third place was claimed by Serbia", "went to Serbia"
			r = "obj"
		}
		if (ranking[lemma] || lemma == "go") && (r == "obj" || lemma != "go" && (r == "advmod" || r == "obl" || r == "xcomp")) && c.ranked(k) {
			return true
		}
	}
	if s.sport[i] && (playing[lemma] || outplaying[lemma]) || electing[lemma] && c.passive(t) {
		return true
	}
	if o := c.g.First(t, "obj"); o >= 0 {
		return contending[lemma] && s.entityAt(i, o) >= 0
	}
	return contending[lemma] && !rivalling[lemma] || rivalling[lemma] && c.passive(t)
}

// ranked reports whether the word at token k says who came where: "third", "the silver medal", "fourth place".
func (c *clauses) ranked(k int) bool {
	return ranks[c.lemma(k)] || ordinal.MatchString(lower(c.toks[k].Text)) || (c.lemma(k) == "place" || c.lemma(k) == "position") && c.child(k, "amod") >= 0 && c.child(k, "nmod:poss") < 0
}

// namesContest reports whether sentence i names another contest than e or another event of its kind.
func (s *scene) namesContest(i, e int) bool {
	return slices.ContainsFunc(s.book.phrases, func(p phrase) bool {
		return p.Sentence == i && (p.kind == s.book.phrases[e].kind || competitions[p.lemma]) && s.book.at(i, p.Head, false) != e
	})
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

var matches = lists.Set("matches")

// nearOpening is how many sentences may pass before a report of a match calls it so.
const nearOpening = 8

// match returns the match of two that a report of sport is about, or -1.
func (s *scene) match() int {
	if !slices.Contains(s.sport[:min(opening, len(s.sport))], true) {
		return -1
	}
	for k := range s.book.phrases {
		if p := &s.book.phrases[k]; p.Sentence < nearOpening && matches[p.lemma] && !p.plural && (p.definite || len(p.pre) == 0) {
			return s.book.root(k)
		}
	}
	return -1
}
