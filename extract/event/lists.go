package event

import "slices"

// lists.go connects a noun for several with the names of some or all of them that
// the tree hung on another word.

// amongThem connects a group with the names behind "among them" at token i:
// "leaders attended the summit, among them Merkel".
func (c *clauses) amongThem(i int) {
	if w := lower(c.toks[i].Text); w != "among" && w != "amongst" || i+2 >= len(c.toks) {
		return
	}
	if w := lower(c.toks[i+1].Text); w != "them" && w != "whom" {
		return
	}
	first := i + 2
	for c.toks[first].UPOS == "PUNCT" && first+1 < len(c.toks) {
		first++
	}
	name := c.topAfter(first)
	if !c.nominal(name) {
		return
	}
	for k := i - 1; k >= 0; k-- {
		if c.toks[k].XPOS == "NNS" && slices.Contains(c.g.Nodes[k].Tags, "actor") {
			c.g.Connect(k, "including", name)
			return
		}
	}
}

// enumerated connects a group with the names behind the colon or dash that
// follows it: "met three leaders: Macron, Johnson and Biden".
func (c *clauses) enumerated(i int) {
	if w := c.toks[i].Text; w != ":" && w != "—" && w != "–" && w != "--" || i == 0 || i+1 >= len(c.toks) {
		return
	}
	name := c.topAfter(i + 1)
	if c.toks[name].UPOS != "PROPN" || c.child(name, "conj") < 0 || c.child(name, "case") >= 0 || c.rel(name) == "nsubj" && c.toks[name].Head > i || c.rel(name) == "root" {
		return
	}
	for k := i - 1; k >= 0 && !c.isVerb(k); k-- {
		if c.toks[k].XPOS == "NNS" {
			c.g.Connect(k, "appos", name)
			return
		}
	}
}

// topAfter returns the head of the phrase that begins at token first.
func (c *clauses) topAfter(first int) int {
	top := first
	for h := c.toks[top].Head; h > first && isNoun(c.toks[h].UPOS); h = c.toks[top].Head {
		top = h
	}
	return top
}
