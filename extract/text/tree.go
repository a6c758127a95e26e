package text

import "strings"

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
