package refer

// spokesmen.go finds for whom somebody says "we" by what they are called: the team
// of a coach, the ministry of a spokesman.

var spokesmen = lists.Set("spokesmen")

// represented returns the nation, body, place or unnamed group of the spokesman
// whose name holds token t of sentence i, or -1: "Panama coach Gomez", "Steve
// Whitmore, a representative for the Sheriff's Office".
func (f *finder) represented(i, t int) int {
	toks := f.sents[i].Tokens
	first, end := t, t+1
	if c := f.covered[i][t]; c > 0 {
		first, end = f.mentions[c-1].First, f.mentions[c-1].End
	}
	for k := first - 1; k >= max(0, first-3); k-- {
		if spokesmen[lower(toks[k].Lemma)] {
			return f.groupIn(i, max(0, k-5), k)
		}
	}
	if end >= len(toks) || toks[end].Text != "," {
		return -1
	}
	for k := end + 1; k < min(len(toks), end+8) && toks[k].Text != ","; k++ {
		if !spokesmen[lower(toks[k].Lemma)] {
			continue
		}
		if e := f.groupIn(i, end+1, k); e >= 0 {
			return e
		}
		if k+1 < len(toks) && (lower(toks[k+1].Text) == "for" || lower(toks[k+1].Text) == "of") {
			return f.groupIn(i, k+2, min(len(toks), k+8))
		}
	}
	return -1
}

// groupIn returns the last group that tokens [first, end) name or call a team, or -1.
func (f *finder) groupIn(i, first, end int) int {
	toks := f.sents[i].Tokens
	for k := end - 1; k >= first; k-- {
		if c := f.covered[i][k]; c > 0 && !f.somebody(f.mentions[c-1].Entity) {
			return f.mentions[c-1].Entity
		}
		if w := lower(toks[k].Lemma); collectives[w] {
			return f.unnamed(w, toks[k].Text)
		}
		if toks[k].UPOS == "VERB" || toks[k].Text == "," {
			break
		}
	}
	return -1
}
