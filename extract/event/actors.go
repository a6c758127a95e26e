package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// actors.go finds the nodes that a noun phrase stands for.

func lower(s string) string { return strings.ToLower(s) }

// quantifiers head phrases that are about what follows "of".
var quantifiers = set("number group member majority minority dozen hundred thousand million some many most several all both one two three " +
	"none any half third quarter part rest other lot pair couple handful score scores dollar euro ton tonne kilogram kg gram pound gallon barrel litre liter worth shipment consignment truckload series range type kind form use")

// resolve returns the nodes that the phrase headed by token t of sentence i
// stands for, joined phrases included, as far as the wanted kinds allow.
func (s *scene) resolve(i, t int, want []string) []int {
	var out []int
	if pair := s.together(i, t, want); pair != nil {
		return pair
	}
	for _, k := range s.clauses[i].spread(t) {
		for _, n := range s.resolveOne(i, k, want, 0) {
			if !contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// containers name the kind of place that a name follows: "the town of Zugdidi".
var containers = set("town city village capital port province region state district territory island republic coast border kingdom area county municipality suburb peninsula enclave base")

const maxDescent = 4

func (s *scene) resolveOne(i, t int, want []string, depth int) []int {
	if depth > maxDescent {
		return nil
	}
	c := s.clauses[i]
	lemma := c.lemma(t)
	if contains2(want, "deed") {
		if e := s.deed(i, t); e >= 0 {
			return []int{len(s.Entities) + e}
		}
		return nil
	}
	if contains2(want, "thing") {
		if e := s.book.at(i, t, true); e >= 0 {
			return []int{len(s.Entities) + e}
		}
		return nil
	}
	if s.lx.kinds[lemma] != "" && c.toks[t].UPOS != "VERB" && !s.named(i, t) {
		if allows(want, "Event") {
			if e := s.book.at(i, t, false); e >= 0 {
				return []int{len(s.Entities) + e}
			}
		}
		if !s.lx.agents[lemma] {
			return s.owners(i, t, want, depth)
		}
	}
	if e := s.entityAt(i, t); e >= 0 && allows(want, s.Entities[e].Label) {
		return []int{e}
	} else if e >= 0 && c.toks[t].UPOS != "PRON" {
		return nil
	}
	if allows(want, "Event") {
		if e := s.book.pronoun(i, t); e >= 0 {
			return []int{len(s.Entities) + e}
		}
	}
	if containers[lemma] {
		if out := s.follow(i, t, want, depth, "of", "with", "appos", "flat", "compound", "amod"); len(out) > 0 {
			return out
		}
	}
	if e := s.selfSame(i, t); e >= 0 && allows(want, s.Entities[e].Label) {
		return []int{e}
	}
	if e := s.speaker(i, t); e >= 0 {
		if allows(want, s.Entities[e].Label) {
			return []int{e}
		}
		return nil
	}
	if lemma == "member" { // "party members"
		if out := s.follow(i, t, want, depth, "mod", "of", "from"); len(out) > 0 {
			return out
		}
	}
	if c.toks[t].UPOS == "PRON" || c.toks[t].UPOS == "DET" || c.toks[t].UPOS == "NUM" || quantifiers[lemma] {
		return s.follow(i, t, want, depth, "of", "among", "appos")
	}
	if out, ok := s.ofTheirOwn(i, t, want, depth); ok {
		return out
	}
	if s.lx.agents[lemma] {
		if s.lx.Title(lemma) { // a state's governor is not the state
			want = slices.DeleteFunc(slices.Clone(want), func(w string) bool { return w == text.LabelPlace })
		}
		if out := s.follow(i, t, want, depth, "appos", "poss", "mod", "of", "from", "for"); len(out) > 0 {
			return out
		}
	}
	if out := s.homeState(i, t, want); out != nil {
		return out
	}
	if out := s.follow(i, t, want, depth, "including", "such_as"); len(out) > 0 {
		return out
	}
	if contains2(want, "open") && isNoun(c.toks[t].UPOS) && !s.lx.agents[lemma] {
		if e := s.book.at(i, t, true); e >= 0 {
			return []int{len(s.Entities) + e}
		}
	}
	if c.toks[t].UPOS == "NOUN" {
		if out := s.owners(i, t, want, depth); len(out) > 0 {
			return out
		}
		if !allows(want, "Event") && depth == 0 { // "the navies of China", "Tibetan protesters"
			return s.follow(i, t, want, depth, "appos", "of")
		}
		return s.follow(i, t, want, depth, "appos")
	}
	return nil
}

// privates are the roles of people who do not act for their nation, publics
// those who do in spite of their role, as they elect, partisans those who do not
// act for whom they are for or against, servants those who have a will of their own,
// institutions are also things, and factions tell that officials are none of the state's.
var (
	privates     = set("REB OPP CVL REF LAB CRM ELI HLH REL BUS MED EDU PTY")
	publics      = set("people public population electorate voter nation")
	partisans    = set("supporter opponent follower critic rival fan loyalist victim relative")
	servants     = set("aide adviser advisor lawyer attorney bodyguard staffer ally biographer assistant secretary")
	institutions = set("union syndicate school university church mosque hospital party company firm bank newspaper media press radio magazine")
	factions     = set("opposition tribal religious business community rebel separatist militant student labor labour union ethnic")
)

// ofTheirOwn returns the nodes that people stand for who do not act for whom they
// belong to, and whether t heads a phrase for such: "Iraqi rebels" and "Bolivian
// opposition leaders" are no nation, "fighters of Hamas" are Hamas, Kim's brother and
// Trump's lawyer are themselves.
func (s *scene) ofTheirOwn(i, t int, want []string, depth int) ([]int, bool) {
	c := s.clauses[i]
	lemma := c.lemma(t)
	if c.toks[t].UPOS != "NOUN" {
		return nil, false
	}
	var act []string // whom they act for
	switch {
	case servants[lemma]:
		act = []string{text.LabelNation, text.LabelBody}
	case partisans[lemma]:
	case s.unofficial(i, t):
		if s.lx.agents[lemma] {
			act = []string{text.LabelBody}
		}
	default:
		return nil, false
	}
	if contains2(want, "open") && institutions[lemma] { // "opposed charter schools"
		return nil, false
	}
	if out := s.follow(i, t, only(want, text.LabelPerson, text.LabelBody), depth, "appos", "including", "such_as"); len(out) > 0 {
		return out, true
	}
	return s.follow(i, t, only(want, act...), depth, "poss", "mod", "of", "from", "for"), true
}

// unofficial reports whether t heads a phrase for people who do not act for their nation.
func (s *scene) unofficial(i, t int) bool {
	c := s.clauses[i]
	role := s.lx.people[c.lemma(t)]
	if privates[role] {
		return !publics[c.lemma(t)]
	}
	return role != "" && slices.ContainsFunc(c.children[t], func(k int) bool {
		return (c.rel(k) == "amod" || c.rel(k) == "compound") && factions[c.lemma(k)]
	})
}

// only returns those of some labels that are wanted.
func only(want []string, labels ...string) []string {
	return slices.DeleteFunc(labels, func(l string) bool { return !allows(want, l) })
}

// selfSame returns who a pronoun stands for that refer could not tell and that
// acts in what it is said to say itself: "police said they arrested a man"; or -1.
func (s *scene) selfSame(i, t int) int {
	c := s.clauses[i]
	if w := lower(c.toks[t].Text); w != "they" && w != "it" && w != "he" && w != "she" || c.rel(t) != "nsubj" || s.at[i][t] >= 0 {
		return -1
	}
	v := c.toks[t].Head
	if v < 0 || c.toks[v].UPOS != "VERB" || c.rel(v) != "ccomp" {
		return -1
	}
	h := c.toks[v].Head
	if h < 0 || !speechVerbs[c.lemma(h)] || c.passive(h) {
		return -1
	}
	sub := c.surfaceSubject(h)
	if sub < 0 || sub > t {
		return -1
	}
	for _, e := range s.resolve(i, sub, []string{"actor"}) {
		return e
	}
	return -1
}

// speaker returns who says "I" or "we" at t when refer could not tell.
func (s *scene) speaker(i, t int) int {
	c := s.clauses[i]
	switch lower(c.toks[t].Text) {
	case "i", "we", "me", "us", "my", "our":
	default:
		return -1
	}
	if s.asked[[2]int{i, t}] { // "I said we said": each would ask the other for ever
		return -1
	}
	s.asked[[2]int{i, t}] = true
	defer delete(s.asked, [2]int{i, t})
	return s.voice(i, t)
}

// voice returns whose words token t is among: the subject of the verb of speech
// that its clause depends on, else that of one in the sentence, or in the one
// before or after it in the paragraph.
func (s *scene) voice(i, t int) int {
	if a := s.asserter(i, t); a >= 0 {
		return a
	}
	if a := s.according(i, t); a >= 0 {
		return a
	}
	for _, j := range []int{i, i - 1, i + 1} {
		if j < 0 || j >= len(s.Sentences) || s.Sentences[j].Field != s.Sentences[i].Field || s.Sentences[j].Para != s.Sentences[i].Para {
			continue
		}
		p := s.clauses[j]
		for h := range p.toks {
			if p.toks[h].UPOS != "VERB" || !speechVerbs[p.lemma(h)] || p.passive(h) {
				continue
			}
			if sub := p.surfaceSubject(h); sub >= 0 && !(j == i && (sub == t || s.quoted[i][t] && s.quoted[i][sub])) {
				if e := s.entityAt(j, sub); e >= 0 && s.Entities[e].Label != text.LabelPlace {
					return e
				}
			}
		}
	}
	return -1
}

// according returns the entity that token t's clause is according to, or -1.
func (s *scene) according(i, t int) int {
	c := s.clauses[i]
	for h, n := t, 0; h >= 0 && n < 3; h, n = c.toks[h].Head, n+1 {
		for _, k := range c.children[h] {
			if p := c.preposition(k); p == "according_to" || p == "in_the_words_of" {
				for _, a := range s.resolve(i, k, []string{"actor"}) {
					return a
				}
			}
		}
	}
	return -1
}

// stateNouns stand for the state that the article speaks of when they stand
// alone: "the government", "police".
var stateNouns = set("government police authorities authority prosecutor troop army military soldier administration regime country nation official")

// homeState returns the nation meant by "the government" or "police" with nothing
// to say whose: the one named last, in this sentence or up to three before.
func (s *scene) homeState(i, t int, want []string) []int {
	c := s.clauses[i]
	if !allows(want, text.LabelNation) {
		return nil
	}
	if courts[c.lemma(t)] {
		if n := s.stateIn(i, t); n != nil {
			return n
		}
		if s.anyCourt(i, t) {
			return s.home()
		}
	}
	if !stateNouns[c.lemma(t)] {
		return nil
	}
	if n := s.stateIn(i, t); n != nil && s.lx.people[c.lemma(t)] != "MIL" { // soldiers may be abroad
		return n
	}
	for _, k := range c.children[t] {
		switch r := c.rel(k); {
		case r == "det" && slices.Contains([]string{"the", "this"}, lower(c.toks[k].Text)):
		case r == "case" || r == "punct" || r == "cc" || r == "conj" || c.toks[k].Rel == "acl:relcl" || r == "advmod":
		default:
			return nil
		}
	}
	if c.child(t, "det") < 0 && c.lemma(t) != "police" && c.lemma(t) != "authority" && c.lemma(t) != "prosecutor" {
		return nil
	}
	for j := i; j >= 0 && j >= i-3; j-- {
		at := len(s.Sentences[j].Tokens)
		if j == i {
			at = t
		}
		for k := at - 1; k >= 0; k-- {
			m := s.at[j][k]
			if m < 0 || s.Mentions[m].Kind != text.ByName {
				continue
			}
			switch e := s.Mentions[m].Entity; {
			case s.label(e) == text.LabelNation:
				return []int{e}
			case s.label(e) == text.LabelPlace && s.Entities[e].Nation != "":
				if n := s.nationOf(e); n >= 0 {
					return []int{n}
				}
				return nil
			}
		}
	}
	return s.home()
}

// stateAt returns the nation whose police and courts do what trigger t says.
func (s *scene) stateAt(i, t int) []int {
	e := s.landOf(i, t)
	if e >= 0 && s.label(e) != text.LabelNation {
		e = s.nationOf(e)
	}
	if e < 0 {
		return s.home()
	}
	return []int{e}
}

// stateIn returns the nation in which a noun is said to stand: "police in Moscow", "a court in Egypt".
func (s *scene) stateIn(i, t int) []int {
	c := s.clauses[i]
	for _, k := range c.children[t] {
		if c.rel(k) != "nmod" || c.preposition(k) != "in" {
			continue
		}
		e := s.entityAt(i, k)
		if e >= 0 && s.label(e) == text.LabelPlace {
			e = s.nationOf(e)
		}
		if e >= 0 && s.label(e) == text.LabelNation {
			return []int{e}
		}
	}
	return nil
}

// courts judge in the name of the state when a level tells that they are its own.
var (
	courts = set("court judge jury magistrate tribunal prosecutor authority agent investigator grand-jury")
	levels = set("federal appeal appeals appellate district criminal high lower superior supreme circuit military constitutional")
)

// anyCourt reports whether t is "a federal judge", "an appeals court": one of the state's, whichever.
func (s *scene) anyCourt(i, t int) bool {
	c := s.clauses[i]
	level := false
	for _, k := range c.children[t] {
		switch r := c.rel(k); {
		case r == "amod" || r == "compound":
			level = level || levels[lower(c.toks[k].Text)]
			if s.at[i][k] >= 0 {
				return false
			}
		case c.toks[k].Rel == "nmod:poss":
			return false
		}
	}
	return level
}

// officeOf returns the nations and bodies in which the person at token t is
// said to hold office, here or earlier in the article.
func (s *scene) officeOf(i, t int) []int {
	var out []int
	for _, p := range s.resolve(i, t, []string{text.LabelPerson}) {
		for _, f := range s.facts {
			if f.Type == "HOLDS_OFFICE" && f.Source == p && !contains(out, f.Target) && s.Entities[f.Target].Label != text.LabelPlace {
				return append(out, f.Target)
			}
		}
	}
	return out
}

// home returns the nation whose police and courts act where an article does
// not say whose: the one it names most.
func (s *scene) home() []int {
	count := make(map[int]int)
	best := -1
	for _, m := range s.Mentions {
		if s.Entities[m.Entity].Label == text.LabelNation && m.Kind == text.ByName {
			count[m.Entity]++
			if best < 0 || count[m.Entity] > count[best] {
				best = m.Entity
			}
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// together resolves what speaks of several at once: "they" after "Tusk and
// Klaus", "both leaders", "the two countries".
func (s *scene) together(i, t int, want []string) []int {
	c := s.clauses[i]
	word := lower(c.toks[t].Text)
	if word == "they" || word == "them" || word == "their" {
		for h, n := c.toks[t].Head, 0; h >= 0 && n < maxGovernors; h, n = c.toks[h].Head, n+1 {
			if sub := c.child(h, "nsubj"); sub >= 0 && sub != t && sub < t {
				return s.several(i, sub, want)
			}
		}
		if i > 0 {
			p := s.clauses[i-1]
			for h := range p.toks {
				if p.toks[h].Head < 0 {
					if sub := p.child(h, "nsubj"); sub >= 0 {
						return s.several(i-1, sub, want)
					}
				}
			}
		}
		return nil
	}
	two := word == "both" || word == "pair" || word == "duo"
	for _, k := range c.children[t] {
		w := lower(c.toks[k].Text)
		two = two || k < t && (w == "both" || w == "two") && (w == "both" || s.definite(i, t))
		if k > t || c.toks[k].Rel == "nmod:poss" || c.rel(k) == "amod" {
			if c.toks[k].UPOS != "PUNCT" {
				return nil
			}
		}
	}
	if !two {
		return nil
	}
	label := ""
	switch c.lemma(t) {
	case "leader", "president", "minister", "man", "woman", "pair", "duo", "senator", "candidate", "politician":
		label = text.LabelPerson
	case "country", "nation", "government", "state", "neighbor", "neighbour":
		label = text.LabelNation
	case "side", "party", "both":
	default:
		return nil
	}
	var out []int
	for j := i; j >= 0 && j >= i-2; j-- {
		at := len(s.Sentences[j].Tokens)
		if j == i {
			at = t
		}
		for k := at - 1; k >= 0; k-- {
			m := s.at[j][k]
			if m < 0 || s.Mentions[m].Kind != text.ByName {
				continue
			}
			e := s.Mentions[m].Entity
			if l := s.Entities[e].Label; l != label && (label != "" || l == text.LabelPlace) || contains(out, e) || !allows(want, s.Entities[e].Label) {
				continue
			}
			if out = append(out, e); len(out) == 2 {
				return out
			}
			if label == "" {
				label = s.Entities[e].Label
			}
		}
	}
	return nil
}

func (s *scene) definite(i, t int) bool {
	d := s.clauses[i].child(t, "det")
	return d >= 0 && slices.Contains([]string{"the", "these", "those"}, lower(s.clauses[i].toks[d].Text))
}

// several returns the entities of a joined phrase, when they are two or more.
func (s *scene) several(i, t int, want []string) []int {
	var out []int
	for _, k := range s.clauses[i].spread(t) {
		for _, n := range s.resolveOne(i, k, want, 0) {
			if n < len(s.Entities) && !contains(out, n) {
				out = append(out, n)
			}
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// works are nouns for what actors write and fire: their makers act in them.
var works = set("letter statement resolution report message leaflet bill document declaration communique communiqué petition text memo " +
	"indictment complaint lawsuit suit law act order editorial article measure decree proposal plan speech campaign vote ruling verdict " +
	"missile rocket bomb airstrike strike attack drone offensive invasion raid operation shelling bombing bombardment decision move action")

// makers returns who made the work that stands as an actor: "a US airstrike killed …",
// "sent a letter urging …".
func (s *scene) makers(i, t int, want []string) []int {
	c := s.clauses[i]
	if !works[c.lemma(t)] {
		return nil
	}
	for _, a := range c.g.Down[t] { // "rockets fired by Hamas"
		if by := c.g.First(a.To, "by"); a.Rel == "acl" && by >= 0 {
			if out := s.resolve(i, by, want); len(out) > 0 && out[0] < len(s.Entities) {
				return out
			}
		}
	}
	for _, rel := range []string{"poss", "subj", "by", "from", "mod", "of"} {
		for _, a := range c.g.Down[t] {
			if a.Rel == rel {
				if out := s.resolve(i, a.To, want); len(out) > 0 && out[0] < len(s.Entities) {
					return out
				}
			}
		}
	}
	return nil
}

// owners follows "Trump's conduct" to Trump, when the phrase itself is no node.
func (s *scene) owners(i, t int, want []string, depth int) []int {
	return s.follow(i, t, want, depth, "poss")
}

func (s *scene) follow(i, t int, want []string, depth int, arcs ...string) []int {
	c := s.clauses[i]
	for _, rel := range arcs {
		var out []int
		for _, a := range c.g.Down[t] {
			if a.Rel != rel {
				continue
			}
			for _, k := range c.spread(a.To) {
				for _, n := range s.resolveOne(i, k, want, depth+1) {
					if n < len(s.Entities) || rel == "of" {
						out = append(out, n)
					}
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// named reports whether t stands inside a name or a pronoun.
func (s *scene) named(i, t int) bool {
	m := s.at[i][t]
	return m >= 0 && s.Mentions[m].Kind == text.ByName
}

// entityAt returns the entity that the phrase headed by t names, or -1: that of
// the mention over t, or of a name within its title or apposition ("President Obama").
func (s *scene) entityAt(i, t int) int {
	if m := s.at[i][t]; m >= 0 {
		if p := s.bearer(i, m); p >= 0 {
			return p
		}
		if s.Mentions[m].Kind == text.ByDescription { // "Iranian general, Qasem Soleimani" is the man
			if p := s.titled(i, t, 0); p >= 0 {
				return p
			}
		}
		return s.Mentions[m].Entity
	}
	return s.titled(i, t, 0)
}

// bearer returns the person whose name follows right behind that of a party, a
// nation or a body and makes one phrase with it, "Liberal Democrat Simon Hughes", or -1.
func (s *scene) bearer(i, m int) int {
	mn := &s.Mentions[m]
	if mn.Kind != text.ByName || s.Entities[mn.Entity].Label == text.LabelPerson || mn.End >= len(s.at[i]) {
		return -1
	}
	p := s.at[i][mn.End]
	if p < 0 || s.Mentions[p].First != mn.End || s.Entities[s.Mentions[p].Entity].Label != text.LabelPerson {
		return -1
	}
	c := s.clauses[i]
	for k := mn.End; k < s.Mentions[p].End; k++ {
		if h := c.toks[k].Head; h >= mn.First && h < mn.End && c.rel(k) != "conj" {
			return s.Mentions[p].Entity
		}
	}
	return -1
}

// namings say of a noun what name it goes by.
var namings = set("name call identify")

// titled looks for the person among the words that hang on a title.
func (s *scene) titled(i, t, depth int) int {
	if depth > 2 {
		return -1
	}
	c := s.clauses[i]
	if depth == 0 && t+1 < len(c.toks) && isNoun(c.toks[t].UPOS) { // "mayor Muriel Bowser", however the tree has it
		if m := s.at[i][t+1]; m >= 0 && s.Mentions[m].First == t+1 && s.Mentions[m].Kind == text.ByName &&
			s.Entities[s.Mentions[m].Entity].Label == text.LabelPerson && s.lx.Title(c.lemma(t)) {
			return s.Mentions[m].Entity
		}
	}
	for _, k := range c.children[t] {
		rel := c.toks[k].Rel
		switch {
		case c.rel(k) == "acl" && namings[c.lemma(k)]: // "a woman named Heather Heyer"
			if e := s.titled(i, k, depth+1); e >= 0 {
				return e
			}
			continue
		case depth > 0 && namings[c.lemma(t)] && k > t && (c.rel(k) == "xcomp" || c.rel(k) == "obj" || c.rel(k) == "obl"):
		case rel == "flat" || rel == "nmod:desc" || rel == "compound" && k > t || rel == "appos":
		case (rel == "nmod" || rel == "nmod:poss" || rel == "dep" || rel == "list") && k > t && c.child(k, "case") < 0:
		default:
			continue
		}
		if m := s.at[i][k]; m >= 0 {
			if s.Entities[s.Mentions[m].Entity].Label == text.LabelPerson && s.Mentions[m].Kind == text.ByName {
				return s.Mentions[m].Entity
			}
			continue
		}
		if e := s.titled(i, k, depth+1); e >= 0 {
			return e
		}
	}
	return -1
}

func contains2(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func isNoun(upos string) bool { return upos == "NOUN" || upos == "PROPN" }
