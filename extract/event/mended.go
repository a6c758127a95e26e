package event

import (
	"slices"
	"strings"
)

// mended.go connects a word with what the tree hung on another one.

var (
	namingVerbs  = lists.Set("naming-verbs")
	callingVerbs = lists.Set("calling-verbs")
	judgingVerbs = lists.Set("judging-verbs")
)

// called tells what a thing is called, wherever the tree put it, from the thing:
// "dubbed the deal a disaster".
func (c *clauses) called(i int) {
	calls := callingVerbs[c.lemma(i)]
	if !c.isVerb(i) || !calls && !judgingVerbs[c.lemma(i)] {
		return
	}
	thing := c.g.First(i, "iobj", "obj")
	if thing < 0 && calls { // "called Gray "an honourable parliamentarian"", two predicates and no object
		if x := c.child(i, "xcomp"); x > i && c.toks[x].UPOS == "PROPN" {
			c.g.Connect(i, "obj", x)
			thing = x
		}
	}
	if k := c.swallowed(thing); k >= 0 {
		c.g.Disconnect(i, "obj", thing)
		c.g.Connect(i, "obj", k)
		c.g.Connect(i, "as", thing)
		return
	}
	if thing >= 0 && calls {
		a := c.child(thing, "appos") // "called the move a "smash and grab""
		if a > thing && c.toks[a].UPOS == "NOUN" && c.indefinite(a) {
			c.g.Connect(i, "as", a)
		}
	}
	for _, k := range c.children[i] {
		if thing < 0 || k <= thing || c.preposition(k) != "" {
			continue
		}
		switch r := c.rel(k); {
		case r == "obj" || calls && (r == "obl" || r == "xcomp"):
			c.g.Disconnect(i, "obj", k)
			c.g.Connect(i, "obj", thing)
			c.g.Connect(i, "as", k)
			return
		}
	}
}

// led gives an event who leads it: "the US-led attacks on Syria".
func (c *clauses) led(i int) {
	if c.toks[i].UPOS != "NOUN" {
		return
	}
	for _, k := range c.children[i] {
		if c.rel(k) != "amod" || c.lemma(k) != "lead" || c.toks[k].XPOS != "VBN" {
			continue
		}
		for _, n := range c.children[k] {
			if c.toks[n].UPOS == "PROPN" && n < k {
				c.g.Connect(i, "by", n)
			}
		}
	}
}

// indefinite reports whether "a" or "an" stands before the noun at token t.
func (c *clauses) indefinite(t int) bool {
	d := c.child(t, "det")
	return d >= 0 && slices.Contains([]string{"a", "an"}, lower(c.toks[d].Text))
}

// swallowed returns the name that the tree made part of what the verb before it calls
// it, "considers Hamas a terrorist organisation", or -1.
func (c *clauses) swallowed(t int) int {
	if t < 0 || c.toks[t].UPOS != "NOUN" || !c.indefinite(t) {
		return -1
	}
	for _, k := range c.children[t] {
		if k < c.child(t, "det") && c.toks[k].UPOS == "PROPN" && c.child(k, "case") < 0 {
			return k
		}
	}
	return -1
}

// namedAs gives a verb of naming the "as" that the tree hung on another word:
// long lists of objects tear it off.
func (c *clauses) namedAs(i int) {
	if !c.isVerb(i) || !namingVerbs[c.lemma(i)] || c.passive(i) || c.g.First(i, "as") >= 0 {
		return
	}
	for k := i + 2; k < len(c.toks); k++ {
		switch {
		case c.isVerb(k):
			return
		case lower(c.toks[k].Text) == "as" && c.rel(k) == "case":
			if h := c.toks[k].Head; h > k {
				c.g.Connect(i, "as", h)
			}
			return
		}
	}
}

// partitive lets what "a series of loans" is about stand where the phrase stands.
func (c *clauses) partitive(i int) {
	for _, a := range slices.Clone(c.g.Down[i]) {
		if a.Rel != "obj" && a.Rel != "subj" || !quantifiers[c.lemma(a.To)] {
			continue
		}
		for _, k := range c.children[a.To] {
			if c.rel(k) == "nmod" && c.preposition(k) == "of" {
				c.g.Connect(i, a.Rel, k)
			}
		}
	}
}

// receiver gives verbs of giving the receiver that the tree hung on what is
// given: "provided 25,000 tons of food to refugees".
func (c *clauses) receiver(i int) {
	if !c.isVerb(i) || !givingVerbs[c.lemma(i)] {
		return
	}
	c.ditransitive(i)
	for _, a := range slices.Clone(c.g.Down[i]) {
		if a.Rel != "obj" && !(a.Rel == "subj" && a.To > i && c.passive(i)) { // or on who gives: "is provided by Germany to Haiti"
			continue
		}
		for _, n := range c.spread(a.To) {
			for _, k := range c.children[n] {
				if p := c.preposition(k); c.rel(k) == "nmod" && (p == "to" || p == "for") {
					c.g.Connect(i, p, k)
				}
			}
		}
	}
}

// ditransitive gives a verb of giving the receiver that stands before what is given,
// also where the tree took it for a part of that: "sell Venezuela 24 helicopters".
func (c *clauses) ditransitive(i int) {
	thing := c.child(i, "obj")
	if thing < 0 {
		thing = c.child(i, "ccomp") // "offered Haiti help"
	}
	if thing <= i || c.toks[thing].UPOS != "NOUN" {
		return
	}
	if to := c.child(i, "iobj"); to >= 0 {
		c.g.Connect(i, "to", to)
		return
	}
	for _, k := range c.children[thing] {
		tags := c.g.Nodes[k].Tags
		if c.rel(k) != "compound" || c.toks[k].UPOS != "PROPN" || c.leftmost(k) != i+1 || !slices.Contains(tags, "nation") && !slices.Contains(tags, "person") ||
			strings.ToUpper(c.toks[k].Text) == c.toks[k].Text { // "US aid" is by the US
			continue
		}
		c.g.Disconnect(thing, "mod", k)
		c.g.Disconnect(thing, "compound", k)
		c.g.Connect(i, "to", k)
		c.g.Connect(i, "obj", thing)
	}
}

// raise gives a noun, or a passive verb, the preposition that the tree hung on a
// name behind it: in "the arrest of Navalny by Russia" it is the arrest that is by
// Russia, in "imposed by France on Iran" what is imposed that is on Iran.
func (c *clauses) raise(i int) {
	for _, j := range c.children[i] {
		behind := c.toks[i].UPOS == "NOUN" && c.rel(j) == "nmod" || c.isVerb(i) && c.rel(j) == "obl" && c.preposition(j) == "by"
		if !behind {
			continue
		}
		for _, k := range c.children[j] {
			if p := c.preposition(k); c.rel(k) == "nmod" && (raised[p] && c.toks[j].UPOS == "PROPN" || p == "against" && c.preposition(j) == "to") { // "a complaint to the police against Piquet"
				c.g.Connect(i, p, k)
			}
		}
	}
}
