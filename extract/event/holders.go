package event

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// holders.go finds who holds a post.

type holder struct {
	person, token int
	status        string // "" or what the clause says
	rule          string
}

// holders returns who holds a post: whom the title stands right before, whom it
// explains, or who is said to be or become it.
func (s *scene) holders(i int, p *post) []holder {
	if h := s.clauses[i].toks[p.head].Head; h >= 0 && s.clauses[i].preposition(p.head) == "as" && replacing[s.clauses[i].lemma(h)] {
		return s.copulaHolders(i, p)
	}
	for _, find := range []func(int, *post) []holder{s.titleHolders, s.namedBehind, s.besideHolders, s.listHolders} {
		if out := find(i, p); len(out) > 0 {
			return out
		}
	}
	for _, find := range []func(int, *post) []holder{s.copulaHolders, s.nounHolders} {
		if out := find(i, p); len(out) > 0 && !(p.plural && len(out) == 1) { // nobody is "15 justices"
			return out
		}
	}
	return nil
}

// personAt returns the person whom the mention over token t names, or -1.
func (s *scene) personAt(i, t int) int {
	if m := s.mentionOf(i, t); m != nil && m.Kind == text.ByName && s.label(m.Entity) == text.LabelPerson {
		return m.Entity
	}
	return -1
}

// titleHolders finds "Prime Minister Keir Starmer", "foreign minister, Kamal
// Kharazi," and "Justices Stevens, Ginsburg and Breyer".
func (s *scene) titleHolders(i int, p *post) []holder {
	toks := s.Sentences[i].Tokens
	next := p.end
	if next+1 < len(toks) && toks[next].Text == "-" {
		next += 2
	}
	next = s.pastBrackets(i, next)
	comma := next < len(toks) && (toks[next].Text == "," || toks[next].Text == "(" || dashes[toks[next].Text])
	if comma {
		next++
	}
	next = s.pastHonorifics(i, next)
	e := s.personAt(i, next)
	if e < 0 || comma && !s.closes(i, next) && !s.opens(i, p, next) {
		return nil
	}
	out := []holder{{e, next, "", "office.title"}}
	if !p.plural {
		return out
	}
	for _, k := range s.listed(i, next) {
		if e2 := s.personAt(i, k); e2 >= 0 && e2 != e {
			out = append(out, holder{e2, k, "", "office.title"})
		}
	}
	return out
}

// maxBrackets is how many tokens may stand in brackets behind a title.
const maxBrackets = 5

// pastBrackets returns the token behind what explains a title, "MP (Member of
// Parliament) Tom Watson", if a name follows, else t.
func (s *scene) pastBrackets(i, t int) int {
	toks := s.Sentences[i].Tokens
	if t >= len(toks) || toks[t].Text != "(" {
		return t
	}
	for k := t + 1; k+1 < len(toks) && k <= t+maxBrackets; k++ {
		if toks[k].Text == ")" && s.personAt(i, k+1) >= 0 {
			return k + 1
		}
	}
	return t
}

var honorifics = lists.Set("honorifics")

// pastHonorifics returns the first token from t on that is no honorific, if a name follows.
func (s *scene) pastHonorifics(i, t int) int {
	toks := s.Sentences[i].Tokens
	for t < len(toks) && honorifics[lower(toks[t].Text)] && s.personAt(i, t) < 0 {
		t++
	}
	return t
}

// dashes set off an apposition as commas do.
var dashes = map[string]bool{"—": true, "–": true, "--": true, "―": true}

// namedBehind finds who is named behind a title and what that is of.
func (s *scene) namedBehind(i int, p *post) []holder {
	e, t := s.afterOrganisation(i, p)
	if e < 0 {
		return nil
	}
	if x, _ := s.beforeComma(i, p); x >= 0 && t >= p.end+maxOffice/2 { // "Kerry, chairman of the Senate's committee, and the others, Biden and Lugar"
		return nil
	}
	out := []holder{{e, t, "", "office.of"}}
	if p.plural {
		for _, k := range s.listed(i, t) {
			if x := s.personAt(i, k); x >= 0 && x != e {
				out = append(out, holder{x, k, "", "office.of"})
			}
		}
	}
	return out
}

// besideHolders finds "Keir Starmer, the British prime minister" and "the British
// prime minister, Keir Starmer": by the order of words, else by the tree.
func (s *scene) besideHolders(i int, p *post) []holder {
	c := s.clauses[i]
	at := func(t int) []holder {
		if e := s.personAt(i, t); e >= 0 {
			return []holder{{e, t, "", "office.apposition"}}
		}
		return nil
	}
	if e, t := s.beforeComma(i, p); e >= 0 {
		return []holder{{e, t, s.copulaStatus(i, p.head), "office.apposition"}}
	}
	if c.rel(p.head) == "appos" {
		if out := at(c.toks[p.head].Head); out != nil {
			return out
		}
	}
	if a := c.child(p.head, "appos"); a >= 0 {
		if out := at(a); out != nil {
			return out
		}
	}
	for h, n := c.toks[p.head].Head, 0; h >= 0 && n < 2 && c.rel(p.head) == "conj"; h, n = c.toks[h].Head, n+1 {
		if c.rel(h) == "appos" { // "X, senator and former candidate"
			if out := at(c.toks[h].Head); out != nil {
				return out
			}
		}
	}
	return nil
}

// maxList is how many tokens may stand between a plural title and the list that says who.
const maxList = 12

// listHolders finds "two presidents have been impeached: Andrew Johnson and Bill Clinton".
func (s *scene) listHolders(i int, p *post) []holder {
	toks := s.Sentences[i].Tokens
	if !p.plural {
		return nil
	}
	for t := p.end; t+1 < len(toks) && t < p.end+maxList; t++ {
		if toks[t].Text != ":" && !dashes[toks[t].Text] {
			continue
		}
		first := s.personAt(i, t+1)
		if first < 0 {
			return nil
		}
		out := []holder{{first, t + 1, "", "office.apposition"}}
		for _, k := range s.listed(i, t+1) {
			if e := s.personAt(i, k); e >= 0 {
				out = append(out, holder{e, k, "", "office.apposition"})
			}
		}
		if len(out) == 1 && dashes[toks[t].Text] { // "its employees — Netto Poland has many"
			return nil
		}
		return out
	}
	return nil
}

// terms are nouns for coming to, having or leaving an office.
var terms = map[string]string{"appointment": "", "election": "", "nomination": planned, "role": "", "position": "", "post": "", "job": "", "tenure": "", "term": "",
	"resignation": past, "removal": past, "trip": "", "visit": "", "inauguration": "", "reelection": "", "re-election": ""}

// nounHolders finds "Annan's tenure as secretary-general".
func (s *scene) nounHolders(i int, p *post) []holder {
	c := s.clauses[i]
	h := c.toks[p.head].Head
	if h < 0 || c.preposition(p.head) != "as" {
		return nil
	}
	status, ok := terms[c.lemma(h)]
	if !ok {
		return nil
	}
	for _, a := range c.g.Down[h] {
		if a.Rel == "poss" || a.Rel == "of" {
			for _, e := range s.resolve(i, a.To, []string{text.LabelPerson}) {
				return []holder{{e, a.To, status, "office.copula"}}
			}
		}
	}
	return nil
}

// listed returns the first tokens of the names that follow the one at t,
// separated by commas and "and".
func (s *scene) listed(i, t int) []int {
	var out []int
	toks := s.Sentences[i].Tokens
	for m := s.mentionOf(i, t); m != nil; {
		next := m.End
		for next < len(toks) && (toks[next].Text == "," || lower(toks[next].Text) == "and" || lower(toks[next].Text) == "the" && next > m.End) && next < m.End+3 {
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

var within = lists.Set("within")

// maxOffice is how many tokens what a title is of may take, up to the name.
const maxOffice = 16

// afterOrganisation finds "president of Ukraine Volodymyr Zelenskyy", "the chairman
// of the Republican National Committee, Ken Mehlman" and "senator and former
// candidate Hillary Clinton".
func (s *scene) afterOrganisation(i int, p *post) (entity, token int) {
	toks := s.Sentences[i].Tokens
	if p.end >= len(toks) {
		return -1, -1
	}
	switch w := lower(toks[p.end].Text); w {
	case "of", "for", "in", "at", "and", "to", "from":
	default:
		return -1, -1
	}
	for t := p.end + 1; t < len(toks) && t < p.end+maxOffice; t++ {
		m := s.mentionOf(i, t)
		if m != nil && m.Kind == text.ByName {
			if s.label(m.Entity) != text.LabelPerson {
				t = m.End - 1
				continue
			}
			if before := s.mentionOf(i, t-1); toks[t-1].Text == "," && s.closes(i, t) || before != nil && s.label(before.Entity) != text.LabelPerson ||
				s.lx.titles[lower(toks[t-1].Text)] || honorifics[lower(toks[t-1].Text)] {
				if w := lower(toks[p.end].Text); (w == "to" || w == "for" && t <= p.end+4) && (s.lx.titles[lower(toks[t-1].Text)] || aides[p.word]) { // "a spokesperson for President Duterte" is another
					return -1, -1
				}
				return m.Entity, t
			}
			return -1, -1
		}
		if toks[t].UPOS == "CCONJ" && toks[t-1].Text == "," || lower(toks[t].Text) == "with" { // "X, the mayor of South Bend, and Senator Y", "X ran for president of Chad with senator Y"
			return -1, -1
		}
		switch toks[t].UPOS {
		case "ADP":
			if !within[lower(toks[t].Text)] { // "its ambassador after the arrest of writer X"
				return -1, -1
			}
		case "DET", "ADJ", "NOUN", "PROPN", "PART", "CCONJ":
		default:
			if toks[t].Text != "," && toks[t].Text != "-" && lower(toks[t].Text) != "based" {
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

// opens reports whether a title begins the sentence and the name at t behind its comma
// is the subject, with no comma to close: "The Labour leader, Ed Miliband said in a statement".
func (s *scene) opens(i int, p *post, t int) bool {
	m, c := s.mentionOf(i, t), s.clauses[i]
	if m.End+1 >= len(c.toks) || c.leftmost(p.head) > 0 && c.leftmost(p.head) != p.first || !c.isVerb(m.End) || c.toks[m.End+1].UPOS == "PUNCT" {
		return false
	}
	for k := 0; k < p.first; k++ {
		if u := c.toks[k].UPOS; u != "DET" && !slices.Contains(premodifiers, u) {
			return false
		}
	}
	return true
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
		if m := s.mentionOf(i, t); toks[t].XPOS == "POS" || toks[t].Text == "-" || m != nil && s.label(m.Entity) == text.LabelBody {
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
	if t < 1 || toks[t].Text != "," && !dashes[toks[t].Text] && toks[t].Text != "(" {
		return -1, -1
	}
	m := s.mentionOf(i, t-1)
	if m == nil || m.Kind != text.ByName || s.label(m.Entity) != text.LabelPerson || m.End != t {
		return -1, -1
	}
	return m.Entity, m.Head
}

var (
	replacing = lists.Set("replacing")
	leaving   = lists.Set("leaving")
	becoming  = lists.Set("becoming")
)

// copulaHolders finds "X is president", "X became president", "X was sworn in as president".
func (s *scene) copulaHolders(i int, p *post) []holder {
	c := s.clauses[i]
	h := p.head
	verb, status := -1, ""
	switch {
	case c.child(h, "cop") >= 0:
		verb, status = h, s.copulaStatus(i, h)
	case c.preposition(h) == "as" && s.namedAs(i, h) >= 0: // "named Olmert as finance minister", "as" hung on the name
		return []holder{{s.personAt(i, c.toks[h].Head), c.toks[h].Head, "", "office.copula"}}
	case c.toks[h].Head >= 0 && becoming[c.lemma(c.toks[h].Head)] && (c.rel(h) == "xcomp" || c.rel(h) == "obj" || c.rel(h) == "obl" && c.preposition(h) != "with" || c.rel(h) == "nsubj"):
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
	if verb != h && replacing[c.lemma(verb)] {
		return s.successors(i, verb)
	}
	t := c.surfaceSubject(verb)
	if verb != h && leaving[c.lemma(verb)] {
		status = past
	}
	if verb != h && !c.passive(verb) && c.child(verb, "obj") >= 0 && c.child(verb, "obj") != h { // "named X minister"
		t = c.child(verb, "obj")
	}
	if h := c.toks[verb].Head; h >= 0 && c.isInfinitive(verb) && seating[c.lemma(h)] && !c.passive(h) && c.child(h, "obj") >= 0 { // "nominated Regina Benjamin to become"
		t = c.child(h, "obj")
	}
	if h := c.toks[verb].Head; h >= 0 && c.toks[verb].XPOS == "VBG" && c.child(verb, "nsubj") < 0 && c.child(verb, "mark", "case") >= 0 && c.child(h, "obj") >= 0 { // "congratulate him upon becoming"
		t = c.child(h, "obj")
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

// namedAs returns the verb that says of the name above token h that its bearer is
// named or elected as something, or -1.
func (s *scene) namedAs(i, h int) int {
	c := s.clauses[i]
	name := c.toks[h].Head
	if name < 0 || s.personAt(i, name) < 0 {
		return -1
	}
	for v, n := c.toks[name].Head, 0; v >= 0 && n < 2; v, n = c.toks[v].Head, n+1 {
		if becoming[c.lemma(v)] && c.isVerb(v) {
			return v
		}
	}
	return -1
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
	if c.passive(verb) && c.child(verb, "obl:agent") < 0 { // "replaced as leader by Julia Gillard", her name hung on the title
		for t := verb; t+1 < len(c.toks); t++ {
			if k := s.pastHonorifics(i, t+1); lower(c.toks[t].Text) == "by" && s.personAt(i, k) >= 0 {
				out = append(out, holder{s.personAt(i, k), k, "", "office.successor"})
				break
			}
		}
	}
	return out
}

// copulaStatus returns what the verb "be" beside noun t says of when that is, "" where
// it says nothing or there is none.
func (s *scene) copulaStatus(i, t int) string {
	c := s.clauses[i]
	cop := c.child(t, "cop")
	if cop < 0 {
		return ""
	}
	status, aux := "", c.child(t, "aux")
	if aux >= 0 {
		status = s.status(i, t)
	} else if c.toks[cop].XPOS == "VBD" && s.dated(i, t) {
		return past
	}
	if status != planned && status != possible && s.usedTo(i, t) {
		return past
	}
	return status
}

// usedTo reports whether somebody used to be, or had been, what token t says.
func (s *scene) usedTo(i, t int) bool {
	c := s.clauses[i]
	if h := c.toks[t].Head; h >= 0 && c.lemma(h) == "use" && c.rel(t) == "xcomp" {
		return true
	}
	aux := c.child(t, "aux")
	return aux >= 0 && c.lemma(aux) == "have" && c.toks[aux].XPOS == "VBD"
}

// dated reports whether t carries a year or a span that has ended.
func (s *scene) dated(i, t int) bool {
	c := s.clauses[i]
	for _, k := range c.children[t] {
		switch p := c.preposition(k); {
		case (p == "from" || p == "between" || p == "until" || p == "during" || p == "in") && yearWord.MatchString(strings.TrimSuffix(c.toks[k].Text, "s")): // "in the 1990s" too
			return true
		}
	}
	return c.toks[t].Rel == "acl:relcl" && c.child(t, "obl", "nmod") >= 0 && s.dated(i, c.child(t, "obl", "nmod"))
}
