package refer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"newsgraph/extract/text"
)

// names.go collects the article's names and decides which name the same thing.

// collect gathers the names of the model, corrects their bounds, and gives each
// its role and candidates.
func (f *finder) collect() {
	f.covered = make([][]int, len(f.sents))
	for i := range f.sents {
		s := &f.sents[i]
		f.covered[i] = make([]int, len(s.Tokens))
		for _, n := range s.Names {
			first, end := f.trim(i, n.First, n.End)
			if first >= end {
				continue
			}
			name := Name{Sentence: i, First: first, End: end, Kind: n.Kind, Head: f.headOf(i, first, end)}
			name.Candidates = f.Lookup(f.words(i, first, end))
			if len(name.Candidates) == 0 && f.portfolio(i, first, end) {
				continue
			}
			if name.Kind == text.EVENT || name.Kind == text.MISC && len(name.Candidates) == 0 {
				continue
			}
			name.Role = f.role(&name)
			f.names = append(f.names, name)
		}
	}
	f.agree()
}

// agree makes one surname one kind of thing throughout the article: a name that
// ends a person's full name is that person's, whatever it was taken for here.
func (f *finder) agree() {
	persons := make(map[string]bool)
	for k := range f.names {
		if n := &f.names[k]; n.Kind == text.PER && n.length() > 1 {
			persons[fold(f.words(n.Sentence, n.End-1, n.End))] = true
		}
	}
	for k := range f.names {
		n := &f.names[k]
		if n.length() == 1 && n.Kind != text.PER && n.Kind != text.NORP && persons[fold(f.words(n.Sentence, n.First, n.End))] {
			n.Kind = text.PER
		}
	}
}

var portfolioHeads = set("secretary minister undersecretary ministry department secretaries ministers chief")

// portfolio reports whether a name is only what a minister is minister of: "Secretary of State".
func (f *finder) portfolio(i, first, end int) bool {
	toks := f.sents[i].Tokens
	return first >= 2 && end-first <= 2 && (lower(toks[first-1].Text) == "of" || lower(toks[first-1].Text) == "for") && portfolioHeads[lower(toks[first-2].Text)]
}

// honorifics stand before a name and are no part of it.
var honorifics = set("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof. professor president prime minister senator sen. sen gov. gov rep. rep " +
	"gen. general col. colonel lt. lt maj. capt. captain sgt. king queen prince princess pope the a an ayatollah imam sheikh chancellor secretary judge justice mayor governor " +
	"ambassador former then late")

// trim cuts articles, honorifics and possessives off a name.
func (f *finder) trim(i, first, end int) (int, int) {
	toks := f.sents[i].Tokens
	for first < end-1 && (honorifics[lower(toks[first].Text)] && (toks[first].UPOS == "DET" || f.sentenceName(i, first+1, end))) {
		first++
	}
	for end > first && (toks[end-1].XPOS == "POS" || toks[end-1].UPOS == "PUNCT" && toks[end-1].Text != ".") {
		end--
	}
	for first < end && toks[first].UPOS == "PUNCT" {
		first++
	}
	return first, end
}

// sentenceName reports whether what is left is a name by itself: capitalised.
func (f *finder) sentenceName(i, first, end int) bool {
	w := f.sents[i].Tokens[first].Text
	for _, c := range w {
		return unicode.IsUpper(c)
	}
	return false
}

// headOf returns the token of [first, end) whose head lies outside.
func (f *finder) headOf(i, first, end int) int {
	toks := f.sents[i].Tokens
	for t := first; t < end; t++ {
		if h := toks[t].Head; h < first || h >= end {
			return t
		}
	}
	return first
}

var locating = set("in at near outside inside around within across throughout via through")

// motion verbs make "to Paris" a place.
var motion = set("go travel fly return head come arrive move drive walk march send deploy bring take visit leave trip tour flight journey visit")

func (f *finder) role(n *Name) Role {
	toks := f.sents[n.Sentence].Tokens
	t := &toks[n.Head]
	switch prep := f.preposition(n.Sentence, n.Head); {
	case locating[prep]:
		return Locates
	case prep == "to" || prep == "from" || prep == "for" || prep == "on":
		if t.Head >= 0 && motion[lower(toks[t.Head].Lemma)] {
			return Locates
		}
		if prep == "from" {
			return Locates
		}
		return Acts
	case prep == "by" || prep == "with" || prep == "between" || prep == "against":
		return Acts
	case prep != "":
		return Neutral
	}
	switch t.UniversalRel() {
	case "nsubj", "obj", "iobj":
		if t.Head >= 0 && motion[lower(toks[t.Head].Lemma)] && t.UniversalRel() == "obj" {
			return Locates
		}
		return Acts
	case "conj":
		if t.Head >= 0 {
			m := *n
			m.Head = t.Head
			return f.role(&m)
		}
	case "appos":
		return Locates
	}
	return Neutral
}

// fits says how well a label goes with the kind that the language model saw.
func fits(kind text.NameKind, c *Candidate, role Role) float64 {
	w := 0.05
	switch kind {
	case text.PER:
		if c.Label == text.LabelPerson {
			w = 1
		}
	case text.ORG:
		switch c.Label {
		case text.LabelBody:
			w = 1
		case text.LabelNation, text.LabelPlace:
			w = 0.3
		}
	case text.GPE, text.LOC:
		switch c.Label {
		case text.LabelNation, text.LabelPlace:
			w = 1
		case text.LabelBody:
			w = 0.25
		}
	case text.NORP:
		switch c.Label {
		case text.LabelNation:
			w = 1
		case text.LabelBody:
			w = 0.7
		case text.LabelPlace:
			w = 0.5
		}
	default:
		w = 0.4
	}
	switch c.Match {
	case "capital":
		if role != Acts {
			w *= 0.001
		} else {
			w *= 3
		}
	case "metonym":
		if role == Locates {
			w *= 0.05
		}
	}
	return w
}

// choose returns the candidate that a name most likely means, or nil.
func choose(n *Name) *Candidate {
	var best *Candidate
	score := 0.0
	for k := range n.Candidates {
		c := &n.Candidates[k]
		if w := c.Prior * fits(n.Kind, c, n.Role); w > score {
			best, score = c, w
		}
	}
	if score < 0.04 {
		return nil
	}
	return best
}

// cluster makes the entities: the same known thing, else the same or a part of the same name.
func (f *finder) cluster() {
	order := make([]int, len(f.names))
	for k := range order {
		order[k] = k
	}
	// Full names first, so that "Merz" finds "Friedrich Merz" wherever that stands.
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(f.names[y].length(), f.names[x].length())
	})
	assigned := make([]int, len(f.names))
	for _, k := range order {
		assigned[k] = f.entityOf(&f.names[k])
	}
	f.renumber(assigned)
	for k := range f.names {
		n := &f.names[k]
		f.mention(text.Mention{Sentence: n.Sentence, First: n.First, End: n.End, Head: n.Head, Kind: text.ByName, Entity: assigned[k]})
	}
}

func (n *Name) length() int { return n.End - n.First }

// renumber orders entities by their first mention.
func (f *finder) renumber(assigned []int) {
	place := make([]int, len(f.entities))
	for k := range place {
		place[k] = -1
	}
	var out []text.Entity
	for k, e := range assigned {
		if place[e] < 0 {
			place[e] = len(out)
			out = append(out, f.entities[e])
		}
		assigned[k] = place[e]
	}
	f.entities = out
}

func (f *finder) mention(m text.Mention) {
	f.mentions = append(f.mentions, m)
	for t := m.First; t < m.End; t++ {
		f.covered[m.Sentence][t] = len(f.mentions)
	}
}

// entityOf returns the entity of a name, a new one when no other goes by it.
func (f *finder) entityOf(n *Name) int {
	words := f.words(n.Sentence, n.First, n.End)
	if c := choose(n); c != nil && !(c.Label == text.LabelPerson && c.Match == "surname" && f.personBy(words) >= 0) {
		for e := range f.entities {
			if f.entities[e].ID == c.ID {
				f.alias(e, words)
				return e
			}
		}
		if c.Match == "surname" {
			if e := f.personBy(words); e >= 0 {
				return e
			}
		}
		return f.newEntity(text.Entity{Known: c.Known, Aliases: []string{words}, Confidence: c.Prior, Reason: "known by " + c.Match, Plural: c.Label == text.LabelNation || c.Label == text.LabelBody})
	}
	label := labelOf(n)
	if label == text.LabelPerson {
		if e := f.personBy(words); e >= 0 {
			f.alias(e, words)
			return e
		}
	}
	key := fold(words)
	for e := range f.entities {
		if f.entities[e].Label != label {
			continue
		}
		for _, a := range f.entities[e].Aliases {
			if k := fold(a); k == key || label == text.LabelBody && (acronymOf(words, a) || acronymOf(a, words) || strings.HasSuffix(k, " "+key) && strings.Contains(key, " ")) {
				f.alias(e, words)
				return e
			}
		}
	}
	return f.newEntity(text.Entity{
		Known: text.Known{Label: label, Name: strings.TrimSpace(words), Gender: f.genderOf(label, words)}, Aliases: []string{words}, Confidence: 0.6, Reason: "named in the article",
		Plural: label != text.LabelPerson, Partial: label == text.LabelPerson && !strings.Contains(words, " "),
	})
}

func (f *finder) genderOf(label, words string) string {
	if label != text.LabelPerson {
		return ""
	}
	first, _, _ := strings.Cut(words, " ")
	return f.Gender(first)
}

func (f *finder) newEntity(e text.Entity) int {
	f.entities = append(f.entities, e)
	return len(f.entities) - 1
}

func (f *finder) alias(e int, words string) {
	if !slices.Contains(f.entities[e].Aliases, words) {
		f.entities[e].Aliases = append(f.entities[e].Aliases, words)
	}
}

// personBy returns the person whose full name the words are a part of, or -1.
func (f *finder) personBy(words string) int {
	key := fold(words)
	part := strings.Fields(key)
	if len(part) == 0 {
		return -1
	}
	for e := range f.entities {
		if f.entities[e].Label != text.LabelPerson {
			continue
		}
		for _, a := range append([]string{f.entities[e].Name}, f.entities[e].Aliases...) {
			full := strings.Fields(fold(a))
			if len(full) == 0 {
				continue
			}
			if slices.Equal(full, part) || len(part) < len(full) && (suffix(full, part) || len(part) == 1 && len(full) == 2 && full[0] == part[0]) {
				return e
			}
			if len(part) >= 2 && len(full) >= 2 && part[0] == full[0] && part[len(part)-1] == full[len(full)-1] { // a middle name or initial
				return e
			}
		}
	}
	return -1
}

func suffix(full, part []string) bool {
	return len(part) <= len(full) && slices.Equal(full[len(full)-len(part):], part)
}

func labelOf(n *Name) string {
	switch n.Kind {
	case text.PER:
		return text.LabelPerson
	case text.GPE, text.LOC:
		return text.LabelPlace
	}
	return text.LabelBody
}

// fold makes names comparable: lower case, no marks, no possessive, no article.
func fold(s string) string {
	var b strings.Builder
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	for _, c := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			b.WriteRune(c)
		case c == '.' || c == '\'' || c == '’':
		default:
			b.WriteByte(' ')
		}
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	return strings.TrimPrefix(out, "the ")
}

// acronymOf reports whether short is the initials of long: "IAEA", "U.N.".
func acronymOf(short, long string) bool {
	short = strings.ReplaceAll(short, ".", "")
	if len(short) < 2 || len(short) > 8 || strings.ToUpper(short) != short || strings.Contains(short, " ") {
		return false
	}
	var initials strings.Builder
	for _, w := range strings.FieldsFunc(long, func(c rune) bool { return c == ' ' || c == '-' }) {
		if c := []rune(w)[0]; unicode.IsUpper(c) {
			initials.WriteRune(c)
		}
	}
	return initials.String() == short
}
