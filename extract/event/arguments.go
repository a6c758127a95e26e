package event

import (
	"slices"
	"strings"
)

// arguments.go connects each predicate with its logical arguments: who does it, what
// it is done to, what a light verb lends its noun.

// logicalArcs adds subj, obj and comp.
func (c *clauses) logicalArcs(i int) {
	if !c.isPredicate(i) && c.toks[i].UPOS != "ADJ" {
		c.nounArcs(i)
		return
	}
	subject := c.surfaceSubject(i)
	if c.passive(i) {
		if subject >= 0 {
			c.g.Connect(i, "obj", subject)
		}
		for _, j := range c.children[i] {
			if p := c.preposition(j); c.rel(j) == "obl" && (p == "by" || strings.HasPrefix(p, "by_")) || c.toks[j].Rel == "obl:agent" && p == "" { // "by astronauts Wheelock and Dyson", two phrases to the tree
				c.g.Connect(i, "subj", j)
			}
		}
		if a := c.strayAgent(i); a >= 0 {
			c.g.Connect(i, "subj", a)
		}
	} else if subject >= 0 {
		c.g.Connect(i, "subj", subject)
	}
	c.moreSubjects(i, subject)
	c.joined(i)
	c.listed(i, subject)
	c.objectArcs(i, subject)
	c.looseObject(i)
	for _, j := range c.children[i] {
		r := c.rel(j)
		if r == "advcl" && c.toks[j].XPOS == "VB" && (intending[c.lemma(i)] || failing[c.lemma(i)]) && c.isInfinitive(j) {
			r = "xcomp" // "agreed yesterday to stop"
		}
		if r == "ccomp" || r == "xcomp" {
			c.g.Connect(i, "comp", j)
			for _, k := range c.children[j] { // "agreed to stop and to withdraw"
				if c.rel(k) == "conj" && c.isPredicate(k) {
					c.g.Connect(i, "comp", k)
				}
			}
		}
	}
	c.shareObject(i)
}

// strayAgent returns who does what the passive verb i says where the tree hung that on a
// word behind it: "was held in contempt by Congress", "was ordered to leave by Israel"; or -1.
func (c *clauses) strayAgent(i int) int {
	for _, j := range c.children[i] {
		by := ""
		switch {
		case c.rel(j) == "obl" && c.preposition(j) == "by":
			return -1
		case c.rel(j) == "obl" && c.toks[j].UPOS == "NOUN" && conditions[c.lemma(j)]:
			by = "nmod"
		case (c.rel(j) == "xcomp" || c.rel(j) == "advcl") && c.toks[j].XPOS == "VB" && c.isInfinitive(j) && !c.passive(j):
			by = "obl"
		}
		for _, k := range c.children[j] {
			if by != "" && c.rel(k) == by && c.preposition(k) == "by" && c.toks[k].UPOS == "PROPN" {
				return k
			}
		}
	}
	return -1
}

var conditions = lists.Set("conditions")

// listed adds to a plural argument the names that the tree hung on the verb:
// "leaders attended, including Merkel", "criticised the West, as well as Israel".
func (c *clauses) listed(i, subject int) {
	if !c.isPredicate(i) && c.toks[i].UPOS != "ADJ" {
		return
	}
	c.listedBelow(i, subject)
	for _, j := range c.children[i] {
		if c.rel(j) != "obl" && c.rel(j) != "nmod" {
			continue
		}
		p := c.preposition(j)
		switch {
		case joiners[p] || p == "including" || p == "such_as":
		default:
			continue
		}
		object := c.child(i, "obj")
		switch {
		case object >= 0 && object < j && (j-c.rightmost(object) < 6 || c.toks[object].XPOS == "NNS"):
			c.g.Connect(i, "obj", j)
		case subject >= 0 && subject < j:
			if c.passive(i) {
				c.g.Connect(i, "obj", j)
			} else {
				c.g.Connect(i, "subj", j)
			}
		}
	}
}

// listedBelow does the same where the tree hung the names on a single thing
// behind the verb: "leaders were present at the ceremony, including Merkel".
func (c *clauses) listedBelow(i, subject int) {
	if subject < 0 || c.toks[subject].XPOS != "NNS" {
		return
	}
	rel := "subj"
	if o := c.child(i, "obj"); c.passive(i) || o >= 0 && c.toks[o].XPOS == "NNS" { // "arrested commanders in the valley, including Khan"
		rel = "obj"
	}
	for _, j := range c.children[i] {
		if r := c.rel(j); r != "obl" && r != "obj" || c.toks[j].XPOS != "NN" && c.toks[j].XPOS != "NNP" && !gamesOf[c.lemma(j)] {
			continue
		}
		for _, k := range c.children[j] {
			if p := c.preposition(k); c.rel(k) == "nmod" && (p == "including" || p == "such_as") && c.toks[k].UPOS == "PROPN" {
				c.g.Connect(i, rel, k)
			}
		}
	}
}

var gamesOf = lists.Set("games-of")

// moreSubjects mends trees that hang a second subject on a verb: before it, it
// is joined to the first; behind it, it is the object.
func (c *clauses) moreSubjects(i, subject int) {
	if !c.isVerb(i) || c.lemma(i) == "be" || c.child(i, "expl") >= 0 {
		return
	}
	for _, j := range c.children[i] {
		if c.rel(j) != "nsubj" || !c.nominal(j) {
			continue
		}
		switch {
		case j > i && (subject != j || c.toks[i].XPOS != "VBN") && c.child(i, "obj", "aux:pass") < 0 && !speechVerbs[c.lemma(i)] && !occurrenceVerbs[c.lemma(i)]:
			c.g.Connect(i, "obj", j)
		case j < i && j != subject && !c.passive(i):
			c.g.Connect(i, "subj", j)
		}
	}
}

// joined adds whom the subject joins in doing a thing: "to join Washington in confronting
// Iran", "voting with the Democrats for the bill".
func (c *clauses) joined(i int) {
	if with := c.g.First(i, "with"); with >= 0 && c.lemma(i) == "vote" && c.rel(with) == "obl" {
		c.g.Connect(i, "subj", with)
	}
	for _, k := range c.children[i] { // "Canada, together with Japan, condemned …"
		if with := c.child(k, "obl"); c.rel(k) == "advmod" && c.lemma(k) == "together" && with >= 0 && c.preposition(with) == "with" && k < i && !c.passive(i) {
			c.g.Connect(i, "subj", with)
		}
	}
	h := c.toks[i].Head
	if c.rel(i) != "advcl" || c.toks[i].XPOS != "VBG" || h < 0 || c.lemma(h) != "join" || c.preposition(i) != "in" {
		return
	}
	if o := c.child(h, "obj", "iobj"); o >= 0 {
		c.g.Connect(i, "subj", o)
	}
}

func (c *clauses) nominal(i int) bool {
	switch c.toks[i].UPOS {
	case "NOUN", "PROPN", "PRON":
		return true
	}
	return false
}

// objectArcs adds the gaps of relative clauses.
func (c *clauses) objectArcs(i, subject int) {
	if c.toks[i].Rel != "acl:relcl" || !c.isVerb(i) || c.passive(i) {
		return
	}
	head := c.toks[i].Head
	if o := c.child(i, "obj"); o >= 0 {
		if c.relativizer(o) {
			c.g.Connect(i, "obj", head)
		}
		return
	}
	if subject < 0 || subject == head {
		return
	}
	for _, j := range c.children[i] {
		switch w := strings.ToLower(c.toks[j].Text); {
		case w == "where" || w == "when" || w == "why":
			return
		case c.rel(j) == "obl" && c.relativizer(j): // "the country which he fled to"
			if p := c.preposition(j); p != "" {
				c.g.Connect(i, p, head)
			}
			return
		}
	}
	c.g.Connect(i, "obj", head)
}

// looseObject takes for an object what stands right behind a verb that has none:
// a lone indirect object, or a noun that the tree hung on another verb.
func (c *clauses) looseObject(i int) {
	if !c.isVerb(i) || c.passive(i) {
		return
	}
	if o := c.beforeScore(i); o >= 0 {
		c.g.Connect(i, "obj", o)
		return
	}
	if c.child(i, "obj") >= 0 {
		return
	}
	if o := c.child(i, "iobj"); o >= 0 {
		c.g.Connect(i, "obj", o)
		return
	}
	for t := i + 1; t < len(c.toks) && t <= i+3; t++ {
		switch c.toks[t].UPOS {
		case "DET", "ADJ":
			continue
		case "PROPN":
			if h := c.toks[t].Head; (c.rel(t) == "obl" || c.rel(t) == "nmod" || c.rel(t) == "dep") && c.child(t, "case") < 0 && h >= 0 && h < i {
				c.g.Connect(i, "obj", t)
			}
		}
		return
	}
}

// beforeScore returns the name that the tree made part of the score behind it, "beat Norway
// 2-0", or -1.
func (c *clauses) beforeScore(i int) int {
	for _, j := range c.children[i] {
		if j > i && c.toks[j].UPOS == "NUM" {
			if k := c.child(j, "compound", "nmod", "flat"); k > i && k < j && c.toks[k].UPOS == "PROPN" {
				return k
			}
		}
	}
	return -1
}

// shareObject gives the first of two joined verbs the object that stands
// behind the second: "met and praised the envoys".
func (c *clauses) shareObject(i int) {
	if c.rel(i) != "conj" || !c.isVerb(i) {
		return
	}
	h := c.toks[i].Head
	if !c.isVerb(h) || c.child(h, "obj", "obl", "ccomp", "xcomp") >= 0 || i-h > 3 {
		return
	}
	if o := c.child(i, "obj"); o >= 0 {
		c.g.Connect(h, "obj", o)
	}
}

// nounArcs adds what a noun takes from an infinitive behind it: "a plan to build X".
func (c *clauses) nounArcs(i int) {
	for _, j := range c.children[i] {
		if c.toks[j].Rel == "acl" && c.toks[j].XPOS == "VB" || c.rel(j) == "ccomp" || c.rel(j) == "xcomp" {
			c.g.Connect(i, "comp", j)
		}
	}
	if s := c.child(i, "nsubj"); s >= 0 {
		c.g.Connect(i, "subj", s)
	}
}

var pursuing = lists.Set("pursuing")

// calls reports whether verb i says what the noun at token n is to be called: who calls
// the plan unfair does not plan.
func (c *clauses) calls(i, n int) bool {
	d := c.child(n, "det")
	return c.lemma(i) == "call" && d >= 0 && lower(c.toks[d].Text) == "the"
}

// lend gives a noun the arguments of the light verb that governs it.
func (c *clauses) lend(i int) {
	if !c.isVerb(i) {
		return
	}
	light, occurs := lightVerbs[c.lemma(i)], occurrenceVerbs[c.lemma(i)]
	var nouns []int
	if n := c.g.First(i, "with"); n >= 0 && pursuing[c.lemma(i)] && c.toks[n].UPOS == "NOUN" && c.child(i, "advmod") >= 0 { // "moves forward with an inquiry"
		light, nouns = true, append(nouns, n)
	}
	for _, a := range c.g.Down[i] {
		if c.calls(i, a.To) {
			continue
		}
		if c.toks[a.To].UPOS == "NOUN" && (light && a.Rel == "obj" || occurs && a.Rel == "subj") {
			nouns = append(nouns, a.To)
		}
	}
	if c.lemma(i) == "take" && c.child(i, "obj") >= 0 && c.lemma(c.child(i, "obj")) == "place" {
		if s := c.surfaceSubject(i); s >= 0 {
			nouns = append(nouns, s)
		}
	}
	for _, n := range nouns {
		if c.lemma(i) == "host" && (c.g.First(i, "between") >= 0 || c.g.First(n, "between") >= 0) { // the host of talks between others is not in them
			light = false
		}
		for _, a := range slices.Clone(c.g.Down[i]) {
			switch {
			case a.To == n:
			case a.Rel == "subj" && light:
				c.g.Connect(n, "subj", a.To)
			case c.rel(a.To) == "obl" && a.Rel != "obl" && a.Rel != "subj" && a.Rel != "obj":
				c.g.Connect(n, a.Rel, a.To)
			case a.Rel == "comp" && light:
				c.g.Connect(n, "comp", a.To)
			}
		}
	}
}
