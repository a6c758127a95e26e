package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// standing.go finds what holds over time: offices, kin, membership and parts, as
// titles before a name, appositions, copulas and possessives say it.

// standing records the standing facts of sentence i.
func (s *scene) standing(i int) {
	s.offices(i)
	s.kinship(i)
	s.memberships(i)
	s.members(i)
	s.parts(i)
	s.places(i)
}

// state records a standing fact with its quote around the given tokens.
func (s *scene) state(i int, source int, typ string, target int, status, title, rule string, conf float64, toks ...int) {
	v := Fact{Source: source, Target: target, Type: typ, Status: status, Title: title, Asserter: -1, Rule: rule, Confidence: conf, Sentence: i, Trigger: toks[0]}
	v.First, v.End = s.quote(i, toks...)
	s.add(v)
}

// mentionOf returns the mention that covers token t, or nil.
func (s *scene) mentionOf(i, t int) *text.Mention {
	if t < 0 || t >= len(s.at[i]) || s.at[i][t] < 0 {
		return nil
	}
	return &s.Mentions[s.at[i][t]]
}

func (s *scene) label(e int) string { return s.Entities[e].Label }

// post is an office as a sentence names it.
type post struct {
	first, end int // tokens of the title
	head       int
	title      string
	status     string
}

// noPosts are titles that say what someone does or wants to be, not a post held.
var noPosts = set("candidate nominee")

// offices finds titles and who holds them where.
func (s *scene) offices(i int) {
	c := s.clauses[i]
	n := len(c.toks)
	for t := 0; t < n; t++ {
		k := s.lx.offices.longest(t, n, func(j int) string {
			if j > t && c.toks[j].XPOS != "NNS" || c.toks[j].XPOS != "NNS" && c.toks[j].XPOS != "NNPS" {
				return lower(c.toks[j].Text)
			}
			return c.lemma(j)
		})
		if k == 0 || k == 1 && c.toks[t].UPOS == "VERB" && verbalTitles[c.g.Nodes[t].Word] {
			continue
		}
		p := post{first: t, end: t + k, head: s.headOf(i, t, t+k), status: actual}
		last := lower(c.toks[p.end-1].Text)
		if noPosts[last] || noPosts[c.lemma(p.end-1)] {
			t += k - 1
			continue
		}
		p.title = s.words(i, p.first, p.end)
		p.status = s.postStatus(i, &p)
		s.office(i, &p)
		t += k - 1
	}
}

// verbalTitles are titles that are verbs as well.
var verbalTitles = set("head chair coach captain pilot warden counsel")

// headOf returns the token of [first, end) whose head lies outside.
func (s *scene) headOf(i, first, end int) int {
	toks := s.Sentences[i].Tokens
	for t := first; t < end; t++ {
		if h := toks[t].Head; h < first || h >= end {
			return t
		}
	}
	return end - 1
}

var formerWords = set("former ex ex- late then then- onetime one-time erstwhile past previous outgoing-past")

func (s *scene) postStatus(i int, p *post) string {
	toks := s.Sentences[i].Tokens
	for t := p.first - 1; t >= 0 && t >= p.first-5; t-- {
		w := lower(toks[t].Text)
		if formerWords[w] || strings.HasPrefix(w, "ex-") || strings.HasPrefix(w, "former") {
			return past
		}
		if w == "," || w == "." || toks[t].UPOS == "VERB" || toks[t].UPOS == "ADP" {
			break
		}
	}
	switch last := lower(toks[p.end-1].Text); {
	case strings.HasSuffix(last, "-elect"), strings.HasSuffix(last, "-designate"):
		return planned
	case p.end < len(toks) && (lower(toks[p.end].Text) == "elect" || lower(toks[p.end].Text) == "designate"):
		return planned
	case p.end+1 < len(toks) && toks[p.end].Text == "-" && (lower(toks[p.end+1].Text) == "elect" || lower(toks[p.end+1].Text) == "designate"):
		return planned
	}
	return actual
}

// office finds the persons and the bodies of one post.
func (s *scene) office(i int, p *post) {
	holders := s.holders(i, p)
	if len(holders) == 0 {
		return
	}
	orgs, at := s.employers(i, p)
	for _, h := range holders {
		status := p.status
		if h.status != "" && status == actual {
			status = h.status
		}
		mine := slices.DeleteFunc(slices.Clone(orgs), func(o int) bool { // "mayor of South Bend, Indiana"
			return slices.ContainsFunc(orgs, func(x int) bool { return x != o && s.lies(x, o) && s.label(x) == text.LabelPlace })
		})
		conf := 0.85
		if professions[lower(s.Sentences[i].Tokens[p.end-1].Text)] {
			mine = slices.DeleteFunc(mine, func(o int) bool { return s.label(o) != text.LabelBody })
			if len(mine) == 0 {
				continue
			}
		}
		if len(mine) == 0 {
			if o := s.usualEmployer(i, h.person, p); o >= 0 {
				mine, conf = []int{o}, 0.65
			}
		}
		for _, o := range mine {
			toks := []int{p.head, h.token}
			if at >= 0 {
				toks = append(toks, at)
			}
			s.state(i, h.person, "HOLDS_OFFICE", o, status, p.title, h.rule, conf, toks...)
		}
	}
}

type holder struct {
	person, token int
	status        string // "" or what the clause says
	rule          string
}

func (s *scene) holders(i int, p *post) []holder {
	c := s.clauses[i]
	person := func(t int) (int, bool) {
		m := s.mentionOf(i, t)
		if m == nil || s.label(m.Entity) != text.LabelPerson {
			return 0, false
		}
		return m.Entity, true
	}
	// "Prime Minister Keir Starmer", "foreign minister, Kamal Kharazi,"
	next := p.end
	if next+1 < len(c.toks) && c.toks[next].Text == "-" {
		next += 2
	}
	comma := next < len(c.toks) && (c.toks[next].Text == "," || c.toks[next].Text == "(")
	if comma {
		next++
	}
	for next < len(c.toks) && honorifics[lower(c.toks[next].Text)] {
		next++
	}
	if e, ok := person(next); ok && s.mentionOf(i, next).Kind == text.ByName && (!comma || s.closes(i, next)) {
		out := []holder{{e, next, "", "office.title"}}
		if c.toks[p.end-1].XPOS == "NNS" || c.toks[p.end-1].XPOS == "NNPS" {
			for _, k := range s.listed(i, next) {
				if e2, ok := person(k); ok && e2 != e {
					out = append(out, holder{e2, k, "", "office.title"})
				}
			}
		}
		return out
	}
	if e, t := s.afterOrganisation(i, p); e >= 0 {
		return []holder{{e, t, "", "office.of"}}
	}
	// "Keir Starmer, the British prime minister"
	if h := c.toks[p.head].Head; h >= 0 && c.rel(p.head) == "appos" {
		if e, ok := person(h); ok {
			return []holder{{e, h, "", "office.apposition"}}
		}
	}
	if a := c.child(p.head, "appos"); a >= 0 {
		if e, ok := person(a); ok {
			return []holder{{e, a, "", "office.apposition"}}
		}
	}
	for h, n := c.toks[p.head].Head, 0; h >= 0 && n < 2 && c.rel(p.head) == "conj"; h, n = c.toks[h].Head, n+1 {
		if c.rel(h) == "appos" && c.toks[h].Head >= 0 { // "X, senator and former candidate"
			if e, ok := person(c.toks[h].Head); ok {
				return []holder{{e, c.toks[h].Head, "", "office.apposition"}}
			}
		}
	}
	if e, t := s.beforeComma(i, p); e >= 0 {
		return []holder{{e, t, "", "office.apposition"}}
	}
	return s.copulaHolders(i, p)
}

// honorifics may stand between a title and a name.
var honorifics = set("mr mr. mrs mrs. ms ms. dr dr. sir lord gen. general professor rev. hon. shri sheikh")

// listed returns the first tokens of the names that follow the one at t,
// separated by commas and "and".
func (s *scene) listed(i, t int) []int {
	var out []int
	toks := s.Sentences[i].Tokens
	for m := s.mentionOf(i, t); m != nil; {
		next := m.End
		for next < len(toks) && (toks[next].Text == "," || lower(toks[next].Text) == "and") && next < m.End+2 {
			next++
		}
		if next == m.End {
			break
		}
		if m = s.mentionOf(i, next); m != nil {
			out = append(out, next)
		}
	}
	return out
}

// afterOrganisation finds "president of Ukraine Volodymyr Zelenskyy", "the chairman
// of the Republican National Committee, Ken Mehlman" and "senator and former
// candidate Hillary Clinton".
func (s *scene) afterOrganisation(i int, p *post) (entity, token int) {
	toks := s.Sentences[i].Tokens
	if p.end >= len(toks) {
		return -1, -1
	}
	switch w := lower(toks[p.end].Text); w {
	case "of", "for", "in", "at", "and", "to":
	default:
		return -1, -1
	}
	for t := p.end + 1; t < len(toks) && t < p.end+10; t++ {
		m := s.mentionOf(i, t)
		if m != nil && m.Kind == text.ByName {
			if s.label(m.Entity) != text.LabelPerson {
				t = m.End - 1
				continue
			}
			if before := s.mentionOf(i, t-1); toks[t-1].Text == "," && s.closes(i, t) || before != nil && s.label(before.Entity) != text.LabelPerson ||
				s.lx.titles[lower(toks[t-1].Text)] || honorifics[lower(toks[t-1].Text)] {
				return m.Entity, t
			}
			return -1, -1
		}
		switch toks[t].UPOS {
		case "DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "CCONJ":
		default:
			if toks[t].Text != "," && toks[t].Text != "-" {
				return -1, -1
			}
		}
	}
	return -1, -1
}

// closes reports whether the name at t ends with a comma or the sentence, as an apposition does.
func (s *scene) closes(i, t int) bool {
	m := s.mentionOf(i, t)
	toks := s.Sentences[i].Tokens
	return m.End >= len(toks) || toks[m.End].UPOS == "PUNCT"
}

// beforeComma finds "Name, [the, former, British …] office".
func (s *scene) beforeComma(i int, p *post) (entity, token int) {
	toks := s.Sentences[i].Tokens
	t := p.first - 1
	for ; t >= 0 && t >= p.first-6; t-- {
		switch toks[t].UPOS {
		case "DET", "ADJ", "PROPN", "NOUN", "PART", "NUM", "ADV":
			continue
		}
		if toks[t].XPOS == "POS" || toks[t].Text == "-" {
			continue
		}
		break
	}
	if t >= 2 && toks[t].UPOS == "AUX" && lower(toks[t-1].Text) == "who" { // "Mike Pompeo, who is the secretary of state"
		t--
		if toks[t-1].Text != "," {
			t++
			if m := s.mentionOf(i, t-2); m != nil && m.Kind == text.ByName && s.label(m.Entity) == text.LabelPerson {
				return m.Entity, m.Head
			}
			return -1, -1
		}
		t--
	}
	if t < 1 || toks[t].Text != "," {
		return -1, -1
	}
	m := s.mentionOf(i, t-1)
	if m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelPerson || m.End != t {
		return -1, -1
	}
	return m.Entity, m.Head
}

// leaving verbs end an office: "resigned as minister".
var leaving = set("resign quit retire step stand leave")

var becoming = set("replace succeed resign quit retire step stand become elect appoint name serve swear nominate inaugurate declare reelect re-elect install choose select confirm remain crown make proclaim pick")

// copulaHolders finds "X is president", "X became president", "X was sworn in as president".
func (s *scene) copulaHolders(i int, p *post) []holder {
	c := s.clauses[i]
	h := p.head
	verb, status := -1, ""
	switch {
	case c.child(h, "cop") >= 0:
		verb = h
		cop := c.child(h, "cop")
		if c.toks[cop].XPOS == "VBD" && c.child(h, "aux") < 0 && s.dated(i, h) {
			status = past
		}
		if c.child(h, "aux") >= 0 {
			status = s.status(i, h)
		}
	case c.toks[h].Head >= 0 && becoming[c.lemma(c.toks[h].Head)] && (c.rel(h) == "xcomp" || c.rel(h) == "obj" || c.rel(h) == "obl" || c.rel(h) == "nsubj"):
		verb = c.toks[h].Head
		if c.lemma(verb) == "serve" && (c.toks[verb].XPOS == "VBD") {
			status = past
		}
		if st := s.status(i, verb); st != actual {
			status = st
		} else if l := c.lemma(verb); l == "elect" || l == "nominate" || l == "choose" || l == "select" || l == "pick" {
			status = ""
		}
	default:
		return nil
	}
	if l := c.lemma(verb); verb != h && (l == "replace" || l == "succeed") {
		return s.successors(i, verb)
	}
	t := c.surfaceSubject(verb)
	if verb != h && leaving[c.lemma(verb)] {
		status = past
	}
	if verb != h && !c.passive(verb) && c.child(verb, "obj") >= 0 && c.child(verb, "obj") != h { // "named X minister"
		t = c.child(verb, "obj")
	}
	if t < 0 {
		return nil
	}
	var out []holder
	for _, e := range s.resolve(i, t, []string{text.LabelPerson}) {
		out = append(out, holder{e, t, status, "office.copula"})
	}
	return out
}

// successors reads "Dean replaces McAuliffe as chairman" and its passive.
func (s *scene) successors(i, verb int) []holder {
	c := s.clauses[i]
	var out []holder
	for _, a := range c.g.Down[verb] {
		status := ""
		switch a.Rel {
		case "subj":
		case "obj":
			status = past
		default:
			continue
		}
		for _, e := range s.resolve(i, a.To, []string{text.LabelPerson}) {
			out = append(out, holder{e, a.To, status, "office.successor"})
		}
	}
	return out
}

// dated reports whether t carries a year or a span that has ended.
func (s *scene) dated(i, t int) bool {
	c := s.clauses[i]
	for _, k := range c.children[t] {
		switch p := c.preposition(k); {
		case (p == "from" || p == "between" || p == "until" || p == "during" || p == "in") && yearWord.MatchString(c.toks[k].Text):
			return true
		}
	}
	return c.toks[t].Rel == "acl:relcl" && c.child(t, "obl", "nmod") >= 0 && s.dated(i, c.child(t, "obl", "nmod"))
}

// employers returns the nations, bodies and places that a post belongs to, and
// the token that says so, -1 when the title itself does.
func (s *scene) employers(i int, p *post) (out []int, at int) {
	c := s.clauses[i]
	take := func(t int) bool {
		m := s.mentionOf(i, t)
		if m == nil || s.label(m.Entity) == text.LabelPerson || contains(out, m.Entity) {
			return false
		}
		if s.label(m.Entity) == text.LabelBody && s.Entities[m.Entity].Kind == "party" && !partyPost[lower(c.toks[p.end-1].Text)] {
			return false
		}
		out = append(out, m.Entity)
		return true
	}
	// within the title: "House Speaker", "Speaker of the House"
	for t := p.first; t < p.end; t++ {
		if take(t) {
			return out, t
		}
	}
	// behind it: "president of France", "ambassador to the UN", "head of X and Y"
	for _, rel := range []string{"of", "for", "to", "at", "with", "from"} {
		if rel == "to" && !strings.Contains(p.title, "mbassador") && !strings.Contains(p.title, "nvoy") && !strings.Contains(p.title, "epresentative") {
			continue
		}
		for t := p.first; t < p.end; t++ {
			for _, a := range c.g.Down[t] {
				if a.Rel != rel || a.To < p.end {
					continue
				}
				for _, e := range s.resolveNames(i, a.To) {
					if s.label(e) != text.LabelPerson && !contains(out, e) {
						out, at = append(out, e), a.To
					}
				}
			}
		}
		if len(out) > 0 {
			if rel == "to" { // an ambassador acts for the one who sends
				if before, b := s.beforeTitle(i, p); len(before) > 0 {
					return before, b
				}
				out = nil
				continue
			}
			return out, at
		}
	}
	return s.beforeTitle(i, p)
}

// partyPost are the last words of titles that one holds in a party.
var partyPost = set("leader chairman chairwoman chair chairperson president spokesman spokeswoman spokesperson whip co-leader head founder secretary secretary-general treasurer official")

// beforeTitle finds "French President", "Iran's foreign minister", "US-backed … leader".
func (s *scene) beforeTitle(i int, p *post) (out []int, at int) {
	c := s.clauses[i]
	toks := c.toks
	for t := p.first - 1; t >= 0 && t >= p.first-7; t-- {
		if m := s.mentionOf(i, t); m != nil {
			e := m.Entity
			if s.label(e) == text.LabelPerson {
				if m.Kind == text.ByPronoun { // "his foreign minister": of whose nation
					if n := s.nationOf(e); n >= 0 {
						return []int{n}, t
					}
				}
				if c.rel(m.Head) == "nmod" || toks[min(m.End, len(toks)-1)].XPOS == "POS" { // "Trump's envoy"
					if n := s.nationOf(e); n >= 0 {
						return []int{n}, t
					}
				}
				break
			}
			if s.Entities[e].Kind == "party" && !partyPost[lower(toks[p.end-1].Text)] {
				t = m.First
				continue
			}
			return []int{e}, m.Head
		}
		switch toks[t].UPOS {
		case "ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV", "DET":
			if toks[t].UPOS == "DET" && lower(toks[t].Text) != "the" {
				break
			}
			if toks[t].UPOS == "DET" {
				return nil, -1
			}
			continue
		}
		if toks[t].XPOS == "POS" || toks[t].Text == "-" {
			continue
		}
		break
	}
	return nil, -1
}

// nationOf returns the node of the nation that entity e is known to belong to, or -1.
func (s *scene) nationOf(e int) int {
	iso := s.Entities[e].Nation
	if s.Entities[e].Label == text.LabelNation {
		iso = s.Entities[e].ISO3
	}
	if iso == "" {
		return -1
	}
	return s.nationNode(iso)
}

func (s *scene) nationNode(iso string) int {
	return slices.IndexFunc(s.Entities, func(e text.Entity) bool { return e.Label == text.LabelNation && e.ISO3 == iso })
}

// resolveNames returns the entities of the phrase headed by t and of those joined to it.
func (s *scene) resolveNames(i, t int) []int {
	return s.resolve(i, t, []string{"actor", text.LabelPlace})
}

// professions are titles that one holds with a body, not with a nation.
var professions = set("lawyer attorney solicitor barrister activist drummer guitarist singer bassist professor scientist researcher fellow historian " +
	"economist analyst journalist reporter correspondent editor anchor engineer pilot lecturer founder co-founder owner rabbi imam ayatollah bishop " +
	"archbishop cardinal coach manager principal dean astronaut cosmonaut captain")

// stateOffices are offices of a state: without further words they are those of
// the state that the article is about.
var stateOffices = set("president premier minister chancellor king queen senator secretary congressman congresswoman monarch " +
	"emperor sultan emir prince taoiseach lawmaker representative treasurer")

// usualEmployer guesses the nation of "Prime Minister Modi" from what is known of
// the person, else from the nation that the article names most.
func (s *scene) usualEmployer(i, person int, p *post) int {
	last := lower(s.Sentences[i].Tokens[p.end-1].Text)
	if o := s.knownEmployer(person, last); o >= 0 {
		return o
	}
	if last == "judge" || last == "justice" || last == "justices" {
		return s.onlyCourt(last != "judge")
	}
	if !stateOffices[last] && !strings.Contains(lower(p.title), "minister") && !strings.Contains(lower(p.title), "secretary") &&
		!strings.Contains(lower(p.title), "president") && !strings.Contains(lower(p.title), "adviser") && !strings.Contains(lower(p.title), "attorney general") {
		return -1
	}
	if n := s.nationOf(person); n >= 0 {
		return n
	}
	if s.Entities[person].Nation != "" {
		return -1
	}
	return s.mainNation(i)
}

// knownEmployer returns the node of the body or nation where the person is known
// to have held an office of this last word, or -1.
func (s *scene) knownEmployer(person int, last string) int {
	if s.Offices == nil || s.Entities[person].ID == "" {
		return -1
	}
	for _, o := range s.Offices(s.Entities[person].ID) {
		if w := strings.Fields(lower(o.Title)); len(w) == 0 || w[len(w)-1] != last {
			continue
		}
		for e := range s.Entities {
			if s.Entities[e].ID == o.Of {
				return e
			}
		}
	}
	return -1
}

// onlyCourt returns the one court of its rank, supreme or not, that the article names, or -1.
func (s *scene) onlyCourt(supreme bool) int {
	court := -1
	for e := range s.Entities {
		if s.label(e) != text.LabelBody || !strings.Contains(s.Entities[e].Name, "Court") || strings.Contains(s.Entities[e].Name, "Supreme") != supreme {
			continue
		}
		if court >= 0 {
			return -1
		}
		court = e
	}
	return court
}

// mainNation returns the nation most named up to sentence i, or -1.
func (s *scene) mainNation(i int) int {
	count := make(map[int]int)
	best := -1
	for _, m := range s.Mentions {
		if m.Sentence > i || s.label(m.Entity) != text.LabelNation {
			continue
		}
		count[m.Entity]++
		if best < 0 || count[m.Entity] > count[best] || count[m.Entity] == count[best] && m.Entity < best {
			best = m.Entity
		}
	}
	return best
}

// kinship finds "his wife Melania", "Chen's wife, Wu Shu-chen" and "Hunter Biden,
// the son of Joe Biden".
func (s *scene) kinship(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !s.lx.kin[c.lemma(t)] || c.toks[t].UPOS == "VERB" {
			continue
		}
		owner, named := s.kinOwner(i, t), s.kinName(i, t)
		if owner < 0 || named < 0 {
			continue
		}
		a, b := s.entityAt(i, named), s.entityAt(i, owner)
		if a >= 0 && b >= 0 && s.label(a) == text.LabelPerson && s.label(b) == text.LabelPerson {
			s.state(i, a, "RELATED_TO", b, actual, s.hyphened(i, t), "kin.noun", 0.85, t, named, owner)
		}
	}
}

// hyphened returns the word at t with what hyphens join to it: "son-in-law".
func (s *scene) hyphened(i, t int) string {
	toks := s.Sentences[i].Tokens
	end := t + 1
	for end+1 < len(toks) && toks[end].Text == "-" && toks[end].Start == toks[end-1].End && toks[end+1].Start == toks[end].End {
		end += 2
	}
	return s.words(i, t, end)
}

// kinOwner returns a token of the person whose kin the word at t names, or -1.
func (s *scene) kinOwner(i, t int) int {
	c := s.clauses[i]
	for _, a := range c.g.Down[t] {
		if a.Rel == "poss" || a.Rel == "of" {
			if e := s.entityAt(i, a.To); e >= 0 && s.label(e) == text.LabelPerson {
				return a.To
			}
		}
	}
	for k := t - 1; k >= 0 && k >= t-4; k-- { // whatever the tree says of "Chen's late wife"
		if m := s.mentionOf(i, k); m != nil && s.label(m.Entity) == text.LabelPerson && (m.Kind == text.ByPronoun || c.toks[m.End].XPOS == "POS") {
			return k
		}
		if u := c.toks[k].UPOS; u != "ADJ" && u != "PART" && u != "NUM" && u != "NOUN" {
			return -1
		}
	}
	return -1
}

// kinName returns a token of the person whom the kin word at t is about, or -1.
func (s *scene) kinName(i, t int) int {
	c := s.clauses[i]
	next := t + 1
	if next < len(c.toks) && c.toks[next].Text == "," {
		next++
	}
	for next < len(c.toks) && (honorifics[lower(c.toks[next].Text)] || s.lx.titles[lower(c.toks[next].Text)]) {
		next++
	}
	if m := s.mentionOf(i, next); m != nil && m.Kind == text.ByName && m.First == next && s.label(m.Entity) == text.LabelPerson && (next == t+1 || s.closes(i, next)) {
		return next
	}
	switch a := c.child(t, "appos", "flat"); {
	case a >= 0:
		return a
	case c.rel(t) == "appos":
		return c.toks[t].Head
	case c.child(t, "cop") >= 0:
		return c.surfaceSubject(t)
	}
	return -1
}

// memberships finds "Republican senator John McCain", "a member of the Taliban",
// "Nancy Pelosi (D)".
func (s *scene) memberships(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.First != t {
			continue
		}
		switch s.label(m.Entity) {
		case text.LabelPerson:
			s.partyBefore(i, m)
			for _, a := range c.g.Down[m.Head] { // "Ma Ying-jeou of the Kuomintang"
				if o := s.mentionOf(i, a.To); (a.Rel == "of" || a.Rel == "from") && o != nil && s.label(o.Entity) == text.LabelBody && s.Entities[o.Entity].Kind == "party" {
					s.state(i, m.Entity, "MEMBER_OF", o.Entity, actual, "", "member.of", 0.8, m.Head, a.To)
				}
			}
		case text.LabelBody:
			s.memberOf(i, m)
		}
	}
}

// partyBefore finds a party among the words before a name, its title included.
func (s *scene) partyBefore(i int, m *text.Mention) {
	toks := s.Sentences[i].Tokens
	for t := m.First - 1; t >= 0 && t >= m.First-7; t-- {
		if b := s.mentionOf(i, t); b != nil {
			if s.label(b.Entity) == text.LabelBody && (s.Entities[b.Entity].Kind == "party" || s.Entities[b.Entity].Kind == "band") && b.Kind == text.ByName {
				s.state(i, m.Entity, "MEMBER_OF", b.Entity, actual, "", "member.title", 0.8, m.Head, b.Head)
				return
			}
			if s.label(b.Entity) == text.LabelPerson {
				return
			}
			continue
		}
		switch toks[t].UPOS {
		case "ADJ", "NOUN", "PROPN", "NUM":
			continue
		}
		if toks[t].Text == "-" || toks[t].Text == "," && t == m.First-1 {
			continue
		}
		return
	}
}

// memberOf finds who belongs to the body that mention m names.
func (s *scene) memberOf(i int, m *text.Mention) {
	c := s.clauses[i]
	for _, a := range c.g.Down[m.Head] {
		switch {
		case a.Rel == "including": // "nine Republicans, including Lindsey Graham"
			for _, e := range s.resolve(i, a.To, []string{"actor"}) {
				s.state(i, e, "MEMBER_OF", m.Entity, actual, "", "member.including", 0.75, m.Head, a.To)
			}
		case a.Rel == "poss" && s.Entities[m.Entity].Kind == "party": // "Corbyn said his Labour Party …"
			for _, e := range s.resolve(i, a.To, []string{text.LabelPerson}) {
				s.state(i, e, "MEMBER_OF", m.Entity, actual, "", "member.owner", 0.75, m.Head, a.To)
			}
		}
	}
}

var memberNouns = set("member members mp mps lawmaker lawmakers")

// members finds "a member of the Taliban", "Republican committee member Doug
// Collins" and "members of the League, including Algeria".
func (s *scene) members(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		if !memberNouns[c.g.Nodes[t].Word] {
			continue
		}
		p := post{first: t, end: t + 1, head: t, title: c.toks[t].Text}
		p.status = s.postStatus(i, &p)
		orgs, at := s.employers(i, &p)
		var who []holder
		who = append(who, s.holders(i, &p)...)
		for _, a := range c.g.Down[t] {
			if a.Rel == "including" {
				for _, e := range s.resolve(i, a.To, []string{"actor"}) {
					who = append(who, holder{person: e, token: a.To})
				}
			}
		}
		for _, o := range orgs {
			if s.label(o) != text.LabelBody {
				continue
			}
			for _, h := range who {
				s.state(i, h.person, "MEMBER_OF", o, p.status, "", "member.noun", 0.75, t, h.token, at)
			}
		}
	}
}

// parts finds "the US Congress", "Iran's parliament", "the House's Judiciary Committee".
func (s *scene) parts(i int) {
	c := s.clauses[i]
	for t := range c.toks {
		m := s.mentionOf(i, t)
		if m == nil || m.Kind != text.ByName || m.Head != t || s.label(m.Entity) != text.LabelBody {
			continue
		}
		kind := s.Entities[m.Entity].Kind
		for _, a := range c.g.Down[t] {
			if a.Rel != "poss" && a.Rel != "of" && a.Rel != "mod" {
				continue
			}
			o := s.mentionOf(i, a.To)
			if o == nil || o.Entity == m.Entity || o.Kind != text.ByName || !(o.End <= m.First && m.First-o.End <= 2 || o.First >= m.End && o.First-m.End <= 2) {
				continue
			}
			switch s.label(o.Entity) {
			case text.LabelNation:
				if apart[kind] {
					if a.Rel == "poss" && s.located(m.Entity, o.Entity) { // "Egypt's Coptic Church" is there, and no part of the state
						s.state(i, m.Entity, "LOCATED_IN", o.Entity, actual, "", "place.owner", 0.7, t, a.To)
					}
					continue
				}
				s.state(i, m.Entity, "PART_OF", o.Entity, actual, "", "part.modifier", 0.75, t, a.To)
			case text.LabelBody:
				if a.Rel != "mod" {
					s.state(i, m.Entity, "PART_OF", o.Entity, actual, "", "part.modifier", 0.7, t, a.To)
				}
			}
		}
		// "the FBI, part of the Justice Department"
		if m.First > 0 {
			if o := s.mentionOf(i, m.First-1); o != nil && s.label(o.Entity) == text.LabelNation && o.Kind == text.ByName && o.End == m.First && !apart[kind] {
				s.state(i, m.Entity, "PART_OF", o.Entity, actual, "", "part.modifier", 0.75, t, o.Head)
			}
		}
	}
}
