package link

import "newsgraph/extract/text"

// Found is a run of tokens that the knowledge base knows: [First, End) are
// token indices within the sentence.
type Found struct {
	First, End int
	Candidates []Candidate
}

// Scan returns the longest known names in a sentence, from left to right,
// without overlap. It finds what the language model's names miss; what a name
// means is still for Decide to say.
func (b *Base) Scan(tokens []text.Token, date string) []Found {
	var out []Found
	var buf [maxName + 8]byte
	for i := 0; i < len(tokens); {
		n := b.longest(tokens, i, buf[:0])
		if n == 0 {
			i++
			continue
		}
		cs := b.Lookup(surface(tokens[i:i+n]), date)
		if len(cs) == 0 {
			i++
			continue
		}
		out = append(out, Found{First: i, End: i + n, Candidates: cs})
		i += n
	}
	return out
}

// longest returns how many tokens from i on are the longest name there, or 0.
func (b *Base) longest(tokens []text.Token, i int, buf []byte) int {
	t := tokens[i].Text
	if c := t[0]; c >= 'a' && c <= 'z' && t != "al" && t != "el" && len(t) < 4 {
		return 0 // small words begin no name
	}
	key, _, ok := appendKey(buf, t)
	if !ok {
		return 0
	}
	for j, c := range key {
		if c == ' ' {
			key = key[:j]
			break
		}
	}
	most := int(b.starts[string(key)])
	if most == 0 {
		return 0
	}
	// a word of a key can be two tokens ("al", "-", "Qaeda"; "St", ".")
	limit := min(len(tokens), i+2*most+1)
	best := 0
	for j := i + 1; j <= limit; j++ {
		if key, sh, ok := appendKey(buf, surface(tokens[i:j])); ok && sh.upper > 0 {
			if at, ok := b.index[string(key)]; ok {
				for ; at != 0; at = b.refs[at].next {
					if b.refs[at].written(sh, len(key)) {
						best = j - i
						break
					}
				}
			}
		}
	}
	if best > 0 {
		// a name does not end before the rest of its last word
		if last := tokens[i+best-1].Text; last == "-" || last == "." {
			best--
		}
	}
	return best
}

// surface is how tokens stand in text, gaps between them made one space.
func surface(tokens []text.Token) string {
	if len(tokens) == 1 {
		return tokens[0].Text
	}
	var buf [maxName]byte
	out := buf[:0]
	for i := range tokens {
		if i > 0 && tokens[i].Start > tokens[i-1].End {
			out = append(out, ' ')
		}
		out = append(out, tokens[i].Text...)
		if len(out) > maxName {
			break
		}
	}
	return string(out)
}
