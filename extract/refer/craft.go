package refer

import "newsgraph/extract/text"

// craft.go knows ships, spacecraft, storms and works by the noun that stands with
// their names: they are none of an entity, there and wherever else the article names
// them.

var (
	craftNouns = lists.Set("craft-nouns")
	workNouns  = lists.Set("work-nouns")
	crafts     = lists.Set("crafts")
)

// christen notes what the article names so.
func (f *finder) christen() {
	f.christened = make(map[string]bool)
	for i := range f.sents {
		for t := range f.sents[i].Tokens {
			if first, end := f.craft(i, t); end > first {
				f.christened[fold(f.words(i, first, end))] = true
			}
		}
	}
}

// craft returns the run of words with capital letters behind token t where that is
// such a noun, past a quotation mark.
func (f *finder) craft(i, t int) (first, end int) {
	toks := f.sents[i].Tokens
	if w := lower(toks[t].Text); !crafts[toks[t].Text] && !craftNouns[w] && !workNouns[toks[t].Text] {
		return 0, 0
	}
	first = t + 1
	if first < len(toks) && quotes[toks[first].Text] {
		first++
	}
	for end = first; end < len(toks) && (f.sentenceName(i, end, end+1) || end > first && toks[end].UPOS != "PUNCT" && toks[end].Start == toks[end-1].End || end > first && end+1 < len(toks) && f.hyphen(i, end)); end++ {
	}
	return first, end
}

var quotes = map[string]bool{`"`: true, "'": true, "“": true, "‘": true, "``": true, "''": true}

// vessel reports whether a name is that of a craft, a storm or a work. What is
// known to be something else is that: "the missile Iran tested".
func (f *finder) vessel(i, first, end int, kind text.NameKind) bool {
	toks, words := f.sents[i].Tokens, f.words(i, first, end)
	coded := crafts[toks[first].Text] || first > 0 && crafts[toks[first-1].Text]
	called := f.craftBeside(i, first, end, kind)
	christened := len(f.christened) > 0 && f.christened[fold(words)] // most articles name none
	if !coded && !called && !christened {
		return false
	}
	known := f.Link(Naming{Names: []string{words}, Kind: kind}).Known
	if known != nil && known.Label != text.LabelPerson {
		return coded
	}
	the := first > 0 && lower(toks[first-1].Text) == "the"
	return called || known == nil && christened && (the || end-first > 1 || !f.surname(toks[first].Text))
}

// craftBeside reports whether a noun for such stands before a name or behind it.
func (f *finder) craftBeside(i, first, end int, kind text.NameKind) bool {
	toks := f.sents[i].Tokens
	for t := max(0, first-2); t <= first; t++ {
		if a, b := f.craft(i, t); (a == first || t == first) && b >= end {
			return true
		}
	}
	if kind != text.PER || end >= len(toks) {
		return false
	}
	h := toks[f.headOf(i, first, end)].Head // "the Queen Elizabeth cruise ship"
	return h >= end && h < end+3 && toks[h].UPOS == "NOUN" && craftNouns[lower(toks[h].Lemma)]
}
