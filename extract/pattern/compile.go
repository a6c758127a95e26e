package pattern

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Compile reads a pattern. Its errors name the column, from 1.
func Compile(source string) (*Pattern, error) {
	c := &compiler{src: source, p: &Pattern{source: source}}
	root, err := c.node()
	if err == nil {
		root.rels, err = c.relations(0)
	}
	if err == nil && c.pos < len(c.src) {
		err = c.errorf("%q is not a relation", c.src[c.pos:])
	}
	if err != nil {
		return nil, err
	}
	c.p.root = root
	return c.p, nil
}

type compiler struct {
	src string
	pos int
	p   *Pattern
}

func (c *compiler) errorf(format string, args ...any) error {
	return fmt.Errorf("column %d: "+format, append([]any{c.pos + 1}, args...)...)
}

func (c *compiler) space() {
	for c.pos < len(c.src) && strings.IndexByte(" \t\n", c.src[c.pos]) >= 0 {
		c.pos++
	}
}

// take consumes s when it comes next.
func (c *compiler) take(s string) bool {
	c.space()
	if strings.HasPrefix(c.src[c.pos:], s) {
		c.pos += len(s)
		return true
	}
	return false
}

// until returns what stands before the first of the characters, and stops there.
func (c *compiler) until(stops string) string {
	end := strings.IndexAny(c.src[c.pos:], stops)
	if end < 0 {
		end = len(c.src) - c.pos
	}
	s := c.src[c.pos : c.pos+end]
	c.pos += end
	return s
}

func (c *compiler) node() (*node, error) {
	if !c.take("{") {
		return nil, c.errorf("a node {…} is expected")
	}
	n := &node{name: -1}
	for !c.take("}") {
		if c.pos >= len(c.src) {
			return nil, c.errorf("} is missing")
		}
		cd, err := c.cond()
		if err != nil {
			return nil, err
		}
		n.conds = append(n.conds, cd)
	}
	if strings.HasPrefix(c.src[c.pos:], "=") {
		c.pos++
		name := c.until(" \t\n)]|")
		if name == "" {
			return nil, c.errorf("a name is expected after =")
		}
		if n.name = slices.Index(c.p.names, name); n.name < 0 {
			n.name = len(c.p.names)
			c.p.names = append(c.p.names, name)
		}
	}
	return n, nil
}

// fewValues are found faster one after the other than in a map.
const fewValues = 8

var attributes = []string{"word", "lemma", "upos", "xpos", "rel", "is"}

func (c *compiler) cond() (cond, error) {
	var cd cond
	cd.not = c.take("!")
	cd.attr = c.until(":} ")
	if !slices.Contains(attributes, cd.attr) || !c.take(":") {
		return cd, c.errorf("%q is not one of %s, with a colon", cd.attr, strings.Join(attributes, ", "))
	}
	if c.take("/") {
		re, err := regexp.Compile(c.until("/"))
		if err != nil {
			return cd, c.errorf("%w", err)
		}
		if !c.take("/") {
			return cd, c.errorf("the closing / is missing")
		}
		cd.re = re
		return cd, nil
	}
	cd.values = strings.Split(c.until(" \t\n}"), "|")
	if cd.values[0] == "" {
		return cd, c.errorf("a value is expected after %s:", cd.attr)
	}
	if len(cd.values) > fewValues && cd.attr != "is" {
		cd.set = make(map[string]bool, len(cd.values))
		for _, v := range cd.values {
			cd.set[v] = true
		}
	}
	return cd, nil
}

// maxDepth bounds the nesting of brackets: a pattern deeper than this is a mistake.
const maxDepth = 20

func (c *compiler) relations(depth int) ([]relation, error) {
	if depth > maxDepth {
		return nil, c.errorf("brackets are nested deeper than %d", maxDepth)
	}
	var out []relation
	for {
		c.space()
		if c.pos >= len(c.src) || strings.IndexByte(")]|", c.src[c.pos]) >= 0 {
			return out, nil
		}
		r, err := c.relation(depth)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
}

func (c *compiler) relation(depth int) (relation, error) {
	var r relation
	if c.take("!") {
		r.not = true
	} else if c.take("?") {
		r.opt = true
	}
	if c.take("[") {
		return c.bracket(r, depth)
	}
	switch {
	case c.take(">>"):
		r.op = 'D'
	case c.take("<<"):
		r.op = 'A'
	case c.take(">"):
		r.op = '>'
	case c.take("<"):
		r.op = '<'
	case c.take("."):
		r.op = '.'
	default:
		return r, c.errorf("a relation is expected: >arc, <arc, >>, <<, . or [")
	}
	if r.op == '>' || r.op == '<' {
		r.rels = strings.Split(c.until(" \t\n({"), "|")
		if r.rels[0] == "" {
			return r, c.errorf("the name of an arc is expected after %c", r.op)
		}
	}
	bracket := c.take("(")
	n, err := c.node()
	if err != nil {
		return r, err
	}
	if bracket {
		if n.rels, err = c.relations(depth + 1); err != nil {
			return r, err
		}
		if !c.take(")") {
			return r, c.errorf(") is missing")
		}
	}
	r.target = n
	return r, nil
}

func (c *compiler) bracket(r relation, depth int) (relation, error) {
	if depth >= maxDepth {
		return r, c.errorf("brackets are nested deeper than %d", maxDepth)
	}
	for {
		alt, err := c.relation(depth + 1)
		if err != nil {
			return r, err
		}
		r.alts = append(r.alts, alt)
		if c.take("||") {
			continue
		}
		if c.take("]") {
			return r, nil
		}
		return r, c.errorf("|| or ] is expected")
	}
}
