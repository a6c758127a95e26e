package event

import "slices"

// nominal.go finds the event that a verb speaks of: who "plans to cut jobs"
// plans the job cuts of which the article speaks elsewhere.

// deed returns the event that a noun made of verb t names, of the same things as
// the verb's object or of none that the article would say again; -1 when none does.
func (s *scene) deed(i, t int) int {
	c := s.clauses[i]
	if !c.isVerb(t) {
		return -1
	}
	verbs := []string{c.lemma(t)}
	if p := c.particle(t); p != "" {
		verbs = []string{c.lemma(t) + p, c.lemma(t) + "-" + p}
	}
	var about []string // by which alone one act is told from another
	for _, a := range c.g.Down[t] {
		if a.Rel == "obj" {
			about = append(about, s.book.modifiers(i, a.To)...)
		}
	}
	if len(about) == 0 {
		return -1
	}
	bare, gap := -1, 0
	for k := range s.book.phrases {
		p := &s.book.phrases[k]
		if !slices.ContainsFunc(verbs, func(v string) bool { return nominal(v, p.lemma) }) {
			continue
		}
		if slices.ContainsFunc(about, func(w string) bool { return slices.Contains(p.pre, w) || slices.Contains(p.post, w) }) {
			return s.book.root(k)
		}
		if d := max(p.Sentence-i, i-p.Sentence); p.definite && len(p.pre)+len(p.post) == 0 && (bare < 0 || d < gap) {
			bare, gap = s.book.root(k), d
		}
	}
	return bare
}

// nominalEndings make a noun of a verb without its last e or y.
var nominalEndings = []string{"", "e", "ment", "ement", "al", "ion", "ation", "ition", "cation", "ance", "ence", "ure", "ing", "er", "ery", "y"}

// nominal reports whether a noun says what a verb says: "cut" of cut,
// "withdrawal" of withdraw, "expansion" of expand, "reduction" of reduce.
func nominal(verb, noun string) bool {
	if len(verb) < 3 {
		return false
	}
	stem, last := verb, verb[len(verb)-1]
	if last == 'e' || last == 'y' {
		stem = verb[:len(verb)-1]
	}
	for _, ending := range nominalEndings {
		if noun == stem+ending {
			return true
		}
	}
	switch stem[len(stem)-1] {
	case 'd': // "expand", "invade"
		return noun == stem[:len(stem)-1]+"sion"
	case 'c': // "reduce"
		return noun == stem+"tion"
	}
	return false
}
