package refer

import (
	"fmt"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// references.go resolves what is no name: pronouns and descriptions.

// titles notes the words that stand as titles by each person's names, so that
// "the prime minister" finds who was called so.
func (f *finder) titles() {
	f.title = make([]map[string]bool, len(f.entities))
	f.adjacent = make([]map[string]bool, len(f.entities))
	for e := range f.entities {
		f.title[e], f.adjacent[e] = map[string]bool{}, map[string]bool{}
	}
	for _, m := range f.mentions {
		if f.entities[m.Entity].Label != text.LabelPerson {
			continue
		}
		toks := f.sents[m.Sentence].Tokens
		for t := m.First - 1; t >= 0 && t >= m.First-6; t-- {
			if !f.titleWord(m, t) {
				break
			}
		}
		if m.End+1 < len(toks) && toks[m.End].Text == "," { // "Keir Starmer, the British prime minister"
			for t := m.End + 1; t < len(toks) && t < m.End+8; t++ {
				if toks[t].UPOS == "DET" || toks[t].XPOS == "POS" {
					continue
				}
				if !f.titleWord(m, t) {
					break
				}
			}
		}
	}
	for e := range f.entities {
		f.genderByTitle(e)
	}
}

func (f *finder) titleWord(m text.Mention, t int) bool {
	tok := &f.sents[m.Sentence].Tokens[t]
	if c := f.covered[m.Sentence][t]; c > 0 {
		if e := f.mentions[c-1].Entity; f.entities[e].Label == text.LabelNation {
			f.adjacent[m.Entity][f.entities[e].ISO3] = true
			return true
		}
		return false
	}
	if tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.UPOS == "ADJ" {
		f.title[m.Entity][lower(tok.Lemma)] = true
		return true
	}
	return false
}

// walk goes through the text once, resolving each reference against what came before.
func (f *finder) walk() {
	byPlace := make(map[[2]int]int) // head of a mention → mention
	for k, m := range f.mentions {
		byPlace[[2]int{m.Sentence, m.First}] = k
	}
	for i := range f.sents {
		toks := f.sents[i].Tokens
		for t := range toks {
			f.together(i, t)
			if k, ok := byPlace[[2]int{i, t}]; ok {
				f.see(i, f.mentions[k].Head, f.mentions[k].Entity)
				continue
			}
			if f.covered[i][t] > 0 {
				continue
			}
			if e := f.reference(i, t); e >= 0 {
				kind := text.ByPronoun
				if toks[t].UPOS == "NOUN" || toks[t].UPOS == "PROPN" {
					kind = text.ByDescription
				}
				f.mentions = append(f.mentions, text.Mention{Sentence: i, First: t, End: t + 1, Head: t, Kind: kind, Entity: e, Others: f.others(i, t, e)})
				f.covered[i][t] = len(f.mentions)
				f.see(i, t, e)
			} else if e := f.stranger(i, t); e >= 0 {
				f.see(i, t, e)
			}
		}
	}
}

// others reports whether the pronoun at token t means not the entity alone: "we" those
// whom a person speaks for, "they" the people of a nation when those were named last.
func (f *finder) others(i, t, e int) bool {
	w := lower(f.sents[i].Tokens[t].Text)
	if weWords[w] {
		return f.entities[e].Label == text.LabelPerson
	}
	if !plurals[w] {
		return false
	}
	for _, r := range slices.Backward(f.recent) {
		if r.entity == e {
			return f.covered[r.sentence][r.token] > 0 && f.mentions[f.covered[r.sentence][r.token]-1].Others
		}
	}
	return false
}

func (f *finder) see(i, t, e int) {
	tok := &f.sents[i].Tokens[t]
	f.recent = append(f.recent, seen{e, i, t, tok.UniversalRel() == "nsubj"})
	f.uses[e]++
}

// reference returns the entity that token t refers to, or -1.
func (f *finder) reference(i, t int) int {
	tok := &f.sents[i].Tokens[t]
	if tok.UPOS == "PRON" || tok.UPOS == "DET" {
		return f.pronoun(i, t)
	}
	if tok.UPOS == "NOUN" || tok.UPOS == "PROPN" {
		return f.description(i, t)
	}
	return -1
}

func (f *finder) pronoun(i, t int) int {
	switch w := lower(f.sents[i].Tokens[t].Text); w {
	case "he", "him", "his", "himself":
		return f.lastPerson(i, t, "m")
	case "she", "her", "hers", "herself":
		return f.lastPerson(i, t, "f")
	case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves":
		e := f.speaks(i, t)
		switch {
		case e < 0:
			return f.unnamed("writer", "writer")
		case weWords[w]:
			return f.spokenFor(i, t)
		}
		return e
	case "you", "your", "yours", "yourself":
		return f.unnamed(fmt.Sprint("you ", f.speaks(i, t)), "you")
	case "it", "its", "itself":
		if w == "it" && f.expletive(i, t) {
			return -1
		}
		return f.nearest(i, t, f.thing)
	case "they", "them", "their", "theirs", "themselves":
		return f.nearest(i, t, f.many)
	}
	return -1
}

var weWords = lists.Set("we-words")

// expletive reports whether "it" stands for a clause: "it is clear that", "it turned
// out that", "time to say goodbye".
func (f *finder) expletive(i, t int) bool {
	tok := &f.sents[i].Tokens[t]
	if tok.UniversalRel() == "expl" {
		return true
	}
	h := tok.Head
	if h < 0 {
		return false
	}
	if f.child(i, h, "csubj", "ccomp") >= 0 && (f.child(i, h, "cop") >= 0 || impersonal[lower(f.sents[i].Tokens[h].Lemma)]) {
		return true
	}
	if f.child(i, h, "cop") < 0 && tok.UniversalRel() != "obj" {
		return false
	}
	for _, k := range f.kids[i][h] { // "time to say goodbye", "make it hard to"
		if m := f.child(i, k, "mark"); m > t && lower(f.sents[i].Tokens[m].Text) == "to" && f.sents[i].Tokens[k].UniversalRel() != "advcl" {
			return true
		}
	}
	return false
}

var impersonal = lists.Set("impersonal")

// maxBack is how many sentences back a pronoun may reach.
const maxBack = 4

func (f *finder) possessor(i, t int) bool { return f.sents[i].Tokens[t].Rel == "nmod:poss" }

var groupWords = func() map[string]map[string]bool {
	m := make(map[string]map[string]bool)
	for kind, words := range lists.Map("group-words") {
		for w := range words {
			if m[w] == nil {
				m[w] = make(map[string]bool)
			}
			m[w][kind] = true
		}
	}
	return m
}()

// description returns the entity of a definite description: "the prime minister",
// "the Turkish president", "the alliance".
func (f *finder) description(i, t int) int {
	toks := f.sents[i].Tokens
	tok := &toks[t]
	if e := f.apposed(i, t); e >= 0 {
		return e
	}
	if e := f.half(i, t); e >= 0 {
		return e
	}
	det := f.child(i, t, "det")
	definite := det >= 0 && (lower(toks[det].Text) == "the" || lower(toks[det].Text) == "this")
	nation := ""
	for _, k := range f.kids[i][t] {
		if c := f.covered[i][k]; c > 0 && toks[k].UniversalRel() != "conj" && toks[k].UniversalRel() != "appos" {
			if e := &f.entities[f.mentions[c-1].Entity]; e.Label == text.LabelNation {
				nation = e.ISO3
			} else if toks[k].UniversalRel() == "nmod" || toks[k].UniversalRel() == "flat" || toks[k].UniversalRel() == "compound" {
				return -1
			}
		}
	}
	if tok.XPOS == "NNS" || tok.XPOS == "NNPS" || !definite && nation == "" {
		return -1
	}
	if e := f.follows(i, t); e >= 0 {
		return e
	}
	if f.child(i, t, "appos", "flat", "cop") >= 0 || tok.UniversalRel() == "appos" || tok.UniversalRel() == "compound" || tok.UniversalRel() == "flat" || tok.Rel == "nmod:desc" {
		return -1
	}
	lemma := lower(tok.Lemma)
	if e := f.byTitle(i, t, lemma, nation); e >= 0 {
		return e
	}
	if nation != "" || !definite {
		return -1
	}
	return f.byGroup(i, lemma)
}

// apposed returns the person by whose name a title with a capital letter stands in
// apposition: "John Kerry, the Secretary of State", "Malaysia's Prime Minister, Najib
// Razak"; or -1.
func (f *finder) apposed(i, t int) int {
	tok := &f.sents[i].Tokens[t]
	if tok.UPOS != "PROPN" || !f.Title(lower(tok.Lemma)) {
		return -1
	}
	k := f.child(i, t, "appos")
	if tok.Rel == "appos" {
		k = tok.Head
	}
	if k < 0 || f.covered[i][k] == 0 {
		return -1
	}
	if e := f.mentions[f.covered[i][k]-1].Entity; f.entities[e].Label == text.LabelPerson {
		return e
	}
	return -1
}

// follows returns the person whose name stands right behind a title, past a
// comma and an honorific: "the Israeli prime minister, Mr. Netanyahu".
func (f *finder) follows(i, t int) int {
	toks := f.sents[i].Tokens
	if !f.Title(lower(toks[t].Lemma)) {
		return -1
	}
	k := t + 1
	if k < len(toks) && toks[k].Text == "," {
		k++
	}
	for k < len(toks) && honorifics[lower(toks[k].Text)] {
		k++
	}
	if k >= len(toks) || f.covered[i][k] == 0 {
		return -1
	}
	m := f.mentions[f.covered[i][k]-1]
	if f.entities[m.Entity].Label != text.LabelPerson || m.First != k || k > t+1 && m.End < len(toks) && toks[m.End].UPOS != "PUNCT" {
		return -1
	}
	return m.Entity
}

// byTitle finds the person who was called so before.
func (f *finder) byTitle(i, t int, lemma, nation string) int {
	if !f.Title(lemma) {
		return -1
	}
	for k := len(f.recent) - 1; k >= 0; k-- {
		e := f.recent[k].entity
		if f.entities[e].Label != text.LabelPerson || !f.title[e][lemma] {
			continue
		}
		if nation != "" && !f.adjacent[e][nation] && f.entities[e].Nation != nation {
			continue
		}
		if f.child(i, t, "amod", "compound") >= 0 && nation == "" && !f.sameTitle(i, t, e) {
			continue
		}
		return e
	}
	if nation == "" {
		return -1
	}
	if id, ok := f.Holder(lemma, nation); ok {
		for e := range f.entities {
			if f.entities[e].ID == id {
				return e
			}
		}
	}
	return -1
}

// sameTitle reports whether the words before a title stood by the person's name too.
func (f *finder) sameTitle(i, t, e int) bool {
	for _, k := range f.kids[i][t] {
		if r := f.sents[i].Tokens[k].UniversalRel(); (r == "amod" || r == "compound") && !f.title[e][lower(f.sents[i].Tokens[k].Lemma)] {
			return false
		}
	}
	return true
}

// byGroup finds the body or nation that a common noun stands for.
func (f *finder) byGroup(i int, lemma string) int {
	kinds, ok := groupWords[lemma]
	if !ok {
		return -1
	}
	for k := len(f.recent) - 1; k >= 0; k-- {
		r := f.recent[k]
		if i-r.sentence > 8 {
			break
		}
		e := &f.entities[r.entity]
		if kinds["nation"] {
			if e.Label == text.LabelNation && i-r.sentence <= 2 {
				return r.entity
			}
			continue
		}
		if e.Label != text.LabelBody {
			continue
		}
		if strings.Contains(lower(e.Name), lemma) {
			return r.entity
		}
		if kinds[e.Kind] {
			return r.entity
		}
	}
	if !anyBody[lemma] {
		return -1
	}
	return f.onlyUnknown(i)
}

var anyBody = lists.Set("any-body")

// onlyUnknown returns the body of a kind that is not known which sentence i or the
// one before it named, when it is the only body there, or -1.
func (f *finder) onlyUnknown(i int) int {
	only := -1
	for k := len(f.recent) - 1; k >= 0 && f.recent[k].sentence >= i-1; k-- {
		e := f.recent[k].entity
		if f.entities[e].Label != text.LabelBody || e == only {
			continue
		}
		if only >= 0 || f.entities[e].Kind != "" {
			return -1
		}
		only = e
	}
	return only
}
