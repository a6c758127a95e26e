package link

import (
	"bytes"
	"fmt"

	"newsgraph/extract/text"
)

// Sort returns what the head noun of a name says of the thing it names:
// text.LOC of "Al Noor Mosque" and "Strait of Hormuz", text.ORG of "Elman Peace
// Organisation", "" where it says nothing.
func (b *Base) Sort(name string) text.NameKind {
	var buf [maxName + 8]byte
	key, sh, ok := appendKey(buf[:0], trim(name))
	if !ok || sh.upper == 0 {
		return ""
	}
	first, rest, more := bytes.Cut(key, []byte(" "))
	if !more {
		return "" // a noun alone names nothing
	}
	if k := b.nouns[string(first)]; k == text.LOC && !bytes.HasPrefix(rest, []byte("of ")) {
		switch string(first) {
		case "mount", "camp", "lake", "port":
			return k
		}
	}
	for _, w := range [...]string{" of ", " for ", " in ", " on ", " at "} {
		if head, _, ok := bytes.Cut(key, []byte(w)); ok {
			key = head
		}
	}
	last := bytes.LastIndexByte(key, ' ')
	if last > 0 {
		if k, ok := b.nouns[string(key[bytes.LastIndexByte(key[:last], ' ')+1:])]; ok { // "air show"
			return k
		}
	}
	return b.nouns[string(key[last+1:])]
}

// kind | noun; noun; …
func (b *Base) loadNouns(_ *section, f []string) error {
	if len(f) != 2 || f[0] != string(text.LOC) && f[0] != string(text.ORG) && f[0] != string(text.MISC) {
		return fmt.Errorf("want LOC, ORG or MISC and nouns")
	}
	for _, n := range list(f[1]) {
		b.nouns[n] = text.NameKind(f[0])
	}
	return nil
}
