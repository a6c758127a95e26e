package refer

import (
	"slices"

	"newsgraph/extract/text"
)

// told.go hears what kind of thing a name names from the common noun that stands
// with it: "the newspaper Magyar Nemzet", "Vyasna, a human rights centre", "the village
// of Poolangudi".

var (
	bodyNouns  = lists.Set("body-nouns")
	placeNouns = lists.Set("place-nouns")
)

// hear gives names that nothing is known by the kind that a noun tells, wherever in
// the article they stand.
func (f *finder) hear() {
	told := make(map[string]text.NameKind)
	for k := range f.names {
		n := &f.names[k]
		if kind := f.told(n); kind != "" {
			told[fold(f.words(n.sentence, n.first, n.end))] = kind
		}
	}
	for k := range f.names {
		n := &f.names[k]
		words := f.words(n.sentence, n.first, n.end)
		kind := told[fold(words)]
		if kind == "" || kind == n.kind || kind == text.LOC && n.kind == text.GPE || n.kind == text.NORP || n.length() == 1 && f.surname(words) {
			continue
		}
		if known := f.link(words, n).Known; known == nil {
			n.kind = kind
		}
	}
}

// told returns what the noun that stands with a name says that it names, or "".
func (f *finder) told(n *name) text.NameKind {
	toks := f.sents[n.sentence].Tokens
	if kind := f.heralded(n.sentence, n.first, n.end); kind != "" {
		return kind
	}
	if t := n.first - 2; t >= 0 && lower(toks[t+1].Text) == "of" && placeNouns[lower(toks[t].Text)] && toks[n.head].Head == t {
		return text.LOC
	}
	if n.kind == text.PER && n.length() > 1 && f.Gender(toks[n.first].Text) != "" { // "Jefferson Thomas, one of the group"
		return ""
	}
	if t := f.glossed(n); t >= 0 {
		return nounKind(lower(toks[t].Lemma))
	}
	return ""
}

// heralded returns what a noun says that stands before a name as one phrase with it:
// "the rights group Lambda Legal".
func (f *finder) heralded(i, first, end int) text.NameKind {
	toks := f.sents[i].Tokens
	t := first - 1
	if t < 0 || toks[t].XPOS != "NN" || end < len(toks) && (toks[end].UPOS == "NOUN" || toks[end].UPOS == "PROPN") {
		return ""
	}
	head, rels := f.headOf(i, first, end), []string{"appos", "flat", "compound", "nmod", "nmod:desc", "nmod:unmarked"}
	twice := toks[t].Head == toks[head].Head && toks[t].Rel == toks[head].Rel // "the journal Science" as two subjects
	if twice || toks[t].Head == head && slices.Contains(rels, toks[t].Rel) || toks[head].Head == t && slices.Contains(rels, toks[head].Rel) {
		return nounKind(lower(toks[t].Lemma))
	}
	return ""
}

// introduced finds names that the model missed behind a noun for what they name.
func (f *finder) introduced(i int, taken []bool) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for t := range toks {
		end := t + 1
		for end < len(toks) && !taken[end] && (toks[end].UPOS == "PROPN" || end > t+1 && end+1 < len(toks) && f.hyphen(i, end) && toks[end+1].UPOS == "PROPN") {
			end++
		}
		if end == t+1 || end < len(toks) && taken[end] || !f.sentenceName(i, t+1, end) {
			continue
		}
		if kind := f.heralded(i, t+1, end); kind != "" {
			out = append(out, text.Name{First: t + 1, End: end, Kind: kind})
		}
	}
	return out
}

// hyphen reports whether token t is a hyphen that joins the words beside it.
func (f *finder) hyphen(i, t int) bool {
	toks := f.sents[i].Tokens
	return toks[t].Text == "-" && toks[t].Start == toks[t-1].End && toks[t].End == toks[t+1].Start
}

// glossed returns the noun of a phrase that says between commas what a name names,
// however the tree has it, or -1: "Vyasna, an independent human rights centre,".
func (f *finder) glossed(n *name) int {
	toks := f.sents[n.sentence].Tokens
	t := n.end + 1
	if t >= len(toks) || toks[n.end].Text != "," || toks[t].UPOS != "DET" {
		return -1
	}
	noun := -1
	for t++; t < len(toks) && t < n.end+9 && (toks[t].UPOS == "ADJ" || toks[t].UPOS == "NOUN" || toks[t].UPOS == "PROPN" || toks[t].XPOS == "POS" || toks[t].Text == "-"); t++ {
		noun = t
	}
	if noun < 0 || toks[noun].XPOS != "NN" || t >= len(toks) || toks[t].UPOS == "VERB" || toks[t].UPOS == "AUX" || lower(toks[n.end+1].Text) == "the" && toks[t].UPOS != "ADP" && toks[t].UPOS != "PUNCT" && toks[t].Text != "that" {
		return -1
	}
	return noun
}

func nounKind(noun string) text.NameKind {
	switch {
	case bodyNouns[noun]:
		return text.ORG
	case placeNouns[noun]:
		return text.LOC
	}
	return ""
}
