package event

import (
	"strings"
)

// subject.go finds whose act a predicate is: its own subject, or the one it shares by
// conjunction, control, relatives and participles.

// surfaceSubject returns the token that stands as i's subject, however far away, or -1.
func (c *clauses) surfaceSubject(i int) int {
	if c.subject[i] == unknown {
		c.subject[i] = -1 // ends a circle in a broken tree
		c.subject[i] = c.findSubject(i)
	}
	return c.subject[i]
}

func (c *clauses) findSubject(i int) int {
	if s := c.child(i, "nsubj"); s >= 0 && !(s > i && c.misplaced(i)) {
		if !c.relativizer(s) {
			return s
		}
		if r := c.relativeHead(i); r >= 0 {
			return c.predicatedOf(r)
		}
		return -1
	}
	if s := c.adjacentSubject(i); s >= 0 {
		return s
	}
	if s := c.child(i, "vocative"); s >= 0 && s < i && c.toks[i].XPOS != "VB" { // "Parliament, however, voted …"
		return s
	}
	h := c.toks[i].Head
	if h < 0 {
		return -1
	}
	switch c.rel(i) {
	case "conj":
		if c.isPredicate(h) || c.toks[h].UPOS == "ADJ" {
			return c.surfaceSubject(h)
		}
	case "xcomp":
		return c.subjectOfComplement(i, h)
	case "advcl":
		return c.subjectOfAdverbial(i, h)
	case "csubj":
		return c.subjectOfClausal(i, h)
	case "ccomp", "parataxis":
		return c.subjectOfSpeech(i, h)
	case "acl":
		return c.subjectOfAdnominal(i, h)
	}
	return -1
}

// Each of these returns the subject of predicate i, which has none of its own, by its
// relation to its governor h; or -1.

func (c *clauses) subjectOfComplement(i, h int) int {
	if o := c.calledOn(i, h); o >= 0 {
		return o
	}
	if c.isVerb(h) && !subjectControl[c.lemma(h)] && !c.passive(h) {
		if o := c.child(h, "obj", "iobj"); o >= 0 {
			return o
		}
	}
	return c.surfaceSubject(h)
}

func (c *clauses) subjectOfAdverbial(i, h int) int {
	if o := c.calledOn(i, h); o >= 0 {
		return o
	}
	o := c.child(h, "obj", "iobj", "nsubj:pass")
	told := c.toks[i].XPOS == "VB" && c.isInfinitive(i) && objectControl["to"][c.lemma(h)] && o < i
	if o >= 0 && (told || objectControl[c.preposition(i)][c.lemma(h)]) { // "accused Japan of trying to …"
		return o
	}
	return c.surfaceSubject(h)
}

func (c *clauses) subjectOfClausal(i, h int) int {
	if c.toks[h].UPOS != "PROPN" {
		return -1
	}
	if c.isInfinitive(i) { // "is in Sudan to meet Bashir"
		return c.surfaceSubject(h)
	}
	if c.toks[i].XPOS == "VBG" && i < h && c.child(h, "cop") >= 0 && c.child(h, "case") < 0 { // "also attending was Merkel"
		return h
	}
	return -1
}

func (c *clauses) subjectOfSpeech(i, h int) int {
	says := speechVerbs[c.lemma(h)]
	if o := c.child(h, "obj"); o > h && o < i && c.finite(i) && says { // "NPR reported the minister recommended …"
		return o
	}
	switch {
	case c.toks[i].XPOS == "VB", c.toks[i].XPOS == "VBG":
	case c.passive(h) && !c.finite(i) && c.child(i, "aux") >= 0:
	case c.misplaced(i) && says && c.child(i, "nsubj") >= 0:
	default:
		return -1
	}
	return c.surfaceSubject(h)
}

func (c *clauses) subjectOfAdnominal(i, h int) int {
	if c.toks[i].Rel == "acl:relcl" {
		return -1
	}
	if c.toks[i].XPOS == "VBG" && c.preposition(i) == "of" { // "has no intention of invading"
		return c.nounSubject(h)
	}
	switch c.toks[i].XPOS {
	case "VBG", "VBN", "VBD", "VBZ", "VBP": // a finite one is the sentence's verb, hung on its subject
		if c.child(h, "cop") >= 0 { // "was among the leaders attending"
			return c.predicatedOf(h)
		}
		return h
	}
	return c.nounSubject(h) // "its plan to attack"
}

var (
	objectControl  = lists.Map("object-control")
	obliqueControl = lists.Map("oblique-control")
)

// calledOn returns who is to do what the infinitive at token i says, when that follows a
// preposition of the verb at token h: "called on Russia to withdraw"; or -1.
func (c *clauses) calledOn(i, h int) int {
	if c.toks[i].XPOS != "VB" || !c.isInfinitive(i) {
		return -1
	}
	for _, k := range c.children[h] {
		if c.rel(k) == "obl" && k > h && k < i && obliqueControl[c.lemma(h)][c.preposition(k)] {
			return k
		}
	}
	return -1
}

// adjacentSubject returns the name or pronoun that stands right before a finite
// verb without subject, whatever the tree made of it, or -1.
func (c *clauses) adjacentSubject(i int) int {
	switch c.toks[i].XPOS {
	case "VBD", "VBZ", "VBP":
	case "VBG": // "with Barroso saying …"
		if c.preposition(i) != "with" {
			return -1
		}
	default:
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		switch c.toks[k].UPOS {
		case "ADV", "AUX", "PART":
			continue
		case "PROPN":
			for h := c.toks[k].Head; h >= 0 && h < k && h > k-5 && c.toks[h].UPOS == "PROPN" && c.toks[k-1].UPOS != "PUNCT"; h = c.toks[h].Head { // "Unlike Germany, France …"
				k = h
			}
			if c.child(k, "case") >= 0 {
				return -1
			}
			return k
		}
		return -1
	}
	return -1
}

// misplaced reports whether the subject that stands behind verb i is none: few
// verbs but those of speech and of coming to be let it stand there.
func (c *clauses) misplaced(i int) bool {
	if !c.isVerb(i) || c.lemma(i) == "be" || speechVerbs[c.lemma(i)] || occurrenceVerbs[c.lemma(i)] || c.child(i, "expl", "aux", "cop", "obj") >= 0 {
		return false
	}
	switch c.lemma(i) {
	case "come", "go", "stand", "lie", "remain", "include", "have", "do", "live", "sit", "attend":
		return false
	}
	return true
}

// nounSubject returns who has the plan, the decision, the right.
func (c *clauses) nounSubject(i int) int {
	if p := c.child(i, "nmod:poss"); p >= 0 {
		return p
	}
	if c.child(i, "cop") >= 0 || c.rel(i) == "xcomp" { // "was the first leader to congratulate him"
		return c.surfaceSubject(i)
	}
	if h := c.toks[i].Head; h >= 0 && c.isVerb(h) && (c.rel(i) == "obj" || c.rel(i) == "obl") {
		if to := c.granted(h, i); to >= 0 {
			return to
		}
		return c.surfaceSubject(h)
	}
	return -1
}

var granting = lists.Set("granting")

// granted returns to whom verb h grants what the noun at token i is leave for, "granted a visa
// to Iran's president to attend", or -1.
func (c *clauses) granted(h, i int) int {
	if !granting[c.lemma(h)] {
		return -1
	}
	if o := c.child(h, "iobj"); o >= 0 {
		return o
	}
	for _, from := range []int{i, h} {
		for _, k := range c.children[from] {
			if (c.rel(k) == "nmod" || c.rel(k) == "obl") && c.preposition(k) == "to" {
				return k
			}
		}
	}
	return -1
}

// relativizer reports whether i is a relative "who", "which" or "that".
func (c *clauses) relativizer(i int) bool {
	switch strings.ToLower(c.toks[i].Text) {
	case "who", "which", "that", "whom":
		return c.toks[i].UPOS == "PRON" || c.toks[i].XPOS == "WDT" || c.toks[i].XPOS == "WP" || c.toks[i].UPOS == "SCONJ"
	}
	return false
}

// relativeHead returns the noun that the relative clause around i describes, or -1.
func (c *clauses) relativeHead(i int) int {
	for c.rel(i) == "conj" || c.rel(i) == "xcomp" {
		i = c.toks[i].Head
	}
	if c.toks[i].Rel == "acl:relcl" {
		return c.toks[i].Head
	}
	return -1
}

// predicatedOf returns whom the noun i is said of: "Clinton" in "Clinton was
// among the senators who …"; i itself when it is said of nobody.
func (c *clauses) predicatedOf(i int) int {
	p := i
	for n := 0; n < 2 && c.rel(p) == "nmod" && (c.preposition(p) == "of" || c.preposition(p) == "among"); n++ {
		p = c.toks[p].Head
	}
	if c.child(p, "cop") < 0 || c.child(p, "expl") >= 0 {
		return i
	}
	s := c.child(p, "nsubj")
	if s < 0 && p != i && p > i && c.toks[p].UPOS == "PROPN" { // "among those who protested was Merkel"
		return p
	}
	if s >= 0 && s < p && (c.toks[s].UPOS == "PROPN" || c.toks[s].UPOS == "NOUN" || people[lower(c.toks[s].Text)] || c.lemma(s) == "he" || c.lemma(s) == "she") {
		return s
	}
	return i
}
