package refer

import (
	"fmt"
	"math"
	"slices"

	"newsgraph/extract/text"
)

// persons.go finds whom "he" and "she" mean.

// lastPerson returns the person that a pronoun of a gender most likely means: of
// those in reach one of the same sentence first, then the subjects of the last
// ones, and of two whom the article has spoken of more. Who does something to "him"
// is not he.
func (f *finder) lastPerson(i, t int, gender string) int {
	if e := f.ahead(i, t, gender); e >= 0 {
		return e
	}
	beside := append(f.beside(i, t), f.possessed(i, t)...)
	if selves[lower(f.sents[i].Tokens[t].Text)] && len(beside) > 0 && f.couldBe(beside[0], gender) {
		return beside[0]
	}
	best, score := -1, 0.0
	for _, r := range slices.Backward(f.recent) {
		if i-r.sentence > maxBack {
			break
		}
		if !f.couldBe(r.entity, gender) || f.speaks(i, t) == r.entity || slices.Contains(beside, r.entity) { // in a quote "he" is another
			continue
		}
		if s := f.nearness(r, i, t, gender) * (1 + math.Log(float64(f.uses[r.entity]))); s > score {
			best, score = r.entity, s
		}
	}
	if best >= 0 {
		f.heard[heard{best, gender}]++
	}
	return best
}

// nearness weighs one mention as what a pronoun of a gender at token t of sentence
// i may point to.
func (f *finder) nearness(r seen, i, t int, gender string) float64 {
	s := 1 / (0.1 + float64(i-r.sentence))
	tok := &f.sents[r.sentence].Tokens[r.token]
	switch {
	case r.subject && f.sents[i].Tokens[t].UniversalRel() == "nsubj":
		s *= 1.5
	case tok.Rel == "nmod:poss" && tok.UPOS == "PRON":
		s *= 0.1
	case tok.Rel == "nmod:poss":
		s *= 0.5
	}
	if f.entities[r.entity].Gender == gender {
		s *= 1.2
	}
	if f.heard[heard{r.entity, gender}] < f.heard[heard{r.entity, opposite[gender]}] {
		s *= 0.1
	}
	if f.anonymous(r.entity) {
		s *= 0.4
	}
	if f.sents[r.sentence].Field != f.sents[i].Field {
		s *= 0.3
	}
	return s * (1 + 0.002*float64(r.token)) // nearer of two in a sentence
}

// heard is a pronoun of a gender that was taken for an entity.
type heard struct {
	entity int
	gender string
}

var opposite = map[string]string{"m": "f", "f": "m"}

// couldBe reports whether an entity is a person, with a name or without, of this
// gender or of none that is known.
func (f *finder) couldBe(e int, gender string) bool {
	x := &f.entities[e]
	return x.Label == text.LabelPerson && x.Gender == "" || (x.Label == text.LabelPerson || f.anonymous(e)) && x.Gender == gender
}

var genders = func() map[string]string {
	m := make(map[string]string)
	for gender, words := range lists.Map("genders") {
		for w := range words {
			m[w] = gender
		}
	}
	return m
}()

// genderByTitle takes the gender of a person of whom it is not known from what
// stands by the name: "Mr. Tedeschi", "her father Mohammed".
func (f *finder) genderByTitle(e int) {
	x := &f.entities[e]
	if x.Label != text.LabelPerson || x.Gender != "" {
		return
	}
	said := make(map[string]bool)
	for w := range f.title[e] {
		said[genders[w]] = true
	}
	for gender, other := range opposite {
		if said[gender] && !said[other] {
			x.Gender = gender
		}
	}
}

// stranger returns somebody without a name whom the noun at token t brings up, a
// man or a woman: "a boy", "her mother", or -1.
func (f *finder) stranger(i, t int) int {
	toks := f.sents[i].Tokens
	gender := genders[lower(toks[t].Lemma)]
	if gender == "" || toks[t].UPOS != "NOUN" || toks[t].XPOS == "NNS" || f.child(i, t, "appos", "flat") >= 0 {
		return -1
	}
	switch toks[t].UniversalRel() {
	case "appos", "compound", "flat", "root":
		return -1
	}
	theirs := f.child(i, t, "nmod:poss") >= 0 && toks[t].UniversalRel() == "nsubj"
	if d := f.child(i, t, "det"); !theirs && (d < 0 || lower(toks[d].Text) != "a") {
		return -1
	}
	e := f.unnamed(fmt.Sprint("someone ", i, " ", t), toks[t].Text)
	f.entities[e].Gender = gender
	return e
}

var selves = lists.Set("selves")

// beside returns who is an argument of the same verb as token t, which they are
// therefore not meant by, its subject first.
func (f *finder) beside(i, t int) []int {
	toks := f.sents[i].Tokens
	if !f.undergoes(i, t) {
		return nil
	}
	v := toks[t].Head
	var out []int
	add := func(k int) {
		if e := f.at(i, k); e >= 0 && k != t {
			out = append(out, e)
		}
	}
	add(f.agent(i, t))
	for _, k := range f.kids[i][v] {
		if u := toks[k].UniversalRel(); u == "obj" || u == "iobj" {
			add(k)
		}
	}
	return out
}

// possessed returns who is told by whose they are, and is therefore not who has them:
// the Mohamed of "his father Mohamed".
func (f *finder) possessed(i, t int) []int {
	toks := f.sents[i].Tokens
	h := toks[t].Head
	if !f.possessor(i, t) || h < 0 {
		return nil
	}
	var out []int
	add := func(k int) {
		gender := genders[lower(toks[h].Lemma)]
		if e := f.at(i, k); e >= 0 && (gender == "" || f.couldBe(e, gender)) { // "Gbagbo, his wife" are two
			out = append(out, e)
		}
	}
	add(h)
	for _, k := range f.kids[i][h] {
		if u := toks[k].UniversalRel(); u == "appos" || u == "flat" || u == "nmod" && k == h+1 {
			add(k)
		}
	}
	if u := toks[h].UniversalRel(); u == "appos" || u == "flat" || u == "compound" || u == "nmod" && toks[h].Head == h+1 {
		add(toks[h].Head)
	}
	return out
}

// undergoes reports whether token t is what a verb does something to.
func (f *finder) undergoes(i, t int) bool {
	switch f.sents[i].Tokens[t].UniversalRel() {
	case "obj", "iobj", "obl":
		return true
	}
	return false
}

// agent returns who does something to token t, or -1.
func (f *finder) agent(i, t int) int {
	if !f.undergoes(i, t) {
		return -1
	}
	return f.doer(i, f.sents[i].Tokens[t].Head)
}

// at returns the entity of token t, or of the name that stands in apposition to
// it: "Malaysia's Prime Minister, Najib Razak"; or -1.
func (f *finder) at(i, t int) int {
	if t < 0 {
		return -1
	}
	for _, k := range []int{t, f.child(i, t, "appos", "flat")} {
		if k >= 0 && f.covered[i][k] > 0 {
			return f.mentions[f.covered[i][k]-1].Entity
		}
	}
	return -1
}

// doer returns the subject of verb v, that of the verb it is joined to or depends
// on where it has none of its own, or -1.
func (f *finder) doer(i, v int) int {
	toks := f.sents[i].Tokens
	for range 5 {
		if s := f.child(i, v, "nsubj"); s >= 0 {
			if w := lower(toks[s].Text); (w == "who" || w == "that" || w == "which") && toks[v].UniversalRel() == "acl" {
				return toks[v].Head
			}
			return s
		}
		h := toks[v].Head
		switch u := toks[v].UniversalRel(); {
		case h < 0:
			return -1
		case u == "acl":
			return h
		case u == "xcomp":
			if o := f.child(i, h, "obj", "iobj"); o >= 0 {
				return o
			}
		case u != "conj" && u != "advcl":
			return -1
		}
		v = h
	}
	return -1
}

// ahead returns the subject that a pronoun before it points to: "In his visit to
// Israel, Harper met …".
func (f *finder) ahead(i, t int, gender string) int {
	toks := f.sents[i].Tokens
	if !f.possessor(i, t) || t > 4 {
		return -1
	}
	for k := t + 1; k < len(toks); k++ {
		if toks[k].UniversalRel() != "nsubj" || toks[k].Head < 0 || toks[toks[k].Head].UniversalRel() != "root" {
			continue
		}
		if e := f.at(i, k); e >= 0 && f.couldBe(e, gender) && !slices.Contains(f.possessed(i, t), e) {
			return e
		}
		return -1
	}
	return -1
}
