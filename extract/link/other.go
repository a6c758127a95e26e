package link

import (
	"bytes"
	"fmt"
)

// Other reports whether a name is known to name neither a person nor a nation,
// body or place: a disease, a treaty, a prize, a weapon, a holiday, a faith, or
// a word of a title with a capital letter.
func (b *Base) Other(name string) bool {
	var buf [maxName + 8]byte
	key, sh, ok := appendKey(buf[:0], trim(name))
	if !ok || sh.upper == 0 {
		return false
	}
	if b.titles[string(key)] != "" && bytes.IndexByte(key, ' ') > 0 {
		return true // "Secretary of Defense"
	}
	return b.other[string(key)]
}

// name; name; …
func (b *Base) loadOther(_ *section, f []string) error {
	for _, n := range list(f[0]) {
		key, _, ok := appendKey(nil, n)
		if !ok {
			return fmt.Errorf("%q can't be matched", n)
		}
		b.other[string(key)] = true
	}
	return nil
}
