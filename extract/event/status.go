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
	negators = set("not n't never no neither nor hardly barely almost nearly")
	failing  = set("fail refuse decline deny avoid stop prevent reject oppose rule_out call_off put_off unable unlikely cease forget neglect abandon cancel postpone " +
		"prohibit ban forbid bar block suspend halt withhold freeze cut")
	intending = set("plan intend aim hope promise vow agree expect schedule set pledge decide want prepare commit resolve wish consider seek try " +
		"attempt propose offer slate ready due willing poised likely determined threaten ask urge call demand request order tell push press lobby " +
		"invite encourage authorize persuade convince require need recommend advise allow enable expect project")
	revoking   = set("withdraw withhold drop lose lack rescind pull end")
	backing    = set("support backing endorsement recognition approval")
	ending     = set("stop cease halt suspend") // what is ended was
	waged      = set("attack offensive war invasion occupation blockade siege raid bombing shelling bombardment fighting violence crackdown campaign")
	mandating  = set("demand ask urge request order propose insist recommend suggest require beg plead advise")
	alleging   = set("allege accuse suspect claim believe think report rumour rumor assert charge blame suggest speculate fear allegation claim accusation suspicion report rumor rumour")
	voicing    = set("protest demand denounce condemn oppose support show express mark honour honor commemorate celebrate urge press")
	meeting    = set("meet gather convene assemble sit_down congregate")
	conferring = set("discuss talk negotiate debate confer consult")
	hedges     = set("reportedly allegedly possibly perhaps maybe apparently supposedly purportedly presumably potentially")
	will       = set("will would shall 'll wo")
	may        = set("may might could can ca should must")
	planning   = set("contract accord pact plan decision intention promise pledge bid attempt effort proposal readiness willingness commitment offer hope desire call demand " +
		"request order refusal agreement deal aim goal pressure threat wish opportunity right permission mandate")
	scheduling = set("schedule slate plan")
	wanting    = set("want propose seek plan suggest demand request consider contemplate mull weigh")
	pressing   = set("call push ask press")
	chances    = set("possibility chance prospect risk likelihood probability danger option idea notion odds thought suggestion")
	future     = set("planned proposed possible potential future upcoming scheduled expected prospective threatened impending would-be eventual")
)

// status returns the status of what predicate t of sentence i says.
func (s *scene) status(i, t int) string {
	c := s.clauses[i]
	switch {
	case c.negated(t):
		return denied
	case c.hedged(t):
		return possible
	}
	if st := c.modal(t); st != "" {
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

// counted reports whether the noun at token t is the first, last or only one.
func (c *clauses) counted(t int) bool {
	return slices.ContainsFunc(c.children[t], func(k int) bool { return c.rel(k) == "amod" && (ordinals[c.lemma(k)] || singling[c.lemma(k)]) })
}

var singling = set("only last latest lone sole")

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
	rel := c.rel(t)
	lemma := c.lemma(h)
	switch rel {
	case "conj":
		if c.isInfinitive(t) && c.toks[h].XPOS == "VBG" { // "to stop enriching uranium and to return": joined to "to stop"
			if up := c.toks[h].Head; up >= 0 && c.isInfinitive(up) {
				return c.governed(up, depth+1)
			}
		}
		if c.isPredicate(h) && c.toks[t].UPOS == "VERB" {
			if st := c.modal(h); st != "" && c.child(t, "aux") < 0 && c.child(t, "nsubj") < 0 {
				return st
			}
			if c.child(t, "nsubj") < 0 {
				return c.governed(h, depth+1)
			}
		}
		return c.governed(h, depth+1)
	case "csubj":
		if c.isInfinitive(t) && c.toks[h].UPOS == "PROPN" {
			return planned
		}
	case "xcomp", "ccomp":
		infinitive := c.toks[t].XPOS == "VB" && c.child(t, "nsubj") < 0 || rel == "xcomp"
		switch {
		case failing[lemma] && rel == "xcomp", lemma == "deny":
			return denied
		case rel == "xcomp" && lemma == "have" && c.yet(h): // "has yet to sign"
			return denied
		case infinitive && (lemma == "go" || lemma == "be" || lemma == "about"):
			return planned
		case infinitive && (intending[lemma] || lemma == "have" && c.present(h)): // "still has to sign"; who had to sign did
			if c.negated(h) {
				return denied
			}
			return planned
		case rel == "ccomp" && mandating[lemma] && c.bare(t): // "demanded that Iran stop"
			if c.negated(h) {
				return denied
			}
			return planned
		case alleging[lemma] && rel == "ccomp" && lemma != "report" && lemma != "claim":
			return possible
		case alleging[lemma] && rel == "xcomp":
			return possible
		case rel == "xcomp":
			if c.negated(h) {
				return denied
			}
			if c.hedged(h) {
				return possible
			}
			if st := c.modal(h); st != "" {
				return st
			}
		}
		return c.governed(h, depth+1)
	case "advcl":
		if c.calledOn(t, h) >= 0 {
			return planned
		}
		for _, k := range c.children[t] {
			if c.rel(k) == "mark" && c.toks[t].XPOS == "VB" && lower(c.toks[k].Text) == "to" {
				if meeting[lemma] && conferring[c.lemma(t)] { // who meets to talk talks
					return c.governed(h, depth+1)
				}
				if st := c.modal(h); voicing[c.lemma(t)] && st == "" && !c.negated(h) { // who marches to protest protests
					return c.governed(h, depth+1)
				}
				return planned
			}
		}
		if p := c.preposition(t); c.toks[t].XPOS == "VBG" && (p == "before" || p == "after" || p == "while") && c.modal(h) == planned { // "will go to Cuba before travelling home"
			return planned
		}
		if p := c.preposition(t); intending[lemma] && c.toks[t].XPOS == "VBG" && (p == "on" || p == "of" || p == "to") { // "plans on leaving"
			return planned
		}
		if c.preposition(t) == "in" && c.toks[t].XPOS == "VBG" && c.negated(h) { // "have never been successful in winning"
			return denied
		}
		if c.preposition(t) == "against" && c.toks[t].XPOS == "VBG" { // "warned against lifting the ban"
			return possible
		}
		if c.preposition(t) == "of" && alleging[lemma] || lemma == "accuse" || lemma == "suspect" {
			return possible
		}
		if c.preposition(t) == "from" && objectControl["from"][lemma] { // "banned Boeing from selling"
			return denied
		}
		return actual
	case "acl":
		if c.toks[t].Rel != "acl:relcl" && c.toks[t].XPOS == "VB" {
			if lemma == "refusal" || lemma == "failure" {
				return denied
			}
			switch st := c.intended(h); {
			case planning[lemma], st == denied: // "does not have the power to dissolve it"
				return st
			case c.child(h, "cop") >= 0 && c.counted(h): // "was the only Republican to vote against Trump"
				return c.governed(h, depth+1)
			}
			return possible
		}
		if c.toks[t].XPOS == "VBG" && planning[lemma] && c.preposition(t) == "of" {
			return c.intended(h)
		}
		if c.toks[t].Rel != "acl:relcl" && (alleging[lemma] || chances[lemma]) { // "the possibility of Boeing challenging it"
			return possible
		}
		return actual
	case "obj", "obl", "nmod", "nsubj":
		if rel == "nmod" && quantifiers[lemma] && c.preposition(t) == "of" { // "70 million dollars of aid"
			return c.governed(h, depth+1)
		}
		if rel == "obj" && ending[lemma] && waged[c.lemma(t)] {
			return actual
		}
		if !c.isVerb(t) && c.isPredicate(h) { // a noun predicate takes its verb's status
			switch {
			case c.negated(h):
				return denied
			case c.hedged(h):
				return possible
			}
			if st := c.modal(h); st != "" {
				return st
			}
			if rel == "obj" && revoking[lemma] && backing[c.lemma(t)] { // "withdrew his support"
				return denied
			}
			if c.fails(h) && (rel == "obj" || rel == "nsubj" && c.passive(h)) { // "cancelled the talks", "the talks were cancelled"
				return denied
			}
			if !c.passive(h) && (wanting[lemma] && rel == "obj" || pressing[lemma] && rel == "obl" && c.preposition(t) == "for") { // "wants talks", "called for talks"
				return planned
			}
			return c.governed(h, depth+1)
		}
	}
	return actual
}
