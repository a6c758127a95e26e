package refer

import (
	"slices"

	"newsgraph/extract/text"
)

// kinds.go makes the names of an article agree on what kind of thing each is.

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
			end := n.end
			if end-n.first > 2 && generations[fold(f.words(n.sentence, end-1, end))] {
				end--
			}
			persons[fold(f.words(n.sentence, end-1, end))] = true
		} else if n.kind == text.ORG && firmWords[fold(f.words(n.sentence, n.end-1, n.end))] {
			firms[fold(f.words(n.sentence, n.first, n.first+1))] = true
		}
	}
	for k := range f.names {
		n := &f.names[k]
		words := f.words(n.sentence, n.first, n.end)
		switch {
		case f.styled(n.sentence, n.first, n.end):
			n.kind = text.PER
		case f.branch(n) && f.link(words, n).Known == nil:
			n.kind = text.ORG
		case n.length() == 1 && n.kind == text.PER && firms[fold(words)] && !persons[fold(words)]: // the Ford of the Ford Motor Company
			n.kind = text.ORG
		case n.length() == 1 && n.kind != text.PER && n.kind != text.NORP && persons[fold(words)]:
			n.kind = text.PER
		case f.inKnown(n) && f.link(words, n).Known == nil:
			n.kind = text.LOC
		case n.length() <= 4 && n.kind != text.NORP && !(n.length() == 1 && persons[fold(words)]):
			l := f.Link(Naming{Names: []string{words}})
			if l.Known != nil && l.Confidence >= 0.75 && kindOf[l.Known.Label] != n.kind && !(n.kind == text.GPE && l.Known.Label == text.LabelPlace) {
				n.kind = kindOf[l.Known.Label]
			} else if l.Known == nil && n.kind == text.PER && n.role == locates && f.Gender(f.words(n.sentence, n.first, n.first+1)) == "" && (n.length() == 1 || n.length() == 2 && f.standsIn(n)) {
				n.kind = text.LOC // "near Senaki", "at Chunuk Bair"
			} else if l.Known == nil && (n.kind == text.GPE || n.kind == text.LOC) && n.role != locates && n.length() == 1 && f.LastName(words) {
				n.kind = text.PER // "indicted Noriega"
			}
		}
	}
	f.hear()
	f.names = slices.DeleteFunc(f.names, func(n name) bool { // a people or faith that is no known nation or party
		if n.kind != text.NORP {
			return false
		}
		k := f.link(f.words(n.sentence, n.first, n.end), &n).Known
		return k == nil || k.Label == text.LabelPlace && (k.Kind == "continent" || k.Nation == "")
	})
	f.vote()
}

// standsIn reports whether an article names something nowhere but behind a word for
// where something is, and by no word that many bear as their last name.
func (f *finder) standsIn(n *name) bool {
	words := f.words(n.sentence, n.first, n.end)
	for k := range f.names {
		o := &f.names[k]
		if f.words(o.sentence, o.first, o.end) == words && (o.first == 0 || f.possessive(o.sentence, o.first, o.end) || !standing[lower(f.sents[o.sentence].Tokens[o.first-1].Text)]) {
			return false
		}
	}
	last := f.words(n.sentence, n.end-1, n.end)
	return !f.ManyBear(last) && !f.LastName(last)
}

var (
	standing = lists.Set("standing")
	sports   = lists.Set("sports")
)

// branch reports whether a name is that of a known company's branch, "GM Europe", or
// of a nation's body for a sport.
func (f *finder) branch(n *name) bool {
	if n.length() < 2 || n.kind == text.ORG || n.kind == text.NORP || !f.isPlace(n.sentence, n.first+1, n.end) {
		return false
	}
	first := f.words(n.sentence, n.first, n.first+1)
	k := f.Link(Naming{Names: []string{first}, Kind: text.ORG}).Known
	return sports[lower(first)] || k != nil && k.Kind == "company"
}

// inKnown reports whether a name that the model took for a person's or a body's
// stands before a comma and the state or nation that it lies in: "from Marina Del
// Rey, California".
func (f *finder) inKnown(n *name) bool {
	toks := f.sents[n.sentence].Tokens
	if n.kind != text.PER && n.kind != text.ORG || n.first == 0 || n.length() > 3 || n.end+1 >= len(toks) || toks[n.end].Text != "," || !lyingIn[lower(toks[n.first-1].Text)] {
		return false
	}
	k := slices.IndexFunc(f.names, func(o name) bool { return o.sentence == n.sentence && o.first == n.end+1 })
	if k < 0 || f.names[k].kind != text.GPE && f.names[k].kind != text.LOC {
		return false
	}
	o := &f.names[k]
	if o.end < len(toks) && toks[o.end].UPOS != "PUNCT" && toks[o.end].UPOS != "ADP" && toks[o.end].UPOS != "SCONJ" {
		return false
	}
	whole := f.link(f.words(o.sentence, o.first, o.end), o).Known
	return whole != nil && (whole.Label == text.LabelNation || whole.Kind == "state" || whole.Kind == "province")
}

var lyingIn = lists.Set("lying-in")

// vote gives a name that is not known the kind that most of its uses were taken for,
// of several words and as many uses that of the first.
func (f *finder) vote() {
	count, begun := make(map[string]map[text.NameKind]int), make(map[string]text.NameKind)
	for k := range f.names {
		n := &f.names[k]
		key := fold(f.words(n.sentence, n.first, n.end))
		if count[key] == nil {
			count[key], begun[key] = make(map[text.NameKind]int), n.kind
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
		if first := begun[fold(words)]; n.length() > 1 && kinds[first] == kinds[n.kind] {
			n.kind = first
		}
		for _, kind := range []text.NameKind{text.PER, text.ORG, text.GPE, text.LOC} {
			if kinds[kind] > kinds[n.kind] {
				n.kind = kind
			}
		}
	}
}
