package text

import "strings"

// Children returns the indices of the tokens whose head is i, in text order.
func (s *Sentence) Children(i int) []int {
	var out []int
	for j := range s.Tokens {
		if s.Tokens[j].Head == i {
			out = append(out, j)
		}
	}
	return out
}

// Root returns the index of the sentence's root, or -1 when it has no tokens.
func (s *Sentence) Root() int {
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 {
			return i
		}
	}
	return -1
}

// UniversalRel returns the relation without its subtype: "nsubj" for "nsubj:pass".
func (t *Token) UniversalRel() string {
	rel, _, _ := strings.Cut(t.Rel, ":")
	return rel
}
