package event

import (
	"regexp"
	"slices"
	"strings"
)

// nearest.go finds who and whom where the tree failed to. Trees of news prose
// go wrong most where phrases are long, and there the words' order still tells:
// who acts stands before the verb or above it, whom it is done to right behind.
// It is tried only where a rule's word stands and none of its patterns held.

// simplePattern is a pattern that asks for nothing but arcs to source and target, and of what kind that is.
var simplePattern = regexp.MustCompile(`^>([\w|]+) \{(?:is:actor)?\}=source >([\w|]+) \{(!?is:\w+|)\}=target$`)

// nearMark ends the rule id of a fact that the order of words gave, not a pattern.
const nearMark = "~"

// frame is what a rule's simple patterns say: the arcs that lead to each end.
type frame struct {
	sources, targets []string
	targetTag        string // "is:actor", "!is:actor", "is:meeting" or the like, or ""
}

// frameOf reads a rule's frame off its simple patterns, nil when it has none.
func frameOf(patterns []string) *frame {
	var f *frame
	for _, p := range patterns {
		m := simplePattern.FindStringSubmatch(p)
		if m == nil {
			continue
		}
		if f == nil {
			f = &frame{targetTag: m[3]}
		}
		f.sources = append(f.sources, strings.Split(m[1], "|")...)
		f.targets = append(f.targets, strings.Split(m[2], "|")...)
	}
	return f
}

// nearest applies rule r at trigger t by the order of words.
func (s *scene) nearest(r *Rule, i, t int) {
	f := r.frame
	c := s.clauses[i]
	if f == nil || c.toks[t].UPOS == "ADJ" || c.isVerb(t) && (c.rel(t) == "amod" || c.rel(t) == "compound") { // "French-backed forces"
		return
	}
	target := s.nearTarget(r, i, t)
	if target < 0 {
		return
	}
	source := s.nearSource(r, i, t, target)
	if source < 0 {
		return
	}
	loose := *r
	loose.ID += nearMark
	s.apply(&loose, i, t, source, target)
}

var (
	undertaking = lists.Set("undertaking")
	occasions   = lists.Set("occasions")
)

// nearSource returns the token of who acts, or -1.
func (s *scene) nearSource(r *Rule, i, t, target int) int {
	c := s.clauses[i]
	ok := func(k int) bool {
		return k != target && (len(s.resolve(i, k, r.Source)) > 0 || len(s.makers(i, k, r.Source)) > 0)
	}
	for _, a := range c.g.Down[t] {
		if slices.Contains(r.frame.sources, a.Rel) && ok(a.To) {
			return a.To
		}
	}
	if c.isVerb(t) && (c.passive(t) || c.child(t, "nsubj") >= 0) {
		return -1
	}
	for at, n := t, 0; n < 4; n++ {
		h := c.toks[at].Head
		if h < 0 || c.participle(at) { // "the U.S. assisted rebels fighting Turkey"
			break
		}
		if rel := c.rel(at); !c.isVerb(t) && (rel == "nsubj" || rel == "appos" || rel == "conj" || r.Type != "MET" && occasions[c.preposition(at)]) {
			break
		}
		if c.isVerb(h) && !c.passive(h) {
			if !c.isVerb(t) && (!lightVerbs[c.lemma(h)] && !undertaking[c.lemma(h)] || c.calls(h, t)) {
				return -1
			}
			if sub := c.surfaceSubject(h); sub >= 0 {
				if ok(sub) {
					return sub
				}
				return -1
			}
		}
		at = h
	}
	if !c.isVerb(t) || c.surfaceSubject(t) >= 0 {
		return -1
	}
	for k := t - 1; k >= 0 && k >= t-8; k-- {
		switch c.toks[k].UPOS {
		case "VERB", "PUNCT", "SCONJ":
			return -1
		}
		if m := s.at[i][k]; m >= 0 && s.Mentions[m].Head == k && ok(k) && c.child(k, "case") < 0 {
			return k
		}
	}
	return -1
}

// participle reports whether verb t tells what those do or undergo whose noun it stands by.
func (c *clauses) participle(t int) bool {
	return c.isVerb(t) && c.rel(t) == "acl" && (c.toks[t].XPOS == "VBG" || c.toks[t].XPOS == "VBN")
}

// nearTarget returns the token of whom or what it is done to, or -1.
func (s *scene) nearTarget(r *Rule, i, t int) int {
	c := s.clauses[i]
	ok := func(k int) bool {
		actor := s.entityAt(i, k) >= 0
		switch r.frame.targetTag {
		case "is:actor":
			if !actor {
				return false
			}
		case "!is:actor":
			if actor {
				return false
			}
		case "":
		default:
			if !slices.Contains(c.g.Nodes[k].Tags, strings.TrimPrefix(r.frame.targetTag, "is:")) {
				return false
			}
		}
		return len(s.resolve(i, k, r.Target)) > 0
	}
	for _, a := range c.g.Down[t] {
		if slices.Contains(r.frame.targets, a.Rel) && a.Rel != "between" && ok(a.To) { // what is between two is no third's
			return a.To
		}
	}
	if c.isVerb(t) && c.passive(t) {
		return -1
	}
	direct := slices.Contains(r.frame.targets, "obj")
	for k := t + 1; k < len(c.toks) && k <= t+7; k++ {
		tok := &c.toks[k]
		if strings.HasPrefix(tok.XPOS, "W") { // "asked why Biden …"
			return -1
		}
		switch tok.UPOS {
		case "DET", "ADJ", "NUM", "ADV":
			continue
		case "ADP":
			if w := lower(tok.Text); slices.Contains(r.frame.targets, w) {
				direct = true
				continue
			}
			if k == t+1 && c.rel(k) == "compound" { // a particle
				continue
			}
			return -1
		case "PUNCT":
			if strings.ContainsAny(tok.Text, "\"“”'") {
				continue
			}
			return -1
		case "NOUN", "PROPN", "PRON":
			if !direct {
				return -1
			}
			if h := tok.Head; h > k && isNoun(c.toks[h].UPOS) { // part of a longer phrase
				continue
			}
			if ok(k) {
				return k
			}
			return -1
		default:
			return -1
		}
	}
	return -1
}
