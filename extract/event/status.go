package event

import "slices"

// status.go decides from the tree whether what a predicate says happened, will,
// may or did not.

const (
	actual   = "actual"
	past     = "past"
	planned  = "planned"
	possible = "possible"
	denied   = "denied"
)

var (
	negators   = lists.Set("negators")
	failing    = lists.Set("failing")
	intending  = lists.Set("intending")
	revoking   = lists.Set("revoking")
	backing    = lists.Set("backing")
	ending     = lists.Set("ending")
	waged      = lists.Set("waged")
	mandating  = lists.Set("mandating")
	alleging   = lists.Set("alleging")
	voicing    = lists.Set("voicing")
	meeting    = lists.Set("meeting")
	conferring = lists.Set("conferring")
	hedges     = lists.Set("hedges")
	will       = lists.Set("will")
	may        = lists.Set("may")
	planning   = lists.Set("planning")
	scheduling = lists.Set("scheduling")
	wanting    = lists.Set("wanting")
	pressing   = lists.Set("pressing")
	chances    = lists.Set("chances")
	untrue     = lists.Set("untrue")
	truthful   = lists.Set("truthful")
	doubtful   = lists.Set("doubtful")
	future     = lists.Set("future")
)

// status returns the status of what predicate t of sentence i says.
func (s *scene) status(i, t int) string {
	c := s.clauses[i]
	if st := c.itself(t); st != "" {
		return st
	}
	if scheduling[c.lemma(t)] && c.passive(t) && c.g.First(t, "by") < 0 { // "the debate is scheduled for Friday"
		return planned
	}
	if !c.isVerb(t) {
		for _, a := range c.g.Down[t] {
			if a.Rel == "mod" && future[c.lemma(a.To)] {
				return planned
			}
		}
	}
	return c.governed(t, 0)
}

// itself is the status that the words by token t give it, "" when they decide nothing.
func (c *clauses) itself(t int) string {
	switch {
	case c.negated(t):
		return denied
	case c.hedged(t):
		return possible
	}
	return c.modal(t)
}

// becomes reports whether somebody becomes what the noun at token t says.
func (c *clauses) becomes(t int) bool {
	h := c.toks[t].Head
	return h >= 0 && c.lemma(h) == "become"
}

// counted reports whether the noun at token t is the first, last or only one.
func (c *clauses) counted(t int) bool {
	return t >= 0 && slices.ContainsFunc(c.children[t], func(k int) bool { return c.rel(k) == "amod" && (ordinals[c.lemma(k)] || singling[c.lemma(k)]) })
}

var singling = lists.Set("singling")

// intended is the status of what the plan at token t is for: who has no plan does not act.
func (c *clauses) intended(t int) string {
	if d := c.child(t, "det"); d >= 0 && lower(c.toks[d].Text) == "no" {
		return denied
	}
	if h := c.toks[t].Head; h >= 0 && c.rel(t) == "obj" && c.lemma(h) == "have" && c.negated(h) {
		return denied
	}
	return planned
}

// negated reports whether t itself is denied.
func (c *clauses) negated(t int) bool {
	for _, k := range c.children[t] {
		w := lower(c.toks[k].Text)
		if negators[w] && (c.rel(k) == "advmod" || c.rel(k) == "det" || c.rel(k) == "cc" || c.toks[k].Rel == "neg") {
			return true
		}
		if (c.rel(k) == "mark" || c.rel(k) == "case") && w == "without" {
			return true
		}
		if (c.rel(k) == "obj" || c.rel(k) == "nsubj") && c.isVerb(t) { // "signed no treaty", "neither signed"
			if d := c.child(k, "det", "cc:preconj"); d >= 0 && (lower(c.toks[d].Text) == "no" || lower(c.toks[d].Text) == "neither") {
				return true
			}
		}
	}
	return false
}

// fails reports whether verb t says that what it has for object does not happen:
// "called off the summit".
func (c *clauses) fails(t int) bool {
	return failing[c.lemma(t)] || failing[c.lemma(t)+"_"+c.particle(t)]
}

// yet reports whether the verb at token t has "yet" by it.
func (c *clauses) yet(t int) bool {
	return slices.ContainsFunc(c.children[t], func(k int) bool { return c.rel(k) == "advmod" && lower(c.toks[k].Text) == "yet" })
}

// bare reports whether verb t has neither auxiliary nor ending: "that he stop".
func (c *clauses) bare(t int) bool {
	return c.child(t, "aux") < 0 && lower(c.toks[t].Text) == c.lemma(t)
}

// present reports whether verb t is in the present tense.
func (c *clauses) present(t int) bool {
	return c.toks[t].XPOS == "VBZ" || c.toks[t].XPOS == "VBP" || c.toks[t].XPOS == "VB"
}

func (c *clauses) hedged(t int) bool {
	for _, k := range c.children[t] {
		w := lower(c.toks[k].Text)
		if c.rel(k) == "advmod" && hedges[w] || c.rel(k) == "mark" && (w == "if" || w == "unless" || w == "whether") {
			return true
		}
		if c.rel(k) == "amod" && (w == "alleged" || w == "possible" || w == "suspected" || w == "reported") {
			return true
		}
	}
	return false
}

// modal reads auxiliaries: "" when they decide nothing.
func (c *clauses) modal(t int) string {
	perfect := false
	st := ""
	for _, k := range c.children[t] {
		if c.rel(k) != "aux" {
			continue
		}
		switch w := lower(c.toks[k].Text); {
		case w == "have" || w == "'ve":
			perfect = true
		case will[w]:
			st = planned
		case may[w]:
			st = possible
		}
	}
	if perfect && st == planned {
		return possible // "would have signed"
	}
	return st
}

const maxGovernors = 6

// governed follows the clause upwards to what it depends on.
func (c *clauses) governed(t, depth int) string {
	h := c.toks[t].Head
	if h < 0 || depth > maxGovernors {
		return actual
	}
	st, follow := "", h
	switch c.rel(t) {
	case "conj":
		st, follow = c.joinedTo(t, h)
	case "csubj":
		if c.isInfinitive(t) && c.toks[h].UPOS == "PROPN" {
			return planned
		}
		if st = c.believed(h); st == "" {
			return actual
		}
	case "xcomp", "ccomp":
		st = c.complement(t, h)
	case "advcl":
		st, follow = c.adverbial(t, h)
	case "acl":
		st, follow = c.adnominal(t, h)
	case "obj", "obl", "nmod", "nsubj":
		st, follow = c.argument(t, h)
	default:
		return actual
	}
	if st != "" {
		return st
	}
	return c.governed(follow, depth+1)
}

// Each of these reads the status of token t off its governor h and its relation to
// that: a status, or "" and the token that has it.

func (c *clauses) joinedTo(t, h int) (status string, follow int) {
	if c.isInfinitive(t) && c.toks[h].XPOS == "VBG" { // "to stop enriching uranium and to return": joined to "to stop"
		if up := c.toks[h].Head; up >= 0 && c.isInfinitive(up) {
			return "", up
		}
	}
	if c.isPredicate(h) && c.toks[t].UPOS == "VERB" && c.child(t, "aux", "nsubj") < 0 {
		return c.modal(h), h
	}
	return "", h
}

func (c *clauses) complement(t, h int) string {
	open, lemma := c.rel(t) == "xcomp", c.lemma(h)
	infinitive := open || c.toks[t].XPOS == "VB" && c.child(t, "nsubj") < 0
	switch {
	case failing[lemma] && open, lemma == "deny":
		return denied
	case open && lemma == "have" && c.yet(h): // "has yet to sign"
		return denied
	case infinitive && (lemma == "go" || lemma == "be" || lemma == "about"):
		return planned
	case infinitive && (intending[lemma] || lemma == "have" && c.present(h)), // "still has to sign"; who had to sign did
		!open && mandating[lemma] && c.bare(t): // "demanded that Iran stop"
		if c.negated(h) {
			return denied
		}
		return planned
	case alleging[lemma] && (open || lemma != "report" && lemma != "claim"):
		return possible
	case open:
		return c.itself(h)
	}
	return c.believed(h)
}

// believed is the status of what adjective t says is false, not true or possible, "" of others.
func (c *clauses) believed(t int) string {
	switch lemma := c.lemma(t); {
	case untrue[lemma], truthful[lemma] && c.negated(t):
		return denied
	case doubtful[lemma]:
		return possible
	}
	return ""
}

func (c *clauses) adverbial(t, h int) (status string, follow int) {
	lemma, p, gerund := c.lemma(h), c.preposition(t), c.toks[t].XPOS == "VBG"
	if c.calledOn(t, h) >= 0 {
		return planned, h
	}
	if c.purpose(t) {
		meets := meeting[lemma] && conferring[c.lemma(t)]                   // who meets to talk talks
		marches := voicing[c.lemma(t)] && c.modal(h) == "" && !c.negated(h) // who marches to protest protests
		first := lemma == "become" && c.counted(c.child(h, "xcomp"))        // who becomes the first to sign signs
		switch {
		case meets, marches, first:
			return "", h
		case lemma == "vote": // who votes 66 to 27 to adopt it adopts it
			return c.itself(h), h
		}
		return planned, h
	}
	switch {
	case gerund && (p == "before" || p == "after" || p == "while") && c.modal(h) == planned: // "will go to Cuba before travelling home"
		return planned, h
	case gerund && (p == "on" || p == "of" || p == "to") && intending[lemma]: // "plans on leaving"
		return planned, h
	case gerund && p == "in" && c.negated(h): // "have never been successful in winning"
		return denied, h
	case gerund && p == "against": // "warned against lifting the ban"
		return possible, h
	case p == "of" && alleging[lemma], lemma == "accuse", lemma == "suspect":
		return possible, h
	case p == "from" && objectControl["from"][lemma]: // "banned Boeing from selling"
		return denied, h
	}
	return actual, h
}

// purpose reports whether verb t tells what something is done for: "to" marks it.
func (c *clauses) purpose(t int) bool {
	return c.toks[t].XPOS == "VB" && slices.ContainsFunc(c.children[t], func(k int) bool { return c.rel(k) == "mark" && lower(c.toks[k].Text) == "to" })
}

func (c *clauses) adnominal(t, h int) (status string, follow int) {
	lemma, relative := c.lemma(h), c.toks[t].Rel == "acl:relcl"
	switch {
	case relative:
		return actual, h
	case c.toks[t].XPOS == "VB" && (lemma == "refusal" || lemma == "failure"):
		return denied, h
	case c.toks[t].XPOS == "VB":
		switch st := c.intended(h); {
		case planning[lemma], st == denied: // "does not have the power to dissolve it"
			return st, h
		case (c.child(h, "cop") >= 0 || c.becomes(h)) && c.counted(h): // "was the only Republican to vote against Trump"
			return "", h
		}
		return possible, h
	case c.toks[t].XPOS == "VBG" && planning[lemma] && c.preposition(t) == "of":
		return c.intended(h), h
	case alleging[lemma] || chances[lemma]: // "the possibility of Boeing challenging it"
		return possible, h
	}
	return actual, h
}

func (c *clauses) argument(t, h int) (status string, follow int) {
	rel, lemma := c.rel(t), c.lemma(h)
	switch {
	case rel == "nmod" && quantifiers[lemma] && c.preposition(t) == "of": // "70 million dollars of aid"
		return "", h
	case rel == "obj" && ending[lemma] && waged[c.lemma(t)], c.isVerb(t) || !c.isPredicate(h):
		return actual, h
	}
	// A noun takes the status of the verb whose argument it is.
	if st := c.itself(h); st != "" {
		return st, h
	}
	undone := rel == "obj" || rel == "nsubj" && c.passive(h)
	switch {
	case rel == "obj" && revoking[lemma] && backing[c.lemma(t)]: // "withdrew his support"
		return denied, h
	case undone && c.fails(h): // "cancelled the talks", "the talks were cancelled"
		return denied, h
	case !c.passive(h) && (rel == "obj" && wanting[lemma] || rel == "obl" && pressing[lemma] && c.preposition(t) == "for"): // "wants talks", "called for talks"
		return planned, h
	}
	return "", h
}
