package refer

import (
	"slices"

	"newsgraph/extract/text"
)

// halves.go finds names that leave their last word to the next one: "North and
// South Korea", "East or West Germany".

// halves returns the words of sentence i that are the beginning of such a name.
func (f *finder) halves(i int) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for t := 0; t+3 < len(toks); t++ {
		if !compass[toks[t].Text] || !slices.Contains([]string{"and", "or"}, lower(toks[t+1].Text)) || !compass[toks[t+2].Text] || toks[t+3].UPOS != "PROPN" && toks[t+3].UPOS != "ADJ" {
			continue
		}
		words := toks[t].Text + " " + toks[t+3].Text
		l := f.Link(Naming{Names: []string{words}, Kind: text.GPE})
		if l.Known == nil || l.Known.Label != text.LabelNation && l.Known.Label != text.LabelPlace {
			continue
		}
		f.institution[[2]int{i, t}] = institution{l, words}
		out = append(out, text.Name{First: t, End: t + 1, Kind: text.GPE})
	}
	return out
}
