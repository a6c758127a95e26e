package refer

// roles.go tells what part a name plays in its clause: who acts, where it is.

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

var (
	locating = lists.Set("locating")
	motion   = lists.Set("motion")
	dealing  = lists.Set("dealing")
)

func (f *finder) role(n *name) role {
	toks := f.sents[n.sentence].Tokens
	t := &toks[n.head]
	if k := n.end + 1; k < len(toks) && toks[k-1].Text == "," && toks[k].Rel == "nmod:unmarked" && toks[k].Head == n.head { // "to Berlin, Germany" is the city
		return locates
	}
	switch prep := f.preposition(n.sentence, n.head); {
	case locating[prep]:
		return locates
	case prep == "to" || prep == "from" || prep == "for" || prep == "on":
		if t.Head >= 0 && motion[lower(toks[t.Head].Lemma)] {
			return locates
		}
		if prep == "from" && t.Head >= 0 && (toks[t.Head].UPOS == "NOUN" || dealing[lower(toks[t.Head].Lemma)]) { // "a statement from the Kremlin"
			return neutral
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
