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

var (
	lightVerbs      = lists.Set("light-verbs")
	occurrenceVerbs = lists.Set("occurrence-verbs")
	subjectControl  = lists.Set("subject-control")
	givingVerbs     = lists.Set("giving-verbs")
	raised          = lists.Set("raised")
	joiners         = lists.Set("joiners")
)

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
		c.g.Nodes[i] = pattern.Node{Word: strings.ToLower(t.Text), Lemma: lx.mend(strings.ToLower(t.Lemma), strings.ToLower(t.Text), t.UPOS), UPOS: t.UPOS, XPOS: t.XPOS, Rel: t.Rel}
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
		c.amongThem(i)
		c.enumerated(i)
		c.led(i)
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

// particle returns the "off" of "called off" at verb i, or "".
func (c *clauses) particle(i int) string {
	if p := c.child(i, "compound:prt"); p >= 0 {
		return lower(c.toks[p].Text)
	}
	return ""
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
			if h := c.whose(j); h >= 0 {
				c.g.Connect(i, "poss", h)
			}
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

// whose returns the noun whose something is by the "whose" at token t, or -1:
// Merkel in "Merkel, whose government backs Ukraine".
func (c *clauses) whose(t int) int {
	if lower(c.toks[t].Text) != "whose" {
		return -1
	}
	for h, n := c.toks[t].Head, 0; h >= 0 && n < maxGovernors; h, n = c.toks[h].Head, n+1 {
		if c.toks[h].Rel == "acl:relcl" {
			return c.toks[h].Head
		}
	}
	return -1
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

func (c *clauses) finite(i int) bool {
	switch c.toks[i].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
}

func (c *clauses) isInfinitive(i int) bool {
	for _, k := range c.children[i] {
		if c.rel(k) == "mark" && lower(c.toks[k].Text) == "to" {
			return true
		}
	}
	return false
}

// spread returns i and the nouns that are joined to it: "Macron, Zelenskyy and Starmer".
func (c *clauses) spread(i int) []int {
	out := []int{i}
	for _, j := range c.children[i] {
		switch {
		case c.rel(j) == "conj" && !c.isPredicate(j) && !c.excluded(j):
			out = append(out, c.spread(j)...)
		case c.rel(j) == "nmod" && j > i && joiners[c.preposition(j)]: // "Bush, along with Merkel"
			out = append(out, c.spread(j)...)
		case j < i && compass[lower(c.toks[j].Text)] && c.toks[j].UPOS == "PROPN": // "North and South Korea"
			if k := c.child(j, "conj"); k >= 0 && compass[lower(c.toks[k].Text)] {
				out = append(out, j)
			}
		}
	}
	return out
}

// excluded reports whether the joined phrase at token j is joined by "but not".
func (c *clauses) excluded(j int) bool {
	return slices.ContainsFunc(c.children[j], func(k int) bool {
		return k < j && c.toks[k].UPOS == "PART" && c.rel(k) == "advmod" && lower(c.toks[k].Text) == "not"
	})
}

var compass = lists.Set("compass")
