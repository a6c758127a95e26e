package refer

import (
	"slices"
	"strings"

	"newsgraph/extract/text"
)

// halves.go finds names that leave their last word to the next one: "North and
// South Korea", "East or West Germany", "Venus and Serena Williams"; and those that do
// without it, "the North".

// halves returns the words of sentence i that are the beginning of such a name.
func (f *finder) halves(i int) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for t := 0; t+3 < len(toks); t++ {
		if !compass[toks[t].Text] || !slices.Contains([]string{"and", "or", ","}, lower(toks[t+1].Text)) || !compass[toks[t+2].Text] || toks[t+3].UPOS != "PROPN" && toks[t+3].UPOS != "ADJ" {
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

// surnameOfNext returns the last name that the given name n shares with the person named
// behind "and", with a space before it, or "".
func (f *finder) surnameOfNext(n *name) string {
	toks := f.sents[n.sentence].Tokens
	if n.length() != 1 || n.end+2 >= len(toks) || lower(toks[n.end].Text) != "and" || f.Gender(toks[n.first].Text) == "" || f.surname(toks[n.first].Text) {
		return ""
	}
	for _, next := range f.sents[n.sentence].Names {
		if next.First == n.end+1 && next.Kind == text.PER && next.End-next.First == 2 && f.Gender(toks[next.First].Text) != "" {
			return " " + toks[next.End-1].Text
		}
	}
	return ""
}

// half returns the nation that "the North" is short for: the one whose name begins so
// where the article names the other half too, or what both were; or -1.
func (f *finder) half(i, t int) int {
	word := f.sents[i].Tokens[t].Text
	if !compass[word] || t == 0 || lower(f.sents[i].Tokens[t-1].Text) != "the" || f.child(i, t, "nmod") >= 0 {
		return -1
	}
	found := -1
	for e := range f.entities {
		rest, ok := strings.CutPrefix(f.entities[e].Name, word+" ")
		if !ok || f.entities[e].Label != text.LabelNation || !slices.ContainsFunc(f.entities, func(x text.Entity) bool {
			return x.Label == text.LabelNation && x.ID != f.entities[e].ID && (x.Name == rest || strings.HasSuffix(x.Name, " "+rest))
		}) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}
