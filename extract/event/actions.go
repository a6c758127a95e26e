package event

import (
	"slices"

	"newsgraph/extract/text"
)

// actions.go applies the rules: each word that one lists is tried with its
// patterns, and what these bind is resolved to nodes.

// actions records what the predicates of sentence i say.
func (s *scene) actions(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		for _, r := range s.rulesAt(i, t) {
			if r.Type == "ASSAULTED" && s.clauses[i].scored() {
				continue
			}
			found := false
			for _, p := range r.patterns {
				p.p.Match(c.g, t, func(m []int) bool {
					found = s.apply(r, i, t, bound(m, p.source, p.target), bound(m, p.target, p.source)) || found
					return true
				})
			}
			if !found {
				s.nearest(r, i, t)
			}
		}
	}
}

// bound returns the token that a name stands for, or where the rule has no such
// name, that of the other.
func bound(match []int, name, other int) int {
	if name < 0 {
		return match[other]
	}
	return match[name]
}

// rulesAt returns the rules that list the word at token t.
func (s *scene) rulesAt(i, t int) []*Rule {
	c := s.clauses[i]
	switch c.toks[t].UPOS {
	case "VERB", "NOUN", "ADJ":
	default:
		return nil
	}
	rules := s.lx.index["*/"+c.toks[t].UPOS]
	if own := s.lx.find(c.lemma(t), c.particle(t), c.toks[t].UPOS); len(own) > 0 {
		return append(slices.Clip(own), rules...)
	}
	return rules
}

// apply records a rule's match around trigger t: source and target are tokens.
// It reports whether both were nodes, or nothing is stated of them because it is play.
func (s *scene) apply(r *Rule, i, t, source, target int) bool {
	if s.played(i, t, source, target) {
		s.play[[2]int{i, t}] = true
		return true
	}
	if r.Type == "MET" && s.clauses[i].crowd(source, target) {
		return true
	}
	sources, targets := s.ends(r, i, t, source, target)
	if len(sources) == 0 || len(targets) == 0 || r.Act {
		s.act(r, i, t, source, target, sources, targets)
		return false
	}
	if s.throng(i, source) || s.clauses[i].bidden(t) {
		s.act(r, i, t, source, target, sources, targets)
		return true
	}
	targets = append(targets, s.doers(r, i, target, targets)...)
	st := r.Status
	if st == "" {
		st = s.status(i, t)
	}
	if st == denied && r.Type == "ATTENDED" && s.clauses[i].aside(target) {
		st = actual
	}
	first, end := s.quote(i, t, source, target)
	asserter := s.asserter(i, t)
	for _, a := range sources {
		for _, b := range targets {
			if r.Type == "MET" && s.oneSide(i, source, target, a, b) {
				continue
			}
			if a == b && source != target { // "Turkish police beat Turkish students"
				s.act(r, i, t, source, target, []int{a}, nil)
				continue
			}
			f := Fact{
				Source: a, Target: b, Type: r.Type, Status: st, Cameo: r.Cameo, Mode: r.Mode, Asserter: -1, Rule: r.ID,
				Sentence: i, First: first, End: end, Trigger: t, Date: s.when(i, t),
			}
			if asserter != a {
				f.Asserter = asserter
			}
			f.Confidence = s.sure(&f)
			s.add(f)
		}
	}
	return true
}

var (
	throngs = lists.Set("throngs")
	serving = lists.Set("serving")
)

// throng reports whether the phrase at token t is of people who are not their nation,
// though they bear its name: "thousands of Peruvians".
func (s *scene) throng(i, t int) bool {
	c := s.clauses[i]
	if h := c.toks[t].Head; h >= 0 && c.rel(t) == "nmod" && c.preposition(t) == "of" {
		t = h
	}
	if !throngs[c.lemma(t)] || c.toks[t].XPOS != "NNS" || s.at[i][t] >= 0 {
		return false
	}
	of := c.g.First(t, "of")
	return of < 0 || !serving[s.lx.people[c.lemma(of)]]
}

var attending = lists.Set("attending")

// aside reports whether the event at token t is only where and when a verb is denied that
// does not say that anybody takes part: who would not answer at a debate was at the debate.
func (c *clauses) aside(t int) bool {
	h := c.toks[t].Head
	if p := c.preposition(t); p != "at" && p != "during" && p != "in" || c.rel(t) != "obl" || h < 0 {
		return false
	}
	return c.isVerb(h) && c.negated(h) && !attending[c.lemma(h)]
}

// maxTable is how many of one list may be said to have met each other.
const maxTable = 4

// oneSide reports whether of several joined phrases one stands for both nodes: of
// "Iran and three powers, Britain, Germany and France" the powers did not meet each other.
func (s *scene) oneSide(i, source, target, a, b int) bool {
	list := s.clauses[i].spread(source)
	if source != target {
		list = append(list, s.clauses[i].spread(target)...)
	}
	return len(list) > 1 && slices.ContainsFunc(list, func(k int) bool {
		side := s.resolveOne(i, k, []string{"actor"}, 0)
		return slices.Contains(side, a) && slices.Contains(side, b)
	})
}

// crowd reports whether two tokens stand in one list of so many that they take part
// in what it is said of, but need not have met each other.
func (c *clauses) crowd(a, b int) bool {
	for h := a; h >= 0; h = c.toks[h].Head {
		if list := c.spread(h); len(list) > maxTable && slices.Contains(list, a) && slices.Contains(list, b) {
			return true
		}
		if c.rel(h) != "conj" {
			break
		}
	}
	return false
}

// ends returns the nodes that source and target of a rule's match stand for.
func (s *scene) ends(r *Rule, i, t, source, target int) (sources, targets []int) {
	switch {
	case slices.Contains(r.Source, "state"):
		sources = s.stateAt(i, t)
	case slices.Contains(r.Source, "voice"):
		if v := s.voice(i, t); v >= 0 && (s.Quoted[i][t] || s.according(i, t) == v) && s.Entities[v].Label != text.LabelPlace {
			sources = []int{v}
		}
	case !slices.Contains(r.Source, land):
		sources = s.resolve(i, source, r.Source)
	}
	if len(sources) == 0 && !slices.Contains(r.Source, land) {
		sources = s.makers(i, source, r.Source)
	}
	switch {
	case slices.Contains(r.Target, "office"):
		targets = s.officeOf(i, target)
	case !slices.Contains(r.Target, land):
		targets = s.resolve(i, target, r.Target)
	}
	if len(sources) == 1 && len(targets) == 1 && sources[0] == targets[0] {
		if other := s.otherThan(i, target, sources[0]); other >= 0 {
			targets = []int{other}
		}
	}
	return sources, targets
}

// otherThan returns the person whom "him" or "her" at token t must mean when it
// cannot be who acts: nobody acts on himself by that word. It is the last one
// named before, in the sentence or the one before it; or -1.
func (s *scene) otherThan(i, t, e int) int {
	switch lower(s.clauses[i].toks[t].Text) {
	case "him", "her":
	default:
		return -1
	}
	if s.label(e) != text.LabelPerson {
		return -1
	}
	for other := range s.namedBefore(i, t, 1) {
		if other != e && s.label(other) == text.LabelPerson {
			return other
		}
	}
	return -1
}

var (
	judging  = lists.Set("judging")
	suffered = lists.Set("suffered")
)

// doers returns whose act the event is that a judgement falls on: who praises
// Haiti's efforts praises Haiti.
func (s *scene) doers(r *Rule, i, target int, targets []int) []int {
	if !judging[r.Type] || !allows(r.Target, text.LabelNation) {
		return nil
	}
	var out []int
	for _, n := range targets {
		if n < len(s.Entities) {
			return nil
		}
	}
	arcs := []string{"poss", "by", "mod"}
	if suffered[s.clauses[i].lemma(target)] {
		arcs = []string{"by"}
	}
	for _, n := range s.follow(s.noun(i, target, []string{"actor"}, 1), arcs...) {
		if !slices.Contains(targets, n) {
			out = append(out, n)
		}
	}
	return out
}

// quote returns the shortest run of tokens that holds trigger, source and target whole.
func (s *scene) quote(i int, toks ...int) (first, end int) {
	first, end = toks[0], toks[0]+1
	for _, t := range toks {
		if t < 0 { // said by the title itself
			continue
		}
		lo, hi := t, t+1
		if m := s.at[i][t]; m >= 0 {
			lo, hi = min(lo, s.Mentions[m].First), max(hi, s.Mentions[m].End)
		}
		if k, ok := s.book.index[[2]int{i, t}]; ok {
			lo, hi = min(lo, s.book.phrases[k].First), max(hi, s.book.phrases[k].End)
		}
		first, end = min(first, lo), max(end, hi)
	}
	return first, end
}

var speechVerbs = lists.Set("speech-verbs")

// asserter returns the entity whose words hold token t, or -1 when they are the article's own.
func (s *scene) asserter(i, t int) int {
	c := s.clauses[i]
	for h, from, n := c.toks[t].Head, t, 0; h >= 0 && n < maxGovernors; h, from, n = c.toks[h].Head, h, n+1 {
		rel := c.rel(from)
		if (rel == "ccomp" || rel == "parataxis") && speechVerbs[c.lemma(h)] {
			if sub := c.surfaceSubject(h); sub >= 0 {
				for _, a := range s.resolve(i, sub, []string{"actor"}) {
					return a
				}
			}
			return -1
		}
	}
	for h, n := t, 0; h >= 0 && n < 3; h, n = c.toks[h].Head, n+1 {
		for _, k := range c.children[h] { // "…, he said"
			if c.rel(k) == "parataxis" && speechVerbs[c.lemma(k)] {
				if sub := c.surfaceSubject(k); sub >= 0 && sub != t {
					for _, a := range s.resolve(i, sub, []string{"actor"}) {
						return a
					}
				}
			}
		}
	}
	return -1
}
