package refer

import (
	"newsgraph/extract/text"
)

// institutions.go finds bodies that need no capital letter: "Finland's
// parliament", "the Iranian foreign ministry", and bare "parliament" where the
// article is about one nation.

var (
	institutionHeads = lists.Set("institution-heads")
	bareInstitutions = lists.Set("bare-institutions")
)

// institution is what a name in lower case means, with the words that say whose it is.
type institution struct {
	Link
	words string
}

// institutions returns the runs of sentence i that name a known institution in
// lower case. taken tells which tokens are names already.
func (f *finder) institutions(i int, taken []bool) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for t := range toks {
		if l := f.chamber(i, t, taken); l.Known != nil {
			f.institution[[2]int{i, t}] = institution{l, toks[t].Text}
			out = append(out, text.Name{First: t, End: t + 1, Kind: text.ORG})
			continue
		}
		if !institutionHeads[lower(toks[t].Text)] || taken[t] || toks[t].UPOS != "NOUN" && toks[t].UPOS != "PROPN" {
			continue
		}
		first := t
		for first > 0 && !taken[first-1] && (toks[first-1].UPOS == "NOUN" || toks[first-1].UPOS == "ADJ" || toks[first-1].UPOS == "PROPN") && toks[first-1].Head >= first-1 {
			first--
		}
		whole := first
		if first > 1 && toks[first-1].XPOS == "POS" && taken[first-2] {
			whole = first - 2
		} else if first > 0 && taken[first-1] {
			whole = first - 1
		}
		for whole > 0 && whole < first && taken[whole-1] {
			whole--
		}
		words, end := "", f.charge(i, t)
		switch {
		case whole < first:
			words = f.words(i, whole, end)
		case end > t+1 && taken[end-1]: // "the ministry of internal affairs of Belarus"
			words = f.words(i, first, end)
		case first == t && bareInstitutions[lower(toks[t].Text)]:
			words = "Parliament"
		default:
			continue
		}
		if l := f.Link(Naming{Names: []string{words}, Kind: text.ORG}); l.Known != nil && l.Known.Label == text.LabelBody {
			f.institution[[2]int{i, first}] = institution{l, words}
			out = append(out, text.Name{First: first, End: max(t+1, untaken(t+1, end, taken)), Kind: text.ORG})
		}
	}
	return out
}

// charge returns where the name of an institution ends that token t heads: behind
// what it is in charge of and whose it is, "ministry of defence", "of Belarus".
func (f *finder) charge(i, t int) int {
	toks := f.sents[i].Tokens
	end := t + 1
	for end+1 < len(toks) && (lower(toks[end].Text) == "of" || lower(toks[end].Text) == "for") {
		k := end + 1
		for k < len(toks) && k < end+5 && (toks[k].UPOS == "NOUN" || toks[k].UPOS == "ADJ" || toks[k].UPOS == "PROPN" || lower(toks[k].Text) == "and") {
			k++
		}
		if lower(toks[k-1].Text) == "and" {
			k--
		}
		if k == end+1 {
			break
		}
		end = k
	}
	return end
}

// untaken returns the end of what is no name by itself of [first, end): without "of Belarus".
func untaken(first, end int, taken []bool) int {
	for t := first; t < end; t++ {
		if taken[t] {
			return t - 1
		}
	}
	return end
}

var chamberPosts = lists.Set("chamber-posts")

// chamber asks for the House of "House Majority Leader" and the Senate of "Senate
// Republicans", which the titles that they begin hide.
func (f *finder) chamber(i, t int, taken []bool) Link {
	toks := f.sents[i].Tokens
	if taken[t] || toks[t].Text != "House" && toks[t].Text != "Senate" || t+1 >= len(toks) || !chamberPosts[lower(toks[t+1].Text)] {
		return Link{}
	}
	l := f.Link(Naming{Names: []string{toks[t].Text}, Kind: text.ORG})
	if l.Known != nil && l.Known.Label != text.LabelBody {
		return Link{}
	}
	return l
}

// partyLetters are what stands for an American party behind a name.
var partyLetters = map[string]string{"D": "Democratic Party", "R": "Republican Party"}

// letters returns the letters of sentence i that stand for an American party:
// "Barbara Boxer (D-CA)", "Harry Reid, D-Nevada".
func (f *finder) letters(i int) []text.Name {
	toks := f.sents[i].Tokens
	var out []text.Name
	for t := 2; t+1 < len(toks); t++ {
		party := partyLetters[toks[t].Text]
		if party == "" || toks[t-1].Text != "(" && toks[t-1].Text != "," || toks[t-2].UPOS != "PROPN" {
			continue
		}
		switch toks[t+1].Text {
		case "-", "–", ")":
		default:
			continue
		}
		if toks[t+1].Text == ")" && toks[t-1].Text != "(" {
			continue
		}
		if l := f.Link(Naming{Names: []string{party + " of the United States", party}, Kind: text.ORG}); l.Known != nil && l.Known.Nation == "USA" {
			f.institution[[2]int{i, t}] = institution{l, party}
			out = append(out, text.Name{First: t, End: t + 1, Kind: text.ORG})
		}
	}
	return out
}
