package refer

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"newsgraph/extract/text"
)

// names.go collects the spans of the text that are names, as the model and the
// knowledge base see them.

// collect gathers the names of the model, mends their bounds by what is known,
// and gives each its role.
func (f *finder) collect() {
	f.covered = make([][]int, len(f.sents))
	f.taken = make([][]bool, len(f.sents))
	f.christen()
	for i := range f.sents {
		f.covered[i] = make([]int, len(f.sents[i].Tokens))
		runs := f.knownRuns(i)
		taken := make([]bool, len(f.sents[i].Tokens))
		f.taken[i] = taken
		for _, r := range f.halves(i) {
			f.take(i, r, taken)
		}
		for _, r := range f.letters(i) {
			f.take(i, r, taken)
		}
		for _, n := range f.sents[i].Names {
			for _, part := range f.split(i, n) {
				for _, one := range f.unmerge(i, part, runs) {
					f.take(i, f.mend(i, one, runs), taken)
				}
			}
		}
		for _, r := range runs {
			f.take(i, r, taken)
		}
		for _, r := range f.introduced(i, taken) {
			f.take(i, r, taken)
		}
		for _, r := range f.divisions(i, taken) {
			f.take(i, r, taken)
		}
		for _, r := range f.institutions(i, taken) {
			f.take(i, r, make([]bool, len(taken)))
		}
	}
	f.repeat()
	slices.SortStableFunc(f.names, func(x, y name) int {
		return cmp.Or(cmp.Compare(x.sentence, y.sentence), cmp.Compare(x.first, y.first))
	})
	f.agree()
}

var divisionNouns = lists.Set("division-nouns")

// divisions finds "Uruzgan province", whose name the model may not know.
func (f *finder) divisions(i int, taken []bool) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for t := 1; t < len(toks); t++ {
		if !divisionNouns[toks[t].Text] || toks[t-1].UPOS != "PROPN" || taken[t-1] || len(toks[t-1].Text) < 3 {
			continue
		}
		first := t - 1
		for first > 0 && toks[first-1].UPOS == "PROPN" && !taken[first-1] {
			first--
		}
		if first > 0 && (taken[first-1] && toks[first-1].UPOS == "PROPN" || toks[first-1].Text == "-") {
			continue
		}
		if f.sentenceName(i, first, t) {
			out = append(out, text.Name{First: first, End: t, Kind: text.LOC})
		}
	}
	return out
}

// repeat finds what the model missed of names that it saw elsewhere in the
// article: a word that is somebody's last name here is theirs there too.
func (f *finder) repeat() {
	kinds := make(map[string]text.NameKind)
	for k := range f.names {
		n := &f.names[k]
		switch {
		case n.kind == text.PER && n.length() > 1:
			kinds[fold(f.words(n.sentence, n.end-1, n.end))] = text.PER
		case n.length() == 1 && n.kind != text.NORP:
			if key := fold(f.words(n.sentence, n.first, n.end)); kinds[key] == "" {
				kinds[key] = n.kind
			}
		}
	}
	for i := range f.sents {
		for t := range f.sents[i].Tokens {
			tok := &f.sents[i].Tokens[t]
			if tok.UPOS != "PROPN" || f.taken[i][t] || len(tok.Text) < 3 {
				continue
			}
			if kind := kinds[fold(tok.Text)]; kind != "" {
				f.take(i, text.Name{First: t, End: t + 1, Kind: kind}, f.taken[i])
			}
		}
	}
}

// take adds a name, unless it names no entity or what it covers is taken.
func (f *finder) take(i int, m text.Name, taken []bool) {
	first, end := f.trim(i, m.First, m.End, m.Kind)
	if first >= end || slices.Contains(taken[first:end], true) {
		return
	}
	for t := first; t < end; t++ {
		taken[t] = true // even when it is no entity: the Rome of the Treaty of Rome is none
	}
	if m.Kind == text.MISC {
		// What a firm makes has its name: who blocks Facebook blocks a body.
		k := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: text.ORG}).Known
		switch {
		case k != nil && k.Label == text.LabelBody || f.heralded(i, first, end) == text.ORG || f.sorted(i, first, end) && f.Sort(f.words(i, first, end)) == text.ORG:
			m.Kind = text.ORG
		case end-first == 1 && f.bears(f.sents[i].Tokens[first].Text):
			m.Kind = text.PER
		}
	}
	if f.nameless(i, first, end, m.Kind) {
		return
	}
	n := name{sentence: i, first: first, end: end, kind: m.Kind, head: f.headOf(i, first, end)}
	if l := f.titled(i, first, end); l.Known != nil {
		f.institution[[2]int{i, first}] = institution{l, f.words(i, first-1, end)}
		n.kind = text.ORG
		n.role = f.role(&n)
		f.names = append(f.names, n)
		return
	}
	k := f.Sort(f.words(i, first, end))
	if k == text.MISC && !(n.kind == text.PER && f.fullName(i, first, end)) {
		if end-first == 1 || f.Link(Naming{Names: []string{f.words(i, first, end)}}).Known == nil {
			return
		}
	} else if k != "" && (n.kind != text.PER || f.Gender(f.words(i, first, first+1)) == "") {
		n.kind = k // "Al Noor Mosque" is a place, "Doug Hall" a person
	}
	n.role = f.role(&n)
	f.names = append(f.names, n)
}

var personal = lists.Set("personal")

// styled reports whether a single word that names nothing known stands behind
// what only persons are called: the Francis of "Pope Francis" is no town.
func (f *finder) styled(i, first, end int) bool {
	toks := f.sents[i].Tokens
	if end-first != 1 || first == 0 || !personal[lower(toks[first-1].Text)] || !f.sentenceName(i, first-1, first) || end < len(toks) && (toks[end].UPOS == "PROPN" || toks[end].UPOS == "NOUN") {
		return false
	}
	k := f.Link(Naming{Names: []string{toks[first].Text}}).Known
	return k == nil || k.Label == text.LabelPerson
}

// titled asks for a newspaper or band that has the article in its name, written
// with a capital letter within the sentence: who "told The Atlantic" told no ocean.
func (f *finder) titled(i, first, end int) Link {
	toks := f.sents[i].Tokens
	if first < 2 || toks[first-1].Text != "The" || toks[first-2].UPOS == "PUNCT" {
		return Link{}
	}
	l := f.Link(Naming{Names: []string{f.words(i, first-1, end)}, Kind: text.ORG})
	if l.Known == nil || l.Known.Label != text.LabelBody || l.Known.Kind != "news media" && l.Known.Kind != "band" {
		return Link{}
	}
	return l
}

// nameless reports whether a name is none of an entity: that of an event or a
// work, a minister's portfolio, a common noun with a capital letter.
func (f *finder) nameless(i, first, end int, kind text.NameKind) bool {
	toks := f.sents[i].Tokens
	if kind == text.EVENT || kind == text.MISC || f.portfolio(i, first, end) || f.Other(f.words(i, first, end)) && f.heralded(i, first, end) != text.ORG {
		return true
	}
	if _, ok := f.institution[[2]int{i, first}]; ok {
		return false
	}
	if strings.ContainsAny(f.words(i, first, end), "$€£%@#/") || !f.spelled(i, first, end) || f.marker(i, first, end) || f.vessel(i, first, end, kind) {
		return true
	}
	if kind == text.NORP && (first > 0 && f.Other(f.words(i, first-1, end)) || first > 1 && toks[first-1].Text == "-" && f.Other(f.words(i, first-2, end))) {
		return true // African-Americans are a people of their own
	}
	if kind == text.PER && end-first == 1 && toks[first].XPOS == "NNS" && end < len(toks) && lower(toks[end].Text) == "of" || kind != text.PER && f.office(i, first, end) || f.joinedNations(i, first, end) {
		return true
	}
	if kind != text.PER && end-first == 1 && compass[toks[first].Text] && !f.surname(toks[first].Text) {
		return true
	}
	if f.litigant(i, first, end, kind) || f.model(i, first, end) {
		return true
	}
	if kind == text.PER && (f.fullName(i, first, end) || end-first == 1 && f.bears(toks[first].Text)) {
		return false
	}
	head := lower(toks[f.headOf(i, first, end)].Text)
	last := lower(toks[end-1].Text)
	if kind == text.PER && !f.Common(last) || !f.Common(head) && !f.Common(last) {
		return end-first == 1 && kind == text.NORP && strings.HasPrefix(last, "anti")
	}
	if kind == text.ORG && end-first > 1 && f.Sort(f.words(i, first, end)) == text.ORG && !f.nationsForce(i, first, end) { // the London Ambulance Service is none that is held
		return false
	}
	return f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: kind}).Known == nil && (end-first == 1 || f.Event(last) || f.Event(head))
}

// fullName reports whether a name begins with a person's first name and ends with a
// last name that many bear: Doris Day is no day, Ulysses S. Grant no grant.
func (f *finder) fullName(i, first, end int) bool {
	toks := f.sents[i].Tokens
	return end-first > 1 && f.Gender(toks[first].Text) != "" && f.ManyBear(toks[end-1].Text)
}

// nationsForce reports whether a name says no more than whose force something is: "the
// UAE Air Force" is the nation.
func (f *finder) nationsForce(i, first, end int) bool {
	toks := f.sents[i].Tokens
	if lower(toks[end-1].Text) != "force" || end-first > 3 {
		return false
	}
	k := f.Link(Naming{Names: []string{f.words(i, first, first+1)}, Kind: text.GPE}).Known
	return end-first < 3 || k != nil && k.Label == text.LabelNation
}

// litigant reports whether a name only tells a case from others: "Ricci v. DeStefano",
// "Perry et al. v. Schwarzenegger".
func (f *finder) litigant(i, first, end int, kind text.NameKind) bool {
	toks := f.sents[i].Tokens
	against := func(t int) bool {
		return t >= 0 && t < len(toks) && (toks[t].Text == "v." || toks[t].Text == "v" || toks[t].Text == "et" && t+1 < len(toks) && strings.HasPrefix(toks[t+1].Text, "al"))
	}
	if !against(end) && !against(first-1) {
		return false
	}
	k := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: kind}).Known
	return k == nil || k.Label == text.LabelPerson
}

// model reports whether capital letters stand before a hyphen and a number, or are
// one with it in the plural: the "DC" of "DC-9", "A380s".
func (f *finder) model(i, first, end int) bool {
	toks := f.sents[i].Tokens
	words := f.words(i, first, end)
	if cut, ok := strings.CutSuffix(words, "s"); ok && f.Other(cut) {
		return true
	}
	return end-first == 1 && len(words) < 4 && strings.ToUpper(words) == words && end+1 < len(toks) && f.hyphen(i, end) && toks[end+1].UPOS == "NUM"
}

var compass = lists.Set("compass")

// surname reports whether a word ends the full name of a person in the article.
func (f *finder) surname(word string) bool {
	return f.ends(word, func(string) bool { return true })
}

// bears reports whether somebody of a common first name has a word as their last one,
// whatever else it means: Howard Dean is called Dean.
func (f *finder) bears(word string) bool {
	return strings.ToUpper(word) != word && f.ends(word, func(first string) bool { return f.Gender(first) != "" })
}

// ends reports whether a word ends the full name of a person in the article, but for
// "Jr.", whose first name is such a one.
func (f *finder) ends(word string, first func(string) bool) bool {
	return slices.ContainsFunc(f.sents, func(s text.Sentence) bool {
		return slices.ContainsFunc(s.Names, func(n text.Name) bool {
			end := n.End
			if end-n.First > 2 && generations[fold(s.Tokens[end-1].Text)] {
				end--
			}
			return n.Kind == text.PER && end-n.First > 1 && s.Tokens[end-1].Text == word && first(s.Tokens[n.First].Text)
		})
	})
}

// joinedNations reports whether a name is that of two nations at once, as in
// "the Israel-Palestine conflict".
func (f *finder) joinedNations(i, first, end int) bool {
	a, b, ok := strings.Cut(strings.ReplaceAll(f.words(i, first, end), "–", "-"), "-")
	if !ok {
		return false
	}
	nation := func(name string) bool {
		k := f.Link(Naming{Names: []string{strings.TrimSpace(name)}, Kind: text.GPE}).Known
		return k != nil && k.Label == text.LabelNation
	}
	return nation(a) && nation(b)
}

// marker reports whether a name stands in double brackets, as marks of the page do.
func (f *finder) marker(i, first, end int) bool {
	toks := f.sents[i].Tokens
	is := func(t int, w string) bool { return t >= 0 && t < len(toks) && toks[t].Text == w }
	return is(first-1, "((") || is(first-1, "))") || is(end, "))") || is(first-1, "(") && is(first-2, "(") || is(end, ")") && is(end+1, ")") || is(first-1, "__") || strings.HasPrefix(toks[first].Text, "__")
}

// spelled reports whether a name holds a capital letter, and stands among Latin
// words where it is of another script.
func (f *finder) spelled(i, first, end int) bool {
	for _, c := range f.words(i, first, end) {
		if unicode.Is(unicode.Lo, c) || unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) {
			return !f.foreign(i, first-1) && !f.foreign(i, end)
		}
		if unicode.IsUpper(c) || unicode.IsTitle(c) {
			return true
		}
	}
	return false
}

// foreign reports whether token t is a word of another script than the Latin.
func (f *finder) foreign(i, t int) bool {
	if t < 0 || t >= len(f.sents[i].Tokens) {
		return false
	}
	for _, c := range f.sents[i].Tokens[t].Text {
		return unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c)
	}
	return false
}

// office reports whether a name is a title alone, with what it is a title for:
// "Governor-General", "Undersecretary of State for Management".
func (f *finder) office(i, first, end int) bool {
	toks := f.sents[i].Tokens
	var words []string
	for t := first; t < min(end+4, len(toks)); t++ {
		words = append(words, lower(toks[t].Text))
	}
	k := f.Office(words)
	if k < 2 && (k == 0 || !portfolioHeads[words[0]]) {
		return false
	}
	if first+k > end { // the Lord of "Lord Mayor"
		return f.Link(Naming{Names: []string{f.words(i, first, end)}}).Known == nil
	}
	return first+k == end || first+k < end && (words[k] == "of" || words[k] == "for")
}

// knownRuns returns the runs of tokens that are known names, whatever the model saw.
func (f *finder) knownRuns(i int) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for _, run := range f.Scan(toks) {
		first, end := run[0], run[1]
		if end-first == 1 && (toks[first].UPOS != "PROPN" && toks[first].UPOS != "ADJ" || f.Common(lower(toks[first].Text))) && !f.shouted(i, first) {
			continue
		}
		kind := text.NameKind("")
		if end-first == 1 && toks[first].UPOS == "ADJ" {
			kind = text.NORP
		}
		l := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: kind})
		if l.Known == nil || l.Confidence < 0.7 || l.Known.Label == text.LabelPerson && end-first == 1 {
			continue
		}
		if kind == "" {
			kind = kindOf[l.Known.Label]
		}
		out = append(out, text.Name{First: first, End: end, Kind: kind})
	}
	return out
}

// shouted reports whether token t is the WHO among words in small letters.
func (f *finder) shouted(i, t int) bool {
	toks := f.sents[i].Tokens
	upper := func(k int) bool {
		return k >= 0 && k < len(toks) && len(toks[k].Text) > 1 && strings.ToUpper(toks[k].Text) == toks[k].Text && strings.ToLower(toks[k].Text) != toks[k].Text
	}
	return toks[t].UPOS == "PRON" && len(toks[t].Text) > 2 && upper(t) && !upper(t-1) && !upper(t+1)
}

// kindOf is what the model should have seen in a thing of a label.
var kindOf = map[string]text.NameKind{text.LabelPerson: text.PER, text.LabelNation: text.GPE, text.LabelBody: text.ORG, text.LabelPlace: text.LOC}

// sorted reports whether a run of words ends as the names of bodies and places do:
// "Lowell Observatory", not the "Statistics" of a department.
func (f *finder) sorted(i, first, end int) bool {
	k := f.Sort(f.words(i, first, end))
	return end-first > 1 && (k == text.ORG || k == text.LOC)
}

var portfolioHeads = lists.Set("portfolio-heads")

// portfolio reports whether a name is only what a minister is minister of: the
// State of "Secretary of State", not the Norway of "prime minister of Norway".
func (f *finder) portfolio(i, first, end int) bool {
	toks := f.sents[i].Tokens
	if k := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: text.GPE}).Known; k != nil && (k.Label == text.LabelNation || k.Kind == "state") {
		return false
	}
	return first >= 2 && end-first <= 2 && (lower(toks[first-1].Text) == "of" || lower(toks[first-1].Text) == "for") && portfolioHeads[lower(toks[first-2].Text)]
}

// sentenceName reports whether what is left is a name by itself: capitalised.
func (f *finder) sentenceName(i, first, end int) bool {
	w := f.sents[i].Tokens[first].Text
	for _, c := range w {
		return unicode.IsUpper(c)
	}
	return false
}

func (n *name) length() int { return n.end - n.first }
