package refer

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// spans.go cuts and mends what the model took for one name: two bodies joined by
// "and", titles, owners, honorifics.

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
		if !known(n.First, n.End) && (known(n.First, t) && (known(t+1, n.End) || t-n.First > 1) || f.sorted(i, n.First, t) && f.sorted(i, t+1, n.End) || toks[t+1].Text == toks[n.First].Text && t-n.First > 1) { // "Center for this and Center for that"
			return []text.Name{{First: n.First, End: t, Kind: text.ORG}, {First: t + 1, End: n.End, Kind: text.ORG}}
		}
	}
	return nil
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
		case lower(toks[t].Text) == "in" && f.sorted(i, n.First, t) && f.isPlace(i, t+1, n.End): // "Northwestern University in Evanston"
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

// isPlace reports whether a run of words is a known place or nation.
func (f *finder) isPlace(i, first, end int) bool {
	k := f.Link(Naming{Names: []string{f.words(i, first, end)}, Kind: text.LOC, Located: true}).Known
	return k != nil && (k.Label == text.LabelPlace || k.Label == text.LabelNation)
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
	return len(last) > 1 && strings.ToUpper(last) == last || end-first > 1 && f.Sort(f.words(i, first, end)) != "" || lower(last) == last || f.standsAlone(f.words(i, first, end))
}

// trailing reports whether what follows the known name r in name n is no part of a
// name: small words, a word for something else, "BBC Panorama", or an adjective of the
// noun behind it, "the U.S. Naval ship".
func (f *finder) trailing(i int, n, r text.Name) bool {
	toks := f.sents[i].Tokens
	if f.Link(Naming{Names: []string{f.words(i, n.First, n.End)}, Kind: n.Kind}).Known != nil || f.Sort(f.words(i, n.First, n.End)) != "" {
		return false
	}
	rest := f.words(i, r.End, n.End)
	return lower(rest) == rest && toks[r.End].UPOS != "PUNCT" || f.Other(rest) && !branches[lower(rest)] ||
		n.End-r.End == 1 && toks[r.End].UPOS == "ADJ" && n.End < len(toks) && toks[n.End].UPOS == "NOUN"
}

var branches = lists.Set("branches")

// standsAlone reports whether the model saw a name of several words elsewhere in the
// article by itself: the CU Boulder of "CU Boulder's Cooperative Institute".
func (f *finder) standsAlone(words string) bool {
	return strings.Contains(words, " ") && slices.ContainsFunc(f.sents, func(s text.Sentence) bool {
		return slices.ContainsFunc(s.Names, func(n text.Name) bool {
			return n.Kind != text.PER && s.Field.Of(f.article)[s.Tokens[n.First].Start:s.Tokens[n.End-1].End] == words
		})
	})
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
		if n.Kind == text.ORG && f.Sort(f.words(i, n.First, n.End)) == text.ORG && f.Office(words) == 1 && f.Gender(toks[n.First+1].Text) == "" { // the General Posts Company
			return []text.Name{n}
		}
	}
	for k := range size {
		long := f.Office(words[k:])
		if long == 0 || k == 0 && long == size || long == 1 && !f.Title(words[k]) || k > 0 && k+long == size-1 && f.sorted(i, n.First, n.End) { // Henderson Executive Airport is one name
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
	if n.End+1 < len(toks) && toks[n.First].Text == "University" && n.End > n.First+1 && toks[n.End].Text == "at" && toks[n.End+1].UPOS == "PROPN" { // "University of Texas at Austin"
		n.End += 2
		for n.End < len(toks) && toks[n.End].UPOS == "PROPN" {
			n.End++
		}
	}
	if n.End+1 < len(toks) && ofRomance[toks[n.End].Text] && toks[n.End+1].UPOS == "PROPN" && toks[n.End-1].UPOS == "PROPN" { // "Surigao del Sur"
		n.End += 2
	}
	if n.Kind == text.ORG && f.Link(Naming{Names: []string{f.words(i, n.First, n.End)}, Kind: n.Kind}).Known == nil || n.Kind == text.MISC { // "Lambda" Legal
		for n.End < len(toks) && toks[n.End].Rel == "flat" && toks[n.End].Head >= n.First && toks[n.End].Head < n.End && f.sentenceName(i, n.End, n.End+1) && !f.seen(i, n.End) {
			n.End++
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

// seen reports whether the model saw token t as part of a name.
func (f *finder) seen(i, t int) bool {
	return slices.ContainsFunc(f.sents[i].Names, func(n text.Name) bool { return n.First <= t && t < n.End })
}

// unmerge parts what stands side by side: the president of "Brazil Dilma Rousseff"
// is two names, a known one and a person's after it, and a "US-Ukraine-Coalition"
// is two nations.
func (f *finder) unmerge(i int, n text.Name, runs []text.Name) []text.Name {
	for _, r := range runs {
		if r.First == n.First && r.End < n.End && (n.Kind == text.ORG || r.Kind == text.ORG) && r.Kind != text.PER && f.trailing(i, n, r) {
			return []text.Name{r}
		}
		if r.First == n.First && n.End-r.End == 1 && r.Kind != text.PER && f.partisan(i, n, r) {
			return []text.Name{r, {First: r.End, End: n.End, Kind: text.PER}}
		}
		if r.First != n.First || n.End-r.End < 2 || r.Kind == text.PER {
			continue
		}
		if k := slices.IndexFunc(runs, func(o text.Name) bool { return o.First == r.End+1 && o.End <= n.End && o.Kind == text.GPE }); k >= 0 &&
			n.Kind == text.ORG && r.Kind == text.GPE && f.sents[i].Tokens[r.End].Text == "-" {
			return []text.Name{r, runs[k]}
		}
		if r.Kind != text.ORG && f.presides(i, r.First) || n.End-r.End == 2 && r.First > 0 && f.chamberOf(i, r) && f.presides(i, r.First-1) { // "the president of Chad Idriss Déby", "Speaker of the House of Representatives Newt Gingrich"
			return []text.Name{r, {First: r.End, End: n.End, Kind: text.PER}}
		}
		if n.Kind == text.PER && r.Kind == text.LOC { // Tracy Caldwell Dyson is of no Tracy
			continue
		}
		if f.Gender(f.words(i, r.First, r.First+1)) == "" && f.Gender(f.words(i, r.End, r.End+1)) != "" {
			return []text.Name{r, {First: r.End, End: n.End, Kind: text.PER}}
		}
	}
	return []text.Name{n}
}

// chamberOf reports whether a known name is that of a parliament or one of its houses.
func (f *finder) chamberOf(i int, r text.Name) bool {
	k := f.Link(Naming{Names: []string{f.words(i, r.First, r.End)}, Kind: r.Kind}).Known
	return k != nil && k.Kind == "parliament"
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

var (
	ofRomance  = lists.Set("of-romance")
	joining    = lists.Set("joining")
	honorifics = lists.Set("honorifics")
)

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
