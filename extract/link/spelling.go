package link

import "bytes"

// appendSound appends the spelling-blind key of a person's full name: what is
// left when the usual ways to write Russian, Arabic and other names in Latin
// letters are made one. "Volodymyr Zelensky", "Zelenskyy" and "Zelenskiy" are
// one, and so are "Muammar Gaddafi" and "Moammar Kadafi". It reports false for
// what is no full name, because short keys meet by chance.
func appendSound(dst []byte, name string) ([]byte, bool) {
	var buf [maxName + 8]byte
	key, _, ok := appendKey(buf[:0], name)
	if !ok {
		return dst, false
	}
	return foldSound(dst, key)
}

func foldSound(dst, key []byte) ([]byte, bool) {
	start, words := len(dst), 0
	for i := 0; i < len(key); {
		end := i
		for end < len(key) && key[end] != ' ' {
			end++
		}
		w := key[i:end]
		i = end + 1
		if s := string(w); s == "al" || s == "el" || s == "ben" || s == "bin" || s == "ibn" {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ' ')
		}
		words++
		dst = foldWord(dst, w)
	}
	return dst, words >= 2 && len(dst)-start >= 8
}

// foldWord keeps the first sound and the consonants, and tells apart only
// whether vowels stand between them.
func foldWord(dst, w []byte) []byte {
	start := len(dst)
	put := func(c byte) {
		if len(dst) > start && dst[len(dst)-1] == c {
			return // doubled
		}
		dst = append(dst, c)
	}
	at := func(i int) byte {
		if i < len(w) {
			return w[i]
		}
		return 0
	}
	for i := 0; i < len(w); i++ {
		switch c := w[i]; c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'j':
			if c == 'j' && i == 0 {
				put('j')
			} else if c == 'y' && i == 0 {
				put('i')
			} else {
				put('a')
			}
		case 'k', 'q', 'g':
			if at(i+1) == 'h' {
				i++
				if c == 'k' {
					put('h')
					continue
				}
			}
			put('k')
		case 'c':
			switch {
			case at(i+1) == 'h':
				i++
				put('c')
			case at(i+1) == 'k':
				i++
				put('k')
			case at(i+1) == 'e' || at(i+1) == 'i':
				put('s')
			default:
				put('k')
			}
		case 't':
			switch {
			case at(i+1) == 's' && at(i+2) == 'c' && at(i+3) == 'h':
				i += 3
				put('c')
			case at(i+1) == 'c' && at(i+2) == 'h':
				i += 2
				put('c')
			case at(i+1) == 'z', at(i+1) == 's':
				i++
				put('z')
			case at(i+1) == 'h':
				i++
				put('t')
			default:
				put('t')
			}
		case 'd':
			if at(i+1) == 'h' {
				i++
			}
			put('d')
		case 's':
			switch {
			case at(i+1) == 'c' && at(i+2) == 'h':
				i += 2
				put('x')
			case at(i+1) == 'h':
				i++
				put('x')
			default:
				put('s')
			}
		case 'x':
			put('k')
			put('s')
		case 'p':
			if at(i+1) == 'h' {
				i++
				put('f')
			} else {
				put('p')
			}
		case 'w', 'v':
			put('v')
		case 'z':
			if at(i+1) == 'h' {
				i++
			}
			put('z')
		case 'h':
			if len(dst) == start {
				put('h')
			}
		default:
			put(c)
		}
	}
	for len(dst) > start+1 && dst[len(dst)-1] == 'a' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// spellings finds persons whose full name sounds like the key.
func (b *Base) spellings(key []byte, sh shape, date string) []Candidate {
	if sh.upper < 2 {
		return nil
	}
	var buf [maxName]byte
	sound, ok := foldSound(buf[:0], key)
	if !ok {
		return nil
	}
	var out []Candidate
	for at := b.sounds[string(sound)]; at != 0; at = b.refs[at].next {
		r := &b.refs[at]
		k := b.known(r.thing)
		if b.otherFirstName(key, k.Name) {
			continue
		}
		if w := float64(r.weight) * b.timeliness(r.thing, k, date); w > 0 {
			out = append(out, Candidate{Known: k, Weight: w, Match: r.match})
		}
	}
	if len(out) > 1 {
		return nil // the sounds don't tell them apart
	}
	return out
}

// otherFirstName reports whether a key and a name begin with two different
// first names that English knows: "Daniel" is no spelling of "Danielle".
func (b *Base) otherFirstName(key []byte, name string) bool {
	var buf [maxName + 8]byte
	known, _, ok := appendKey(buf[:0], name)
	if !ok {
		return true
	}
	x, _, _ := bytes.Cut(key, []byte(" "))
	y, _, _ := bytes.Cut(known, []byte(" "))
	return !bytes.Equal(x, y) && b.firsts[string(x)] != "" && b.firsts[string(y)] != ""
}
