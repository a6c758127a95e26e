package event

// bidden.go tells what somebody is asked to do from what is done: who urges Iran to free
// Saberi has said something of himself and nothing of Iran.

var (
	bidding = lists.Set("bidding")
	bids    = lists.Set("bids")
)

// bidden reports whether predicate t is only what somebody else than who asks is asked to do.
func (c *clauses) bidden(t int) bool {
	for c.rel(t) == "conj" && c.isVerb(t) && c.child(t, "nsubj") < 0 {
		t = c.toks[t].Head
	}
	h := c.toks[t].Head
	if h < 0 || !c.isVerb(t) {
		return false
	}
	switch c.rel(t) {
	case "xcomp", "advcl", "ccomp":
		if c.rel(t) == "ccomp" && c.child(t, "nsubj") >= 0 { // "insisted that the union agree"
			return mandating[c.lemma(h)] && c.bare(t)
		}
		return bidding[c.lemma(h)] && c.toks[t].XPOS == "VB" && c.isInfinitive(t) && (c.passive(h) || c.surfaceSubject(t) != c.surfaceSubject(h))
	case "acl":
		return bids[c.lemma(h)] && c.isInfinitive(t)
	}
	return false
}
