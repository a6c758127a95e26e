package refer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// entities.go decides which names are one thing, and what that thing is.

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
	f.long = f.abbreviations()
	assigned := make([]int, len(f.names))
	for _, k := range order {
		assigned[k] = f.entityOf(&f.names[k])
		f.named[assigned[k]] = append(f.named[assigned[k]], k)
	}
	assigned = f.dropPassing(assigned)
	f.renumber(assigned)
	for k := range f.names {
		n := &f.names[k]
		f.nation(n, assigned[k])
		f.mention(text.Mention{Sentence: n.sentence, First: n.first, End: n.end, Head: n.head, Kind: text.ByName, Entity: assigned[k], Others: f.members(n)})
	}
}

// members reports whether a name is that of some who belong to a nation or a party
// rather than its own: "many Americans", "a Democrat".
func (f *finder) members(n *name) bool {
	xpos := f.sents[n.sentence].Tokens[n.head].XPOS
	if n.kind != text.NORP || xpos != "NNP" && xpos != "NNPS" {
		return false
	}
	d := f.child(n.sentence, n.head, "det", "nummod")
	if d < 0 {
		return xpos == "NNPS"
	}
	return lower(f.sents[n.sentence].Tokens[d].Text) != "the"
}

var (
	governmental = lists.Set("governmental")
	publicHeads  = lists.Set("public-heads")
)

// nation makes a node of the nation that a body's name begins with, when the
// article names it nowhere else: the France of the French Foreign Ministry.
func (f *finder) nation(n *name, e int) {
	known := f.entities[e].ID != ""
	if f.entities[e].Label != text.LabelBody || known && (f.entities[e].Nation == "" || !governmental[f.entities[e].Kind]) {
		return
	}
	if last := lower(f.sents[n.sentence].Tokens[n.end-1].Text); !known && !publicHeads[last] {
		return
	}
	for end := n.first + 1; end < n.end && end <= n.first+3; end++ {
		words := f.words(n.sentence, n.first, end)
		k := f.link(words, n).Known
		if k == nil || k.Label != text.LabelNation || known && k.ISO3 != f.entities[e].Nation {
			continue
		}
		f.entities[e].Nation = k.ISO3
		if !slices.ContainsFunc(f.entities, func(x text.Entity) bool { return x.ID == k.ID }) {
			nation := f.newEntity(text.Entity{Known: *k, Aliases: []string{words}, Confidence: f.entities[e].Confidence, Reason: "named within " + f.entities[e].Name})
			f.mentions = append(f.mentions, text.Mention{Sentence: n.sentence, First: n.first, End: end, Head: end - 1, Kind: text.ByName, Entity: nation})
		}
		return
	}
}

// dropPassing leaves out names that say nothing of whom they name: a single word
// that is not known, stands but once, and only tells one thing of a kind from
// others ("the Stupak amendment", "an AR-15") or follows an article like a common
// noun ("her Excellency").
func (f *finder) dropPassing(assigned []int) []int {
	uses := make(map[int]int)
	for _, e := range assigned {
		uses[e]++
	}
	kept := f.names[:0]
	var out []int
	for k := range f.names {
		n := f.names[k]
		if n.length() == 1 && n.kind == text.ORG && f.entities[assigned[k]].ID == "" && len(f.entities[assigned[k]].Aliases) == 1 && f.isHead(f.words(n.sentence, n.first, n.end)) { // a League of which nothing else is said
			continue
		}
		if e := assigned[k]; uses[e] > 1 || n.length() > 1 || f.entities[e].ID != "" || !f.passing(&n) {
			kept, out = append(kept, n), append(out, e)
		}
	}
	f.names = kept
	return out
}

func (f *finder) passing(n *name) bool {
	toks := f.sents[n.sentence].Tokens
	t := &toks[n.first]
	if n.kind == text.PER && f.Link(Naming{Names: []string{t.Text}, Kind: n.kind}).Known != nil {
		return false
	}
	if h := t.Head; h > n.first && (t.Rel == "compound" || t.Rel == "amod") && toks[h].UPOS == "NOUN" && !f.Title(lower(toks[h].Lemma)) && !divisionNouns[toks[h].Text] {
		return true
	}
	if n.first == 0 {
		return false
	}
	before := &toks[n.first-1]
	return n.kind == text.PER && (before.UPOS == "DET" || before.XPOS == "PRP$") || n.first+1 < len(toks) && toks[n.first+1].Text == "v."
}

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
// Persons are linked later, when all their names are known.
func (f *finder) entityOf(n *name) int {
	words := f.words(n.sentence, n.first, n.end)
	if n.kind == text.PER {
		words += f.surnameOfNext(n)
		if e := f.personBy(words, n); e >= 0 {
			f.alias(e, words)
			return e
		}
		return f.unknown(n, words)
	}
	if n.kind == text.ORG && n.length() > 1 {
		if e := f.longerBody(words); e >= 0 {
			f.alias(e, words)
			return e
		}
	}
	if long := f.long[words]; long != "" {
		for e := range f.entities {
			if slices.Contains(f.entities[e].Aliases, long) {
				f.alias(e, words)
				return e
			}
		}
	}
	if n.kind == text.ORG && n.length() == 1 {
		for _, find := range []func(string, *name) int{f.headed, f.firm, f.initialled} {
			if e := find(words, n); e >= 0 {
				f.alias(e, words)
				return e
			}
		}
	}
	aliases := []string{words}
	inst, ok := f.institution[[2]int{n.sentence, n.first}]
	l := inst.Link
	if ok {
		aliases = append(aliases, inst.words)
	} else if owned := f.owned(n); owned.Known != nil {
		l = owned.Link
		aliases = append(aliases, owned.words)
	} else if l = f.stateOf(words, n); l.Known == nil {
		l = f.link(words, n)
	}
	if l.Known != nil {
		for e := range f.entities {
			if f.entities[e].ID == l.Known.ID {
				for _, a := range aliases {
					f.alias(e, a)
				}
				return e
			}
		}
		return f.newEntity(text.Entity{
			Known: *l.Known, Aliases: aliases, Confidence: l.Confidence, Reason: l.Reason,
		})
	}
	label, key := labelOf(n), fold(words)
	for e := range f.entities {
		if f.entities[e].Label != label {
			continue
		}
		for _, a := range f.entities[e].Aliases {
			if k := fold(a); k == key || label == text.LabelBody && corporate(k) == corporate(key) || label == text.LabelBody && (acronymOf(words, a) || acronymOf(a, words) || strings.HasSuffix(k, " "+key) && strings.Contains(key, " ")) {
				f.alias(e, words)
				return e
			}
		}
	}
	return f.unknown(n, words)
}

// owned asks for an institution with the nation whose name stands before it: the
// "Foreign Ministry" of "the Chinese Foreign Ministry" where the two are two names.
func (f *finder) owned(n *name) institution {
	if n.kind != text.ORG || n.first == 0 {
		return institution{}
	}
	toks := f.sents[n.sentence].Tokens
	first := n.first - 1
	if toks[first].XPOS == "POS" {
		first--
	}
	if first < 0 || !f.taken[n.sentence][first] {
		return institution{}
	}
	for first > 0 && first > n.first-4 && f.taken[n.sentence][first-1] {
		first--
	}
	words := f.words(n.sentence, first, n.end)
	if l := f.link(words, n); l.Known != nil && l.Known.Label == text.LabelBody && l.Known.Nation != "" && governmental[l.Known.Kind] {
		return institution{l, words}
	}
	return institution{}
}

// firm returns the company that the article names in full, or the last of several,
// whose name begins with this word: "Ford" for the Ford Motor Company; or -1.
func (f *finder) firm(word string, n *name) int {
	if k := f.link(word, n).Known; k != nil && (k.Kind == "company" || word != strings.ToUpper(word)) { // the NPD of the NPD Group is no party
		return -1
	}
	key := fold(word) + " "
	for e := len(f.entities) - 1; e >= 0; e-- {
		if f.entities[e].Label == text.LabelBody && slices.ContainsFunc(f.entities[e].Aliases, func(a string) bool {
			k := fold(a)
			return strings.HasPrefix(k, key) && firmWords[k[strings.LastIndexByte(k, ' ')+1:]]
		}) {
			return e
		}
	}
	return -1
}

// initialled returns the body that the article names in full by the words whose initials
// this is, whoever else is known by them: the WBC where the Westboro Baptist Church is
// named; or -1. Two letters are those of many.
func (f *finder) initialled(word string, _ *name) int {
	if len(word) < 3 {
		return -1
	}
	return slices.IndexFunc(f.entities, func(e text.Entity) bool {
		return e.Label == text.LabelBody && slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.Contains(a, " ") && acronymOf(word, a) })
	})
}

var firmWords = lists.Set("firm-words")

// isHead reports whether a word is what bodies are called by kind.
func (f *finder) isHead(word string) bool {
	switch lower(word) {
	case "university", "division", "college", "school", "church", "institute":
		return true
	}
	return f.Sort("the "+word) == text.ORG || f.Sort("any "+word) == text.ORG
}

// headed returns the body named before, and last of several, that a noun with a
// capital letter stands for: "the League" after "the Arab League", "the
// University" after "the University of Canberra"; or -1.
func (f *finder) headed(word string, n *name) int {
	key := fold(word)
	if !f.isHead(word) || f.link(word, n).Known != nil {
		return -1
	}
	best, at := -1, -1
	for e := range f.entities {
		if f.entities[e].Label != text.LabelBody || !slices.ContainsFunc(f.entities[e].Aliases, func(a string) bool {
			k := fold(a)
			return strings.HasSuffix(k, " "+key) || strings.HasPrefix(k, key+" of ")
		}) {
			continue
		}
		for _, k := range f.named[e] {
			if o := &f.names[k]; o.length() > 1 && (o.sentence < n.sentence || o.sentence == n.sentence && o.first < n.first) && o.sentence<<16+o.first > at {
				best, at = e, o.sentence<<16+o.first
			}
		}
	}
	return best
}

// lists reports whether the name is followed as the last but one of a list is.
func (f *finder) lists(n *name) bool {
	toks := f.sents[n.sentence].Tokens
	return n.end < len(toks) && (lower(toks[n.end].Text) == "and" || lower(toks[n.end].Text) == "or")
}

// stateOf asks for the state of "Seattle, Washington": one that the city whose name
// stands before the comma is known to lie in, or a place that is not known; and for
// that of "the governor of Washington".
func (f *finder) stateOf(words string, n *name) Link {
	toks := f.sents[n.sentence].Tokens
	behind := n.first >= 2 && toks[n.first-1].Text == "," && f.taken[n.sentence][n.first-2]
	governs := f.governed(n)
	if !behind && !governs || n.kind != text.GPE && n.kind != text.LOC {
		return Link{}
	}
	state := f.Link(Naming{Names: []string{words + " state"}, Kind: text.GPE})
	if state.Known == nil || state.Known.Kind != "state" {
		return Link{}
	}
	if governs {
		return state
	}
	for k := range f.names {
		if o := &f.names[k]; o.sentence == n.sentence && o.end == n.first-1 {
			city := f.link(f.words(o.sentence, o.first, o.end), o).Known
			if city != nil && city.PartOf == state.Known.ID || city == nil && (o.kind == text.GPE || o.kind == text.LOC) && !f.lists(n) {
				return state
			}
		}
	}
	return Link{}
}

var stateOffices = lists.Set("state-offices")

// governed reports whether a name is that of somebody's office in a state: "Washington
// governor", "the senator from New York", "Senator Murray of Washington".
func (f *finder) governed(n *name) bool {
	toks := f.sents[n.sentence].Tokens
	if n.end < len(toks) && stateOffices[lower(toks[n.end].Text)] {
		return true
	}
	t := n.first - 1
	if t < 1 || lower(toks[t].Text) != "of" && lower(toks[t].Text) != "from" {
		return false
	}
	for t--; t >= 0 && t >= n.first-6; t-- {
		if stateOffices[lower(toks[t].Text)] {
			return true
		}
		if toks[t].UPOS != "PROPN" {
			break
		}
	}
	return false
}

// longerBody returns the body whose name ends in these words, when the article
// names just one: "the Security Council" after "UN Security Council".
func (f *finder) longerBody(words string) int {
	tail, found := " "+fold(words), -1
	for e := range f.entities {
		if f.entities[e].Label != text.LabelBody {
			continue
		}
		for _, a := range f.entities[e].Aliases {
			if strings.HasSuffix(fold(a), tail) && e != found {
				if found >= 0 {
					return -1
				}
				found = e
			}
		}
	}
	return found
}

// link asks for one name in one role, once an article.
func (f *finder) link(words string, n *name) Link {
	key := linkKey{words, n.kind, n.role}
	l, ok := f.links[key]
	if !ok {
		l = f.Link(Naming{Names: []string{words}, Kind: n.kind, Acts: n.role == acts, Located: n.role == locates})
		if i := strings.LastIndexByte(words, ' '); l.Known == nil && n.kind == text.ORG && i > 0 && legalForms[fold(words[i+1:])] { // "Chrysler LLC" is Chrysler
			if short := f.Link(Naming{Names: []string{words[:i]}, Kind: n.kind}); short.Known != nil && short.Known.Label == text.LabelBody {
				l = short
			}
		}
		if of, ok := cutState(words); l.Known == nil && ok { // "the State of Texas" is Texas
			if p := f.Link(Naming{Names: []string{of}, Kind: text.GPE}); p.Known != nil && (p.Known.Label == text.LabelNation || p.Known.Kind == "state") {
				l = p
			}
		}
		f.links[key] = l
	}
	return l
}

// cutState cuts off a name what tells which sort of a state or nation it is.
func cutState(words string) (of string, ok bool) {
	for _, sort := range []string{"State of ", "Commonwealth of ", "Province of ", "Republic of ", "Kingdom of "} {
		if of, ok := strings.CutPrefix(words, sort); ok {
			return of, true
		}
	}
	return "", false
}

type linkKey struct {
	words string
	kind  text.NameKind
	role  role
}

// unknown makes an entity that goes by its name alone.
func (f *finder) unknown(n *name, words string) int {
	label := labelOf(n)
	return f.newEntity(text.Entity{
		Known: text.Known{Label: label, Name: words, Gender: f.genderOf(label, words)}, Aliases: []string{words},
		Confidence: 0.6, Reason: "named in the article; not known",
		Partial: label == text.LabelPerson && !strings.Contains(words, " "),
	})
}

// linkPersons asks who the persons are, with all names and titles that the article gives them.
func (f *finder) linkPersons() {
	byID := make(map[string]int)
	into := make(map[int]int)
	for e := range f.entities {
		x := &f.entities[e]
		if x.Label != text.LabelPerson || x.ID != "" {
			if x.ID != "" {
				byID[x.ID] = e
			}
			continue
		}
		l := f.Link(Naming{Names: x.Aliases, Kind: text.PER, Titles: slices.Sorted(maps.Keys(f.title[e]))})
		x.Reason = l.Reason
		if l.Known == nil {
			x.Nation = l.Nation
			continue
		}
		x.Known, x.Confidence, x.Partial = *l.Known, l.Confidence, false
		if old, dup := byID[x.ID]; dup {
			into[e] = old
			continue
		}
		byID[x.ID] = e
	}
	f.merge(into)
}

// merge gives the mentions of some entities to others and drops the emptied ones.
func (f *finder) merge(into map[int]int) {
	if len(into) == 0 {
		return
	}
	place := make([]int, len(f.entities))
	var out []text.Entity
	for e := range f.entities {
		if _, gone := into[e]; gone {
			continue
		}
		place[e] = len(out)
		out = append(out, f.entities[e])
	}
	for e, to := range into {
		place[e] = place[to]
	}
	for _, e := range slices.Sorted(maps.Keys(into)) {
		kept := &out[place[e]]
		for _, a := range f.entities[e].Aliases {
			if !slices.Contains(kept.Aliases, a) {
				kept.Aliases = append(kept.Aliases, a)
			}
		}
	}
	for k := range f.mentions {
		f.mentions[k].Entity = place[f.mentions[k].Entity]
	}
	f.entities = out
	f.titles()
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
