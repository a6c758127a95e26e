package event

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"newsgraph/extract/text"
)

// match.go keeps play apart from conflict: who beats whom on a field or in a
// race assaults nobody, and who meets whom in a final holds no talks. An article
// or one of its sentences reports sport by its words, which rules/sport.txt
// lists; there, words of play between contestants state nothing.

// sport is the lists of rules/sport.txt.
type sport struct{ telling, common, play, contestant map[string]bool }

func readSport(data string) (*sport, error) {
	sp := &sport{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	lists := map[string]map[string]bool{"telling": sp.telling, "common": sp.common, "play": sp.play, "contestant": sp.contestant}
	for n, line := range strings.Split(data, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(line, ":")
		list := lists[name]
		if list == nil {
			return nil, fmt.Errorf("line %d: no list is called %q", n+1, name)
		}
		for w := range strings.FieldsSeq(words) {
			list[strings.ReplaceAll(w, "-", "")] = true
		}
	}
	return sp, nil
}

// A report of sport has so many of its words, and in such a part of its sentences.
const (
	sportWords = 2
	sportShare = 0.3
)

// reported tells which sentences of an article report sport: all of one that is a
// report of it, else those that say so themselves.
func (sp *sport) reported(a *text.Article, sents []text.Sentence) []bool {
	of, said, sporty := make([]bool, len(sents)), map[string]bool{}, 0
	for i := range sents {
		s := &sents[i]
		telling, common := sp.words(s.Field.Of(a)[s.Start:s.End])
		for _, w := range telling {
			said[w] = true
		}
		if len(telling) > 0 || len(common) >= 2 {
			sporty++
		}
		of[i] = len(telling) > 0 && len(telling)+len(common) >= 2
	}
	if len(said) >= sportWords && float64(sporty) >= sportShare*float64(len(sents)) {
		for i := range of {
			of[i] = true
		}
	}
	return of
}

// words are the different words of the two lists that a sentence has.
func (sp *sport) words(sentence string) (telling, common []string) {
	take := func(w string) bool {
		for _, w := range [...]string{w, strings.TrimSuffix(w, "s")} {
			switch {
			case sp.telling[w]:
				if !slices.Contains(telling, w) {
					telling = append(telling, w)
				}
				return true
			case sp.common[w]:
				if !slices.Contains(common, w) {
					common = append(common, w)
				}
				return true
			}
		}
		return false
	}
	last := ""
	for w := range strings.FieldsFuncSeq(strings.ToLower(sentence), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		take(last + w)                                                         // "World Cup"
		if !take(strings.ReplaceAll(w, "-", "")) && strings.Contains(w, "-") { // "semi-final", "top-seeded"
			for part := range strings.SplitSeq(w, "-") {
				take(part)
			}
		}
		last = w
	}
	return telling, common
}

// played reports whether the word at token t is one of play between two
// contestants, the tokens source and target.
func (s *scene) played(i, t, source, target int) bool {
	return s.sport[i] && s.lx.sport.play[s.clauses[i].lemma(t)] && s.contestant(i, source) && s.contestant(i, target)
}

// contestant reports whether token t is somebody's name or pronoun, or a noun for
// those who play.
func (s *scene) contestant(i, t int) bool {
	if t < 0 {
		return false
	}
	m := s.at[i][t]
	return m >= 0 && s.Mentions[m].Kind != text.ByDescription || s.lx.sport.contestant[s.clauses[i].lemma(t)]
}

// scored reports whether the sentence tells the score of a match: "Germany beat
// Scotland 5-1" is no assault.
func (c *clauses) scored() bool {
	number := func(i int) bool {
		n, err := strconv.Atoi(c.toks[i].Text)
		return err == nil && n >= 0 && n < 200
	}
	for i := 1; i+1 < len(c.toks); i++ {
		if t := c.toks[i]; (t.Text == "-" || t.Text == "–") && c.toks[i-1].End == t.Start && t.End == c.toks[i+1].Start && number(i-1) && number(i+1) {
			return true
		}
	}
	return false
}
