package conllu

import (
	"fmt"
	"io"
	"strings"

	"newsgraph/extract/text"
)

// Score counts how far an annotation agrees with a gold one over the same tokens.
type Score struct {
	Tokens, UPOS, XPOS, Lemma int
	Words, UAS, LAS           int // without punctuation; LAS on the universal part of the label
	Gold, Found, Names        int // name spans: in gold, found, in both with the same kind
	trees, named              bool
}

// Kinds says what each kind of name counts as; those it lacks do not count.
type Kinds map[text.NameKind]text.NameKind

// ThreeKinds are persons, bodies and places, and nationalities among the places for
// gold that does not tell "Israel" from "Israeli".
func ThreeKinds(nationalities bool) Kinds {
	k := Kinds{text.PER: text.PER, text.ORG: text.ORG, text.GPE: text.LOC, text.LOC: text.LOC}
	if nationalities {
		k[text.NORP] = text.LOC
	}
	return k
}

// FineKinds keeps all kinds apart.
func FineKinds() Kinds {
	k := Kinds{}
	for _, kind := range []text.NameKind{text.PER, text.ORG, text.GPE, text.LOC, text.NORP, text.EVENT, text.MISC} {
		k[kind] = kind
	}
	return k
}

// Add scores one sentence, its names by the kinds given.
func (s *Score) Add(gold, found *Sentence, kinds Kinds) {
	if gold.Tree {
		s.trees = true
		for i := range gold.Tokens {
			g, f := &gold.Tokens[i], &found.Tokens[i]
			s.Tokens++
			count(&s.UPOS, g.UPOS == f.UPOS)
			count(&s.XPOS, g.XPOS == f.XPOS)
			count(&s.Lemma, g.Lemma == f.Lemma)
			if g.UPOS == "PUNCT" {
				continue
			}
			s.Words++
			if g.Head == f.Head {
				s.UAS++
				count(&s.LAS, g.UniversalRel() == f.UniversalRel())
			}
		}
	}
	s.named = s.named || gold.Named
	fold := func(names []text.Name) map[text.Name]bool {
		out := map[text.Name]bool{}
		for _, n := range names {
			if k, ok := kinds[n.Kind]; ok {
				n.Kind = k
				out[n] = true
			}
		}
		return out
	}
	g, f := fold(gold.Names), fold(found.Names)
	s.Gold += len(g)
	s.Found += len(f)
	for n := range f {
		count(&s.Names, g[n])
	}
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// WriteTo prints the table.
func (s *Score) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	line := func(what string, n, of int) {
		if of > 0 {
			fmt.Fprintf(&b, "%-10s %.4f  (%d of %d)\n", what, float64(n)/float64(of), n, of)
		}
	}
	if s.trees {
		line("UPOS", s.UPOS, s.Tokens)
		line("XPOS", s.XPOS, s.Tokens)
		line("lemma", s.Lemma, s.Tokens)
		line("UAS", s.UAS, s.Words)
		line("LAS", s.LAS, s.Words)
	}
	if s.named {
		line("names P", s.Names, s.Found)
		line("names R", s.Names, s.Gold)
		line("names F1", 2*s.Names, s.Gold+s.Found)
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}
