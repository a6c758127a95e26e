// Package pattern matches patterns against the graph of a sentence. A pattern is
// to a dependency tree what a regular expression is to a string.
//
//	{lemma:sign upos:VERB} >subj {}=source >obj {is:event}=target
//
// says: a verb "sign" with a subject, to be known as source, and an object that
// is an event, to be known as target.
//
// A node stands in braces with conditions, all of which must hold:
//
//	{}                   any node
//	{lemma:sign|ink}     one of these values
//	{word:/^un-?/}       a regular expression, unanchored
//	{!upos:VERB}         the condition does not hold
//	{is:actor}           the node has the tag
//
// The attributes are word (lower case), lemma, upos, xpos, rel (to its head) and is.
// "=name" after a node names it in the match. Relations follow a node and all
// speak of that node, unless round brackets give them to another:
//
//	{} >subj ({}=s >poss {}=o) >obj {}=t
//
//	>obj {}        has a child by this arc;  >obj|iobj by one of these
//	<obj {}        is a child by this arc
//	>> {}          has a descendant, << {} an ancestor (over tree arcs only)
//	. {}           stands right before
//	!>obj {}       has no such child (names inside are not bound)
//	?>obj {}=o     binds o when there is one
//	[>on {}=t || >about {}=t]   the first alternatives that hold, each tried
package pattern

import (
	"regexp"
	"slices"
)

// Node is one token as patterns see it.
type Node struct {
	Word  string // lower case
	Lemma string
	UPOS  string
	XPOS  string
	Rel   string // to its head in the tree
	Tags  []string
}

// Arc is a named arc to another node.
type Arc struct {
	Rel string
	To  int
}

// Graph is a sentence: its nodes in order, the arcs that go out of each and
// come into each, and the tree's heads (-1 for the root).
type Graph struct {
	Nodes []Node
	Down  [][]Arc
	Up    [][]Arc
	Heads []int
}

// Connect adds an arc unless it is there already.
func (g *Graph) Connect(from int, rel string, to int) {
	if from == to || slices.Contains(g.Down[from], Arc{rel, to}) {
		return
	}
	g.Down[from] = append(g.Down[from], Arc{rel, to})
	g.Up[to] = append(g.Up[to], Arc{rel, from})
}

// Disconnect takes an arc away.
func (g *Graph) Disconnect(from int, rel string, to int) {
	g.Down[from] = slices.DeleteFunc(g.Down[from], func(a Arc) bool { return a == Arc{rel, to} })
	g.Up[to] = slices.DeleteFunc(g.Up[to], func(a Arc) bool { return a == Arc{rel, from} })
}

// First returns the first node that an arc leads to from i, or -1.
func (g *Graph) First(i int, rels ...string) int {
	for _, a := range g.Down[i] {
		if slices.Contains(rels, a.Rel) {
			return a.To
		}
	}
	return -1
}

// Pattern is a compiled pattern. It is safe for concurrent use.
type Pattern struct {
	source string
	root   *node
	names  []string
}

// String returns the source of the pattern.
func (p *Pattern) String() string { return p.source }

// Names returns the names that the pattern gives to nodes, in order of appearance.
func (p *Pattern) Names() []string { return p.names }

// Index returns the place of a name in a match, or -1.
func (p *Pattern) Index(name string) int { return slices.Index(p.names, name) }

type node struct {
	conds []cond
	name  int // into names, or -1
	rels  []relation
}

type cond struct {
	attr   string
	not    bool
	values []string
	set    map[string]bool // of many values
	re     *regexp.Regexp
}

type relation struct {
	op     byte // '>' '<' 'D' for >>, 'A' for <<, '.'
	rels   []string
	not    bool
	opt    bool
	target *node
	alts   []relation // of a bracket; op is 0
}

// Match calls yield with each way the pattern holds when its first node is i:
// the nodes that its names stand for, -1 for those of an absent optional. The
// slice is only good within the call. It stops when yield returns false.
func (p *Pattern) Match(g *Graph, i int, yield func(match []int) bool) {
	bound := make([]int, len(p.names))
	for k := range bound {
		bound[k] = -1
	}
	m := matcher{g, bound}
	m.node(p.root, i, func() bool { return yield(bound) })
}

// matcher holds the bindings of one match as they grow and shrink.
type matcher struct {
	g     *Graph
	bound []int
}

// node reports whether the search should go on.
func (m *matcher) node(n *node, i int, next func() bool) bool {
	if !m.holds(n, i) {
		return true
	}
	if n.name >= 0 {
		if old := m.bound[n.name]; old >= 0 && old != i {
			return true
		}
		old := m.bound[n.name]
		m.bound[n.name] = i
		defer func() { m.bound[n.name] = old }()
	}
	return m.relations(n.rels, i, next)
}

func (m *matcher) relations(rels []relation, i int, next func() bool) bool {
	if len(rels) == 0 {
		return next()
	}
	r, rest := &rels[0], rels[1:]
	goOn := func() bool { return m.relations(rest, i, next) }
	switch {
	case r.not:
		if m.exists(r, i) {
			return true
		}
		return goOn()
	case r.opt:
		if m.exists(r, i) {
			return m.relation(r, i, goOn)
		}
		return goOn()
	}
	return m.relation(r, i, goOn)
}

func (m *matcher) exists(r *relation, i int) bool {
	found := false
	m.relation(r, i, func() bool { found = true; return false })
	return found
}

func (m *matcher) relation(r *relation, i int, next func() bool) bool {
	switch r.op {
	case 0:
		for k := range r.alts {
			if !m.relation(&r.alts[k], i, next) {
				return false
			}
		}
		return true
	case '>':
		return m.arcs(m.g.Down[i], r, next)
	case '<':
		return m.arcs(m.g.Up[i], r, next)
	case 'A':
		for h := m.g.Heads[i]; h >= 0; h = m.g.Heads[h] {
			if !m.node(r.target, h, next) {
				return false
			}
		}
		return true
	case 'D':
		for j := range m.g.Nodes {
			if j != i && m.below(j, i) && !m.node(r.target, j, next) {
				return false
			}
		}
		return true
	default: // '.'
		return i+1 >= len(m.g.Nodes) || m.node(r.target, i+1, next)
	}
}

func (m *matcher) arcs(arcs []Arc, r *relation, next func() bool) bool {
	for _, a := range arcs {
		if slices.Contains(r.rels, a.Rel) && !m.node(r.target, a.To, next) {
			return false
		}
	}
	return true
}

// below reports whether j is a descendant of i.
func (m *matcher) below(j, i int) bool {
	for h := m.g.Heads[j]; h >= 0; h = m.g.Heads[h] {
		if h == i {
			return true
		}
	}
	return false
}

func (m *matcher) holds(n *node, i int) bool {
	t := &m.g.Nodes[i]
	for k := range n.conds {
		if n.conds[k].holds(t) == n.conds[k].not {
			return false
		}
	}
	return true
}

func (c *cond) holds(t *Node) bool {
	var v string
	switch c.attr {
	case "is":
		return slices.ContainsFunc(c.values, func(v string) bool { return slices.Contains(t.Tags, v) })
	case "word":
		v = t.Word
	case "lemma":
		v = t.Lemma
	case "upos":
		v = t.UPOS
	case "xpos":
		v = t.XPOS
	case "rel":
		v = t.Rel
	}
	if c.re != nil {
		return c.re.MatchString(v)
	}
	if c.set != nil {
		return c.set[v]
	}
	return slices.Contains(c.values, v)
}
