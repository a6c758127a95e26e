package event

import (
	"slices"
	"strings"

	"newsgraph/extract/pattern"
	"newsgraph/extract/text"
)

// clause.go makes of a sentence's tree the graph that rules are matched
// against. Rules should not have to know in how many ways English can say who
// did what, so beside the tree's own arcs each predicate gets arcs to its
// logical arguments:
//
//	subj   who does it: subjects, by-phrases of passives, subjects shared across
//	       conjunction, control, relatives and participles
//	obj    whom it is done to: objects, subjects of passives, gaps of relatives
//	comp   the predicate of a clause that is its content
//	poss   a possessor; mod: a modifier before a noun; of, in, to, …: what a
//	       preposition adds, several words joined by "_" ("because_of")
//
// A noun that is the object of a light verb ("hold talks") gets the verb's
// subject and prepositions.

// lightVerbs lend their arguments to the noun they govern.
var lightVerbs = set("hold make have give take reach sign issue launch conduct carry begin start open resume " +
	"continue complete finish resume halt stage mount express voice offer announce declare deliver pay put call impose engage enter send provide seek " +
	"face undergo place join show lead organize organise host attend order commit perform lodge file raise strike adopt pass write release publish draft")

// occurrenceVerbs say of their subject that it happens.
var occurrenceVerbs = set("begin start open end close continue resume occur happen follow proceed conclude break erupt last fail collapse")

// subjectControl verbs keep their subject for an infinitive even when they have an object.
var subjectControl = set("promise threaten vow pledge use")

// givingVerbs take what follows their object's "to" or "for" for the receiver,
// whichever word the tree hangs it on.
var givingVerbs = set("give provide send supply deliver hand donate grant lend extend contribute allocate ship offer pledge distribute " +
	"transfer dispatch bring sell export fly airlift mobilize mobilise deploy")

// raised are prepositions that no name takes.
var raised = set("by against over with from to for on")

// joiners are prepositions that add one more to a phrase.
var joiners = set("as_well_as along_with together_with alongside plus as_well_as")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// clauses derives the arcs of one sentence.
type clauses struct {
	toks     []text.Token
	children [][]int
	subject  []int // memo of surface subjects: -2 unknown, -1 none
	g        *pattern.Graph
}

// newClauses builds the graph of s. tags gives the tags of each token.
func newClauses(lx *Lexicon, s *text.Sentence, tags [][]string) *clauses {
	n := len(s.Tokens)
	c := &clauses{
		toks: s.Tokens, children: make([][]int, n), subject: make([]int, n),
		g: &pattern.Graph{Nodes: make([]pattern.Node, n), Down: make([][]pattern.Arc, n), Up: make([][]pattern.Arc, n), Heads: make([]int, n)},
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		c.subject[i] = unknown
		c.g.Heads[i] = t.Head
		c.g.Nodes[i] = pattern.Node{Word: strings.ToLower(t.Text), Lemma: lx.mend(strings.ToLower(t.Lemma), strings.ToLower(t.Text)), UPOS: t.UPOS, XPOS: t.XPOS, Rel: t.Rel}
		if tags != nil {
			c.g.Nodes[i].Tags = tags[i]
		}
		if t.Head >= 0 {
			c.children[t.Head] = append(c.children[t.Head], i)
		}
	}
	for i := range s.Tokens {
		c.treeArcs(i)
	}
	for i := range s.Tokens {
		c.logicalArcs(i)
	}
	for i := range s.Tokens {
		c.called(i)
		c.namedAs(i)
		c.partitive(i)
		c.receiver(i)
		c.raise(i)
	}
	for i := range s.Tokens {
		c.lend(i)
	}
	return c
}

const unknown = -2

func (c *clauses) rel(i int) string { return c.toks[i].UniversalRel() }

func (c *clauses) lemma(i int) string { return c.g.Nodes[i].Lemma }

// child returns the first child of i by one of the relations, subtype included or not, or -1.
func (c *clauses) child(i int, rels ...string) int {
	for _, j := range c.children[i] {
		if slices.Contains(rels, c.toks[j].Rel) || slices.Contains(rels, c.rel(j)) {
			return j
		}
	}
	return -1
}

func (c *clauses) isVerb(i int) bool { return c.toks[i].UPOS == "VERB" || c.toks[i].UPOS == "AUX" }

// isPredicate reports whether i heads a clause: a verb, or what a copula makes one.
func (c *clauses) isPredicate(i int) bool { return c.isVerb(i) || c.child(i, "cop") >= 0 }

// treeArcs adds the arcs that restate the tree.
func (c *clauses) treeArcs(i int) {
	for _, j := range c.children[i] {
		rel := c.toks[j].Rel
		base, sub, _ := strings.Cut(rel, ":")
		switch {
		case rel == "nmod:poss":
			c.g.Connect(i, "poss", j)
		case base == "nmod" || base == "obl" || base == "advcl" || base == "acl":
			if p := c.preposition(j); p != "" {
				c.g.Connect(i, p, j)
			}
			if sub == "relcl" {
				base = "relcl"
			}
			c.g.Connect(i, base, j)
			if sub != "" && sub != "relcl" {
				c.g.Connect(i, sub, j)
			}
		case base == "amod" || base == "compound" && sub == "" || base == "nummod":
			c.g.Connect(i, "mod", j)
			c.g.Connect(i, base, j)
		case sub == "prt":
			c.g.Connect(i, "prt", j)
		default:
			c.g.Connect(i, base, j)
		}
	}
}

// preposition returns the lemmas of i's preposition or subordinator, joined by "_".
func (c *clauses) preposition(i int) string {
	var words []string
	for _, j := range c.children[i] {
		if r := c.rel(j); r == "case" || r == "mark" && c.toks[j].UPOS != "PART" {
			words = append(words, strings.ToLower(c.toks[j].Text))
			for _, k := range c.children[j] {
				if c.rel(k) == "fixed" {
					words = append(words, strings.ToLower(c.toks[k].Text))
				}
			}
			if r == "case" && c.toks[j].XPOS == "POS" {
				words = words[:len(words)-1]
			}
		}
	}
	return strings.Join(words, "_")
}

// passive reports whether i's surface subject is what it is done to.
func (c *clauses) passive(i int) bool {
	if c.toks[i].UPOS != "VERB" {
		return false
	}
	if c.child(i, "aux:pass") >= 0 {
		return true
	}
	for _, k := range c.children[i] {
		if c.rel(k) == "aux" && c.lemma(k) == "have" { // "had demanded" never is, whatever its subject is taken for
			return false
		}
	}
	if c.child(i, "nsubj:pass", "csubj:pass") >= 0 {
		return true
	}
	t := &c.toks[i]
	if t.XPOS != "VBN" || c.child(i, "nsubj") >= 0 || c.child(i, "aux") >= 0 {
		return false
	}
	switch c.rel(i) {
	case "acl", "advcl":
		return true
	case "conj":
		return c.passive(t.Head)
	case "root":
		return c.child(i, "obj") < 0 // a headline: "Minister arrested"
	}
	return false
}

// surfaceSubject returns the token that stands as i's subject, however far away, or -1.
func (c *clauses) surfaceSubject(i int) int {
	if c.subject[i] == unknown {
		c.subject[i] = -1 // ends a circle in a broken tree
		c.subject[i] = c.findSubject(i)
	}
	return c.subject[i]
}

func (c *clauses) findSubject(i int) int {
	h := c.toks[i].Head
	if s := c.child(i, "nsubj"); s >= 0 && !(s > i && c.misplaced(i)) {
		if c.relativizer(s) {
			if r := c.relativeHead(i); r >= 0 {
				return c.predicatedOf(r)
			}
			return -1
		}
		return s
	}
	if s := c.adjacentSubject(i); s >= 0 {
		return s
	}
	if s := c.child(i, "vocative"); s >= 0 && s < i && c.toks[i].XPOS != "VB" { // "Parliament, however, voted …"
		return s
	}
	if h < 0 {
		return -1
	}
	switch c.rel(i) {
	case "conj":
		if c.isPredicate(h) || c.toks[h].UPOS == "ADJ" {
			return c.surfaceSubject(h)
		}
	case "xcomp":
		if c.isVerb(h) && !subjectControl[c.lemma(h)] && !c.passive(h) {
			if o := c.child(h, "obj", "iobj"); o >= 0 {
				return o
			}
		}
		return c.surfaceSubject(h)
	case "advcl":
		if p := c.preposition(i); objectControl[p] != nil && objectControl[p][c.lemma(h)] { // "accused Japan of trying to …"
			if o := c.child(h, "obj", "nsubj:pass"); o >= 0 {
				return o
			}
		}
		return c.surfaceSubject(h)
	case "ccomp", "parataxis":
		if o := c.child(h, "obj"); o > h && o < i && c.finite(i) && speechVerbs[c.lemma(h)] { // "NPR reported the minister recommended …"
			return o
		}
		if c.toks[i].XPOS == "VB" || c.toks[i].XPOS == "VBG" || c.misplaced(i) && speechVerbs[c.lemma(h)] && c.child(i, "nsubj") >= 0 {
			return c.surfaceSubject(h)
		}
	case "acl":
		if c.toks[i].Rel == "acl:relcl" {
			return -1
		}
		switch c.toks[i].XPOS {
		case "VBG", "VBN", "VBD", "VBZ", "VBP": // a finite one is the sentence's verb, hung on its subject
			return h
		}
		return c.nounSubject(h) // "its plan to attack"
	}
	return -1
}

// objectControl verbs say of their object what it does, after these prepositions.
var objectControl = map[string]map[string]bool{
	"of": set("accuse suspect convict warn acquit"),
	"for": set("criticize criticise blame condemn praise thank punish attack mock fault slam blast denounce rebuke scold hail commend congratulate applaud honor honour " +
		"arrest detain charge sentence jail imprison fine sue fire sack dismiss suspend expel reprimand censure prosecute indict convict investigate sanction forgive pardon"),
	"from": set("prevent ban bar stop keep discourage block prohibit dissuade deter hinder exclude"),
	"into": set("force coerce pressure trick coax goad talk bully mislead"),
	"on":   set("congratulate"),
}

func (c *clauses) finite(i int) bool {
	switch c.toks[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
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
			for h := c.toks[k].Head; h >= 0 && h < k && h > k-5 && c.toks[h].UPOS == "PROPN"; h = c.toks[h].Head {
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
		return c.surfaceSubject(h)
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
	if s := c.child(p, "nsubj"); s >= 0 && s < p && (c.toks[s].UPOS == "PROPN" || c.toks[s].UPOS == "NOUN" || people[lower(c.toks[s].Text)] || c.lemma(s) == "he" || c.lemma(s) == "she") {
		return s
	}
	return i
}

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
			if p := c.preposition(j); c.rel(j) == "obl" && (p == "by" || strings.HasPrefix(p, "by_")) {
				c.g.Connect(i, "subj", j)
			}
		}
	} else if subject >= 0 {
		c.g.Connect(i, "subj", subject)
	}
	c.moreSubjects(i, subject)
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

func (c *clauses) isInfinitive(i int) bool {
	for _, k := range c.children[i] {
		if c.rel(k) == "mark" && lower(c.toks[k].Text) == "to" {
			return true
		}
	}
	return false
}

// namingVerbs say as what somebody sees their object.
var namingVerbs = set("list describe characterize characterise regard see view consider brand label portray depict denounce condemn name dismiss refer hail praise identify classify cite class rank")

// callingVerbs say what they call their object with no "as" before it.
var callingVerbs = set("call dub label brand term deem name")

// called tells what a thing is called, wherever the tree put it, from the thing:
// "dubbed the deal a disaster".
func (c *clauses) called(i int) {
	if !c.isVerb(i) || !callingVerbs[c.lemma(i)] {
		return
	}
	thing := c.g.First(i, "iobj", "obj")
	for _, k := range c.children[i] {
		if thing < 0 || k <= thing || c.preposition(k) != "" {
			continue
		}
		switch c.rel(k) {
		case "obj", "obl", "xcomp":
			c.g.Disconnect(i, "obj", k)
			c.g.Connect(i, "obj", thing)
			c.g.Connect(i, "as", k)
			return
		}
	}
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
	for _, a := range slices.Clone(c.g.Down[i]) {
		if a.Rel != "obj" {
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

// raise gives a noun, or a passive verb, the preposition that the tree hung on a
// name behind it: in "the arrest of Navalny by Russia" it is the arrest that is by
// Russia, in "imposed by France on Iran" what is imposed that is on Iran.
func (c *clauses) raise(i int) {
	for _, j := range c.children[i] {
		behind := c.toks[i].UPOS == "NOUN" && c.rel(j) == "nmod" || c.isVerb(i) && c.rel(j) == "obl" && c.preposition(j) == "by"
		if !behind || c.toks[j].UPOS != "PROPN" {
			continue
		}
		for _, k := range c.children[j] {
			if p := c.preposition(k); c.rel(k) == "nmod" && raised[p] {
				c.g.Connect(i, p, k)
			}
		}
	}
}

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
		case object >= 0 && object < j && j-object < 6:
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
	if c.passive(i) {
		rel = "obj"
	}
	for _, j := range c.children[i] {
		if r := c.rel(j); r != "obl" && r != "obj" || c.toks[j].XPOS != "NN" && c.toks[j].XPOS != "NNP" {
			continue
		}
		for _, k := range c.children[j] {
			if p := c.preposition(k); c.rel(k) == "nmod" && (p == "including" || p == "such_as") && c.toks[k].UPOS == "PROPN" {
				c.g.Connect(i, rel, k)
			}
		}
	}
}

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
	if !c.isVerb(i) || c.child(i, "obj") >= 0 || c.passive(i) {
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

// lend gives a noun the arguments of the light verb that governs it.
func (c *clauses) lend(i int) {
	if !c.isVerb(i) {
		return
	}
	light, occurs := lightVerbs[c.lemma(i)], occurrenceVerbs[c.lemma(i)]
	var nouns []int
	for _, a := range c.g.Down[i] {
		if d := c.child(a.To, "det"); c.lemma(i) == "call" && d >= 0 && lower(c.toks[d].Text) == "the" { // who calls the plan unfair does not plan
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

// spread returns i and the nouns that are joined to it: "Macron, Zelenskyy and Starmer".
func (c *clauses) spread(i int) []int {
	out := []int{i}
	for _, j := range c.children[i] {
		switch {
		case c.rel(j) == "conj" && !c.isPredicate(j):
			out = append(out, c.spread(j)...)
		case c.rel(j) == "nmod" && j > i && joiners[c.preposition(j)]: // "Bush, along with Merkel"
			out = append(out, c.spread(j)...)
		}
	}
	return out
}
