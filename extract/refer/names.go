package refer

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"newsgraph/extract/text"
)

// names.go collects the article's names and decides which name the same thing.

// collect gathers the names of the model, mends their bounds by what is known,
// and gives each its role.
func (f *finder) collect() {
	f.covered = make([][]int, len(f.sents))
	f.taken = make([][]bool, len(f.sents))
	for i := range f.sents {
		f.covered[i] = make([]int, len(f.sents[i].Tokens))
		runs := f.knownRuns(i)
		taken := make([]bool, len(f.sents[i].Tokens))
		f.taken[i] = taken
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
	if k == text.MISC {
		if end-first == 1 || f.Link(Naming{Names: []string{f.words(i, first, end)}}).Known == nil {
			return
		}
	} else if k != "" && (n.kind != text.PER || f.Gender(f.words(i, first, first+1)) == "") {
		n.kind = k // "Al Noor Mosque" is a place, "Doug Hall" a person
	}
	n.role = f.role(&n)
	f.names = append(f.names, n)
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
	if kind == text.EVENT || kind == text.MISC || f.portfolio(i, first, end) || f.Other(f.words(i, first, end)) {
		return true
	}
	if _, ok := f.institution[[2]int{i, first}]; ok {
		return false
	}
	if strings.ContainsAny(f.words(i, first, end), "$€£%@#/") || !f.spelled(i, first, end) || f.marker(i, first, end) || crafts[toks[first].Text] {
		return true
	}
	if kind == text.PER && end-first == 1 && toks[first].XPOS == "NNS" && end < len(toks) && lower(toks[end].Text) == "of" || kind != text.PER && f.office(i, first, end) || f.joinedNations(i, first, end) {
		return true
	}
	head := lower(toks[f.headOf(i, first, end)].Text)
	last := lower(toks[end-1].Text)
	if kind == text.PER && !f.Common(last) || !f.Common(head) && !f.Common(last) {
		return end-first == 1 && kind == text.NORP && strings.HasPrefix(last, "anti")
	}
	return f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: kind}).Known == nil && (end-first == 1 || f.Event(last) || f.Event(head))
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

// crafts stand before the names of ships.
var crafts = map[string]bool{"MV": true, "M/V": true, "MS": true, "SS": true, "USS": true, "HMS": true, "RMS": true, "HMAS": true, "HMCS": true, "INS": true}

// marker reports whether a name stands in double brackets, as marks of the page do.
func (f *finder) marker(i, first, end int) bool {
	toks := f.sents[i].Tokens
	is := func(t int, w string) bool { return t >= 0 && t < len(toks) && toks[t].Text == w }
	return is(first-1, "((") || is(end, "))") || is(first-1, "(") && is(first-2, "(") || is(end, ")") && is(end+1, ")") || is(first-1, "__") || strings.HasPrefix(toks[first].Text, "__")
}

// spelled reports whether a name holds a capital letter, or is one of a script
// without any that stands among Latin words.
func (f *finder) spelled(i, first, end int) bool {
	for _, c := range f.words(i, first, end) {
		if unicode.IsUpper(c) || unicode.IsTitle(c) {
			return true
		}
		if unicode.Is(unicode.Lo, c) {
			return !f.foreign(i, first-1) && !f.foreign(i, end)
		}
	}
	return false
}

// foreign reports whether token t is a word of a script without capital letters.
func (f *finder) foreign(i, t int) bool {
	if t < 0 || t >= len(f.sents[i].Tokens) {
		return false
	}
	for _, c := range f.sents[i].Tokens[t].Text {
		return unicode.Is(unicode.Lo, c)
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
		if end-first == 1 && (toks[first].UPOS != "PROPN" && toks[first].UPOS != "ADJ" || f.Common(lower(toks[first].Text))) {
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

// kindOf is what the model should have seen in a thing of a label.
var kindOf = map[string]text.NameKind{text.LabelPerson: text.PER, text.LabelNation: text.GPE, text.LabelBody: text.ORG, text.LabelPlace: text.LOC}

// coordinated parts "House and Senate": two known bodies that the model took for one.
func (f *finder) coordinated(i int, n text.Name) []text.Name {
	toks := f.sents[i].Tokens
	for t := n.First + 1; t < n.End-1; t++ {
		if lower(toks[t].Text) != "and" {
			continue
		}
		known := func(first, end int) bool {
			k := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: text.ORG}).Known
			return k != nil && k.Label == text.LabelBody
		}
		if !known(n.First, n.End) && (known(n.First, t) && (known(t+1, n.End) || t-n.First > 1) || f.sorted(i, n.First, t) && f.sorted(i, t+1, n.End)) {
			return []text.Name{{First: n.First, End: t, Kind: text.ORG}, {First: t + 1, End: n.End, Kind: text.ORG}}
		}
	}
	return nil
}

// sorted reports whether a run of words ends as the names of bodies and places do:
// "Lowell Observatory", not the "Statistics" of a department.
func (f *finder) sorted(i, first, end int) bool {
	k := f.Sort(f.words(i, first, end))
	return end-first > 1 && (k == text.ORG || k == text.LOC)
}

// adjoined parts what stands side by side: two known bodies, "House Republicans",
// where a place is said that something is at, "Dubai-based Emirates Airlines", and
// what somebody has, "Johns Hopkins University's Applied Physics Laboratory".
func (f *finder) adjoined(i int, n text.Name) []text.Name {
	toks := f.sents[i].Tokens
	known := func(first, end int) *text.Known {
		return f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: text.ORG}).Known
	}
	if n.End-n.First < 2 || known(n.First, n.End) != nil {
		return nil
	}
	for t := n.First + 1; t < n.End-1; t++ {
		switch {
		case lower(toks[t].Text) == "based" && toks[t-1].Text == "-" && t-1 > n.First:
			return []text.Name{{First: n.First, End: t - 1, Kind: text.GPE}, {First: t + 1, End: n.End, Kind: n.Kind}}
		case lower(toks[t].Text) == "of" && t+2 == n.End && f.possessive(i, n.First, n.End) && known(n.First, t) != nil: // the overturning by the "Supreme Court of Sotomayor"'s decision
			return []text.Name{{First: n.First, End: t, Kind: n.Kind}, {First: t + 1, End: n.End, Kind: text.LOC}}
		case toks[t].XPOS == "POS" && f.sentenceName(i, t+1, n.End) && f.owns(i, n.First, t):
			return []text.Name{{First: n.First, End: t, Kind: text.ORG}, {First: t + 1, End: n.End, Kind: n.Kind}}
		}
	}
	if first := toks[n.First].Text; n.End-n.First == 2 && (first == "House" || first == "Senate") {
		if a, b := known(n.First, n.First+1), known(n.First+1, n.End); a != nil && b != nil && b.Kind == "party" {
			return []text.Name{{First: n.First, End: n.First + 1, Kind: text.ORG}, {First: n.First + 1, End: n.End, Kind: text.ORG}}
		}
	} else if (first == "House" || first == "Senate") && f.Gender(toks[n.First+1].Text) != "" { // "the Speaker of the House Nancy Pelosi"
		return []text.Name{{First: n.First, End: n.First + 1, Kind: text.ORG}, {First: n.First + 1, End: n.End, Kind: text.PER}}
	}
	return nil
}

// owns reports whether the words before a possessive within a name name
// something by themselves: they are known, an acronym or several words of which
// the last is no common noun, unlike those of "the Alachua Sheriff's Office".
func (f *finder) owns(i, first, end int) bool {
	toks := f.sents[i].Tokens
	last := toks[end-1].Text
	if w := lower(last); f.Title(w) || f.Common(w) || strings.HasSuffix(w, "men") || w == "children" {
		return false
	}
	if k := f.Link(Naming{Names: []string{f.words(i, first, end)}}).Known; k != nil {
		return k.Label != text.LabelPerson
	}
	return len(last) > 1 && strings.ToUpper(last) == last || end-first > 1 && f.Sort(f.words(i, first, end)) != "" || lower(last) == last
}

// split cuts titles out of a name: "UN Secretary General Ban Ki-moon" holds two,
// and the "Defense" of "U.S. Defense" Secretary belongs to the title.
func (f *finder) split(i int, n text.Name) []text.Name {
	if two := f.coordinated(i, n); two != nil {
		return two
	}
	if two := f.adjoined(i, n); two != nil {
		return append(f.split(i, two[0]), f.split(i, two[1])...)
	}
	toks := f.sents[i].Tokens
	for t := n.First + 1; t < n.End-1; t++ { // "the Security Council - China, France": a dash, no hyphen
		if toks[t].UPOS == "PUNCT" && toks[t].Start > toks[t-1].End && toks[t+1].Start > toks[t].End {
			return append(f.split(i, text.Name{First: n.First, End: t, Kind: n.Kind}), f.split(i, text.Name{First: t + 1, End: n.End, Kind: n.Kind})...)
		}
	}
	var words []string
	for t := n.First; t < min(n.End+4, len(toks)); t++ {
		words = append(words, lower(toks[t].Text))
	}
	size := n.End - n.First
	if size > 1 && f.Office(words[:1]) > 0 {
		if k := f.Link(Naming{Names: []string{f.words(i, n.First, n.End)}, Kind: text.ORG}).Known; k != nil && k.Label == text.LabelBody { // General Motors is no general
			return []text.Name{{First: n.First, End: n.End, Kind: text.ORG}}
		}
	}
	for k := range size {
		long := f.Office(words[k:])
		if long == 0 || k == 0 && long == size || long == 1 && !f.Title(words[k]) {
			continue
		}
		switch {
		case f.possessive(i, n.First+k, n.First+k+long):
			return []text.Name{n}
		case k == 0 && long > size: // the "Foreign" of Foreign Secretary is no name; the "House" of House Speaker is
			if l := f.Link(Naming{Names: []string{f.words(i, n.First, n.End)}, Kind: text.ORG}); l.Known == nil {
				return nil
			}
			return []text.Name{n}
		}
		var out []text.Name
		if k > 0 {
			kind := n.Kind
			if kind == text.PER {
				kind = text.ORG
			}
			end := n.First + k
			if known := func(end int) bool {
				return f.Link(Naming{Names: []string{f.words(i, n.First, end)}, Kind: kind}).Known != nil
			}; k > 1 && !known(end) && known(end-1) { // "United States Federal" District Judge
				end--
			}
			out = append(out, text.Name{First: n.First, End: end, Kind: kind})
		}
		if k+long < size {
			if !f.sentenceName(i, n.First+k+long, n.End) {
				return []text.Name{n}
			}
			out = append(out, text.Name{First: n.First + k + long, End: n.End, Kind: text.PER})
		}
		return out
	}
	return []text.Name{n}
}

// possessive reports whether a run of tokens is what somebody has: the leader of
// "the Leader's Office" is part of a name.
func (f *finder) possessive(i, first, end int) bool {
	toks := f.sents[i].Tokens
	return end < len(toks) && toks[end].XPOS == "POS"
}

// mend gives a name the bounds of the known name that holds it, and of one cut
// off at "of" the words that follow.
func (f *finder) mend(i int, n text.Name, runs []text.Name) text.Name {
	toks := f.sents[i].Tokens
	for _, r := range runs {
		if r.First <= n.First && n.End <= r.End && r.End-r.First > n.End-n.First {
			return r
		}
	}
	for n.End < len(toks) && joining[lower(toks[n.End-1].Text)] {
		end := n.End
		for end < len(toks) && (toks[end].UPOS == "PROPN" || end == n.End && lower(toks[end].Text) == "the") {
			end++
		}
		if end == n.End || toks[end-1].UPOS == "DET" {
			break
		}
		n.End = end
	}
	for n.End > n.First+1 && joining[lower(toks[n.End-1].Text)] {
		n.End--
	}
	return n
}

// unmerge parts what stands side by side: the president of "Brazil Dilma Rousseff"
// is two names, a known one and a person's after it.
func (f *finder) unmerge(i int, n text.Name, runs []text.Name) []text.Name {
	for _, r := range runs {
		if r.First == n.First && n.End-r.End == 1 && r.Kind != text.PER && f.partisan(i, n, r) {
			return []text.Name{r, {First: r.End, End: n.End, Kind: text.PER}}
		}
		if r.First != n.First || n.End-r.End < 2 || r.Kind == text.PER {
			continue
		}
		if r.Kind == text.GPE && f.presides(i, r.First) { // "the president of Chad Idriss Déby"
			return []text.Name{r, {First: r.End, End: n.End, Kind: text.PER}}
		}
		if f.Gender(f.words(i, r.First, r.First+1)) == "" && f.Gender(f.words(i, r.End, r.End+1)) != "" {
			return []text.Name{r, {First: r.End, End: n.End, Kind: text.PER}}
		}
	}
	return []text.Name{n}
}

// presides reports whether a title and "of" stand before token t.
func (f *finder) presides(i, t int) bool {
	toks := f.sents[i].Tokens
	return t > 1 && lower(toks[t-1].Text) == "of" && f.Title(lower(toks[t-2].Text))
}

// partisan reports whether name n is that of a known party, r, and the last name of
// somebody whom the article names in full: "the Republican O'Donnell".
func (f *finder) partisan(i int, n, r text.Name) bool {
	k := f.Link(Naming{Names: []string{f.words(i, r.First, r.End)}, Kind: text.ORG}).Known
	if k == nil || k.Kind != "party" {
		return false
	}
	last := f.sents[i].Tokens[r.End].Text
	for j := range f.sents {
		for _, o := range f.sents[j].Names {
			if o.Kind == text.PER && o.End-o.First > 1 && f.sents[j].Tokens[o.End-1].Text == last && (j != i || o.End != n.End) {
				return true
			}
		}
	}
	return false
}

var joining = set("of for and the in on to &")

// agree makes one surname one kind of thing throughout the article: a name that
// ends a person's full name is that person's, whatever it was taken for here.
func (f *finder) agree() {
	persons, firms := make(map[string]bool), make(map[string]bool)
	for k := range f.names {
		n := &f.names[k]
		if n.length() == 1 {
			continue
		}
		if n.kind == text.PER {
			persons[fold(f.words(n.sentence, n.end-1, n.end))] = true
		} else if n.kind == text.ORG && firmWords[fold(f.words(n.sentence, n.end-1, n.end))] {
			firms[fold(f.words(n.sentence, n.first, n.first+1))] = true
		}
	}
	for k := range f.names {
		n := &f.names[k]
		words := f.words(n.sentence, n.first, n.end)
		switch {
		case n.length() == 1 && n.kind == text.PER && firms[fold(words)] && !persons[fold(words)]: // the Ford of the Ford Motor Company
			n.kind = text.ORG
		case n.length() == 1 && n.kind != text.PER && n.kind != text.NORP && persons[fold(words)]:
			n.kind = text.PER
		case n.length() <= 4 && n.kind != text.NORP && !(n.length() == 1 && persons[fold(words)]):
			l := f.Link(Naming{Names: []string{words}})
			if l.Known != nil && l.Confidence >= 0.75 && kindOf[l.Known.Label] != n.kind && !(n.kind == text.GPE && l.Known.Label == text.LabelPlace) {
				n.kind = kindOf[l.Known.Label]
			} else if l.Known == nil && n.kind == text.PER && n.role == locates && f.Gender(f.words(n.sentence, n.first, n.first+1)) == "" && n.length() == 1 {
				n.kind = text.LOC // "near Senaki"
			}
		}
	}
	f.names = slices.DeleteFunc(f.names, func(n name) bool { // a people or faith that is no known nation or party
		if n.kind != text.NORP {
			return false
		}
		k := f.link(f.words(n.sentence, n.first, n.end), &n).Known
		return k == nil || k.Label == text.LabelPlace && (k.Kind == "continent" || k.Nation == "")
	})
	f.vote()
}

// vote gives a name that is not known the kind that most of its uses were taken for.
func (f *finder) vote() {
	count := make(map[string]map[text.NameKind]int)
	for k := range f.names {
		n := &f.names[k]
		key := fold(f.words(n.sentence, n.first, n.end))
		if count[key] == nil {
			count[key] = make(map[text.NameKind]int)
		}
		count[key][n.kind]++
	}
	for k := range f.names {
		n := &f.names[k]
		words := f.words(n.sentence, n.first, n.end)
		kinds := count[fold(words)]
		if len(kinds) < 2 || n.kind == text.NORP || f.link(words, n).Known != nil {
			continue
		}
		for _, kind := range []text.NameKind{text.PER, text.ORG, text.GPE, text.LOC} {
			if kinds[kind] > kinds[n.kind] {
				n.kind = kind
			}
		}
	}
}

var portfolioHeads = set("secretary minister undersecretary ministry department secretaries ministers chief")

// portfolio reports whether a name is only what a minister is minister of: the
// State of "Secretary of State", not the Norway of "prime minister of Norway".
func (f *finder) portfolio(i, first, end int) bool {
	toks := f.sents[i].Tokens
	if k := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: text.GPE}).Known; k != nil && k.Label == text.LabelNation {
		return false
	}
	return first >= 2 && end-first <= 2 && (lower(toks[first-1].Text) == "of" || lower(toks[first-1].Text) == "for") && portfolioHeads[lower(toks[first-2].Text)]
}

// honorifics stand before a name and are no part of it.
var honorifics = set("mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof. professor president prime minister senator sen. sen gov. gov rep. rep " +
	"gen. general col. colonel lt. lt maj. capt. captain sgt. king queen prince princess pope the a an ayatollah imam sheikh chancellor secretary judge justice mayor governor " +
	"ambassador former then late")

// trim cuts articles, honorifics and possessives off a name.
func (f *finder) trim(i, first, end int, kind text.NameKind) (int, int) {
	toks := f.sents[i].Tokens
	title := func(t int) bool { // General Motors is no general
		return toks[t].UPOS == "DET" || kind != text.ORG && f.sentenceName(i, t+1, end)
	}
	for first < end-1 && honorifics[lower(toks[first].Text)] && title(first) {
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

func (f *finder) role(n *name) role {
	toks := f.sents[n.sentence].Tokens
	t := &toks[n.head]
	switch prep := f.preposition(n.sentence, n.head); {
	case locating[prep]:
		return locates
	case prep == "to" || prep == "from" || prep == "for" || prep == "on":
		if t.Head >= 0 && motion[lower(toks[t.Head].Lemma)] {
			return locates
		}
		if prep == "from" {
			return locates
		}
		return acts
	case prep == "by" || prep == "with" || prep == "between" || prep == "against":
		return acts
	case prep != "":
		return neutral
	}
	if t.Rel == "nmod:poss" {
		if t.Head >= 0 && toks[t.Head].UPOS == "PROPN" { // "London's Hyde Park"
			return locates
		}
		return acts
	}
	switch t.UniversalRel() {
	case "nsubj", "obj", "iobj":
		if t.Head >= 0 && motion[lower(toks[t.Head].Lemma)] && t.UniversalRel() == "obj" {
			return locates
		}
		return acts
	case "conj":
		if t.Head >= 0 {
			m := *n
			m.head = t.Head
			return f.role(&m)
		}
	case "appos":
		return locates
	}
	return neutral
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
		f.named[assigned[k]] = append(f.named[assigned[k]], k)
	}
	assigned = f.dropPassing(assigned)
	f.renumber(assigned)
	for k := range f.names {
		n := &f.names[k]
		f.nation(n, assigned[k])
		f.mention(text.Mention{Sentence: n.sentence, First: n.first, End: n.end, Head: n.head, Kind: text.ByName, Entity: assigned[k]})
	}
}

// governmental are the kinds of bodies whose nation is named with them.
var governmental = set("parliament ministry agency court army navy police")

// publicHeads end the names of bodies that are their nation's: "US Bankruptcy Court".
var publicHeads = set("court ministry department police army navy agency parliament customs embassy guard")

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
			nation := f.newEntity(text.Entity{Known: *k, Aliases: []string{words}, Confidence: f.entities[e].Confidence, Reason: "named within " + f.entities[e].Name, Plural: true})
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
	if h := t.Head; h > n.first && (t.Rel == "compound" || t.Rel == "amod") && toks[h].UPOS == "NOUN" && !f.Title(lower(toks[h].Lemma)) {
		return true
	}
	if n.first == 0 {
		return false
	}
	before := &toks[n.first-1]
	return n.kind == text.PER && (before.UPOS == "DET" || before.XPOS == "PRP$") || n.first+1 < len(toks) && toks[n.first+1].Text == "v."
}

func (n *name) length() int { return n.end - n.first }

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
	if n.kind == text.ORG && n.length() == 1 {
		for _, find := range []func(string, *name) int{f.headed, f.firm} {
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
			Plural: l.Known.Label == text.LabelNation || l.Known.Label == text.LabelBody,
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
	if f.link(word, n).Known != nil {
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

// firmWords end the names of companies that go by what stands before.
var firmWords = set("corporation corp inc incorporated ltd limited plc llc company co ag sa nv group holdings motors airlines airways industries registry team")

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
// stands before the comma is known to lie in, or a place that is not known.
func (f *finder) stateOf(words string, n *name) Link {
	toks := f.sents[n.sentence].Tokens
	if n.first < 2 || toks[n.first-1].Text != "," || !f.taken[n.sentence][n.first-2] || n.kind != text.GPE && n.kind != text.LOC {
		return Link{}
	}
	state := f.Link(Naming{Names: []string{words + " state"}, Kind: text.GPE})
	if state.Known == nil || state.Known.Kind != "state" {
		return Link{}
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
		f.links[key] = l
	}
	return l
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
		Plural: label != text.LabelPerson, Partial: label == text.LabelPerson && !strings.Contains(words, " "),
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

// personBy returns the person whose full name the words of n are a part of, or
// -1: of several the one that the article names most, else that named last before
// it. A name that fits nobody may be one spelled otherwise.
func (f *finder) personBy(words string, n *name) int {
	part := strings.Fields(fold(joinGiven(words)))
	if len(part) == 0 {
		return -1
	}
	for _, same := range []func(full, part []string) bool{sameName, nearName} {
		best := -1
		for e := range f.entities {
			if f.entities[e].Label != text.LabelPerson || !slices.ContainsFunc(append([]string{f.entities[e].Name}, f.entities[e].Aliases...), func(a string) bool { return same(strings.Fields(fold(joinGiven(a))), part) }) {
				continue
			}
			if best < 0 || f.likelier(e, best, n) {
				best = e
			}
		}
		if best >= 0 {
			return best
		}
	}
	return -1
}

// generations follow a name and are left off it.
var generations = set("jr sr ii iii iv")

// sameName reports whether a person of a full name may be called so: by it, by
// its end or beginning, by its first name, or without its middle one.
func sameName(full, part []string) bool {
	if n := len(full) - 1; n > 0 && generations[full[n]] && !generations[part[len(part)-1]] {
		full = full[:n]
	}
	switch {
	case len(full) == 0:
		return false
	case slices.Equal(full, part), len(part) < len(full) && (suffix(full, part) || len(part) == 1 && len(full) == 2 && full[0] == part[0]):
		return true
	case len(part) >= 2 && len(part) < len(full) && slices.Equal(full[:len(part)], part): // "Ricardo Rosselló" Nevares
		return true
	}
	return len(part) >= 2 && len(full) >= 2 && part[0] == full[0] && part[len(part)-1] == full[len(full)-1]
}

// nearName reports whether a name may be a full one's with a slip in one word, or
// the first of two last names: "Outtara" for Alassane Ouattara, "Rosselló" for
// Ricardo Rosselló Nevares.
func nearName(full, part []string) bool {
	if len(full) < 2 || len(part) > len(full) {
		return false
	}
	if len(part) == 1 {
		return len(full) == 3 && len(full[1]) > 2 && part[0] == full[1] || slipped(full[len(full)-1], part[0])
	}
	return len(part) == len(full) && slices.Equal(full[1:], part[1:]) && slipped(full[0], part[0]) || slices.Equal(full[:len(full)-1], part[:len(part)-1]) && slipped(full[len(full)-1], part[len(part)-1])
}

// slipped reports whether two words of five letters or more differ by one letter,
// or by two that changed places, but not in their first.
func slipped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(y) < 5 || len(x)-len(y) > 1 || x[0] != y[0] || a == b {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	if len(x) > len(y) {
		return slices.Equal(x[i+1:], y[i:])
	}
	if slices.Equal(x[i+1:], y[i+1:]) {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// joinGiven makes one word of a given name of two parts as East Asia writes it:
// the "Shu-chen" of Wu Shu-chen, which holds nobody's surname.
func joinGiven(name string) string {
	for _, w := range strings.Fields(name) {
		a, b, ok := strings.Cut(w, "-")
		if ok && a != "" && b != "" && unicode.IsUpper(rune(a[0])) && unicode.IsLower(rune(b[0])) && !strings.Contains(b, "-") {
			name = strings.Replace(name, w, a+b, 1)
		}
	}
	return name
}

// likelier reports whether name n rather means one person than another.
func (f *finder) likelier(a, b int, n *name) bool {
	last := func(e int) int {
		at := -1
		for _, k := range f.named[e] {
			if o := &f.names[k]; o.sentence < n.sentence || o.sentence == n.sentence && o.first < n.first {
				at = max(at, o.sentence<<16+o.first)
			}
		}
		return at
	}
	return cmp.Or(cmp.Compare(len(f.named[a]), len(f.named[b])), cmp.Compare(last(a), last(b))) > 0
}

func suffix(full, part []string) bool {
	return len(part) <= len(full) && slices.Equal(full[len(full)-len(part):], part)
}

func labelOf(n *name) string {
	switch n.kind {
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
	for _, c := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, c):
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

// corporate cuts off a folded name what tells a company's legal form: "Air Methods
// Corporation" is "Air Methods".
func corporate(key string) string {
	i := strings.LastIndexByte(key, ' ')
	if i > 0 && legalForms[key[i+1:]] {
		return key[:i]
	}
	return key
}

var legalForms = set("corporation corp inc incorporated ltd limited plc llc company co ag sa nv")

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
